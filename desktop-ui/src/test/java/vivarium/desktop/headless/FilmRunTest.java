package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.film.Film;
import vivarium.desktop.theme.Appearance;

/** What cannot become a film is refused before anything is played. */
class FilmRunTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private static Film film(long toNanos, int width, int height) {
    return new Film(0, toNanos, 12, 1, width, height, Appearance.DARK, Locale.ENGLISH);
  }

  private void refuses(Film film, Path target, String why) throws IOException {
    FilmRun run = new FilmRun(OpenedFile.readOrDefault(null), film, target);
    assertThatThrownBy(() -> run.write(new PrintWriter(Writer.nullWriter()), words -> words))
        .isInstanceOf(BadValueException.class)
        .hasMessage(why);
  }

  private void refusesPlace(Path target, String why) throws IOException {
    refuses(film(SECOND, 480, 320), target, "cannot write %s: %s".formatted(target, why));
  }

  @Test
  void aPlaceWhereNoFilmCanGoIsNamed() throws IOException {
    Path gif = Files.createDirectory(folder.resolve("x.gif"));
    Path album = Files.createDirectory(folder.resolve("album"));
    Files.writeString(album.resolve("notes.txt"), "mine");
    Path notes = Files.writeString(folder.resolve("notes"), "mine");

    refusesPlace(gif, "it is a folder; name a file in it");
    refusesPlace(album, "the folder holds other things than the pictures of a film");
    refusesPlace(notes, "it is a file, and the pictures need a folder");
    refusesPlace(
        folder.resolve("x.mp4"), "a film's name must end in .gif, .png or .apng, or name a folder");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(gif, album, notes);
    }
  }

  @Test
  void whatWouldTakeTooLongIsRefusedWithWhatCanBeDone() throws IOException {
    Path target = folder.resolve("f.gif");
    refuses(
        film(300 * SECOND, 960, 600),
        target,
        "that would be 3,600 pictures, and 3,000 is the most: choose a stretch of at most 4:10,"
            + " fewer --fps or a higher --speed");
    refuses(
        film(60 * SECOND, 3_840, 2_160),
        target,
        "720 pictures of 3840×2160 are too much: choose a smaller --size, a stretch of at most"
            + " 40.2 s or fewer --fps");
    refuses(film(0, 960, 600), target, "--from 00:00.000 is not before --to 00:00.000");
  }
}
