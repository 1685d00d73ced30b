package vivarium.engine.condition;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable EventLog log;
  private long takenSeq;

  /**
   * A watch.
   *
   * @param model the cluster as it was at some moment that the log remembers; it is copied
   */
  public ConditionWatch(Condition condition, ClusterModel model, EventLog log) {
    this(model, condition, log);
  }

  /**
   * A watch that is asked at each event without exception.
   *
   * @param model the cluster as it was before the first of them; it is copied
   */
  public ConditionWatch(Condition condition, ClusterModel model) {
    this(model, condition, null);
  }

  private ConditionWatch(ClusterModel model, Condition condition, @Nullable EventLog log) {
    this.condition = condition;
    this.model = model.copy();
    this.log = log;
    this.takenSeq = model.seq();
  }

  @Override
  public boolean test(Stamped stamped) {
    if (log != null) {
      log.readBetween(takenSeq, stamped.seq() - 1, this::take);
    }
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
