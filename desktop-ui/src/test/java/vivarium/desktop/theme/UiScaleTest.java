package vivarium.desktop.theme;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UiScaleTest {

  @ParameterizedTest
  @CsvSource({
    "1000, 700, 1",
    "1600, 1000, 1",
    "1920, 1080, 1",
    "2560, 1440, 1.3",
    "3840, 2160, 2",
  })
  void withoutAChoiceItFollowsTheWindow(double width, double height, double expected) {
    assertThat(UiScale.AUTOMATIC.of(width, height, false)).isEqualTo(expected);
  }

  @Test
  void aChoiceIsKeptWhereThereIsRoomForIt() {
    assertThat(new UiScale(150).of(1920, 1080, false)).isEqualTo(1.5);
    assertThat(new UiScale(200).of(1920, 1080, false)).isEqualTo(2);
    assertThat(new UiScale(200).of(1200, 800, false)).isEqualTo(1200.0 / 940);
  }

  @Test
  void presenterModeIsLarger() {
    assertThat(UiScale.AUTOMATIC.of(1920, 1080, true)).isEqualTo(1.5);
    assertThat(UiScale.AUTOMATIC.of(1000, 700, true)).isBetween(1.2, 1.5);
  }

  @Test
  void aStepStartsFromWhatIsShown() {
    assertThat(UiScale.AUTOMATIC.step(1, 3840, 2160).percent()).isEqualTo(200);
    assertThat(UiScale.AUTOMATIC.step(-1, 3840, 2160).percent()).isEqualTo(190);
    assertThat(UiScale.AUTOMATIC.step(1, 1600, 1000).percent()).isEqualTo(110);
  }
}
