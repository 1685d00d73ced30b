package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {

  @ParameterizedTest
  @CsvSource({
    "8s, 8000",
    "0s, 0",
    "500ms, 500",
    "1m30s, 90000",
    "2.5s, 2500",
    "1h, 3600000",
    "24h, 86400000"
  })
  void readsWhatPeopleWrite(String text, long millis) {
    assertThat(TimeText.parseNanos(text)).isEqualTo(millis * 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "8", "s", "8 s", "-8s", "8s!", "eight", "25h", "1e9s", "99999999999s"})
  void refusesTheRestAndSaysWhatIsValid(String text) {
    assertThatThrownBy(() -> TimeText.parseNanos(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not valid: it must be %s".formatted(text, TimeText.VALID));
  }

  @Test
  void writesMinutesSecondsAndMillis() {
    assertThat(TimeText.format(0)).isEqualTo("00:00.000");
    assertThat(TimeText.format(8_350_999_999L)).isEqualTo("00:08.350");
    assertThat(TimeText.format(6_000_000_000_000L)).isEqualTo("100:00.000");
  }
}
