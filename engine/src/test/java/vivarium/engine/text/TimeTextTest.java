package vivarium.engine.text;

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

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "62.5s, 62500",
    "01:02.500, 62500",
    "1:02.5, 62500",
    "0:00, 0",
    "75:00, 4500000",
    "1:15:00.001, 4500001"
  })
  void aMomentIsReadFromAClockToo(String text, long millis) {
    assertThat(TimeText.parseMomentNanos(text)).isEqualTo(millis * 1_000_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1:60", "1:2:3:4", "1:75:00", ":30", "1:", "25:00:00", "1:02s"})
  void whatIsNoMomentIsRefused(String text) {
    assertThatThrownBy(() -> TimeText.parseMomentNanos(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not valid: it must be %s".formatted(text, TimeText.VALID_MOMENT));
  }

  @Test
  void writesMinutesSecondsAndMillis() {
    assertThat(TimeText.format(0)).isEqualTo("00:00.000");
    assertThat(TimeText.format(8_350_999_999L)).isEqualTo("00:08.350");
    assertThat(TimeText.format(6_000_000_000_000L)).isEqualTo("100:00.000");
  }
}
