package vivarium.desktop.experiment;

import org.jspecify.annotations.Nullable;
import vivarium.desktop.session.ClusterSession;

/**
 * Both runs from beginning to end, and what differs. Its sessions are used by one thread at a time.
 *
 * @param experiment what was compared
 * @param a the one run
 * @param b the other
 * @param inTraces the first event of any kind at which they part; null if they are the same
 * @param inWords the first difference in what is told to people; null if there is none
 */
public record ExperimentResult(
    Experiment experiment,
    Run a,
    Run b,
    @Nullable Difference inTraces,
    @Nullable Difference inWords) {

  /**
   * A run that has ended.
   *
   * @param session has lived through all of it, and looks at any moment of it
   * @param outcome its figures
   */
  public record Run(ClusterSession session, Outcome outcome) {}

  /** The difference that a person looks for: the first that is told, or else the first of all. */
  public @Nullable Difference first() {
    return inWords == null ? inTraces : inWords;
  }
}
