package vivarium.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.session.Remembered;
import vivarium.desktop.theme.Appearance;
import vivarium.engine.text.Wording;

/** Films read by the JDK's own readers show what the numbered pictures show. */
class FilmWriterTest {

  private static final int WIDTH = 480;
  private static final int HEIGHT = 320;

  private static final Film FILM =
      new Film(
          6_000_000_000L, 7_000_000_000L, 6, 1, WIDTH, HEIGHT, Appearance.DARK, Locale.ENGLISH);

  @TempDir private Path folder;

  private static FilmWriter writer() {
    Classroom classroom = new Classroom().withClients().runFor(6_300);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(1_000);
    return new FilmWriter(
        Remembered.wholly(classroom.cluster().events()), Wording.of("a test"), FILM);
  }

  private Path film(String name) throws IOException {
    Path target = folder.resolve(name);
    List<Long> progress = new ArrayList<>();
    writer().write(FilmKind.of(target), target, progress::add, () -> false);
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

  private static List<String> names(Path place) throws IOException {
    try (Stream<Path> content = Files.list(place)) {
      return content.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFormerFilmsFolderIsReplacedWhollyAndOnlyByAWholeFilm() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 9; i++) {
      Files.writeString(pictures.resolve("frame-%05d.png".formatted(i)), "former");
    }
    assertThatThrownBy(() -> giveUpAfterTwo(pictures)).isInstanceOf(CancellationException.class);
    assertThat(names(folder)).containsExactly("pictures");
    assertThat(names(pictures)).hasSize(9);
    assertThat(pictures.resolve("frame-00000.png")).hasContent("former");

    film("pictures");
    assertThat(names(folder)).containsExactly("pictures");
    assertThat(names(pictures)).hasSize(6);
    assertThat(numbered(pictures, 0).getWidth()).isEqualTo(WIDTH);
  }

  private static void giveUpAfterTwo(Path target) throws IOException {
    AtomicBoolean givenUp = new AtomicBoolean();
    writer().write(FilmKind.of(target), target, done -> givenUp.set(done == 2), givenUp::get);
  }

  @ParameterizedTest
  @ValueSource(strings = {"film.gif", "film.png"})
  void aFilmThatIsGivenUpLeavesTheFormerFileAsItWas(String name) throws IOException {
    Path target = Files.writeString(folder.resolve(name), "former");
    assertThatThrownBy(() -> giveUpAfterTwo(target)).isInstanceOf(CancellationException.class);
    assertThat(names(folder)).containsExactly(name);
    assertThat(target).hasContent("former");
  }

  @Test
  void aFolderThatHoldsOtherThingsIsRefusedAndStaysAsItIs() throws IOException {
    Path album = Files.createDirectory(folder.resolve("album"));
    Files.writeString(album.resolve("frame-00000.png"), "former");
    Files.writeString(album.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> film("album"))
        .isInstanceOf(IOException.class)
        .hasMessage("the folder holds other things than the pictures of a film");
    Files.writeString(folder.resolve("notes"), "mine");
    assertThatThrownBy(() -> film("notes"))
        .isInstanceOf(IOException.class)
        .hasMessage("it is a file, and the pictures need a folder");
    assertThat(names(folder)).containsExactly("album", "notes");
    assertThat(names(album)).containsExactly("frame-00000.png", "notes.txt");
  }

  @Test
  void whatWentWrongIsSaidEvenIfItsTracesCannotBeRemoved() {
    Path part = folder.resolve("pictures.part");
    assertThatThrownBy(
            () ->
                writer()
                    .write(
                        FilmKind.FRAMES,
                        folder.resolve("pictures"),
                        done -> obstruct(part.resolve("frame-%05d.png".formatted(done))),
                        () -> false))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("frame-00001.png")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .singleElement()
                    .isInstanceOf(DirectoryNotEmptyException.class));
    assertThat(folder.resolve("pictures")).doesNotExist();
  }

  /** No picture can be written where a folder is. */
  private static void obstruct(Path picture) {
    try {
      Files.createDirectories(picture.resolve("mine"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFileThatCannotBeReplacedLeavesNothingBeside() throws IOException {
    Files.createDirectories(folder.resolve("film.png").resolve("mine"));
    assertThatThrownBy(() -> film("film.png")).isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(names(folder)).containsExactly("film.png");
  }
}
