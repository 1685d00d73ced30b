package vivarium.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomFaultsTest {

  /** {@code -Dvivarium.seeds=from:count} runs others; a failure names its seed. */
  private static final String SEEDS = System.getProperty("vivarium.seeds", "1:40");

  @Test
  void whateverBreaksNoRuleIsBrokenAndTheClusterBecomesWholeAgain() {
    long from = Long.parseLong(SEEDS.split(":", 2)[0]);
    long count = Long.parseLong(SEEDS.split(":", 2)[1]);
    long acknowledged = 0;
    for (long seed = from; seed < from + count; seed++) {
      RandomRun run = new RandomRun(seed);
      run.run();
      acknowledged += run.model().ledger().acknowledged();
    }
    assertThat(acknowledged).isGreaterThan(100 * count);
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed = 1; seed <= 3; seed++) {
      assertThat(new RandomRun(seed, true).run())
          .as("trace of seed %d", seed)
          .isEqualTo(new RandomRun(seed, true).run());
    }
  }
}
