package vivarium.desktop.experiment;

import org.jspecify.annotations.Nullable;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;

/**
 * Both runs from beginning to end, and what differs. Its sessions are used by one thread at a time.
 *
 * @param experiment what was compared
 * @param a the one run
 * @param b the other
 * @param inTraces the first event of any kind at which they part; null if they are the same
 * @param shown the first difference that people see; null if there is none
 */
public record ExperimentResult(
    Experiment experiment,
    Run a,
    Run b,
    @Nullable Difference inTraces,
    @Nullable Difference shown) {

  /**
   * A run that has ended.
   *
   * @param tape all that happened in it
   * @param session has lived through all of it, and looks at any moment of it
   * @param outcome its figures
   */
  public record Run(Tape tape, ClusterSession session, Outcome outcome) {}

  /** The difference that a person looks for: the first that shows, or else the first of all. */
  public @Nullable Difference first() {
    return shown == null ? inTraces : shown;
  }
}
