package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedTest {

  @Test
  void theSliderReachesFromAThousandthToAsFastAsPossible() {
    assertThat(Speed.at(Speed.MIN_POSITION)).isCloseTo(0.001, within(1e-9));
    assertThat(Speed.at(Speed.MAX_POSITION)).isEqualTo(1_000);
    assertThat(Speed.at(-99)).isCloseTo(0.001, within(1e-9));
    assertThat(Speed.word(Speed.at(Speed.MAX_POSITION))).isEqualTo("max");
  }

  @Test
  void equalWaysAreEqualFactors() {
    assertThat(Speed.at(0)).isEqualTo(1);
    assertThat(Speed.at(-1)).isEqualTo(0.5);
    assertThat(Speed.at(-3)).isEqualTo(0.125);
    assertThat(Speed.position(0.125)).isEqualTo(-3);
  }

  @Test
  void theFactorCanBeReadOff() {
    assertThat(Speed.word(1)).isEqualTo("1×");
    assertThat(Speed.word(0.125)).isEqualTo("1/8×");
    assertThat(Speed.word(Speed.at(-2.8))).isEqualTo("1/7×");
    assertThat(Speed.word(2.5)).isEqualTo("2.5×");
  }
}
