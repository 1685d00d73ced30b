package vivarium.desktop.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.charts.ChartsLayout.Content;
import vivarium.desktop.charts.ChartsLayout.Picture;
import vivarium.desktop.figures.Chart;
import vivarium.desktop.figures.Curve;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.desktop.timeline.TimelineViewModel;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.NodeId;

class ChartsLayoutTest {

  private static final TextMeasure MEASURE = (text, role, size) -> text.length() * size * 0.6;
  private static final long MINUTE = 60_000_000_000L;

  private static Picture picture(double width, double height, Texts texts, long pointed) {
    Classroom classroom = new Classroom().withClients().runFor(8_000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(12_000);
    ClusterSession session = new ClusterSession(classroom.cluster());
    session.pulse();
    TimelineViewModel timeline = new TimelineViewModel(session, texts);
    timeline.update();
    return new ChartsLayout(MEASURE)
        .layout(
            new Content(
                session.figures(),
                timeline.lines(),
                TimeSpan.endingAt(session.nowNanos(), MINUTE),
                session.nowNanos(),
                pointed),
            texts,
            width,
            height);
  }

  @ParameterizedTest
  @ValueSource(doubles = {420, 700, 1_000, 1_500, 2_800})
  void noTextOverlapsAnotherOrLeavesTheCharts(double width) {
    for (Texts texts : List.of(Texts.ENGLISH, Texts.KOREAN)) {
      List<Rect> boxes =
          picture(width, 150, texts, -1).shapes().stream()
              .filter(Shape.Text.class::isInstance)
              .map(shape -> ((Shape.Text) shape).bounds())
              .toList();
      for (int i = 0; i < boxes.size(); i++) {
        assertThat(boxes.get(i).x()).isGreaterThanOrEqualTo(0);
        assertThat(boxes.get(i).right()).isLessThanOrEqualTo(width);
        for (int j = i + 1; j < boxes.size(); j++) {
          assertThat(overlap(boxes.get(i), boxes.get(j)))
              .as("%s and %s", boxes.get(i), boxes.get(j))
              .isFalse();
        }
      }
    }
  }

  @Test
  void everyChartHasAPlotAndCurvesStayInIt() {
    Picture picture = picture(1_000, 500, Texts.ENGLISH, -1);

    assertThat(picture.plots()).extracting(plot -> plot.chart()).containsExactly(Chart.values());
    List<Shape.Curve> curves =
        picture.shapes().stream()
            .filter(Shape.Curve.class::isInstance)
            .map(Shape.Curve.class::cast)
            .toList();
    assertThat(curves).isNotEmpty();
    for (Shape.Curve curve : curves) {
      assertThat(curve.points())
          .allSatisfy(
              point ->
                  assertThat(picture.plots())
                      .anyMatch(plot -> plot.rect().inset(-0.01).contains(point.x(), point.y())));
    }
  }

  @Test
  void pointingAtAMomentTellsItsValues() {
    List<String> now = words(picture(1_500, 300, Texts.ENGLISH, -1));
    List<String> atThreeSeconds = words(picture(1_500, 300, Texts.ENGLISH, 3_500_000_000L));

    assertThat(now).contains("ISR members 6", "under-replicated 3");
    assertThat(atThreeSeconds).contains("ISR members 9", "under-replicated 0");
  }

  @Test
  void pointingAtAMomentTellsWhichItIs() {
    assertThat(words(picture(1_500, 300, Texts.ENGLISH, 3_500_000_000L)))
        .filteredOn("00:03"::equals)
        .hasSize(Chart.values().length);
    assertThat(words(picture(1_500, 300, Texts.ENGLISH, -1))).doesNotContain("00:03");
  }

  @Test
  void ofManyApisThoseThatAskMostAreNamedFirstAndThoseThatAskNothingNotAtAll() {
    Classroom classroom = new Classroom().withClients().runFor(1_000);
    NodeId from = Classroom.BROKER_1;
    classroom
        .cluster()
        .emit(
            from,
            new Flow.Sent(
                900_000,
                1,
                "AllocateProducerIds",
                FlowDirection.REQUEST,
                from,
                Classroom.CONTROLLER,
                1_000_000_000L,
                1_100_000_000L,
                100,
                1,
                null,
                List.of()));
    classroom.runFor(7_000);
    ClusterSession session = new ClusterSession(classroom.cluster());
    session.pulse();
    Picture picture =
        new ChartsLayout(MEASURE)
            .layout(
                new Content(
                    session.figures(),
                    List.of(),
                    new TimeSpan(3_000_000_000L, 8_000_000_000L),
                    session.nowNanos(),
                    -1),
                Texts.ENGLISH,
                20_000,
                300);
    Rect plot =
        picture.plots().stream()
            .filter(each -> each.chart() == Chart.REQUESTS)
            .findFirst()
            .orElseThrow()
            .rect();
    List<String> legend =
        picture.shapes().stream()
            .filter(Shape.Text.class::isInstance)
            .map(Shape.Text.class::cast)
            .filter(text -> text.role() == TextRole.MONO && text.y() == plot.y() - 7)
            .filter(text -> text.x() > plot.x() && text.x() < plot.right())
            .map(Shape.Text::text)
            .toList();
    List<Curve> curves = List.copyOf(session.figures().curves(Chart.REQUESTS));
    assertThat(curves).as("there are idle ones").anyMatch(curve -> asked(curve) == 0);
    assertThat(legend)
        .extracting(words -> words.substring(0, words.indexOf(' ')))
        .isEqualTo(
            curves.stream()
                .filter(curve -> asked(curve) > 0)
                .sorted(Comparator.comparingDouble(curve -> -asked(curve)))
                .map(Curve::name)
                .toList());
  }

  /** How much in the seconds 3 to 7. */
  private static double asked(Curve curve) {
    return LongStream.range(3, 8)
        .mapToDouble(curve::at)
        .filter(value -> !Double.isNaN(value))
        .sum();
  }

  private static boolean overlap(Rect one, Rect other) {
    return one.x() < other.right()
        && other.x() < one.right()
        && one.y() < other.bottom()
        && other.y() < one.bottom();
  }

  private static List<String> words(Picture picture) {
    return picture.shapes().stream()
        .filter(Shape.Text.class::isInstance)
        .map(shape -> ((Shape.Text) shape).text())
        .toList();
  }
}
