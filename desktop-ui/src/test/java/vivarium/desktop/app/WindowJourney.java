package vivarium.desktop.app;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import vivarium.desktop.fixture.Mouse;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Grid;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.UiScale;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/**
 * A window on a real cluster, and the hands and eyes of who sits in front of it. A journey opens it
 * once; afterwards it is closed, and the cluster with it.
 */
abstract class WindowJourney {

  /** The partition that journeys look at. */
  static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  /** What takes longer does not happen. */
  static final long PATIENCE_SECONDS = 60;

  final FxRobot robot = new FxRobot();

  @SuppressWarnings("NullAway.Init") // Each journey opens its own.
  Vivarium cluster;

  @SuppressWarnings("NullAway.Init") // As above.
  VivariumWindow window;

  /** Opens a window of this size, in English and dark, and waits until orders-0 is drawn. */
  void open(ClusterConfig config, Vivarium.Options options, boolean calm, int width, int height)
      throws Exception {
    cluster = Vivarium.start(config, options);
    FxToolkit.registerPrimaryStage();
    window =
        Toolkit.call(
            () ->
                VivariumWindow.open(
                    cluster,
                    Wording.of("journey"),
                    new Stage(),
                    new UserSettings(
                        Locale.ENGLISH,
                        Optional.of(Appearance.DARK),
                        Optional.of(calm),
                        UiScale.AUTOMATIC,
                        width,
                        height)));
    await("the topic is drawn", () -> leaderOf(ORDERS_0) > 0);
  }

  @AfterEach
  void close() {
    Toolkit.run(window::close);
    cluster.close();
  }

  ShellViewModel shell() {
    return window.viewModel();
  }

  Frame frame() {
    return Toolkit.call(() -> shell().frame());
  }

  Selection selection() {
    return Toolkit.call(() -> shell().selectionProperty().get());
  }

  static void await(String what, BooleanSupplier condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("not within %d s: %s".formatted(PATIENCE_SECONDS, what), e);
    }
  }

  /** The broker in whose cell of the row the crown is drawn; 0 if there is none. */
  int leaderOf(TopicPartition partition) {
    Frame frame = frame();
    Grid.Row row = frame == null ? null : frame.grid().rowOf(partition);
    if (row == null) {
      return 0;
    }
    for (NodeId broker : frame.grid().brokers()) {
      Rect cell = frame.grid().cell(frame.grid().columnOf(broker), row);
      boolean crowned =
          frame.cells().stream()
              .anyMatch(
                  shape ->
                      shape instanceof Shape.Icon icon
                          && icon.glyph() == Shape.Glyph.CROWN
                          && cell.contains(icon.x(), icon.y()));
      if (crowned) {
        return broker.number();
      }
    }
    return 0;
  }

  boolean shows(String text) {
    return frame().texts().stream().anyMatch(each -> each.text().equals(text));
  }

  /** Where a thing stands. */
  Rect thing(Selection selection) {
    return frame().targetOf(selection).orElseThrow().rect();
  }

  void click(Rect rect) {
    Node stage = robot.lookup("#stage").query();
    robot.clickOn(Toolkit.<Point2D>call(() -> stage.localToScreen(rect.centerX(), rect.centerY())));
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** A click, and a second one that counts as such however slow the machine is. */
  void doubleClick(Rect rect) {
    click(rect);
    Node stage = robot.lookup("#stage").query();
    Toolkit.run(
        () -> Mouse.fire(stage, MouseEvent.MOUSE_PRESSED, rect.centerX(), rect.centerY(), 2, null));
  }

  void clickBroker(int id) {
    click(frame().grid().header(frame().grid().columnOf(NodeId.broker(id))));
  }

  void clickPartition(TopicPartition id) {
    click(thing(new Selection.Partition(id)));
  }

  String inspectorTitle() {
    return robot.lookup("#inspector-title").queryAs(Label.class).getText();
  }

  /** Puts a text into a field in place of what is there. */
  void type(String query, String text) {
    robot.clickOn(robot.lookup(query).queryAs(TextField.class));
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write(text);
    robot.push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
