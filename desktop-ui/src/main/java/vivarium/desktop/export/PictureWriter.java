package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.ExperimentViewModel;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.PngEncoder;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.desktop.shell.ScaledShell;
import vivarium.desktop.shell.ScenarioShelf;
import vivarium.desktop.shell.ShellView;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.theme.JavaFxLog;
import vivarium.desktop.theme.UiScale;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/** Writes the window's content as a picture, with or without a display. */
public final class PictureWriter {

  private static final Object TOOLKIT = new Object();
  private static boolean started;

  private PictureWriter() {}

  /**
   * Draws a moment into a file. May be called from any thread but the toolkit's; starts JavaFX's
   * Headless platform if no toolkit runs in this process yet.
   *
   * @param png the file, replaced if it is there; one that ends in .svg gets the stage alone, as
   *     vectors
   * @throws IOException if the file cannot be written
   */
  public static void write(Still still, Picture picture, Path png) throws IOException {
    Still copy = still.copy();
    if (isVectors(png)) {
      Files.writeString(png, onToolkit(() -> vectors(copy, picture)));
      return;
    }
    WritableImage image = onToolkit(() -> draw(copy, picture));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(png))) {
      PngEncoder.write(image, out);
    }
  }

  /** Whether a file's name asks for vectors. */
  public static boolean isVectors(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".svg");
  }

  /** The stage as large as the whole picture. */
  private static String vectors(Still still, Picture picture) {
    ShellViewModel model = compose(still, picture).model();
    model.stage().resize(picture.width(), picture.height());
    model.pulse();
    return SvgPicture.ofStage(
            Objects.requireNonNull(model.frame()),
            model.moment().marks(),
            still.title().in(picture.locale()))
        .document(picture.appearance().palette());
  }

  private static WritableImage draw(Still still, Picture picture) {
    return compose(still, picture).scene().snapshot(null);
  }

  /**
   * The window's content at a moment, laid out and not shown.
   *
   * @param model what it shows; it owns the still's model from now on
   * @param frames of the stages that are seen
   */
  public record Composed(Scene scene, ShellView view, ShellViewModel model, List<Frame> frames) {}

  /** Lays a moment out. Call it on the toolkit's thread. */
  public static Composed compose(Still still, Picture picture) {
    return compose(
        session(still), still.title(), picture, System::nanoTime, still.exhibit(), still.files());
  }

  /** Lays out what a session shows. Call it on the toolkit's thread. */
  static Composed compose(
      ClusterSession session, Wording title, Picture picture, LongSupplier wallNanos) {
    return compose(session, title, picture, wallNanos, null, Still.Files.NONE);
  }

  private static Composed compose(
      ClusterSession session,
      Wording title,
      Picture picture,
      LongSupplier wallNanos,
      Still.@Nullable Exhibit exhibit,
      Still.Files files) {
    FontMeasure measure = new FontMeasure();
    ShellViewModel viewModel =
        new ShellViewModel(
            session, measure, Texts.of(picture.locale()), PictureWriter::onWindow, wallNanos);
    ShellView view = new ShellView(viewModel, measure, title, picture.appearance());
    view.exports().offer(new BackgroundStudio());
    view.offer(new PicturedShelf(picture.scenarios(), files.recent()));
    ScaledShell root = new ScaledShell(view, UiScale.AUTOMATIC);
    Scene scene = new Scene(root, picture.width(), picture.height());
    view.pulse();
    root.applyCss();
    root.layout();
    viewModel.select(picture.selection());
    view.pulse();
    if (exhibit != null) {
      root.experiments().offer(exhibit.laboratory());
    }
    picture.actions().forEach(view::run);
    view.pulse();
    root.applyCss();
    root.layout();
    view.pulse();
    root.applyCss();
    root.layout();
    if (exhibit != null && exhibit.result() != null) {
      return new Composed(scene, view, viewModel, show(root, exhibit.result(), exhibit.atNanos()));
    }
    Frame frame = viewModel.frame();
    return new Composed(scene, view, viewModel, frame == null ? List.of() : List.of(frame));
  }

  private static List<Frame> show(ScaledShell root, ExperimentResult result, long atNanos) {
    ExperimentViewModel experiment = root.experiments().show(result);
    experiment.seek(atNanos);
    root.applyCss();
    root.layout();
    root.experiments().pulse(); // It may find that the stages have to stand above each other.
    root.applyCss();
    root.layout();
    root.experiments().pulse();
    return experiment.frames();
  }

  /** What could be opened; in a picture nobody does. */
  private record PicturedShelf(List<Scenario> scenarios, List<Recent> recent)
      implements ScenarioShelf {

    @Override
    public void open(Scenario scenario) {
      throw new UnsupportedOperationException("a picture opens nothing");
    }

    @Override
    public CompletableFuture<Void> open(Path file, IntConsumer progress) {
      throw new UnsupportedOperationException("a picture opens nothing");
    }
  }

  /** One that has lived through everything, if all that happened is still known. */
  private static ClusterSession session(Still still) {
    Tape tape =
        new Tape(
            still.events(),
            still.atNanos(),
            "this is a picture: nothing more happens in it",
            still.records()::read,
            still.files().label());
    boolean whole = still.events().firstSeq() == 1 && still.events().lastSeq() > 0;
    return whole ? new ClusterSession(tape) : new ClusterSession(tape, still.model(), () -> 0);
  }

  /** What is known at once is there before the picture is taken. */
  private static void onWindow(Runnable task) {
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
  }

  /**
   * Does something on the toolkit's thread, which is started if none runs, and waits for it.
   *
   * @throws IOException if it could not be done
   */
  public static <T> T onToolkit(Supplier<T> work) throws IOException {
    startToolkit();
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(work.get());
          } catch (Throwable e) { // Whatever it is, whoever waits must hear of it.
            result.completeExceptionally(e);
          }
        });
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new IOException("the picture could not be drawn: " + e.getCause(), e.getCause());
    }
  }

  private static void startToolkit() {
    synchronized (TOOLKIT) {
      if (started) {
        return;
      }
      if (System.getProperty("glass.platform") == null) {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
      }
      JavaFxLog.quiet();
      CompletableFuture<Void> running = new CompletableFuture<>();
      try {
        Platform.startup(() -> running.complete(null));
        Platform.setImplicitExit(false);
        running.join();
      } catch (IllegalStateException alreadyRunning) {
        // A window of this process runs the toolkit; the picture is drawn on it.
      }
      started = true;
    }
  }

  /** Lets the toolkit's thread end, so that a process that only wrote pictures can. */
  public static void shutDown() {
    synchronized (TOOLKIT) {
      if (started) {
        Platform.exit();
      }
    }
  }
}
