package vivarium.desktop.experiment;

import org.jspecify.annotations.Nullable;
import vivarium.engine.text.Wording;

/**
 * Two runs that differ in one thing.
 *
 * @param name a short title
 * @param about what there is to see, in a sentence or two
 * @param a the one side; of a fork, the original
 * @param b the other side
 * @param fromNanos the virtual time from which on differences count
 * @param caveat what is not as it was in the original; null if nothing is
 */
public record Experiment(
    Wording name, Wording about, Side a, Side b, long fromNanos, @Nullable Wording caveat) {

  public Experiment {
    if (a.scenario().untilNanos() != b.scenario().untilNanos()) {
      throw new IllegalArgumentException("both sides must end at the same time");
    }
  }

  /** The virtual time at which both sides end. */
  public long untilNanos() {
    return a.scenario().untilNanos();
  }
}
