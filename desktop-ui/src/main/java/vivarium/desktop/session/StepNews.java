package vivarium.desktop.session;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.engine.scenario.StepTold;

/**
 * What becomes of a scenario's steps while a cluster plays them: the cluster's thread tells it, and
 * the window's reads it. It holds no more than a scenario has steps and answers.
 */
public final class StepNews implements Consumer<StepTold> {

  private final ConcurrentLinkedQueue<StepTold> told = new ConcurrentLinkedQueue<>();

  @Override
  public void accept(StepTold each) {
    told.add(each);
  }

  /** The oldest that was not read yet, or null. */
  public @Nullable StepTold poll() {
    return told.poll();
  }
}
