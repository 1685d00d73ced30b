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
            .withPlaces("The leader crashes", "3\t1\n\n")
            .withRecent(
                RecentFiles.NONE.with(folder.resolve("a.json")).with(folder.resolve("b.viv.gz")));

    settings.save(file);

    assertThat(UserSettings.load(file)).isEqualTo(settings);
  }

  @Test
  void theLanguageFollowsTheSystemUntilAnotherIsChosen() {
    Path file = folder.resolve("window.properties");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.KOREA);
      UserSettings.initial().save(file);
      Locale.setDefault(Locale.US);
      assertThat(UserSettings.load(file).language()).isEqualTo(Locale.US);

      UserSettings korean = UserSettings.initial();
      new UserSettings(
              Locale.KOREAN,
              korean.appearance(),
              korean.calm(),
              korean.scale(),
              korean.width(),
              korean.height())
          .save(file);
      assertThat(UserSettings.load(file).language()).isEqualTo(Locale.KOREAN);
    } finally {
      Locale.setDefault(before);
    }
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

    assertThat(tiny.width()).isGreaterThanOrEqualTo(960);
    assertThat(tiny.height()).isGreaterThanOrEqualTo(540);
    assertThat(tiny.scale().percent()).isEqualTo(200);
  }

  @Test
  void theFilesThatCameLastAreFewAndNoneTwice() {
    RecentFiles recent = RecentFiles.NONE;
    for (int i = 0; i < 12; i++) {
      recent = recent.with(folder.resolve(i + ".json"));
    }
    recent = recent.with(folder.resolve("7.json"));

    assertThat(recent.files())
        .hasSize(RecentFiles.MAX)
        .startsWith(folder.resolve("7.json"), folder.resolve("11.json"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aPathThatIsNoneDoesNotTakeTheOthersAlong() throws IOException {
    Path file = folder.resolve("window.properties");
    Path known = folder.resolve("a.json");
    UserSettings.initial().withRecent(RecentFiles.NONE.with(known)).save(file);
    Files.writeString(file, Files.readString(file) + "recent.2=a\\u0000b\n");

    assertThat(UserSettings.load(file).recent().files()).containsExactly(known);
  }
}
