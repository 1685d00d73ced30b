package vivarium.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RandomFaultsTest {

  /** {@code -Dvivarium.seeds=from:count} runs others. */
  private static final String SEEDS = System.getProperty("vivarium.seeds", "1:40");

  private static final long FAULT_NANOS = 30_000_000_000L;
  private static final List<Long> TRACED_SEEDS = List.of(1L, 2L, 3L);
  private static final long MIN_EVENTS = 10_000;

  @Test
  void whateverBreaksNoRuleIsBrokenAndTheClusterBecomesWholeAgain() {
    long from = Long.parseLong(SEEDS.split(":", 2)[0]);
    long count = Long.parseLong(SEEDS.split(":", 2)[1]);
    Outcome all = Outcome.NONE;
    for (long seed = from; seed < from + count; seed++) {
      Outcome outcome = SimulatedRun.of(RandomScenario.ofSeed(seed, FAULT_NANOS));
      assertNothingBroken(seed, outcome);
      all = all.plus(outcome);
    }
    assertThat(all.acknowledged()).isGreaterThan(100 * count);
    assertThat(all.faults().values().stream().mapToLong(Long::longValue).sum())
        .isGreaterThan(3 * count);
  }

  @Test
  void aProgramThatFailsIsTraced() {
    RuntimeException failure = new IllegalStateException("as if the program failed");
    Outcome outcome =
        SimulatedRun.of(
            RandomScenario.ofSeed(1, FAULT_NANOS),
            stamped -> {
              if (stamped.seq() == 1_000) {
                throw failure;
              }
            });
    assertThat(outcome.violation()).contains("as if the program failed");
    assertThat(outcome.thrown()).isSameAs(failure);
    assertThat(Outcome.NONE.plus(outcome).thrown()).isSameAs(failure);
  }

  private static void assertNothingBroken(long seed, Outcome outcome) {
    if (outcome.violation() != null) {
      throw new AssertionError(
          "seed %d broke a rule: %s".formatted(seed, outcome.violation()), outcome.thrown());
    }
  }

  /**
   * Another JVM has other salts: what iterates {@code Set.of}, {@code Map.of} or identity hashes in
   * their order differs there, and not within one JVM.
   */
  @Test
  void theSameSeedGivesTheSameTraceInAnotherProcess() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Tracing.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = other.inputReader()) {
      for (long seed : TRACED_SEEDS) {
        Trace here = Trace.of(seed);
        assertThat(here.events()).as("events of seed %d", seed).isGreaterThan(MIN_EVENTS);
        assertThat(said.readLine()).isEqualTo(here.toString());
      }
    } finally {
      other.destroyForcibly();
    }
  }

  /** Tells of the traced seeds in a process of its own. */
  static final class Tracing {
    private Tracing() {}

    public static void main(String[] args) {
      for (long seed : TRACED_SEEDS) {
        System.out.println(Trace.of(seed));
      }
    }
  }

  /**
   * All that happened in a run.
   *
   * @param hash over every event, each in full
   */
  private record Trace(long seed, long events, long hash) {

    static Trace of(long seed) {
      AtomicLong hash = new AtomicLong(1);
      Outcome outcome =
          SimulatedRun.of(
              RandomScenario.ofSeed(seed, FAULT_NANOS),
              stamped -> hash.set(hash.get() * 31 + stamped.toString().hashCode()));
      assertNothingBroken(seed, outcome);
      return new Trace(seed, outcome.events(), hash.get());
    }
  }
}
