package vivarium.engine.sim;

import vivarium.engine.event.Stamped;

/**
 * Which event is to blame for what happens right now. Whatever is scheduled or sent inherits the
 * current cause; a state event that someone would name in an explanation becomes the current one.
 */
public final class Causes {

  private long current = Stamped.NO_CAUSE;

  /** Seq of the current cause. */
  public long current() {
    return current;
  }

  public void set(long seq) {
    current = seq;
  }

  /** From here on nothing is to blame: for loops that go round as long as a node lives. */
  public void clear() {
    current = Stamped.NO_CAUSE;
  }
}
