package vivarium.desktop.headless;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a command is to write: looked at before it plays anything, and named when it fails. */
public final class OutputFile {

  private OutputFile() {}

  /**
   * Checks that a file can be written. A file that is there stays as it is.
   *
   * @throws BadValueException if it cannot
   */
  public static void check(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    String problem;
    if (Files.isDirectory(file)) {
      problem = "it is a folder; name a file in it";
    } else if (folder == null || Files.notExists(folder)) {
      problem = "there is no folder %s".formatted(folder);
    } else if (!Files.isDirectory(folder)) {
      problem = "%s is not a folder".formatted(folder);
    } else if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(folder)) {
      problem = "permission denied";
    } else {
      return;
    }
    throw new BadValueException("cannot write %s: %s".formatted(file, problem));
  }

  /** What went wrong with a file, in words. */
  public static FailedException failed(Path file, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException unused -> "permission denied";
          case NoSuchFileException unused -> "its folder is gone";
          case FileSystemException known when known.getReason() != null -> known.getReason();
          default -> e.getMessage() == null ? "it is not known why" : e.getMessage();
        };
    return new FailedException("cannot write %s: %s".formatted(file, reason), e);
  }
}
