package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

class StageLayoutTest {

  private final StageLayout layout = new StageLayout(new FixedMeasure());

  private Frame frame(Classroom classroom, StageOptions options) {
    return layout.layout(
        classroom.cluster().model(),
        classroom.cluster().nowNanos(),
        1250,
        770,
        options,
        Texts.ENGLISH);
  }

  private Frame frame(Classroom classroom) {
    return frame(classroom, StageOptions.DEFAULT);
  }

  private static Rect cell(Frame frame, NodeId broker, TopicPartition partition) {
    Grid.Row row = frame.grid().rowOf(partition);
    assertThat(row).as("row of " + partition).isNotNull();
    return frame.grid().cell(frame.grid().columnOf(broker), row);
  }

  private static List<Rect> crowns(Frame frame) {
    return frame.shapes().stream()
        .filter(Shape.Icon.class::isInstance)
        .map(Shape.Icon.class::cast)
        .filter(icon -> icon.glyph() == Glyph.CROWN)
        .map(icon -> new Rect(icon.x(), icon.y(), 0, 0))
        .toList();
  }

  private static boolean crowned(Frame frame, NodeId broker, TopicPartition partition) {
    Rect cell = cell(frame, broker, partition);
    return crowns(frame).stream().anyMatch(crown -> cell.contains(crown.x(), crown.y()));
  }

  private static Surface surface(Frame frame, Rect rect) {
    return frame.cells().stream()
        .filter(Shape.Panel.class::isInstance)
        .map(Shape.Panel.class::cast)
        .filter(panel -> panel.rect().equals(rect))
        .map(Shape.Panel::surface)
        .findFirst()
        .orElseThrow();
  }

  private static boolean says(Frame frame, String words) {
    return frame.texts().stream().anyMatch(text -> text.text().contains(words));
  }

  @Test
  void theLeaderWearsTheCrown() {
    Frame frame = frame(new Classroom());

    assertThat(crowns(frame)).hasSize(3);
    assertThat(crowned(frame, Classroom.BROKER_1, Classroom.ORDERS_0)).isTrue();
    assertThat(crowned(frame, Classroom.BROKER_2, Classroom.ORDERS_1)).isTrue();
    assertThat(crowned(frame, Classroom.BROKER_3, Classroom.ORDERS_2)).isTrue();
  }

  @Test
  void theCrownMovesAlongItsRowWhenTheLeaderDies() {
    Classroom classroom = new Classroom();
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);

    Frame frame = frame(classroom);

    assertThat(crowned(frame, Classroom.BROKER_1, Classroom.ORDERS_0)).isFalse();
    assertThat(crowned(frame, Classroom.BROKER_2, Classroom.ORDERS_0)).isTrue();
    assertThat(surface(frame, cell(frame, Classroom.BROKER_1, Classroom.ORDERS_0)))
        .isEqualTo(Surface.CELL_OFFLINE);
    assertThat(says(frame, "CRASHED")).isTrue();
    assertThat(says(frame, "at min ISR")).isTrue();
  }

  @Test
  void aRecordOutOfOrderHasATurnedCornerInEachLogAndSaysSo() {
    Classroom classroom = new Classroom().withClients().runFor(6_000);
    long offset = classroom.replica(Classroom.ORDERS_0, Classroom.BROKER_1).highWatermark() - 1;
    assertThat(corners(frame(classroom))).isEmpty();
    assertThat(said(classroom, offset)).doesNotContain("out of order");

    classroom
        .cluster()
        .emit(
            NodeId.CLUSTER,
            new Verdict.RecordsReordered(Classroom.ORDERS_0, offset, 1, true, "test"));

    Frame frame = frame(classroom);
    List<Rect> expected =
        List.of(Classroom.BROKER_1, Classroom.BROKER_2, Classroom.BROKER_3).stream()
            .map(broker -> box(frame, broker, offset))
            .toList();
    assertThat(corners(frame)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(said(classroom, offset)).contains("out of order");
    assertThat(said(classroom, offset - 1)).doesNotContain("out of order");
  }

  private static List<Rect> corners(Frame frame) {
    return frame.cells().stream()
        .filter(Shape.TurnedCorner.class::isInstance)
        .map(corner -> ((Shape.TurnedCorner) corner).box())
        .toList();
  }

  private static Rect box(Frame frame, NodeId broker, long offset) {
    Spots.Replica id = new Spots.Replica(Classroom.ORDERS_0, broker.number());
    Spots.Lane lane = Objects.requireNonNull(frame.spots().lanes().get(id));
    return Objects.requireNonNull(Objects.requireNonNull(lane.boxes()).boxOf(offset));
  }

  private String said(Classroom classroom, long offset) {
    Frame frame = frame(classroom);
    Rect box = box(frame, Classroom.BROKER_1, offset);
    return RecordHits.at(
            frame, classroom.cluster().model(), Texts.ENGLISH, box.centerX(), box.centerY())
        .orElseThrow()
        .tooltip();
  }

  @Test
  void aFollowerOutOfSyncIsDashedAndSaysForHowLong() {
    Classroom classroom = new Classroom();
    classroom.cutAndShrink(Classroom.BROKER_2, Classroom.BROKER_3, Classroom.ORDERS_1);
    classroom.runFor(6100);

    Frame frame = frame(classroom);

    assertThat(surface(frame, cell(frame, Classroom.BROKER_3, Classroom.ORDERS_1)))
        .isEqualTo(Surface.CELL_OUT_OF_SYNC);
    assertThat(says(frame, "out of sync 1.1 s")).isTrue();
    assertThat(says(frame, "no link to 3")).isTrue();
    assertThat(
            frame.cells().stream()
                .filter(
                    shape ->
                        shape instanceof Shape.Line line && line.stroke() == Shape.Stroke.WALL))
        .as("a wall in every row that both replicate")
        .hasSize(3);
  }

  @Test
  void recordsBelowTheHighWatermarkAreFilled() {
    Classroom classroom = new Classroom().withClients().runFor(8000);
    Frame frame = frame(classroom);
    Rect leader = cell(frame, Classroom.BROKER_1, Classroom.ORDERS_0);
    var replica = classroom.replica(Classroom.ORDERS_0, Classroom.BROKER_1);

    List<Shape.RecordBox> boxes =
        frame.cells().stream()
            .filter(Shape.RecordBox.class::isInstance)
            .map(Shape.RecordBox.class::cast)
            .filter(box -> leader.contains(box.rect().x(), box.rect().y()))
            .toList();

    assertThat(boxes).hasSizeGreaterThan(5);
    assertThat(boxes.getLast().label()).isEqualTo(Long.toString(replica.logEndOffset() - 1));
    assertThat(boxes)
        .allSatisfy(
            box ->
                assertThat(box.committed())
                    .isEqualTo(Long.parseLong(box.label()) < replica.highWatermark()));
    assertThat(boxes).allMatch(box -> leader.contains(box.rect().right(), box.rect().y()));
  }

  @Test
  void theSameOffsetStandsAtTheSamePlaceInEveryReplica() {
    Classroom classroom = new Classroom().withClients().runFor(8000);
    Frame frame = frame(classroom);

    for (NodeId broker : List.of(Classroom.BROKER_2, Classroom.BROKER_3)) {
      Rect leader = cell(frame, Classroom.BROKER_1, Classroom.ORDERS_0);
      Rect follower = cell(frame, broker, Classroom.ORDERS_0);
      List<Shape.RecordBox> led = boxes(frame, leader);
      List<Shape.RecordBox> copied = boxes(frame, follower);
      assertThat(copied).isNotEmpty();
      for (Shape.RecordBox copy : copied) {
        Shape.RecordBox original =
            led.stream().filter(box -> box.label().equals(copy.label())).findFirst().orElseThrow();
        assertThat(copy.rect().x() - follower.x())
            .isEqualTo(original.rect().x() - leader.x(), within(0.01));
        assertThat(copy.hue()).isEqualTo(original.hue());
      }
    }
  }

  private static List<Shape.RecordBox> boxes(Frame frame, Rect cell) {
    return frame.cells().stream()
        .filter(Shape.RecordBox.class::isInstance)
        .map(Shape.RecordBox.class::cast)
        .filter(box -> cell.contains(box.rect().x(), box.rect().y()))
        .toList();
  }

  @Test
  void aFrozenBrokerLooksFrozen() {
    Classroom classroom = new Classroom();
    classroom.cluster().emit(Classroom.BROKER_2, new Node.Frozen());

    Frame frame = frame(classroom);

    assertThat(frame.overlay()).anyMatch(Shape.Hatch.class::isInstance);
    assertThat(says(frame, "frozen")).isTrue();
  }

  @Test
  void internalTopicsHaveRowsOnlyWhenAskedFor() {
    Classroom classroom = new Classroom();
    TopicPartition offsets = new TopicPartition("__consumer_offsets", 0);
    classroom
        .cluster()
        .emit(Classroom.CONTROLLER, new Metadata.TopicCreated("__consumer_offsets", 1, 3));
    classroom
        .cluster()
        .emit(
            Classroom.CONTROLLER,
            new Metadata.PartitionChanged(
                offsets, null, classroom.view(Classroom.ORDERS_0).state()));

    assertThat(frame(classroom).grid().rowOf(offsets)).isNull();
    assertThat(frame(classroom, StageOptions.DEFAULT.withInternalTopics()).grid().rowOf(offsets))
        .isNotNull();
  }

  @Test
  void detailFollowsTheRoom() {
    assertThat(frame(new Classroom()).grid().detail()).isEqualTo(Grid.Detail.LANE);
    for (int partitions : List.of(5, 8, 12, 16)) {
      Frame frame = frame(new Classroom(3, List.of("orders"), partitions).runFor(1000));
      assertThat(frame.grid().detail()).isEqualTo(Grid.Detail.LANE);
      assertThat(frame.grid().rows()).hasSize(partitions);
    }
    assertThat(frame(new Classroom(3, List.of("orders"), 26)).grid().detail())
        .isEqualTo(Grid.Detail.BAR);
    assertThat(frame(new Classroom(40, List.of("orders"), 60)).grid().detail())
        .isEqualTo(Grid.Detail.SQUARE);
  }

  @Test
  void everythingDrawnCanBeHit() {
    Classroom classroom = new Classroom().withClients();
    Frame frame = frame(classroom);
    Rect cell = cell(frame, Classroom.BROKER_2, Classroom.ORDERS_1);
    Rect header = frame.grid().header(0);

    assertThat(frame.targetAt(cell.centerX(), cell.centerY()))
        .get()
        .extracting(Target::selection)
        .isEqualTo(new Selection.Replica(Classroom.ORDERS_1, 2));
    assertThat(frame.targetAt(header.centerX(), header.centerY()))
        .get()
        .extracting(Target::selection)
        .isEqualTo(new Selection.Node(Classroom.BROKER_1));
    assertThat(frame.targetOf(new Selection.Client(NodeId.producer("mobile")))).isPresent();
    assertThat(frame.targetOf(new Selection.Group("billing"))).isPresent();
    assertThat(frame.targetAt(1, 765)).isEmpty();
  }

  @Test
  void anEqualMomentGivesAnEqualFrame() {
    Classroom classroom = new Classroom().withClients().runFor(3000);

    assertThat(frame(classroom)).isEqualTo(frame(classroom));
  }
}
