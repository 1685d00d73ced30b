package vivarium.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vivarium.desktop.film.Film;
import vivarium.desktop.paint.PngEncoder;

/** The pictures of a film as numbered PNG files, for a program that makes films of such. */
final class FrameFolder implements FilmFormat {

  private static final Pattern FRAME = Pattern.compile("frame-\\d{5}\\.png");

  private final Path folder;
  private final Film film;

  /** Creates the folder, which must not be there yet. */
  FrameFolder(Path folder, Film film) throws IOException {
    this.folder = Files.createDirectory(folder);
    this.film = film;
  }

  /**
   * Takes a former film's folder away with its pictures, if there is one.
   *
   * @throws IOException if anything else is there, which stays as it is, or it cannot be taken away
   */
  static void remove(Path folder) throws IOException {
    for (Path frame : frames(folder)) {
      Files.deleteIfExists(frame);
    }
    Files.deleteIfExists(folder);
  }

  /**
   * The pictures of a film in a folder: none if it is empty or not there.
   *
   * @throws IOException if anything else is there, which no film may replace
   */
  static List<Path> frames(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException("it is a file, and the pictures need a folder");
    }
    try (Stream<Path> content = Files.list(folder)) {
      List<Path> frames = content.toList();
      if (!frames.stream()
          .allMatch(file -> FRAME.matcher(file.getFileName().toString()).matches())) {
        throw new IOException("the folder holds other things than the pictures of a film");
      }
      return frames;
    }
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
