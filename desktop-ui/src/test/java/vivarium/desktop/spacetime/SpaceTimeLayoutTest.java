package vivarium.desktop.spacetime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.spacetime.SpaceTimeLayout.Content;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

class SpaceTimeLayoutTest {

  private static final long MILLI = 1_000_000L;
  private static final NodeId ONE = NodeId.broker(1);
  private static final NodeId TWO = NodeId.broker(2);
  private static final TimeSpan SPAN = new TimeSpan(1_000 * MILLI, 2_000 * MILLI);
  private static final double WIDTH = 900;
  private static final double HEIGHT = 200;

  private final EventLog log = new EventLog(1 << 14);
  private final Lives lives = new Lives();
  private final SpaceTimeLayout layout =
      new SpaceTimeLayout((text, role, size) -> text.length() * size * 0.6);

  private void happens(long atMillis, NodeId node, ClusterEvent event) {
    Stamped stamped = new Stamped(log.lastSeq() + 1, atMillis * MILLI, node, 0, event);
    log.append(stamped);
    lives.take(stamped);
  }

  private void sent(long id, NodeId from, NodeId to, long departs, long arrives) {
    happens(
        departs,
        from,
        new Flow.Sent(
            id,
            id,
            "Fetch",
            FlowDirection.REQUEST,
            from,
            to,
            departs * MILLI,
            arrives * MILLI,
            100,
            1,
            null,
            List.of()));
  }

  private SpaceTimeFrame frame(long presentMillis) {
    return frame(presentMillis, Selection.CLUSTER);
  }

  private SpaceTimeFrame frame(long presentMillis, Selection selection) {
    return layout.layout(
        new Content(
            Trace.of(log, SPAN),
            lives,
            List.of(ONE, TWO),
            SPAN,
            selection,
            presentMillis * MILLI,
            presentMillis * MILLI),
        Texts.ENGLISH,
        WIDTH,
        HEIGHT);
  }

  private static <T extends Shape> List<T> of(SpaceTimeFrame frame, Class<T> type) {
    return frame.shapes().stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void aMessageIsAnArrowFromWhereAndWhenItLeftToWhereAndWhenItCame() {
    sent(1, ONE, TWO, 1_200, 1_600);
    SpaceTimeFrame frame = frame(2_000);

    Shape.Arrow arrow = of(frame, Shape.Arrow.class).getFirst();
    assertThat(SPAN.at((arrow.from().x() - frame.plot().x()) / frame.plot().w()))
        .isEqualTo(1_200 * MILLI);
    assertThat(SPAN.at((arrow.to().x() - frame.plot().x()) / frame.plot().w()))
        .isEqualTo(1_600 * MILLI);
    assertThat(arrow.from().y()).isLessThan(arrow.to().y());
    assertThat(arrow.pointed()).isTrue();
    var hit =
        frame
            .hitAt((arrow.from().x() + arrow.to().x()) / 2, (arrow.from().y() + arrow.to().y()) / 2)
            .orElseThrow();
    assertThat(hit.selection()).isEqualTo(new Selection.Message(1));
    assertThat(hit.words()).isEqualTo("Fetch request, broker 1 → broker 2\n00:01.200 → 00:01.600");
    assertThat(frame.hitAt(frame.plot().x() + 2, frame.plot().y() + 2)).isEmpty();
  }

  @Test
  void theSelectedMessageIsMarkedAndLiesAboveTheOthers() {
    for (long id = 1; id <= 3; id++) {
      sent(id, ONE, TWO, 1_200 + 10 * id, 1_600);
    }
    assertThat(of(frame(2_000), Shape.Arrow.class)).noneMatch(Shape.Arrow::selected);

    var arrows = of(frame(2_000, new Selection.Message(1)), Shape.Arrow.class);

    assertThat(arrows).extracting(Shape.Arrow::selected).containsExactly(false, false, true);
    assertThat(arrows.getLast().strength()).isEqualTo(1);
    assertThat(arrows.getLast().from().x()).isLessThan(arrows.getFirst().from().x());
  }

  @Test
  void whereArrowsAreThinnedTheSelectedOneIsThereAllTheSame() {
    for (long id = 1; id <= 2_000; id++) {
      sent(id, ONE, TWO, 1_200 + id / 10, 1_600);
    }
    assertThat(frame(2_000).perArrow()).isGreaterThan(1);

    assertThat(of(frame(2_000, new Selection.Message(3)), Shape.Arrow.class))
        .filteredOn(Shape.Arrow::selected)
        .hasSize(1);
  }

  @Test
  void aMessageUnderWayIsDrawnAsFarAsItIs() {
    sent(1, ONE, TWO, 1_200, 1_600);
    Shape.Arrow arrow = of(frame(1_300), Shape.Arrow.class).getFirst();
    Shape.Arrow whole = of(frame(2_000), Shape.Arrow.class).getFirst();

    assertThat(arrow.pointed()).isFalse();
    assertThat((arrow.to().y() - arrow.from().y()) / (whole.to().y() - whole.from().y()))
        .isBetween(0.249, 0.251);
  }

  @Test
  void aLostMessageEndsInACross() {
    sent(1, ONE, TWO, 1_200, 1_600);
    happens(1_400, TWO, new Flow.Lost(1, "the link 1→2 is cut"));
    SpaceTimeFrame frame = frame(2_000);

    assertThat(of(frame, Shape.Arrow.class).getFirst().tone()).isEqualTo(Tone.BAD);
    assertThat(of(frame, Shape.Arrow.class).getFirst().pointed()).isFalse();
    Shape.Icon cross = of(frame, Shape.Icon.class).getFirst();
    assertThat(cross.glyph()).isEqualTo(Glyph.CUT);
    assertThat(SPAN.at((cross.x() - frame.plot().x()) / frame.plot().w())).isEqualTo(1_400 * MILLI);
  }

  @Test
  void aNodeThatIsDownHasAGapAndOneThatStandsStillALineUnderTheHatching() {
    happens(1_100, ONE, new Node.Stopped(Node.How.CRASH));
    happens(1_300, TWO, new Node.Frozen());
    happens(1_500, TWO, new Node.Resumed());
    SpaceTimeFrame frame = frame(2_000);

    assertThat(of(frame, Shape.Hatch.class)).hasSize(2);
    assertThat(of(frame, Shape.Wire.class))
        .extracting(Shape.Wire::tone)
        .containsExactly(Tone.FAINT, Tone.FAINT, Tone.WARN, Tone.FAINT);
    assertThat(of(frame, Shape.Icon.class))
        .extracting(Shape.Icon::glyph)
        .containsExactly(Glyph.CRASHED, Glyph.FROZEN, Glyph.CHECK);
    assertThat(frame.hits())
        .extracting(SpaceTimeFrame.Hit::selection)
        .contains(new Selection.Event(1));
  }

  @Test
  void tooManyMessagesAreThinnedAndItIsSaidHowMany() {
    for (int id = 1; id <= 4_000; id++) {
      sent(id, ONE, TWO, 1_100 + id / 10, 1_200 + id / 10);
    }
    happens(1_600, TWO, new Flow.Lost(3_999, "it met a dead process"));
    SpaceTimeFrame frame = frame(2_000);

    assertThat(frame.perArrow()).isEqualTo(10);
    assertThat(of(frame, Shape.Arrow.class)).hasSize(401);
    assertThat(of(frame, Shape.Arrow.class)).anyMatch(arrow -> arrow.tone() == Tone.BAD);
  }

  @Test
  void theSameContentGivesTheSameFrame() {
    sent(1, ONE, TWO, 1_200, 1_600);
    assertThat(frame(1_500)).isEqualTo(frame(1_500));
  }

  @Test
  void anEarlierMomentStaysInSightAndZoomHoldsWhatIsUnderThePointer() {
    SpaceTimeSpan span = new SpaceTimeSpan();
    assertThat(span.at(true, 10_000 * MILLI).toNanos()).isEqualTo(10_000 * MILLI);
    TimeSpan before = span.at(false, 8_000 * MILLI);
    assertThat(before.toNanos()).isEqualTo(10_000 * MILLI);
    span.zoom(0.5, 0.25);
    TimeSpan closer = span.at(false, 8_000 * MILLI);
    assertThat(closer.lengthNanos()).isEqualTo(before.lengthNanos() / 2);
    assertThat(closer.at(0.25)).isEqualTo(before.at(0.25));
    assertThat(span.at(false, 1_000 * MILLI).share(1_000 * MILLI)).isBetween(0.0, 1.0);
  }

  @Test
  void nodesAreChosenByPartsOfTheirNames() {
    var model = new Classroom().withClients().cluster().model();
    Narrator narrator = new Narrator(Texts.ENGLISH);
    List<NodeId> all = NodeFilter.of(model, "", narrator);
    assertThat(all).contains(ONE, TWO).doesNotHaveDuplicates();
    assertThat(NodeFilter.of(model, "broker 1, ler 101", narrator))
        .containsExactly(NodeId.controller(101), ONE);
  }
}
