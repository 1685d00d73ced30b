package vivarium.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import vivarium.engine.scenario.Scenario;

/** Where the window finds scenarios and recordings, and who opens one in place of what is shown. */
public interface ScenarioShelf {

  /**
   * A file that a person had to do with, or a session that the window recorded by itself.
   *
   * @param file where it is
   * @param sessionsBefore which session before this one it is, from 1; 0 for a person's own file
   * @param missing whether it is not there any more
   */
  record Recent(Path file, int sessionsBefore, boolean missing) {}

  /** Those that come with the program. */
  List<Scenario> scenarios();

  /** What was opened or saved last, and the sessions before this one, as they are now. */
  default List<Recent> recent() {
    return List.of();
  }

  /**
   * What is told of a session before this one.
   *
   * @return completes on the window's thread when its file was read; exceptionally if it cannot be
   */
  default CompletableFuture<SessionSummary> summary(Recent session) {
    return CompletableFuture.failedFuture(
        new UnsupportedOperationException("nothing is told of " + session.file()));
  }

  /**
   * Ends the cluster that is shown and starts that of the scenario in the same window; its steps
   * are carried out at their times.
   */
  void open(Scenario scenario);

  /**
   * Reads a scenario or a recording, whatever its name, beside what is shown, and then shows it in
   * the same window.
   *
   * @param progress is told by the window's thread how much of it is read and taken in, in percent
   * @return completes on the window's thread when it was read; exceptionally with an {@link
   *     IllegalArgumentException} that says what is wrong with it, or with a {@link
   *     CancellationException} if something else was opened meanwhile. Then all stays as it was.
   */
  CompletableFuture<Void> open(Path file, IntConsumer progress);

  /** Whether a file looks as if it could be opened; reads little of it. */
  default boolean maybe(Path file) {
    return false;
  }
}
