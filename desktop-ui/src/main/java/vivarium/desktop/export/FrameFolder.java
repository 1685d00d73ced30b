package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vivarium.desktop.film.Film;
import vivarium.desktop.paint.PngEncoder;

/** The pictures of a film as numbered PNG files, for a program that makes films of such. */
final class FrameFolder implements FilmFormat {

  private final Path folder;
  private final Film film;
  private final boolean isNew;
  private long written;

  /** Creates the folder if it is not there. */
  FrameFolder(Path folder, Film film) throws IOException {
    this.isNew = Files.notExists(folder);
    this.folder = Files.createDirectories(folder);
    this.film = film;
  }

  private Path file(long index) {
    return folder.resolve("frame-%05d.png".formatted(index));
  }

  /** Takes away what was written here. */
  void discard() throws IOException {
    for (long index = 0; index <= written; index++) { // Of the last perhaps only a part is there.
      Files.deleteIfExists(file(index));
    }
    if (isNew) {
      Files.deleteIfExists(folder);
    }
  }

  @Override
  public void add(int[] rgb, long index) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file(index)))) {
      PngEncoder.write(rgb, film.width(), film.height(), out);
    }
    written = index + 1;
  }

  @Override
  public void close() {
    // Each file was closed when it was written.
  }
}
