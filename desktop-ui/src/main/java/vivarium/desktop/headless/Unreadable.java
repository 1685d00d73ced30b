package vivarium.desktop.headless;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Why a file that somebody named cannot be read, in words that name it. */
final class Unreadable {

  private Unreadable() {}

  static BadValueException because(Path file, IOException e) {
    String sentence =
        switch (e) {
          case NoSuchFileException unused -> "there is no file " + file;
          case AccessDeniedException unused ->
              "%s may not be read: permission denied".formatted(file);
          default -> "%s cannot be read: %s".formatted(file, e.getMessage());
        };
    return new BadValueException(sentence, e);
  }
}
