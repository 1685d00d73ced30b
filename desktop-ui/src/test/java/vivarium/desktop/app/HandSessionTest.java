package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.json.EventJson;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.scenario.Scenario;

/** What somebody does in the window, whenever it comes to their mind, can be played again. */
class HandSessionTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir private Path folder;

  private final ConcurrentLinkedQueue<Runnable> windowThread = new ConcurrentLinkedQueue<>();

  @Test
  void aSessionDoneByHandPlaysTheSameTraceAgain() throws Exception {
    Scenario usual = Scenarios.byDefault();
    Vivarium cluster = Vivarium.start(usual.cluster(), new Vivarium.Options(false, 0, 20, false));
    ShellViewModel shell =
        new ShellViewModel(
            new ClusterSession(cluster, System::nanoTime),
            (text, role, size) -> text.length() * size * 0.6,
            Texts.ENGLISH,
            windowThread::add,
            System::nanoTime);
    try (cluster) {
      await(shell, "all are in sync", () -> isr(shell) == 3);
      shell.select(new Selection.Node(NodeId.broker(leader(shell))));
      int killed = leader(shell);
      shell.actOnSelection("kill");
      await(shell, "another leads", () -> leader(shell) > 0 && leader(shell) != killed);
      send(shell, "set simulation link.latency.ms=120");
      send(shell, "produce orders key=by-hand value=x");
      shell.actOnSelection("kill"); // It makes no sense now, and nothing is asked.
      shell.actOnSelection("restart");
      await(shell, "it is back", () -> isr(shell) == 3);
      shell.undo();
      shell.send(new Command.DeleteGroup("nobody")); // It is refused, and will be again.
      long seq = cluster.events().lastSeq();
      await(shell, "it goes on", () -> cluster.events().lastSeq() > seq + 200);
    }
    assertThat(cluster.given().all()).hasSizeGreaterThanOrEqualTo(4);

    Path saved = folder.resolve("saved.json");
    SessionFiles files = new SessionFiles(Showing.live(cluster, usual), null, file -> {});
    assertThat(files.whyNoScenario(Texts.ENGLISH)).isEmpty();
    assertThat(files.saveScenario(saved)).isNull();
    Path events = folder.resolve("events.jsonl");
    Scenario again = Scenarios.read(saved);
    new HeadlessRun(again, new HeadlessRun.Outputs(null, events, null, "", null))
        .play(new PrintWriter(Writer.nullWriter()), Texts.ENGLISH);

    List<String> live = lines(cluster.events(), again.untilNanos());
    List<String> played = Files.readAllLines(events);
    assertThat(live).hasSizeGreaterThan(300);
    assertThat(played).hasSizeGreaterThanOrEqualTo(live.size());
    for (int i = 0; i < live.size(); i++) {
      assertThat(played.get(i)).as("event %d", i + 1).isEqualTo(live.get(i));
    }
  }

  private static List<String> lines(EventLog log, long untilNanos) {
    List<String> lines = new ArrayList<>();
    log.readAfter(
        0,
        stamped -> {
          if (stamped.atNanos() < untilNanos) {
            lines.add(EventJson.line(stamped));
          }
        });
    return lines;
  }

  private static void send(ShellViewModel shell, String words) {
    ClusterModel model = shell.session().model();
    for (Command command : CommandText.parse(words).resolve(model, null)) {
      shell.send(command);
    }
  }

  private static int isr(ShellViewModel shell) {
    var partition = shell.session().present().partition(ORDERS_0);
    return partition == null ? 0 : partition.state().isr().size();
  }

  private static int leader(ShellViewModel shell) {
    return Objects.requireNonNull(shell.session().present().partition(ORDERS_0)).state().leader();
  }

  /** Pulses as a window does, until it is so. */
  private void await(ShellViewModel shell, String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      for (Runnable each = windowThread.poll(); each != null; each = windowThread.poll()) {
        each.run();
      }
      shell.pulse();
      Thread.onSpinWait();
    }
  }
}
