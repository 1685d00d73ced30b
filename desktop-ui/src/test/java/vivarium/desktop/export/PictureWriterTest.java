package vivarium.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Palette;
import vivarium.engine.text.Wording;

class PictureWriterTest {

  @TempDir private Path folder;

  private Image picture(Classroom classroom, Picture picture) throws IOException {
    Path png = folder.resolve("picture.png");
    PictureWriter.write(
        new Still(
            classroom.cluster().model(),
            classroom.cluster().events(),
            classroom.cluster().nowNanos(),
            Wording.of("a test")),
        picture,
        png);
    return Toolkit.call(
        () -> {
          try (var in = Files.newInputStream(png)) {
            return new Image(in);
          }
        });
  }

  private static Set<Color> colours(Image image) {
    Set<Color> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getPixelReader().getColor(x, y));
      }
    }
    return colours;
  }

  @ParameterizedTest
  @EnumSource
  void aHealthyClusterIsDrawnWithoutRed(Appearance appearance) throws IOException {
    Image image =
        picture(new Classroom().withClients().runFor(8000), new Picture(1600, 1000).in(appearance));

    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(image.getHeight()).isEqualTo(1000);
    Palette palette = appearance.palette();
    assertThat(colours(image))
        .contains(palette.of(Tone.ACCENT), palette.of(Tone.GOOD), palette.hue(0))
        .doesNotContain(palette.of(Tone.BAD));
  }

  @ParameterizedTest
  @EnumSource
  void aKilledBrokerIsRed(Appearance appearance) throws IOException {
    Classroom classroom = new Classroom().withClients().runFor(5000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);

    Image image = picture(classroom, new Picture(1600, 1000).in(appearance).in(Locale.KOREAN));
    Palette palette = appearance.palette();
    assertThat(colours(image)).contains(palette.of(Tone.BAD), palette.of(Tone.WARN));
  }

  @Test
  void aModelAloneIsEnough() throws IOException {
    Path png = folder.resolve("small.png");
    Classroom classroom = new Classroom();

    PictureWriter.write(new Still(classroom.cluster().model(), 0), new Picture(1280, 800), png);

    assertThat(png).isNotEmptyFile();
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void whoWaitsForAPictureHearsOfWhateverWentWrong() {
    assertThatThrownBy(
            () ->
                PictureWriter.onToolkit(
                    () -> {
                      throw new OutOfMemoryError("no room for it");
                    }))
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }
}
