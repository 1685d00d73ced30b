package vivarium.desktop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.StageStyle;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.shell.ShellView;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;
import vivarium.engine.api.Command;
import vivarium.engine.event.NodeId;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/**
 * What the whole program holds in memory over hours of a classroom: the cluster with its logs, what
 * looking back needs, and the window that draws all the time. A broker dies and comes back every
 * two minutes. Virtual time runs as fast as the machine can.
 */
public final class HourBench {

  private static final long MINUTE = 60_000_000_000L;
  private static final int WIDTH = 1920;
  private static final int HEIGHT = 1080;
  private static final int[] MINUTES = {5, 30, 60, 90, 120, 150, 180, 240};

  private HourBench() {}

  /** Measures and writes the table. */
  public static void main(String[] arguments) throws IOException {
    StringBuilder table = new StringBuilder("| heap (events remembered) after so many minutes |");
    for (int minute : MINUTES) {
      table.append(' ').append(minute).append(" |");
    }
    table.append("\n|---|").append("---|".repeat(MINUTES.length)).append('\n');
    table.append(row(3)).append('\n').append(row(12)).append('\n');
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, table);
    System.out.println(table);
    Platform.exit();
  }

  private static String row(int brokers) {
    try (Vivarium cluster =
        Vivarium.start(SeekBench.cluster(brokers), new Vivarium.Options(false, 0, 1, true))) {
      Window window = Objects.requireNonNull(Toolkit.call(() -> new Window(cluster)));
      StringBuilder row = new StringBuilder("| %d brokers |".formatted(brokers));
      int done = 0;
      for (int minute : MINUTES) {
        for (; done < minute; done++) {
          NodeId victim = NodeId.broker(1 + done / 2 % 3);
          cluster.submit(done % 2 == 0 ? new Command.Kill(victim) : new Command.Restart(victim));
          boolean unused = cluster.stepUntil(event -> false, MINUTE).join();
        }
        long remembered = cluster.events().lastSeq() - cluster.events().firstSeq() + 1;
        row.append(
            String.format(
                Locale.ROOT, " %,d MiB (%,d) |", SeekBench.usedBytes() / 1024 / 1024, remembered));
      }
      Toolkit.run(window::close);
      return row.toString();
    }
  }

  private static final class Window {

    private final Stage stage = new Stage(StageStyle.UNDECORATED);
    private final AnimationTimer timer;

    Window(Vivarium cluster) {
      FontMeasure measure = new FontMeasure();
      ShellViewModel model =
          new ShellViewModel(
              new ClusterSession(cluster, System::nanoTime),
              measure,
              Texts.ENGLISH,
              Platform::runLater,
              System::nanoTime);
      ShellView view = new ShellView(model, measure, Wording.of("an hour"), Appearance.DARK);
      stage.setScene(new Scene(view, WIDTH, HEIGHT));
      PretendedScreen.show(stage);
      timer =
          new AnimationTimer() {
            @Override
            public void handle(long unused) {
              view.pulse();
            }
          };
      timer.start();
    }

    void close() {
      timer.stop();
      stage.hide();
    }
  }
}
