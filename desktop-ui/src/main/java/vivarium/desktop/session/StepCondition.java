package vivarium.desktop.session;

import java.util.function.Predicate;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/**
 * Holds at the first event that the list is going to show. The loop's thread asks it, for each new
 * event; what happened between the session's last pulse and then, it reads in the log.
 */
final class StepCondition implements Predicate<Stamped> {

  private final EventLog log;
  private final ToldEvents told;
  private long takenSeq;
  private volatile long foundSeq;

  /**
   * A condition that goes on from a moment.
   *
   * @param told as it was after the event {@code takenSeq}; belongs to the condition from now on
   */
  StepCondition(EventLog log, ToldEvents told, long takenSeq) {
    this.log = log;
    this.told = told;
    this.takenSeq = takenSeq;
  }

  @Override
  public boolean test(Stamped stamped) {
    log.readAfter(
        takenSeq,
        earlier -> {
          if (earlier.seq() < stamped.seq()) {
            told.take(earlier);
          }
        });
    takenSeq = stamped.seq();
    boolean holds = told.take(stamped);
    if (holds) {
      foundSeq = stamped.seq();
    }
    return holds;
  }

  /** The event at which it held; 0 before that. */
  long foundSeq() {
    return foundSeq;
  }
}
