package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Frames;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

/** The grid from a heat map to single records: what is in sight, and where it stands. */
class ZoomTest {

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 754;

  private static final Classroom MANY = many();

  private static Classroom many() {
    Classroom classroom = new Classroom(40, List.of("clicks", "orders"), 600);
    classroom.kill(Classroom.BROKER_3);
    return classroom.runFor(4000);
  }

  private static Frame frame(Classroom classroom, Viewport viewport) {
    return Frames.of(
        classroom, WIDTH, HEIGHT, StageOptions.DEFAULT.withViewport(viewport), Texts.ENGLISH);
  }

  @Test
  void fromFarAwayEveryReplicaIsAPixelAndCloseUpEveryRecordIsABox() {
    GridView far = frame(MANY, Viewport.FIT).grid().view();
    List<Grid.Detail> seen = new ArrayList<>();
    for (double zoom = 1; zoom < far.maxZoom(); zoom *= 1.1) {
      Grid.Detail detail = far.at(new Viewport(zoom, 0, 0)).detail();
      if (!seen.contains(detail)) {
        seen.add(detail);
      }
    }
    assertThat(seen)
        .containsExactly(Grid.Detail.HEAT, Grid.Detail.SQUARE, Grid.Detail.BAR, Grid.Detail.LANE);
  }

  @Test
  void fromFarAwayTrafficIsOneQuietMarkABrokerAndNoMessage() {
    Classroom many = many();
    long now = many.cluster().nowNanos();
    many.cluster()
        .emit(
            Classroom.BROKER_1,
            new Flow.Sent(
                1_000_000,
                1,
                "Fetch",
                FlowDirection.REQUEST,
                Classroom.BROKER_1,
                Classroom.BROKER_2,
                now,
                now + 400_000_000,
                10,
                1,
                null,
                List.of()));
    Frame far = frame(many, Viewport.FIT);
    List<Mark> marks =
        new Movement().at(far, many.cluster().model(), now + 100_000_000, false).marks();

    assertThat(marks).noneMatch(Mark::isMessageOnTheWay);
    assertThat(marks)
        .filteredOn(mark -> mark.tone() == Tone.COORDINATION)
        .hasSizeBetween(2, 40)
        .allSatisfy(
            mark -> {
              Rect head = far.grid().header(0);
              assertThat(mark.y()).isBetween(head.y(), head.bottom());
              assertThat(mark.size()).isLessThanOrEqualTo(5);
              assertThat(mark.strength()).isLessThanOrEqualTo(0.85);
            });
    assertThat(marks).noneMatch(mark -> mark.form() == Mark.Form.WAITING);
  }

  @Test
  void fromFarAwayWhatIsWrittenSparksOnItsLeaderAndGoesOut() {
    Classroom many = many();
    TopicPartition written = new TopicPartition("orders", 300);
    ClusterModel model = many.cluster().model();
    int leader = Objects.requireNonNull(model.partition(written)).state().leader();
    many.cluster()
        .emit(
            NodeId.broker(leader),
            new Replica.Appended(
                written, new BatchSummary(0, 1, 100, 0, -1, -1, false, List.of(7))));
    Frame frame = frame(many, Viewport.FIT);
    long now = many.cluster().nowNanos();

    List<Mark> sparks = sparks(frame, model, now);
    assertThat(sparks)
        .singleElement()
        .satisfies(
            spark -> {
              int column = frame.grid().columnOf(NodeId.broker(leader));
              assertThat(spark.x()).isEqualTo(frame.grid().columns().get(column).centerX());
              assertThat(frame.grid().partitionAt(spark.y())).isEqualTo(written);
            });
    assertThat(sparks(frame, model, now + 400_000_000).getFirst().strength())
        .isLessThan(sparks.getFirst().strength());
    assertThat(sparks(frame, model, now + 800_000_000)).isEmpty();
  }

  private static List<Mark> sparks(Frame frame, ClusterModel model, long nanos) {
    return new Movement()
        .at(frame, model, nanos, false).marks().stream()
            .filter(mark -> mark.tone() == Tone.PLAIN)
            .toList();
  }

  @Test
  void fromFarAwayBrokersAreNumberedAsOnAnAxisAndTheOneThatIsDeadAlways() {
    Frame frame = frame(MANY, Viewport.FIT);
    double top = frame.grid().view().top();

    List<String> names =
        frame.texts().stream()
            .filter(text -> text.bounds().bottom() <= top && text.bounds().y() > top - 18)
            .map(Shape.Text::text)
            .toList();
    assertThat(names).contains("brokers", "3", "40").hasSizeBetween(8, 41);
  }

  @Test
  void fromFarAwayTheLeaderStandsForAReplicaThatIsMissing() {
    Classroom classroom = new Classroom(40, List.of("clicks", "orders"), 600);
    TopicPartition orders0 = new TopicPartition("orders", 0);
    assertThat(surfaces(heat(frame(classroom, Viewport.FIT))))
        .containsOnly(Shape.Surface.HEAT_GOOD, Shape.Surface.HEAT_LEADER);

    PartitionState state =
        Objects.requireNonNull(classroom.cluster().model().partition(orders0)).state();
    classroom
        .cluster()
        .emit(
            NodeId.controller(101),
            new Metadata.PartitionChanged(
                orders0,
                state,
                new PartitionState(
                    state.leader(),
                    state.leaderEpoch(),
                    1,
                    state.replicas(),
                    state.replicas().subList(0, 2),
                    List.of(),
                    List.of())));
    Frame frame = frame(classroom, Viewport.FIT);
    int warn = Shape.Heat.SURFACES.indexOf(Shape.Surface.SQUARE_WARN) + 1;
    Shape.Heat heat = heat(frame);
    Rect leader = frame.grid().columns().get(frame.grid().columnOf(NodeId.broker(state.leader())));
    int x = (int) leader.centerX() - heat.x();
    int high = 0;
    for (int y = 0; y < heat.height(); y++) {
      high += heat.pixels()[y * heat.width() + x] == warn ? 1 : 0;
    }
    assertThat(high).isGreaterThanOrEqualTo(2);
  }

  private static Shape.Heat heat(Frame frame) {
    return frame.cells().stream()
        .filter(Shape.Heat.class::isInstance)
        .map(Shape.Heat.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Set<Shape.Surface> surfaces(Shape.Heat heat) {
    Set<Shape.Surface> seen = EnumSet.noneOf(Shape.Surface.class);
    for (byte pixel : heat.pixels()) {
      if (pixel > 0) {
        seen.add(Shape.Heat.SURFACES.get(pixel - 1));
      }
    }
    return seen;
  }

  @Test
  void fromFarAwayTheWorstOfAPixelIsSeen() {
    Frame frame = frame(MANY, Viewport.FIT);
    Shape.Heat heat = heat(frame);
    Rect dead = frame.grid().columns().get(2);
    int x = (int) dead.centerX() - heat.x();

    List<Shape.Surface> seen = new ArrayList<>();
    for (int y = 0; y < heat.height(); y++) {
      int pixel = heat.pixels()[y * heat.width() + x];
      if (pixel > 0) {
        seen.add(Shape.Heat.SURFACES.get(pixel - 1));
      }
    }
    assertThat(seen).isNotEmpty().containsOnly(Shape.Surface.SQUARE_GONE);
    assertThat(frame.texts()).anyMatch(text -> text.text().equals("clicks"));
    assertThat(frame.targetAt(dead.centerX(), frame.grid().view().body().bottom() - 0.2))
        .get()
        .extracting(Target::selection)
        .isEqualTo(new Selection.Partition(new TopicPartition("orders", 599)));
  }

  @ParameterizedTest(name = "zoom {0}")
  @ValueSource(doubles = {8, 30, 90, 1000})
  void onlyWhatIsInSightIsLaidOut(double zoom) {
    Frame frame = frame(MANY, new Viewport(zoom, 11.4, 700.7));
    GridView view = frame.grid().view();

    assertThat(frame.grid().partitions()).hasSize(1200);
    assertThat(frame.grid().rows()).hasSizeLessThanOrEqualTo((int) view.rowsInSight() + 2);
    assertThat(frame.grid().rows())
        .allMatch(row -> row.cellBottom() > view.body().y() - view.rowPitch())
        .allMatch(row -> row.cellTop() < view.body().bottom() + view.rowPitch());
    assertThat(frame.targets())
        .allMatch(target -> target.rect().w() <= WIDTH && target.rect().y() >= 0)
        .hasSizeLessThan((int) (view.rowsInSight() + 2) * 4 + 60);
    assertThat(frame.grid().rowOf(new TopicPartition("clicks", 0))).isNull();
    assertThat(frame.grid().rowOf(new TopicPartition("orders", 105))).isNotNull();
  }

  @ParameterizedTest(name = "zoom {0}")
  @ValueSource(doubles = {8, 30, 60, 90, 1000})
  void nothingIsSeenOutsideOfTheGridAndTextsKeepApart(double zoom) {
    Frame frame = frame(MANY, new Viewport(zoom, 11.4, 700.7));
    List<Rect> seen = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (List<Shape> layer : List.of(frame.background(), frame.cells(), frame.overlay())) {
      Rect clip = null;
      for (Shape shape : layer) {
        switch (shape) {
          case Shape.Clip(Rect rect) -> clip = rect;
          case Shape.ClipEnd() -> clip = null;
          case Shape.Text text -> {
            Rect box = seen(text.bounds(), clip);
            if (box.x() < 0 || box.right() > WIDTH || box.bottom() > HEIGHT) {
              wrong.add(text.text() + " leaves the stage");
            }
            if (box.w() > 0 && box.h() > 0) {
              seen.stream()
                  .filter(box::overlaps)
                  .forEach(other -> wrong.add(text.text() + " lies over another at " + other));
              seen.add(box);
            }
          }
          case Shape.RecordBox box -> {
            if (clip == null) {
              wrong.add(box + " is not clipped");
            }
          }
          default -> {}
        }
      }
      assertThat(clip).as("an open clip").isNull();
    }
    assertThat(wrong).isEmpty();
  }

  private static Rect seen(Rect rect, @Nullable Rect clip) {
    return clip == null ? rect : rect.intersection(clip);
  }

  @ParameterizedTest(name = "from {0} to {1}")
  @CsvSource({"2, 20", "20, 12", "5, 140"})
  void whatLiesUnderThePointerStaysThere(double from, double to) {
    GridView before = frame(MANY, new Viewport(from, 4.3, 300.2)).grid().view();
    double x = before.body().centerX() + 77;
    double y = before.body().centerY() - 31;

    Viewport viewport = before.around(to, x, y, before.columnAt(x), before.rowAt(y));
    GridView after = before.at(viewport);

    assertThat(after.columnAt(x)).isCloseTo(before.columnAt(x), within(1e-6));
    assertThat(after.rowAt(y)).isCloseTo(before.rowAt(y), within(1e-6));
  }

  @Test
  void oneCannotLookBesideTheGrid() {
    GridView view = frame(MANY, new Viewport(50, 1e9, 1e9)).grid().view();

    assertThat(view.columnAt(view.right())).isLessThanOrEqualTo(40.1);
    assertThat(view.rowAt(view.body().bottom())).isCloseTo(1200, within(1e-6));
    assertThat(view.at(new Viewport(0, -5, -5)).viewport()).isEqualTo(Viewport.FIT);
  }

  @Test
  void messagesToWhatIsOutOfSightEndAtTheEdge() {
    Classroom classroom = new Classroom(12, List.of("orders"), 24).withClients();
    classroom.runFor(6000);
    Frame frame = frame(classroom, new Viewport(1000, 2.5, 8.5));
    Rect body = frame.grid().view().body();

    List<Mark> marks =
        new Movement()
            .at(frame, classroom.cluster().model(), classroom.cluster().nowNanos(), false)
            .marks();

    assertThat(marks).isNotEmpty();
    assertThat(marks)
        .allMatch(
            mark ->
                mark.y() <= body.bottom() + 1
                    && (mark.x() >= body.x() - 250 && mark.x() <= body.right() + 250));
  }
}
