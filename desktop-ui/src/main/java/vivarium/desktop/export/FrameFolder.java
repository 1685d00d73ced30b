package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vivarium.desktop.paint.PngEncoder;

/** The pictures of a film as numbered PNG files, for a program that makes films of such. */
final class FrameFolder implements FilmFormat {

  private final Path folder;
  private final Film film;

  /** Creates the folder if it is not there. */
  FrameFolder(Path folder, Film film) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.film = film;
  }

  @Override
  public void add(int[] rgb, long index) throws IOException {
    Path file = folder.resolve("frame-%05d.png".formatted(index));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      PngEncoder.write(rgb, film.width(), film.height(), out);
    }
  }

  @Override
  public void close() {
    // Each file was closed when it was written.
  }
}
