package vivarium.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;

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
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Palette;

class PictureWriterTest {

  @TempDir private Path folder;

  private Image picture(Classroom classroom, Locale locale) throws IOException {
    Path png = folder.resolve("picture.png");
    PictureWriter.write(
        classroom.cluster().model(),
        classroom.cluster().events(),
        classroom.cluster().nowNanos(),
        1600,
        1000,
        png,
        locale,
        "a test");
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

  @Test
  void aHealthyClusterIsDrawnWithoutRed() throws IOException {
    Image image = picture(new Classroom().withClients().runFor(8000), Locale.ENGLISH);

    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(image.getHeight()).isEqualTo(1000);
    assertThat(colours(image))
        .contains(Palette.of(Tone.ACCENT), Palette.of(Tone.GOOD), Palette.hue(0))
        .doesNotContain(Palette.of(Tone.BAD));
  }

  @Test
  void aKilledBrokerIsRed() throws IOException {
    Classroom classroom = new Classroom().withClients().runFor(5000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);

    assertThat(colours(picture(classroom, Locale.KOREAN)))
        .contains(Palette.of(Tone.BAD), Palette.of(Tone.WARN));
  }

  @Test
  void aModelAloneIsEnough() throws IOException {
    Path png = folder.resolve("small.png");
    Classroom classroom = new Classroom();

    PictureWriter.write(classroom.cluster().model(), 0, 1280, 800, png, Locale.ENGLISH);

    assertThat(png).isNotEmptyFile();
    assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
  }
}
