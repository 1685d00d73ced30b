package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.export.Still;
import vivarium.desktop.fixture.Mouse;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.fixture.VisibleTexts;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Grid;
import vivarium.desktop.stage.Shape;

/** In the smallest window nothing that is needed lies under something else. */
class SmallWindowTest {

  private static final Map<String, Still> STILLS = new HashMap<>();

  private static Composed open(String scene, WindowAction... actions) {
    Still still =
        STILLS.computeIfAbsent(
            scene,
            name ->
                Gallery.play(
                    Gallery.scenes().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow()));
    return PictureWriter.compose(
        still.copy(), new Picture(1000, 700).after(List.of(actions)).offering(Scenarios.bundled()));
  }

  private static void layOut(Composed window) {
    for (int i = 0; i < 2; i++) {
      window.view().pulse();
      window.scene().getRoot().applyCss();
      window.scene().getRoot().layout();
    }
  }

  private static Node node(Composed window, String query) {
    return Objects.requireNonNull(window.scene().getRoot().lookup(query), query);
  }

  private static Bounds place(Composed window, String query) {
    Node node = node(window, query);
    return node.localToScene(node.getLayoutBounds());
  }

  @Test
  void whereThereIsLittleRoomTheStageHasItUntilSomebodyOpensWhatIsFolded() {
    Toolkit.run(
        () -> {
          Composed window = open("healthy");
          window.scene().getRoot().resize(960, 540);
          layOut(window);
          assertThat(node(window, "#inspector").isVisible()).isFalse();
          assertThat(place(window, "#stage").getHeight()).isGreaterThan(410);
          assertThat(place(window, "#lower").getMaxY()).isLessThanOrEqualTo(540);

          window.view().run(WindowAction.TABLES);
          layOut(window);
          assertThat(node(window, "#table").isVisible()).isTrue();
          assertThat(node(window, "#inspector").isVisible()).isFalse();
          assertThat(place(window, "#stage").getHeight()).isGreaterThanOrEqualTo(260);

          window.view().run(WindowAction.FOLD_LOWER);
          ((Button) node(window, "#inspector-handle")).fire();
          layOut(window);
          assertThat(node(window, "#inspector").isVisible()).isTrue();
          assertThat(place(window, "#inspector").getMaxX()).isLessThanOrEqualTo(960);
          assertThat(VisibleTexts.in(window.scene()).overlaps()).isEmpty();
        });
  }

  @Test
  void inTheSmallestUsualWindowRecordsHaveTheirNumbers() {
    Toolkit.run(
        () -> {
          Composed window = open("healthy");
          layOut(window);
          Frame frame = Objects.requireNonNull(window.model().frame());
          assertThat(frame.grid().view().detail()).isEqualTo(Grid.Detail.LANE);
          assertThat(frame.texts())
              .allSatisfy(text -> assertThat(text.size()).isGreaterThanOrEqualTo(10));
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader-just-killed", "recording-damaged"})
  void theLowerPaneIsDraggedNoFurtherThanTheStageCanSpare(String scene) {
    Toolkit.run(
        () -> {
          for (var bars : List.of(new WindowAction[0], new WindowAction[] {WindowAction.UNTIL})) {
            Composed window = open(scene, bars);
            double before = place(window, "#lower").getMinY();
            Mouse.fire(node(window, "#lower"), MouseEvent.MOUSE_PRESSED, 200, 2);
            Mouse.fire(node(window, "#lower"), MouseEvent.MOUSE_DRAGGED, 200, -400);
            layOut(window);

            Bounds stage = place(window, "#stage");
            double drawn = Objects.requireNonNull(window.model().frame()).height();
            assertThat(place(window, "#lower").getMinY()).isLessThanOrEqualTo(before);
            assertThat(stage.getHeight()).isGreaterThanOrEqualTo(drawn);
            assertThat(stage.getMaxY()).isLessThanOrEqualTo(place(window, "#lower").getMinY());
            assertThat(stage.getMinY())
                .isGreaterThanOrEqualTo(
                    bars.length == 0
                        ? place(window, ".top-bar").getMaxY()
                        : place(window, "#until").getMaxY());
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader-just-killed", "recording-damaged"})
  void whatOpensAScenarioAndWhatItEndsAreInSight(String scene) {
    Toolkit.run(
        () -> {
          Composed window = open(scene, WindowAction.TABLES, WindowAction.UNTIL, WindowAction.OPEN);
          double edge = place(window, "#lower").getMinY();
          for (String each :
              List.of("#scenario-warning", "#scenario-file", "#scenario-open", "#scenario-list")) {
            assertThat(place(window, each).getMaxY()).as(each).isLessThan(edge);
          }
          assertThat(place(window, "#scenario-list").getHeight()).isGreaterThan(70);
        });
  }

  @Test
  void whatProducesARecordAndWhatCameOfItAreInSight() {
    Toolkit.run(
        () -> {
          Composed window = open("produce", WindowAction.PRODUCE);
          Button send = (Button) node(window, "#produce-send");
          send.fire();
          layOut(window);

          assertThat(((Label) node(window, "#produce-answer")).getText()).isNotEmpty();
          Bounds lower = place(window, "#lower");
          for (String each : List.of("#produce-send", "#produce-answer", "#produce-value")) {
            assertThat(lower.contains(place(window, each))).as(each).isTrue();
          }
        });
  }

  @Test
  void theWayBackToTheNewestEventLiesOnNoEvent() {
    Toolkit.run(
        () -> {
          Composed window = open("charts", WindowAction.EVENTS);
          List<ScrollBar> bars = new ArrayList<>();
          for (Node bar : node(window, "#events").lookupAll(".scroll-bar")) {
            if (bar instanceof ScrollBar scroll && scroll.isVisible()) {
              bars.add(scroll);
            }
          }
          assertThat(bars).hasSize(1);
          assertThat(node(window, "#newest").isVisible()).isFalse();
          bars.getFirst().setValue(0.5);
          layOut(window);

          assertThat(node(window, "#newest").isVisible()).isTrue();
          assertThat(place(window, "#newest").intersects(place(window, "#events"))).isFalse();
        });
  }

  @Test
  void withTablesAndEveryBarAboveItTheStageStillHasBarsWithNames() {
    Toolkit.run(
        () -> {
          Composed window = open("recording-damaged", WindowAction.TABLES, WindowAction.UNTIL);
          layOut(window);
          Frame frame = Objects.requireNonNull(window.model().frame());
          assertThat(frame.grid().view().detail()).isEqualTo(Grid.Detail.BAR);
          assertThat(frame.texts()).extracting(Shape.Text::text).contains("payments-1", "running");
        });
  }

  @Test
  void thePartitionsTableShowsWhoIsOutOfSyncBeforeColumnsThatSayNothing() {
    Toolkit.run(
        () -> {
          Composed window = open("table-partitions", WindowAction.TABLE_PARTITIONS);
          layOut(window);
          TableView<?> table = (TableView<?>) node(window, "#table");
          double right = 0;
          for (TableColumn<?, ?> column : table.getVisibleLeafColumns()) {
            right += column.getWidth();
            if (column.getId().equals("column-8")) {
              break;
            }
          }
          assertThat(right).isLessThanOrEqualTo(table.getWidth());
          assertThat(table.getVisibleLeafColumns())
              .extracting(TableColumn::getId)
              .contains("column-8")
              .doesNotContain("column-5", "column-6");
        });
  }

  @Test
  void whatIsSaidOfAConditionIsWholeAndSoIsEachWayItMayGoOn() {
    Toolkit.run(
        () -> {
          Composed window = open("leader-just-killed", WindowAction.UNTIL, WindowAction.FILTER);
          for (String field : List.of("#until-field", "#filter-field")) {
            ((TextField) node(window, field)).setText("what-nobody-has-ever-heard-of-0 ");
          }
          layOut(window);
          assertThat(((Label) node(window, "#until-answer")).getText()).isNotEmpty();
          assertThat(((Label) node(window, "#filter-answer")).getText()).isNotEmpty();
          assertThat(VisibleTexts.in(window.scene()).cut()).isEmpty();
        });
  }

  @Test
  void comparedStagesHaveLettersAsLargeAsTheUsualOne() {
    Toolkit.run(
        () -> {
          for (String name : List.of("compare", "compare-coordination")) {
            Composed window = open(name);
            assertThat(window.frames()).hasSize(2);
            for (String side : List.of("A", "B")) {
              Node stage = node(window, "#experiment-stage-" + side);
              assertThat(stage.getLocalToSceneTransform().getMxx()).isEqualTo(1);
              assertThat(((Label) node(window, "#experiment-said-" + side)).getText()).isNotEmpty();
              assertThat(stage.getLayoutBounds().getHeight()).isGreaterThan(200);
            }
            window
                .frames()
                .forEach(
                    frame -> assertThat(frame.grid().view().detail()).isEqualTo(Grid.Detail.BAR));
          }
        });
  }
}
