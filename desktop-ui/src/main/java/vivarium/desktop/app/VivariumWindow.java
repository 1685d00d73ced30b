package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.ScaledShell;
import vivarium.desktop.shell.ShellView;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.theme.JavaFxLog;
import vivarium.engine.api.LiveCluster;

/** A window on a running cluster. It closes nothing but itself: the cluster is its caller's. */
public final class VivariumWindow {

  private static final double MIN_WIDTH = 1000;
  private static final double MIN_HEIGHT = 700;

  private final Stage stage;
  private final ShellViewModel viewModel;
  private final ShellView view;
  private final ScaledShell root;
  private final AnimationTimer timer;

  private VivariumWindow(LiveCluster cluster, String title, Stage stage, UserSettings settings) {
    this.stage = stage;
    FontMeasure measure = new FontMeasure();
    this.viewModel =
        new ShellViewModel(
            new ClusterSession(cluster, System::nanoTime),
            measure,
            Texts.of(settings.language()),
            Platform::runLater,
            System::nanoTime);
    this.view =
        new ShellView(
            viewModel, measure, title, settings.appearance().orElseGet(Appearance::ofSystem));
    viewModel
        .calmProperty()
        .set(settings.calm().orElseGet(() -> Platform.getPreferences().isReducedMotion()));
    view.lowerHeightProperty().set(settings.lowerHeight());
    this.root = new ScaledShell(view, settings.scale());
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long nanos) {
            view.pulse();
          }
        };
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    WindowPlace place =
        new WindowPlace(screen.getMinX(), screen.getMinY(), settings.width(), settings.height())
            .within(screens());
    Scene scene = new Scene(root, place.width(), place.height());
    stage.setScene(scene);
    stage.setTitle(title.isEmpty() ? "Vivarium" : "Vivarium · " + title);
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
  }

  /** With its frame around it, a window as large as the screen still reaches over an edge. */
  private static void bringIntoSight(Stage stage) {
    WindowPlace place =
        new WindowPlace(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
    WindowPlace visible = place.within(screens());
    if (!visible.equals(place)) {
      stage.setX(visible.x());
      stage.setY(visible.y());
      stage.setWidth(visible.width());
      stage.setHeight(visible.height());
    }
  }

  private static List<WindowPlace> screens() {
    List<WindowPlace> places = new ArrayList<>();
    places.add(placeOf(Screen.getPrimary()));
    Screen.getScreens().forEach(screen -> places.add(placeOf(screen)));
    return places;
  }

  private static WindowPlace placeOf(Screen screen) {
    Rectangle2D bounds = screen.getVisualBounds();
    return new WindowPlace(
        bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
  }

  /**
   * Shows a window for a cluster on a stage. Call it on the toolkit's thread.
   *
   * @param title what stands beside the product's name, for example a scenario's name
   * @param settings language and size to begin with
   */
  public static VivariumWindow open(
      LiveCluster cluster, String title, Stage stage, UserSettings settings) {
    VivariumWindow window = new VivariumWindow(cluster, title, stage, settings);
    stage.show();
    bringIntoSight(stage);
    window.view.requestStageFocus();
    window.timer.start();
    return window;
  }

  /**
   * Starts the toolkit, shows a window for a cluster and waits until it is closed. Call it once in
   * a process, on any thread but the toolkit's. Settings are kept in the person's own folder.
   *
   * @throws UnsupportedOperationException if there is no display
   */
  public static void openAndWait(LiveCluster cluster, String title) {
    Path file = UserSettings.defaultFile();
    CountDownLatch closed = new CountDownLatch(1);
    JavaFxLog.quiet();
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          Termination.closes(() -> Platform.runLater(stage::hide));
          VivariumWindow window = open(cluster, title, stage, UserSettings.load(file));
          stage.setOnHidden(
              event -> {
                window.settings().save(file);
                window.close();
                closed.countDown();
              });
        });
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Platform.exit();
  }

  /** Language and size as the person left them. */
  public UserSettings settings() {
    return new UserSettings(
        viewModel.textsProperty().get().locale(),
        Optional.of(view.appearanceProperty().get()),
        Optional.of(viewModel.calmProperty().get()),
        root.uiScaleProperty().get(),
        stage.getScene().getWidth(),
        stage.getScene().getHeight(),
        view.lowerHeightProperty().get());
  }

  /** Stops drawing and hides the window. */
  public void close() {
    timer.stop();
    stage.hide();
  }

  /** What the window shows, for tests and for embedding. */
  public ShellViewModel viewModel() {
    return viewModel;
  }
}
