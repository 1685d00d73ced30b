package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Frames;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.theme.FontMeasure;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;

/** No text of the stage overlaps another or is cut, in the fonts it is drawn in. */
class FrameGeometryTest {

  /** The stage's share of windows of 1280×800, 1600×1000 and 1920×1080. */
  private static final List<double[]> SIZES =
      List.of(new double[] {960, 554}, new double[] {1280, 754}, new double[] {1600, 834});

  private record Situation(String name, Consumer<Classroom> happening) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Situation> SITUATIONS =
      List.of(
          new Situation("healthy", classroom -> classroom.runFor(9000)),
          new Situation(
              "killed and not noticed yet",
              classroom -> {
                classroom.runFor(5000);
                classroom.kill(Classroom.BROKER_1);
                classroom.runFor(500);
              }),
          new Situation(
              "under min ISR, links cut, producers refused",
              classroom -> {
                classroom.runFor(5000);
                classroom.cutAndShrink(Classroom.BROKER_2, Classroom.BROKER_3, Classroom.ORDERS_1);
                classroom.runFor(2000);
                classroom.kill(Classroom.BROKER_1);
                classroom.runFor(6000);
              }),
          new Situation(
              "frozen",
              classroom -> {
                classroom.runFor(5000);
                classroom.cluster().emit(Classroom.BROKER_2, new Node.Frozen());
                classroom
                    .cluster()
                    .emit(Classroom.BROKER_2, new Node.Fenced(2, "no heartbeat for 3000 ms"));
              }),
          new Situation(
              "long names and many clients",
              classroom -> {
                for (int i = 0; i < 12; i++) {
                  classroom.producer(
                      ProducerSettings.of("a-producer-with-a-long-name-" + i, "orders"));
                  classroom.group(
                      "a-group-with-a-long-name-" + i, List.of("consumer-a-" + i, "b-" + i));
                }
                classroom
                    .cluster()
                    .emit(
                        NodeId.producer("mobile"),
                        new Client.Refused(
                            Classroom.ORDERS_0,
                            "Produce",
                            "NOT_ENOUGH_REPLICAS_AFTER_APPEND",
                            Client.Outcome.ANSWERED,
                            "",
                            1,
                            true));
                classroom.runFor(4000);
              }));

  static List<Arguments> everySizeLanguageAndSituation() {
    List<Arguments> all = new ArrayList<>();
    for (double[] size : SIZES) {
      for (Texts texts : List.of(Texts.ENGLISH, Texts.KOREAN)) {
        for (Situation situation : SITUATIONS) {
          all.add(Arguments.of(size[0], size[1], texts, situation));
        }
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}×{1} {3}")
  @MethodSource("everySizeLanguageAndSituation")
  void textsOfTheClassroomKeepApart(double width, double height, Texts texts, Situation situation) {
    Classroom classroom = new Classroom().withClients();
    situation.happening().accept(classroom);

    Frame frame = frame(classroom, width, height, texts);

    assertThat(frame.grid().detail()).isEqualTo(Grid.Detail.LANE);
    assertNoOverlap(frame);
    if (!situation.name().startsWith("long names")) {
      assertThat(frame.texts().stream().map(Shape.Text::text).filter(text -> text.endsWith("…")))
          .as("texts that are cut")
          .isEmpty();
    }
  }

  static List<Arguments> everySizeAndShape() {
    List<Arguments> all = new ArrayList<>();
    for (double[] size : SIZES) {
      for (int[] shape :
          List.of(
              new int[] {1, 1},
              new int[] {3, 6},
              new int[] {3, 12},
              new int[] {5, 30},
              new int[] {9, 9},
              new int[] {30, 60},
              new int[] {100, 1000})) {
        all.add(Arguments.of(size[0], size[1], shape[0], shape[1]));
      }
    }
    return all;
  }

  @ParameterizedTest(name = "{0}×{1}: {2} brokers, {3} partitions")
  @MethodSource("everySizeAndShape")
  void textsKeepApartAtEveryShapeOfCluster(
      double width, double height, int brokers, int partitions) {
    Classroom classroom = new Classroom(brokers, List.of("orders"), partitions);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);

    Frame frame = frame(classroom, width, height, Texts.ENGLISH);

    assertNoOverlap(frame);
    TopicPartition first = Classroom.ORDERS_0;
    assertThat(frame.grid().rowOf(first)).isNotNull();
    assertThat(frame.grid().rows()).allMatch(row -> row.cellBottom() <= height, "inside the stage");
  }

  /** A class adds a topic or two: rows get low, and nothing of a lane may run into another. */
  @ParameterizedTest(name = "{0} partitions")
  @ValueSource(ints = {5, 8, 10})
  void inLowRowsLinesAndTrianglesKeepOffLettersAndTheIsrStaysReadable(int partitions) {
    Classroom classroom = new Classroom(3, List.of("orders"), partitions).withClients();
    classroom.runFor(60_000);

    Frame frame = frame(classroom, 1160, 680, Texts.ENGLISH);

    List<String> struck = new ArrayList<>();
    for (Shape.Text text : frame.texts()) {
      for (Shape shape : frame.cells()) {
        Rect other =
            switch (shape) {
              case Shape.Line line -> new Rect(line.x1() - 1, line.y1(), 2, line.y2() - line.y1());
              case Shape.Triangle triangle ->
                  new Rect(
                      triangle.x() - triangle.size() / 2,
                      triangle.y(),
                      triangle.size(),
                      triangle.size());
              case Shape.RecordBox box -> box.rect();
              default -> null;
            };
        if (other != null && text.bounds().overlaps(other)) {
          struck.add(text.text() + " and " + shape);
        }
      }
    }
    assertThat(struck).isEmpty();
    assertNoOverlap(frame);
    assertThat(frame.texts().stream().filter(text -> text.text().startsWith("ISR ")))
        .as("an ISR for each row")
        .hasSize(partitions);
  }

  private static Frame frame(Classroom classroom, double width, double height, Texts texts) {
    Caption caption =
        new Caption(
            Tone.BAD,
            texts.get("caption.underMinIsr", "orders-1"),
            texts.get("caption.notFencedYet"),
            1);
    return Frames.of(classroom, width, height, StageOptions.DEFAULT.withCaption(caption), texts);
  }

  private static void assertNoOverlap(Frame frame) {
    List<Shape.Text> texts = frame.texts();
    List<String> overlaps = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      Rect a = texts.get(i).bounds();
      if (a.x() < 0 || a.right() > frame.width() || a.bottom() > frame.height()) {
        overlaps.add("'%s' leaves the stage".formatted(texts.get(i).text()));
      }
      for (int j = i + 1; j < texts.size(); j++) {
        if (a.overlaps(texts.get(j).bounds())) {
          overlaps.add("'%s' and '%s'".formatted(texts.get(i).text(), texts.get(j).text()));
        }
      }
    }
    assertThat(overlaps).as("texts that overlap").isEmpty();
  }

  @Test
  void offsetsKeepAwayFromTheDashedEdgesOfTheirBoxes() {
    Classroom classroom = new Classroom().withClients();
    classroom.runFor(240_000);
    Frame frame = Frames.of(classroom, 1280, 754, StageOptions.DEFAULT, Texts.ENGLISH);
    List<Shape.RecordBox> boxes =
        frame.cells().stream()
            .filter(Shape.RecordBox.class::isInstance)
            .map(Shape.RecordBox.class::cast)
            .filter(box -> box.label().matches("[0-9]{3,}"))
            .toList();
    assertThat(boxes).isNotEmpty();
    for (Shape.RecordBox box : boxes) {
      double letters =
          Toolkit.call(() -> new FontMeasure().width(box.label(), TextRole.MONO, box.labelSize()));
      assertThat((box.rect().w() - letters) / 2).as(box.label()).isGreaterThanOrEqualTo(3.5);
    }
  }
}
