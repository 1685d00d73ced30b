package vivarium.desktop.headless;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import vivarium.desktop.experiment.ComparisonFile;
import vivarium.engine.recording.Recording;
import vivarium.engine.recording.RecordingException;
import vivarium.engine.scenario.ScenarioFile;

/** Where recordings come from. */
public final class Recordings {

  private Recordings() {}

  /**
   * Reads a recording file, up to its damage if it is damaged.
   *
   * @throws BadValueException saying what is wrong with it, if nothing of it can be read
   */
  public static Recording read(Path file) {
    return read(file, share -> {});
  }

  private static Recording read(Path file, DoubleConsumer progress) {
    if (Files.isDirectory(file)) {
      throw new BadValueException(file + " is a folder, not a recording");
    }
    if (!OpenedFile.isRecording(file) && OpenedFile.maybe(file)) {
      String text = Scenarios.text(file);
      if (ComparisonFile.isMeant(text)) {
        throw new BadValueException(
            file + " is a comparison of two runs; play it with './vivarium compare'");
      }
      if (ScenarioFile.isMeant(text)) {
        throw new BadValueException(
            file + " is a scenario, not a recording; play it with './vivarium run'");
      }
    }
    try (InputStream in = new Watched(file, progress)) {
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
    return readToShow(file, share -> {});
  }

  /**
   * As above.
   *
   * @param progress is told what share of the file is read, 0 to 1; what it throws ends it
   */
  static Recording readToShow(Path file, DoubleConsumer progress) {
    Recording recording = read(file, progress);
    if (recording.events().lastSeq() == 0) {
      String damage = recording.damage();
      throw new BadValueException(
          damage == null ? file + " holds no event: there is nothing to see in it" : damage);
    }
    return recording;
  }

  /** Tells how far a file is read. */
  private static final class Watched extends BufferedInputStream {
    private final double size;
    private final DoubleConsumer progress;
    private long done;

    Watched(Path file, DoubleConsumer progress) throws IOException {
      super(Files.newInputStream(file));
      this.size = Math.max(1, Files.size(file));
      this.progress = progress;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int count = super.read(bytes, from, length);
      done += Math.max(0, count);
      progress.accept(Math.min(1, done / size));
      return count;
    }
  }
}
