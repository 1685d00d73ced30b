package vivarium.desktop.session;

import java.util.function.Predicate;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/** Holds at the first event that is looked for. The loop's thread asks it, for each new event. */
final class StepCondition implements Predicate<Stamped> {

  private final Predicate<Stamped> wanted;
  private volatile long foundSeq;

  private StepCondition(Predicate<Stamped> wanted) {
    this.wanted = wanted;
  }

  static StepCondition when(Predicate<Stamped> wanted) {
    return new StepCondition(wanted);
  }

  /**
   * The next event that begins a line of the list. What happened between the session's last pulse
   * and then, it reads in the log.
   *
   * @param told as it was after the event {@code takenSeq}; belongs to the condition from now on
   */
  static StepCondition told(EventLog log, ToldEvents told, long takenSeq) {
    return new StepCondition(new Told(log, told, takenSeq));
  }

  private static final class Told implements Predicate<Stamped> {
    private final EventLog log;
    private final ToldEvents told;
    private long takenSeq;

    Told(EventLog log, ToldEvents told, long takenSeq) {
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
      return told.take(stamped) == stamped.seq();
    }
  }

  @Override
  public boolean test(Stamped stamped) {
    boolean holds = wanted.test(stamped);
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
