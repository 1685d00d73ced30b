package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitsTest {

  @Test
  void virtualTimeIsAClock() {
    assertThat(Units.clock(41_318_000_000L)).isEqualTo("00:41.318");
    assertThat(Units.clock(3_725_004_000_000L)).isEqualTo("1:02:05.004");
    assertThat(Units.shortClock(41_399_000_000L)).isEqualTo("00:41.3");
  }

  @Test
  void spansHaveTheUnitThatSuits() {
    assertThat(Units.span(350_000_000L)).isEqualTo("350 ms");
    assertThat(Units.span(6_100_000_000L)).isEqualTo("6.1 s");
    assertThat(Units.span(180_000_000_000L)).isEqualTo("3:00");
    assertThat(Units.span(3_725_000_000_000L)).isEqualTo("1:02:05");
  }

  @Test
  void ratesHaveNoNeedlessDigits() {
    assertThat(Units.rate(2)).isEqualTo("2");
    assertThat(Units.rate(0.5)).isEqualTo("0.5");
    assertThat(Units.rate(2.25)).isEqualTo("2.25");
  }
}
