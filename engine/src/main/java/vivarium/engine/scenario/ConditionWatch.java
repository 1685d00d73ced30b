package vivarium.engine.scenario;

import java.util.function.Predicate;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;

/**
 * Tells at which event a {@link Condition} holds. It is asked at each event as it happens, by the
 * cluster's own thread, and keeps a model of its own; what happened between that model and the
 * first event it is asked about, it reads in the log.
 */
public final class ConditionWatch implements Predicate<Stamped> {

  private final Condition condition;
  private final ClusterModel model;
  private final EventLog log;
  private long takenSeq;

  /**
   * A watch.
   *
   * @param model the cluster as it was at some moment that the log remembers; it is copied
   */
  public ConditionWatch(Condition condition, ClusterModel model, EventLog log) {
    this.condition = condition;
    this.model = model.copy();
    this.log = log;
    this.takenSeq = model.seq();
  }

  @Override
  public boolean test(Stamped stamped) {
    log.readAfter(
        takenSeq,
        earlier -> {
          if (earlier.seq() < stamped.seq()) {
            take(earlier);
          }
        });
    take(stamped);
    // No condition speaks of a message on its way.
    return !stamped.event().isFlow() && condition.holds(model, stamped);
  }

  private void take(Stamped stamped) {
    if (stamped.seq() > takenSeq) {
      takenSeq = stamped.seq();
      if (!stamped.event().isFlow()) {
        model.apply(stamped);
      }
    }
  }
}
