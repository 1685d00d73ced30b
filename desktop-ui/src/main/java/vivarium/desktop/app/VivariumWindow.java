package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.ExperimentViewModel;
import vivarium.desktop.export.BackgroundStudio;
import vivarium.desktop.headless.BackgroundLaboratory;
import vivarium.desktop.headless.Origin;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.Exports;
import vivarium.desktop.shell.FileDrop;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.theme.JavaFxLog;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.text.Wording;

/**
 * A window on a running cluster. The cluster it was opened for is its caller's, who closes it when
 * the window is gone; a scenario opened in the window ends the cluster shown before, and what it
 * started is ended with the window.
 */
public final class VivariumWindow {

  private final Stage stage;
  private final AnimationTimer timer;
  private final Scene scene;
  private final WindowFiles files;
  private WindowContent content;

  /** Completes when files of earlier contents are whole, and nothing is left of their films. */
  private CompletableFuture<Void> exported = CompletableFuture.completedFuture(null);

  private VivariumWindow(
      Showing first,
      Stage stage,
      UserSettings settings,
      @Nullable Autosave autosave,
      Consumer<UserSettings> changed) {
    this.stage = stage;
    this.content = new WindowContent(first, settings);
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
    stage.setMinWidth(Math.min(UserSettings.MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(UserSettings.MIN_HEIGHT, screen.getHeight()));
    files =
        new WindowFiles(
            first,
            settings.recent(),
            this::viewModel,
            this::show,
            Clusters::watched,
            autosave,
            () -> changed.accept(settings()));
    offer();
  }

  /** Says who opens and saves files, and who plays what is shown again. */
  private void offer() {
    content.view().offer(files);
    content.drop().offer(files);
    content.view().exports().offer(files.keeper());
    content.view().exports().offer(new BackgroundStudio());
    content.experiments().offer(new BackgroundLaboratory(files.showing().origin()));
  }

  /** Shows something else in the same window, in the language and looks chosen meanwhile. */
  private void show(Showing now) {
    if (!stage.isShowing()) {
      files.close();
      return;
    }
    closeExports();
    boolean folded = content.view().isInspectorFolded();
    content = new WindowContent(now, settings());
    offer();
    scene.setRoot(content.root());
    content.root().resize(scene.getWidth(), scene.getHeight());
    content.root().layout(); // By now it knows how much room there is, which folds by itself.
    content.view().foldInspector(folded);
    if (now.steps() != null) {
      content.viewModel().tell(texts -> now.about().in(texts.locale()));
    }
    stage.titleProperty().bind(content.windowTitle());
    content.view().requestStageFocus();
  }

  private void closeExports() {
    exported = CompletableFuture.allOf(exported, content.view().exports().close());
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
    return open(Showing.of(cluster, title), stage, settings, null, unused -> {});
  }

  /**
   * As above, of what is known where it came from.
   *
   * @param autosave records what is shown until the window is closed; null if nothing is recorded
   * @param changed is given the settings when other files came last
   */
  static VivariumWindow open(
      Showing first,
      Stage stage,
      UserSettings settings,
      @Nullable Autosave autosave,
      Consumer<UserSettings> changed) {
    VivariumWindow window = new VivariumWindow(first, stage, settings, autosave, changed);
    stage.show();
    bringIntoSight(stage);
    window.content.view().requestStageFocus();
    window.timer.start();
    if (window.files.hasCrashedBefore()) {
      window.viewModel().tell(Sentence.of("session.crashed"));
    }
    return window;
  }

  /**
   * Starts the toolkit, shows a window for a cluster and waits until it is closed and the files it
   * was writing are whole. Call it once in a process, on any thread but the toolkit's. Settings are
   * kept in the person's own folder, and there sessions are recorded.
   *
   * @param opened is given the window, on the toolkit's thread
   * @throws UnsupportedOperationException if there is no display
   */
  static void openAndWait(Showing first, Consumer<VivariumWindow> opened) {
    Path file = UserSettings.defaultFile();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    JavaFxLog.quiet();
    Platform.startup(
        () -> {
          Platform.setImplicitExit(false); // It is needed until what is being written is there.
          Stage stage = new Stage();
          Termination.closes(() -> Platform.runLater(stage::hide));
          Autosave autosave = Autosave.in(Objects.requireNonNull(file.getParent()));
          VivariumWindow window =
              open(first, stage, UserSettings.load(file), autosave, now -> now.save(file));
          opened.accept(window);
          stage.setOnHidden(
              event -> {
                window.settings().save(file);
                window.close().thenRun(() -> closed.complete(null));
              });
        });
    closed.join();
    Platform.exit();
  }

  /** Says how the session that is shown began, so that it can be played again beside itself. */
  void beganAs(Origin origin) {
    files.beganAs(origin);
    offer();
  }

  /** Shows two runs beside each other over what the window shows. */
  void show(ExperimentResult result) {
    content.experiments().show(result);
  }

  /** What is compared now, if anything is; for tests. */
  @Nullable ExperimentViewModel experiment() {
    return content.experiments().experiment();
  }

  /** Language and size as the person left them. */
  public UserSettings settings() {
    return content.settings(scene.getWidth(), scene.getHeight()).withRecent(files.recentFiles());
  }

  /**
   * Stops drawing and hides the window.
   *
   * @return completes when files that were being written are whole, and nothing is left behind of a
   *     film that was being made; that takes the toolkit's thread, which must not wait for it
   */
  public CompletableFuture<Void> close() {
    timer.stop();
    closeExports();
    stage.hide();
    files.close();
    return exported;
  }

  /** What the window shows, for tests and for embedding. */
  public ShellViewModel viewModel() {
    return content.viewModel();
  }

  /** The cluster that is shown now. */
  LiveCluster cluster() {
    return files.showing().cluster();
  }

  /** Opens and saves files; for tests. */
  WindowFiles files() {
    return files;
  }

  /** What is dragged over the window; for tests. */
  FileDrop drop() {
    return content.drop();
  }

  /** What is written to files from it; for tests. */
  Exports exports() {
    return content.view().exports();
  }

  /** Does what a key does; for tests. */
  void run(WindowAction action) {
    content.view().run(action);
  }

  /** Why something cannot be done now; for tests. */
  String whyNot(WindowAction action) {
    return content.view().whyNot(action);
  }
}
