package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.shell.ShellView;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.theme.JavaFxLog;
import vivarium.desktop.theme.Theme;
import vivarium.engine.event.EventLog;
import vivarium.engine.model.ClusterModel;

/** Writes the window's content as a picture, with or without a display. */
public final class PictureWriter {

  private static final Object TOOLKIT = new Object();
  private static boolean started;

  private PictureWriter() {}

  /**
   * Draws a model at a moment, without a history in the timeline.
   *
   * @see #write(ClusterModel, EventLog, long, int, int, Path, Locale, String)
   */
  public static void write(
      ClusterModel model, long atNanos, int width, int height, Path png, Locale locale)
      throws IOException {
    write(model, new EventLog(1), atNanos, width, height, png, locale, "");
  }

  /**
   * Draws a model at a moment. May be called from any thread but the toolkit's; starts JavaFX's
   * Headless platform if no toolkit runs in this process yet.
   *
   * @param model what to draw; it is copied
   * @param events what led to it, for the timeline and the captions
   * @param atNanos virtual time of the moment
   * @param width of the picture in pixels
   * @param height of the picture in pixels
   * @param png the file, replaced if it is there
   * @param title what stands beside the product's name
   * @throws IOException if the file cannot be written
   */
  public static void write(
      ClusterModel model,
      EventLog events,
      long atNanos,
      int width,
      int height,
      Path png,
      Locale locale,
      String title)
      throws IOException {
    startToolkit();
    ClusterModel copy = model.copy();
    WritableImage image =
        onToolkit(() -> draw(copy, events, atNanos, width, height, locale, title));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(png))) {
      PngEncoder.write(image, out);
    }
  }

  private static WritableImage draw(
      ClusterModel model,
      EventLog events,
      long atNanos,
      int width,
      int height,
      Locale locale,
      String title) {
    FontMeasure measure = new FontMeasure();
    ClusterSession session = new ClusterSession(new StillCluster(events, atNanos), model, () -> 0);
    ShellViewModel viewModel =
        new ShellViewModel(
            session, measure, Texts.of(locale), Platform::runLater, System::nanoTime);
    ShellView view = new ShellView(viewModel, measure, title);
    Scene scene = new Scene(view, width, height);
    Theme.apply(scene);
    view.pulse();
    view.applyCss();
    view.layout();
    viewModel.select(Selection.CLUSTER);
    view.pulse();
    view.layout();
    return scene.snapshot(null);
  }

  private interface Drawing {
    WritableImage draw();
  }

  private static WritableImage onToolkit(Drawing drawing) throws IOException {
    CompletableFuture<WritableImage> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(drawing.draw());
          } catch (RuntimeException e) {
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
