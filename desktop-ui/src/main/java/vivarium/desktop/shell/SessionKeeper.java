package vivarium.desktop.shell;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.text.Wording;

/** Who can write the session that is shown to a file. */
public interface SessionKeeper {

  /** Why what was done cannot be saved as a scenario, in a language; empty if it can. */
  String whyNoScenario(Texts texts);

  /** Why what happened cannot be saved as a recording, in a language; empty if it can. */
  String whyNoRecording(Texts texts);

  /**
   * Writes what was done so far as a scenario. Called beside the window's thread; may take a while.
   *
   * @return why it will not play the same, in a sentence; null if it will
   * @throws IOException if the file cannot be written
   */
  @Nullable Wording saveScenario(Path file) throws IOException;

  /**
   * Writes what happened so far as a recording. Called beside the window's thread; may take a
   * while.
   *
   * @return what is missing in it, in a sentence; null if nothing is
   * @throws IOException if the file cannot be written
   */
  @Nullable Wording saveRecording(Path file) throws IOException;

  /** A file was saved. Called by the window's thread. */
  void saved(Path file);
}
