package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.PopupControl;
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
                .filter(node -> node instanceof Labeled words && !words.getText().isEmpty())
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
  }
}
