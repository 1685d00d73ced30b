package vivarium.desktop.experiment;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/** Who plays experiments, beside the cluster that is shown and without holding it up. */
public interface Laboratory {

  /** The comparisons that come with the program. */
  List<Experiment> shipped();

  /**
   * The session that is shown, so far, beside itself with one thing changed. May take a while.
   *
   * @param atNanos the moment of the change
   * @throws IllegalArgumentException saying why it cannot be, if so
   */
  Experiment fork(long atNanos, Fork.Change change);

  /**
   * Plays one on another thread.
   *
   * @param experiment is asked for there
   * @param progress is told there what share is done, from 0 to 1; what it throws ends it
   * @return completes there; exceptionally, with a sentence for people, if it cannot be played
   */
  CompletableFuture<ExperimentResult> play(
      Supplier<Experiment> experiment, DoubleConsumer progress);
}
