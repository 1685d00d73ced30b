package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.PopupControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;
import vivarium.engine.runtime.Vivarium;

/** Somebody who needs large letters works in a window that is a little larger than it must be. */
class LargeLettersTest extends WindowJourney {

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", 1, 3))
            .build();
    open(config, new Vivarium.Options(false, 0, 1, false), true, 1000, 1000);
    robot.push(KeyCode.CONTROL, KeyCode.PLUS);
    await("it is as large as there is room for", () -> scale() > 1.05);
  }

  private double scale() {
    return Toolkit.call(() -> stage().getLocalToSceneTransform().getMxx());
  }

  private Node stage() {
    return robot.lookup("#stage").query();
  }

  /** How high the letters of what pops up are, in pixels of the screen. */
  private double letters(String query) throws Exception {
    await("it pops up: " + query, () -> letter(query).isPresent());
    return letter(query).orElseThrow();
  }

  private Optional<Double> letter(String query) {
    return Toolkit.call(
        () ->
            Window.getWindows().stream()
                .filter(PopupControl.class::isInstance)
                .flatMap(popup -> popup.getScene().getRoot().lookupAll(query).stream())
                .filter(LargeLettersTest::hasWords)
                .map(node -> ((Labeled) node).getFont().getSize())
                .findFirst());
  }

  @Test
  void menusTipsAndListsAreAsLargeAsTheRest() throws Exception {
    Toolkit.run(() -> shell().select(new Selection.Node(NodeId.broker(1))));
    robot.push(KeyCode.M);
    assertThat(letters(".context-menu .menu-item .label")).isCloseTo(12 * scale(), within(0.1));
    robot.push(KeyCode.ESCAPE);

    Node tab = robot.lookup("#tab-records").query();
    robot.moveTo(
        Toolkit.<Point2D>call(() -> tab.localToScreen(tab.getBoundsInLocal().getCenterX(), 4)));
    assertThat(letters(".tooltip")).isCloseTo(11.5 * scale(), within(0.1));

    robot.clickOn(tab);
    robot.clickOn("#records-from");
    assertThat(letters(".list-cell")).isCloseTo(11 * scale(), within(0.1));
    await("it ends with its last entry", () -> blankBelowEntries() < 8 * scale());
  }

  private static boolean hasWords(Node node) {
    return node instanceof Labeled words && words.getText() != null && !words.getText().isEmpty();
  }

  /** What of a drop-down list's height has no entry. */
  private double blankBelowEntries() {
    return Toolkit.call(
        () -> {
          Node list =
              Window.getWindows().stream()
                  .filter(PopupControl.class::isInstance)
                  .map(popup -> popup.getScene().getRoot().lookup(".list-view"))
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElseThrow();
          double last =
              list.lookupAll(".list-cell").stream()
                  .filter(cell -> hasWords(cell))
                  .mapToDouble(cell -> cell.localToScene(cell.getLayoutBounds()).getMaxY())
                  .max()
                  .orElseThrow();
          return list.localToScene(list.getLayoutBounds()).getMaxY() - last;
        });
  }

  /** Where what pops up is on the screen, without its shadow. */
  private Optional<Bounds> popup(Class<? extends PopupControl> kind, String query) {
    return Toolkit.call(
        () ->
            Window.getWindows().stream()
                .filter(kind::isInstance)
                .map(popup -> popup.getScene().getRoot().lookup(query))
                .filter(Objects::nonNull)
                .map(node -> node.localToScreen(node.getLayoutBounds()))
                .findFirst());
  }

  private Bounds onScreen(String query) {
    Node node = robot.lookup(query).query();
    return Toolkit.call(() -> node.localToScreen(node.getLayoutBounds()));
  }

  @Test
  void aTipOfTheToolbarLiesBelowItAndGoesWhenTheLettersChange() throws Exception {
    robot.moveTo("#compare");
    await("the tip is there", () -> popup(Tooltip.class, ".tooltip").isPresent());
    assertThat(popup(Tooltip.class, ".tooltip").orElseThrow().getMinY())
        .isGreaterThanOrEqualTo(onScreen(".top-bar").getMaxY());

    robot.push(KeyCode.CONTROL, KeyCode.MINUS);
    await("it has gone", () -> popup(Tooltip.class, ".tooltip").isEmpty());
  }

  @Test
  void theMenuOfTheClusterLiesOnTheStage() throws Exception {
    assertThat(selection()).isEqualTo(Selection.CLUSTER);
    robot.push(KeyCode.M);
    await("the menu is there", () -> popup(ContextMenu.class, ".context-menu").isPresent());

    Bounds menu = popup(ContextMenu.class, ".context-menu").orElseThrow();
    Bounds stage = onScreen("#stage");
    assertThat(menu.getMinY()).isGreaterThan(stage.getMinY());
    assertThat(menu.getMinX()).isGreaterThan(stage.getMinX());
    assertThat(menu.getMaxX()).isLessThan(stage.getMaxX());
  }
}
