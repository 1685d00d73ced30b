package vivarium.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vivarium.engine.json.MistakesException;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.ScenarioFile;

/**
 * Measures a real KafkaProducer against {@code ./vivarium serve --profile instant} in a process of
 * its own, and how fast the default scenario is simulated, and what ledger and rules cost. The
 * table goes to standard output and to {@code engine/target/bench.md}.
 */
public final class Bench {

  private static final long SECOND = 1_000_000_000L;
  private static final long SIMULATED_SECONDS = 600;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    List<String> lines = new ArrayList<>();
    lines.add("| producer (acks=all, RF 3) | records/s | MB/s | p50 | p99 | server heap |");
    lines.add("|---|---|---|---|---|---|");
    for (ProducerLoad load :
        List.of(new ProducerLoad(100, 2_000_000), new ProducerLoad(1_024, 400_000))) {
      try (ServeProcess server = ServeProcess.start(root)) {
        lines.add(load.atFullSpeed(server));
      }
      try (ServeProcess server = ServeProcess.start(root)) {
        lines.add(load.atSteadyRate(server, 10_000));
      }
    }
    lines.add("");
    lines.add(simulation(root));
    lines.add("");
    lines.add(
        new LedgerCost(
                new ProducerLoad(100, 2_000_000), root.resolve("engine/target/bench-classes"))
            .measured());
    String table = String.join(System.lineSeparator(), lines);
    System.out.println(table);
    Files.writeString(root.resolve("engine/target/bench.md"), table + System.lineSeparator());
  }

  /** The default scenario without its steps, so that it can go on for long. */
  private static String simulation(Path root) throws IOException, MistakesException {
    Path file = root.resolve("assets/scenarios/leader-crash.json");
    Scenario scenario = ScenarioFile.parse(file.toString(), Files.readString(file));
    run(scenario, SIMULATED_SECONDS / 10); // The JVM compiles what it will need.
    long begun = System.nanoTime();
    run(scenario, SIMULATED_SECONDS);
    double seconds = (System.nanoTime() - begun) / (double) SECOND;
    return "Default scenario (3 brokers, classroom): %,.0f virtual seconds per second, events included."
        .formatted(SIMULATED_SECONDS / seconds);
  }

  private static void run(Scenario scenario, long seconds) {
    new Simulation(scenario.cluster()).runUntil(seconds * SECOND);
  }
}
