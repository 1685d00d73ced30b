package vivarium.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RandomFaultsTest {

  /** {@code -Dvivarium.seeds=from:count} runs others. */
  private static final String SEEDS = System.getProperty("vivarium.seeds", "1:40");

  private static final long FAULT_NANOS = 30_000_000_000L;

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

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(traceHashOf(seed)).as("trace of seed %d", seed).isEqualTo(traceHashOf(seed));
    }
  }

  /** A hash over every event, each in full. */
  private static long traceHashOf(long seed) {
    AtomicLong hash = new AtomicLong(1);
    SimulatedRun.of(
        RandomScenario.ofSeed(seed, FAULT_NANOS),
        stamped -> hash.set(hash.get() * 31 + stamped.toString().hashCode()));
    return hash.get();
  }
}
