package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.ScenarioShelf;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.theme.JavaFxLog;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Wording;

/**
 * A window on a running cluster. The cluster it was opened for is its caller's, who closes it when
 * the window is gone; a scenario opened in the window ends the cluster shown before, and what it
 * started is ended with the window.
 */
public final class VivariumWindow {

  private static final Logger LOG = LoggerFactory.getLogger(VivariumWindow.class);

  private static final double MIN_WIDTH = 1000;
  private static final double MIN_HEIGHT = 700;

  private final Stage stage;
  private final AnimationTimer timer;
  private final Scene scene;
  private LiveCluster cluster;
  private boolean ownsCluster;
  private WindowContent content;

  private VivariumWindow(LiveCluster cluster, Wording title, Stage stage, UserSettings settings) {
    this.stage = stage;
    this.cluster = cluster;
    this.content = new WindowContent(cluster, title, settings, null);
    this.timer =
        new AnimationTimer() {
          @Override
          public void handle(long nanos) {
            content.pulse();
          }
        };
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    WindowPlace place =
        new WindowPlace(screen.getMinX(), screen.getMinY(), settings.width(), settings.height())
            .within(screens());
    scene = new Scene(content.root(), place.width(), place.height());
    stage.setScene(scene);
    stage.titleProperty().bind(content.windowTitle());
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
    content.view().offer(new Shelf());
  }

  /** Opens scenarios in this window. */
  private final class Shelf implements ScenarioShelf {

    @Override
    public List<Scenario> scenarios() {
      return Scenarios.bundled();
    }

    @Override
    public void open(Path file) {
      try {
        open(Scenarios.read(file));
      } catch (BadValueException wrong) {
        throw new IllegalArgumentException(wrong.getMessage(), wrong);
      }
    }

    /** Ports are the same as before, so the old cluster ends first; neither may hold up a pulse. */
    @Override
    public void open(Scenario scenario) {
      Texts texts = viewModel().textsProperty().get();
      viewModel().tell(texts.get("scenario.opening", scenario.name().in(texts.locale())));
      LiveCluster before = cluster;
      CompletableFuture.supplyAsync(
              () -> {
                before.close();
                return Clusters.watched(scenario.cluster());
              })
          .whenCompleteAsync(
              (started, failure) -> {
                if (failure != null) {
                  LOG.warn("{} cannot be opened", scenario.name().english(), failure);
                  viewModel()
                      .complain(texts.get("scenario.failed", String.valueOf(failure.getMessage())));
                } else {
                  show(started, scenario);
                }
              },
              Platform::runLater);
    }
  }

  /** Shows another cluster in the same window, in the language and looks chosen meanwhile. */
  private void show(LiveCluster started, Scenario scenario) {
    if (!stage.isShowing()) {
      started.close();
      return;
    }
    UserSettings now = settings();
    cluster = started;
    ownsCluster = true;
    content = new WindowContent(started, scenario.name(), now, scenario);
    content.view().offer(new Shelf());
    scene.setRoot(content.root());
    stage.titleProperty().bind(content.windowTitle());
    content.view().requestStageFocus();
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
      LiveCluster cluster, Wording title, Stage stage, UserSettings settings) {
    VivariumWindow window = new VivariumWindow(cluster, title, stage, settings);
    stage.show();
    bringIntoSight(stage);
    window.content.view().requestStageFocus();
    window.timer.start();
    return window;
  }

  /**
   * Starts the toolkit, shows a window for a cluster and waits until it is closed. Call it once in
   * a process, on any thread but the toolkit's. Settings are kept in the person's own folder.
   *
   * @throws UnsupportedOperationException if there is no display
   */
  public static void openAndWait(LiveCluster cluster, Wording title) {
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
    return content.settings(scene.getWidth(), scene.getHeight());
  }

  /** Stops drawing and hides the window. */
  public void close() {
    timer.stop();
    stage.hide();
    if (ownsCluster) {
      cluster.close();
    }
  }

  /** What the window shows, for tests and for embedding. */
  public ShellViewModel viewModel() {
    return content.viewModel();
  }

  /** The cluster that is shown now. */
  LiveCluster cluster() {
    return cluster;
  }
}
