package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Rect;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.runtime.Vivarium;

/** What alone is looked at: everything else fades, is named, and comes back. */
class FocusJourneyTest extends WindowJourney {

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .topic(TopicSpec.of("orders", 3, 3).with("min.insync.replicas", "2"))
            .producer(ProducerSettings.of("web-checkout", "orders"))
            .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
            .build();
    open(config, new Vivarium.Options(false, 0, 4, false), false, 1200, 760);
  }

  @Test
  void aDoubleClickFadesEverythingElseUntilEscape() throws Exception {
    Rect cell = frame().grid().cell(1, frame().grid().rows().getFirst());
    doubleClick(cell);
    await("the rest fades", () -> frame().focus() != null);
    robot.push(KeyCode.ESCAPE);
    await("all is seen again", () -> frame().focus() == null);
  }

  @Test
  void aSignNamesWhatAloneIsNotFadedAndEndsIt() throws Exception {
    doubleClick(frame().grid().cell(1, frame().grid().rows().getFirst()));
    await("the sign is there", () -> focusSign().isVisible());
    assertThat(focusSign().getText()).isEqualTo("Only orders-0 · Esc");

    robot.clickOn("#focus-sign");
    await("all is seen again", () -> frame().focus() == null);
    await("the sign is gone", () -> !focusSign().isVisible());
  }

  @Test
  void aClickOnTheEmptyStageEndsTheFadingAndADragDoesNot() throws Exception {
    doubleClick(frame().grid().cell(1, frame().grid().rows().getFirst()));
    await("the rest fades", () -> frame().focus() != null);
    Point2D nothing = new Point2D(4, 300);
    assertThat(frame().targetAt(nothing.getX(), nothing.getY())).isEmpty();
    Node stage = robot.lookup("#stage").query();
    Point2D place = Toolkit.call(() -> stage.localToScreen(nothing));

    robot.drag(place, MouseButton.PRIMARY).moveBy(0, 30).moveBy(0, 30).drop();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(frame().focus()).isNotNull();
    robot.clickOn(place);
    await("all is seen again", () -> frame().focus() == null);
  }

  private Button focusSign() {
    return robot.lookup("#focus-sign").queryButton();
  }
}
