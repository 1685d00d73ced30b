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
                        ? place(window, ".bar").getMaxY()
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
}
