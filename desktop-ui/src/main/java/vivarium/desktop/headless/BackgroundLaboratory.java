package vivarium.desktop.headless;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.Fork;
import vivarium.desktop.experiment.Laboratory;

/**
 * Plays experiments as simulations on a thread of their own, so that neither the window nor the
 * cluster it shows waits for them.
 *
 * @param origin of the session that is shown; null if it is not known, so that it cannot be forked
 */
public record BackgroundLaboratory(@Nullable Origin origin) implements Laboratory {

  @Override
  public List<Experiment> shipped() {
    return Comparisons.bundled();
  }

  @Override
  public Experiment fork(long atNanos, Fork.Change change) {
    Origin known = origin;
    if (known == null) {
      throw new IllegalArgumentException(
          "this session cannot be played again: what it began with is not known");
    }
    return Fork.of(known.goingOn().get(), atNanos, change, known.outsiders().getAsBoolean());
  }

  @Override
  public CompletableFuture<ExperimentResult> play(
      Supplier<Experiment> experiment, DoubleConsumer progress) {
    CompletableFuture<ExperimentResult> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("experiment")
        .daemon()
        .start(
            () -> {
              try {
                result.complete(ExperimentRun.play(experiment.get(), progress));
              } catch (Throwable e) {
                // Whatever it is, whoever waits for the result must hear of it.
                result.completeExceptionally(e instanceof OutOfMemoryError ? tooLarge(e) : e);
              }
            });
    return result;
  }

  private static FailedException tooLarge(Throwable cause) {
    return new FailedException(
        "the comparison needs more memory than this program may have", cause);
  }
}
