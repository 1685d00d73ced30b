package vivarium.engine.runtime;

import org.jspecify.annotations.Nullable;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.scenario.StepQueue;
import vivarium.engine.sim.Scheduler;

/**
 * What comes next in a cluster: its own happenings and, between two of them, the steps of a
 * scenario. A step is none of the cluster's happenings, and shifts none. One thread uses it.
 */
final class Schedule {

  private final Cluster cluster;
  private final Scheduler scheduler;
  private @Nullable StepQueue steps;

  Schedule(Cluster cluster) {
    this.cluster = cluster;
    this.scheduler = cluster.scheduler();
  }

  /**
   * From now on these steps are carried out, too.
   *
   * @param events all that happened so far
   */
  void play(StepQueue queue, EventLog events) {
    events.readAfter(0, queue::note);
    queue.begin();
    steps = queue;
  }

  /** Takes note of an event, as it happens. */
  void note(Stamped stamped) {
    if (steps != null) {
      steps.note(stamped);
    }
  }

  /** Virtual time since the cluster began. */
  long nowNanos() {
    return scheduler.nowNanos();
  }

  /** When the next comes, or {@link Long#MAX_VALUE} if none does. */
  long nextAtNanos() {
    StepQueue queue = steps;
    return queue != null && comesFirst(queue) ? queue.nextAtNanos() : scheduler.nextAtNanos();
  }

  /** Runs the next, moving time to it. Returns false if there is none. */
  boolean runNext() {
    StepQueue queue = steps;
    if (queue == null || !comesFirst(queue)) {
      return scheduler.runNext();
    }
    if (queue.nextAtNanos() > scheduler.nowNanos()) {
      scheduler.advanceTo(queue.nextAtNanos());
    }
    queue.carryOutNext(scheduler.nowNanos(), cluster::carryOutStep);
    return true;
  }

  private boolean comesFirst(StepQueue queue) {
    return queue.comesBefore(scheduler.nowNanos(), scheduler.ranNow(), scheduler.nextAtNanos());
  }

  /** Moves time forward to {@code nanos}, where nothing may be due before. */
  void advanceTo(long nanos) {
    scheduler.advanceTo(nanos);
  }
}
