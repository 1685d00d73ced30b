package vivarium.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.session.Remembered;
import vivarium.desktop.theme.Appearance;
import vivarium.engine.scenario.Wording;

/** Films read by the JDK's own readers show what the numbered pictures show. */
class FilmWriterTest {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;

  private static final Film FILM =
      new Film(
          6_000_000_000L, 7_000_000_000L, 6, 1, WIDTH, HEIGHT, Appearance.DARK, Locale.ENGLISH);

  @TempDir private Path folder;

  private Path film(String name) throws IOException {
    Classroom classroom = new Classroom().withClients().runFor(6_300);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(1_000);
    Path target = folder.resolve(name);
    List<Long> progress = new ArrayList<>();
    new FilmWriter(Remembered.wholly(classroom.cluster().events()), Wording.of("a test"), FILM)
        .write(FilmKind.of(target), target, progress::add, () -> false);
    assertThat(progress).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    return target;
  }

  private static BufferedImage numbered(Path pictures, int index) throws IOException {
    return ImageIO.read(pictures.resolve("frame-%05d.png".formatted(index)).toFile());
  }

  @Test
  void aGifShowsTheSamePicturesAndTakesAsLong() throws IOException {
    Path pictures = film("pictures");
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    BufferedImage screen = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_ARGB);
    try (var in = ImageIO.createImageInputStream(film("film.gif").toFile())) {
      reader.setInput(in);
      int hundredths = 0;
      assertThat(reader.getNumImages(true)).isEqualTo(6);
      for (int i = 0; i < 6; i++) {
        var metadata = reader.getImageMetadata(i);
        Element tree = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        Element place = (Element) tree.getElementsByTagName("ImageDescriptor").item(0);
        Element control = (Element) tree.getElementsByTagName("GraphicControlExtension").item(0);
        hundredths += Integer.parseInt(control.getAttribute("delayTime"));
        screen
            .getGraphics()
            .drawImage(
                reader.read(i),
                Integer.parseInt(place.getAttribute("imageLeftPosition")),
                Integer.parseInt(place.getAttribute("imageTopPosition")),
                null);
        assertThat(meanDifference(screen, numbered(pictures, i))).as("picture %d", i).isLessThan(1);
      }
      assertThat(hundredths).isEqualTo(100);
    }
  }

  /** Of a channel, from 0 to 255. */
  private static double meanDifference(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int shift = 0; shift < 24; shift += 8) {
          sum +=
              Math.abs((one.getRGB(x, y) >> shift & 0xff) - (other.getRGB(x, y) >> shift & 0xff));
        }
      }
    }
    return sum / (3.0 * WIDTH * HEIGHT);
  }

  @Test
  void anAnimatedPngBeginsAsAnyPngAndHoldsEveryPicture() throws IOException {
    Path file = film("film.png");
    BufferedImage first = ImageIO.read(file.toFile());
    assertThat(meanDifference(first, numbered(film("pictures"), 0))).isZero();
    assertThat(chunks(Files.readAllBytes(file)))
        .startsWith("IHDR", "acTL", "fcTL", "IDAT", "fcTL", "fdAT")
        .endsWith("fcTL", "fdAT", "IEND")
        .filteredOn("fcTL"::equals)
        .hasSize(6);
  }

  private static List<String> chunks(byte[] png) {
    List<String> types = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(png, 8, png.length - 8);
    while (buffer.hasRemaining()) {
      int length = buffer.getInt();
      byte[] type = new byte[4];
      buffer.get(type);
      types.add(new String(type, StandardCharsets.US_ASCII));
      buffer.position(buffer.position() + length + 4);
    }
    return types;
  }
}
