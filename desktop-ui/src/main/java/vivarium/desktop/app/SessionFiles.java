package vivarium.desktop.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.headless.FailedException;
import vivarium.desktop.headless.Origin;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.shell.SessionKeeper;
import vivarium.engine.recording.RecordingCopy;
import vivarium.engine.recording.RecordingException;
import vivarium.engine.recording.RecordingReader;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.text.Wording;

/**
 * Saves what a window shows: what was done as a scenario; what happened as a recording, copied from
 * the one that the window writes all the time, or from the file that is shown.
 */
final class SessionFiles implements SessionKeeper {

  private final Showing showing;
  private final @Nullable Recorder recorder;
  private final Consumer<Path> saved;

  /**
   * The files of a session.
   *
   * @param recorder who records it; null if nobody does
   * @param saved is told of each file, by the window's thread
   */
  SessionFiles(Showing showing, @Nullable Recorder recorder, Consumer<Path> saved) {
    this.showing = showing;
    this.recorder = recorder;
    this.saved = saved;
  }

  @Override
  public String whyNoScenario(Texts texts) {
    return showing.origin() == null ? texts.get("why.beginUnknown") : "";
  }

  @Override
  public String whyNoRecording(Texts texts) {
    if (recorder != null || showing.recording() != null) {
      return "";
    }
    return texts.get(showing.config() == null ? "why.beginUnknown" : "why.notRecorded");
  }

  @Override
  public @Nullable Wording saveScenario(Path file) throws IOException {
    Origin origin = showing.origin();
    if (origin == null) {
      throw new IOException("what this session began with is not known");
    }
    SavedSession session = origin.session().get();
    Files.writeString(file, ScenarioFile.write(session.scenario()));
    return session.whyNotTheSame();
  }

  @Override
  public @Nullable Wording saveRecording(Path file) throws IOException {
    Recorder who = recorder;
    try {
      if (who != null) {
        long nowNanos = who.sync();
        copy(who.path(), file, nowNanos);
        return null; // Of a file that is still being written, only the end is missing.
      }
    } catch (FailedException e) {
      throw new IOException(e.getMessage(), e);
    }
    Path shown = showing.recording();
    if (shown == null) {
      throw new IOException("this session is not recorded");
    }
    String damage = copy(shown, file, 0).damage();
    return damage == null ? null : Wording.of(damage);
  }

  /** Beside the place first, so that whatever goes wrong, no half a file stands there. */
  private static RecordingReader.End copy(Path from, Path to, long endNanos) throws IOException {
    if (Files.exists(to) && Files.isSameFile(from, to)) {
      throw new IOException("that is the file this comes from; choose another name");
    }
    Path part = to.resolveSibling(to.getFileName() + ".part");
    try {
      RecordingReader.End end;
      try (InputStream in = new BufferedInputStream(Files.newInputStream(from));
          OutputStream out = Files.newOutputStream(part)) {
        end = RecordingCopy.copy(from.toString(), in, out, endNanos);
      }
      Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
      return end;
    } catch (RecordingException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public void saved(Path file) {
    saved.accept(file);
  }
}
