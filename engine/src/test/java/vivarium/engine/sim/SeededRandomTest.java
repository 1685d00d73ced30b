package vivarium.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SeededRandomTest {

  @Test
  void aStreamDependsOnSeedAndNameAlone() {
    SeededRandom first = SeededRandom.ofSeed(7);
    SeededRandom second = SeededRandom.ofSeed(7);
    SeededRandom stream = first.stream("disk");
    assertThat(second.stream("net").nextLong()).isNotEqualTo(stream.nextLong());
    assertThat(second.stream("disk").nextLong())
        .isEqualTo(SeededRandom.ofSeed(7).stream("disk").nextLong());
  }

  @Test
  void staysWithinItsBoundAndReachesAllOfIt() {
    SeededRandom random = SeededRandom.ofSeed(1);
    boolean[] seen = new boolean[6];
    for (int i = 0; i < 1_000; i++) {
      seen[random.nextInt(6)] = true;
      assertThat(random.nextDouble()).isBetween(0.0, 1.0);
    }
    assertThat(seen).containsOnly(true);
    assertThatThrownBy(() -> random.nextInt(0)).hasMessageContaining("bound=0");
  }
}
