package vivarium.desktop.headless;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import vivarium.engine.recording.Recording;
import vivarium.engine.recording.RecordingException;

/** Where recordings come from. */
public final class Recordings {

  private Recordings() {}

  /**
   * Reads a recording file, up to its damage if it is damaged.
   *
   * @throws BadValueException saying what is wrong with it, if nothing of it can be read
   */
  public static Recording read(Path file) {
    if (Files.isDirectory(file)) {
      throw new BadValueException(file + " is a folder, not a recording");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return Recording.read(file.toString(), in);
    } catch (RecordingException e) {
      throw new BadValueException(String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw Unreadable.because(file, e);
    }
  }

  /**
   * As {@link #read}, of a file that is to be looked at.
   *
   * @throws BadValueException also if not even one event can be read
   */
  public static Recording readToShow(Path file) {
    Recording recording = read(file);
    if (recording.events().lastSeq() == 0) {
      String damage = recording.damage();
      throw new BadValueException(
          damage == null ? file + " holds no event: there is nothing to see in it" : damage);
    }
    return recording;
  }
}
