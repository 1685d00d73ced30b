package vivarium.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.UiScale;

class UserSettingsTest {

  @TempDir private Path folder;

  @Test
  void whatIsSavedIsReadBack() {
    Path file = folder.resolve("deeper").resolve("window.properties");
    UserSettings settings =
        new UserSettings(
                Locale.KOREAN,
                Optional.of(Appearance.LIGHT),
                Optional.of(true),
                new UiScale(150),
                1600,
                1000)
            .withPlaces("The leader crashes", "3\t1\n\n");

    settings.save(file);

    assertThat(UserSettings.load(file)).isEqualTo(settings);
  }

  @Test
  void aMissingOrDamagedFileIsNoReasonToStop() throws IOException {
    Path damaged = folder.resolve("damaged.properties");
    Files.writeString(damaged, "width=broad");

    assertThat(UserSettings.load(folder.resolve("none"))).isEqualTo(UserSettings.initial());
    assertThat(UserSettings.load(damaged)).isEqualTo(UserSettings.initial());
    Files.writeString(damaged, "appearance=PINK");
    assertThat(UserSettings.load(damaged)).isEqualTo(UserSettings.initial());
  }

  @Test
  void sizesOutOfRangeAreBroughtBack() {
    UserSettings tiny =
        new UserSettings(
            Locale.ENGLISH, Optional.empty(), Optional.empty(), new UiScale(900), 10, Double.NaN);

    assertThat(tiny.width()).isGreaterThanOrEqualTo(1000);
    assertThat(tiny.height()).isGreaterThanOrEqualTo(700);
    assertThat(tiny.scale().percent()).isEqualTo(200);
  }
}
