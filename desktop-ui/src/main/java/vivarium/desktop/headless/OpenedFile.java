package vivarium.desktop.headless;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.engine.recording.Recording;
import vivarium.engine.scenario.Scenario;

/** What a file turned out to be, whatever it is called: its beginning tells. */
public sealed interface OpenedFile {

  /** A scenario, all of it. */
  record OfScenario(Scenario scenario) implements OpenedFile {}

  /** A recording, up to its damage if it is damaged. */
  record OfRecording(Recording recording) implements OpenedFile {}

  /** Enough to tell what a file is. */
  int SNIFFED_BYTES = 4_096;

  /**
   * As {@link #read}, but a scenario is one to play by itself; without a file the scenario that is
   * played if none is named.
   */
  static OpenedFile readOrDefault(@Nullable Path file) {
    return file == null
        ? new OfScenario(Scenarios.byDefault())
        : read(file, () -> Scenarios.read(file), share -> {});
  }

  /**
   * Reads a file; a scenario is for a cluster that clients from outside can join. May take seconds
   * for a long recording.
   *
   * @throws BadValueException saying what is wrong with it, if nothing of it can be read
   */
  static OpenedFile read(Path file) {
    return read(file, share -> {});
  }

  /**
   * As above.
   *
   * @param progress is told what share of a recording is read, 0 to 1; what it throws ends it
   */
  static OpenedFile read(Path file, DoubleConsumer progress) {
    return read(file, () -> Scenarios.readOpen(file), progress);
  }

  private static OpenedFile read(Path file, Supplier<Scenario> scenario, DoubleConsumer progress) {
    if (Files.isDirectory(file)) {
      throw new BadValueException(file + " is a folder, not a scenario or a recording");
    }
    byte[] beginning = beginning(file);
    if (beginning.length == 0) {
      throw new BadValueException(file + " is empty: it is no scenario and no recording");
    }
    if (isRecording(beginning)) {
      return new OfRecording(Recordings.readToShow(file, progress));
    }
    if (!begins(beginning)) {
      throw new BadValueException(
          file
              + " is no scenario and no recording: a scenario is JSON text, and a recording what"
              + " --record or the window wrote");
    }
    return new OfScenario(scenario.get());
  }

  /** Whether a file is there and begins as a scenario or a recording does. Reads little of it. */
  static boolean maybe(Path file) {
    try {
      byte[] beginning = beginning(file);
      return isPacked(beginning) || begins(beginning);
    } catch (BadValueException none) {
      return false;
    }
  }

  private static byte[] beginning(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(SNIFFED_BYTES);
    } catch (IOException e) {
      throw Unreadable.because(file, e);
    }
  }

  /** Whether a file is meant as a recording. Reads little of it. */
  static boolean isRecording(Path file) {
    return isRecording(beginning(file));
  }

  /** Recordings are packed by gzip; their first line tells them where they are not. */
  private static boolean isRecording(byte[] beginning) {
    return isPacked(beginning) || text(beginning).contains("\"vivarium-recording\"");
  }

  private static boolean isPacked(byte[] beginning) {
    return beginning.length >= 2 && (beginning[0] & 0xff) == 0x1f && (beginning[1] & 0xff) == 0x8b;
  }

  /** As an object of JSON does, or a comment before one. */
  private static boolean begins(byte[] beginning) {
    String text = Scenarios.withoutMark(text(beginning)).stripLeading();
    return text.startsWith("{") || text.startsWith("//") || text.startsWith("/*");
  }

  private static String text(byte[] beginning) {
    return new String(beginning, StandardCharsets.UTF_8);
  }
}
