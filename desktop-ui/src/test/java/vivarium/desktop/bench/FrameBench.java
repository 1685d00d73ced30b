package vivarium.desktop.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.StageCanvas;
import vivarium.desktop.paint.StageCanvas.Layer;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.shell.ShellView;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;
import vivarium.engine.text.Wording;

/**
 * How long a frame of the whole window takes at 1920×1080, on JavaFX's Headless platform with
 * software rendering, measured in two ways. As fast as they come, the time from one pulse to the
 * next is what a frame takes on both of the toolkit's threads: taking in events, laying out,
 * drawing, and rendering for real; what the pretended cluster costs to pretend is taken off. At the
 * toolkit's own pace of 60 a second it is told how many came late, as somebody before the window
 * would see it; there what is pretended counts too.
 */
public final class FrameBench {

  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final int WARM_UP = Integer.getInteger("vivarium.bench.warmup", 1_200);
  private static final int MEASURED = Integer.getInteger("vivarium.bench.frames", 800);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A frame that comes this long after the one before has left out one of 60 a second. */
  private static final long LATE_NANOS = 25_000_000;

  private FrameBench() {}

  /** When frames come. */
  private enum Pace {
    /** As fast as they can. */
    FAST(
        """
        | situation | frame p50 | p99 | max | layout and drawing p50 | p99 | painting the ground a frame | messages | overlay | CPU of the window's thread p50 | p99 | of the renderer's p50 | p99 | allocated a frame |
        |---|---|---|---|---|---|---|---|---|---|---|---|---|---|
        """),
    /** As the toolkit has them come, 60 a second. */
    SIXTY(
        """
        | situation | from frame to frame p50 | p99 | max | late |
        |---|---|---|---|---|
        """);

    final String head;

    Pace(String head) {
      this.head = head;
    }
  }

  /**
   * Measures and writes the table.
   *
   * @param arguments the file, {@code fast} or {@code sixty}, and names of situations, else all
   */
  public static void main(String[] arguments) throws IOException {
    Pace pace = Pace.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    System.setProperty("javafx.animation.fullspeed", String.valueOf(pace == Pace.FAST));
    List<String> chosen = Arrays.asList(arguments).subList(2, arguments.length);
    StringBuilder table = new StringBuilder(pace.head);
    for (Situation situation : Situation.all()) {
      if (chosen.isEmpty() || chosen.contains(situation.name)) {
        table.append(new Run(situation, pace).measure()).append('\n');
      }
    }
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, table);
    System.out.println(table);
    Platform.exit();
  }

  private static final class Run {

    private final Situation situation;
    private final Pace pace;
    private final long[] frames = new long[MEASURED];
    private final long[] ours = new long[MEASURED];
    private final CompletableFuture<String> result = new CompletableFuture<>();
    private int frame;
    private long began;
    private long pulsed;
    private final long[] windows = new long[MEASURED];
    private final long[] renderers = new long[MEASURED];
    private Used first = new Used(0, 0, 0);
    private Used last = new Used(0, 0, 0);
    private long pretending;
    private final long[] painted = new long[Layer.values().length];

    Run(Situation situation, Pace pace) {
      this.situation = situation;
      this.pace = pace;
    }

    String measure() {
      Toolkit.run(this::open);
      return result.join();
    }

    private void open() {
      FontMeasure measure = new FontMeasure();
      ShellViewModel shell =
          new ShellViewModel(
              new ClusterSession(situation.cluster()),
              measure,
              Texts.ENGLISH,
              Platform::runLater,
              situation.cluster()::nowNanos);
      ShellView view = new ShellView(shell, measure, Wording.of(situation.name), Appearance.DARK);
      StageCanvas canvas = (StageCanvas) Objects.requireNonNull(view.lookup("#stage"));
      canvas.setSteady(true);
      Stage stage = new Stage(StageStyle.UNDECORATED);
      stage.setScene(new Scene(view, WIDTH, HEIGHT));
      PretendedScreen.show(stage);
      new AnimationTimer() {
        @Override
        public void handle(long unused) {
          long start = System.nanoTime();
          int index = frame - WARM_UP - 1;
          Used used = Used.now();
          if (index >= 0) {
            frames[index] = start - (pace == Pace.FAST ? began : pulsed);
            windows[index] = used.window() - last.window() - pretending;
            renderers[index] = used.renderer() - last.renderer();
          }
          last = used;
          pulsed = start;
          if (frame == WARM_UP) {
            first = used;
            count(canvas, -1);
          }
          if (index == MEASURED - 1) {
            stop();
            stage.hide();
            count(canvas, 1);
            result.complete(pace == Pace.FAST ? row() : rowOfSixty());
            return;
          }
          long cpu = THREADS.getCurrentThreadCpuTime();
          situation.happen(frame, shell);
          situation.classroom.runFor(16 + frame % 3 / 2);
          pretending = THREADS.getCurrentThreadCpuTime() - cpu;
          began = System.nanoTime();
          view.pulse();
          if (frame >= WARM_UP) {
            ours[frame - WARM_UP] = System.nanoTime() - began;
          }
          frame++;
        }
      }.start();
    }

    private void count(StageCanvas canvas, int sign) {
      for (Layer layer : Layer.values()) {
        painted[layer.ordinal()] += sign * canvas.paintNanos(layer);
      }
    }

    private double layer(Layer layer) {
      return painted[layer.ordinal()] / 1e6 / MEASURED;
    }

    private String row() {
      for (long[] each : List.of(frames, ours, windows, renderers)) {
        Arrays.sort(each);
      }
      return String.format(
          Locale.ROOT,
          "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %.2f ms | %.2f ms | %.2f ms | %.1f ms | %.1f ms | %.1f ms | %.1f ms | %,d KiB |",
          situation.name,
          at(frames, 0.5),
          at(frames, 0.99),
          at(frames, 1),
          at(ours, 0.5),
          at(ours, 0.99),
          layer(Layer.GROUND),
          layer(Layer.MESSAGES),
          layer(Layer.OVERLAY),
          at(windows, 0.5),
          at(windows, 0.99),
          at(renderers, 0.5),
          at(renderers, 0.99),
          (last.bytes() - first.bytes()) / MEASURED / 1024);
    }

    private String rowOfSixty() {
      Arrays.sort(frames);
      double late = Arrays.stream(frames).filter(nanos -> nanos > LATE_NANOS).count();
      return String.format(
          Locale.ROOT,
          "| %s | %.1f ms | %.1f ms | %.1f ms | %.1f %% |",
          situation.name,
          at(frames, 0.5),
          at(frames, 0.99),
          at(frames, 1),
          100 * late / MEASURED);
    }

    private static double at(long[] sorted, double part) {
      int index = (int) Math.ceil(sorted.length * part) - 1;
      return sorted[Math.max(0, index)] / 1e6;
    }
  }

  /**
   * What the toolkit's two threads have used so far.
   *
   * @param window CPU time of the window's thread in nanoseconds
   * @param renderer CPU time of the rendering thread in nanoseconds
   * @param bytes allocated by both
   */
  private record Used(long window, long renderer, long bytes) {

    static Used now() {
      long window = 0;
      long renderer = 0;
      long bytes = 0;
      for (long id : THREADS.getAllThreadIds()) {
        ThreadInfo info = THREADS.getThreadInfo(id);
        String name = info == null ? "" : info.getThreadName();
        if (name.startsWith("QuantumRenderer")) {
          renderer += THREADS.getThreadCpuTime(id);
          bytes += THREADS.getThreadAllocatedBytes(id);
        } else if (name.equals("JavaFX Application Thread")) {
          window += THREADS.getThreadCpuTime(id);
          bytes += THREADS.getThreadAllocatedBytes(id);
        }
      }
      return new Used(window, renderer, bytes);
    }
  }
}
