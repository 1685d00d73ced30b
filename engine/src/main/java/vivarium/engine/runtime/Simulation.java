package vivarium.engine.runtime;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.cluster.Endpoints;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.scenario.StepQueue;

/**
 * A cluster that runs as fast as it can, on the thread that calls. The same config and the same
 * commands at the same times give the same events. Not for use by several threads.
 */
public final class Simulation {

  private final EventLog events;
  private final Cluster cluster;
  private final Schedule schedule;
  private @Nullable Predicate<Stamped> awaited;
  private boolean met;

  public Simulation(ClusterConfig config) {
    this(config, EventLog.DEFAULT_CAPACITY);
  }

  /**
   * @param capacity how many events are remembered; a power of two
   */
  public Simulation(ClusterConfig config, int capacity) {
    this(config, capacity, stamped -> {});
  }

  /**
   * @param listener is handed every event as it happens
   */
  public Simulation(ClusterConfig config, Consumer<Stamped> listener) {
    this(config, EventLog.DEFAULT_CAPACITY, listener);
  }

  private Simulation(ClusterConfig config, int capacity, Consumer<Stamped> listener) {
    this.events = new EventLog(capacity);
    this.cluster = new Cluster(config, Endpoints.NONE, stamped -> happened(stamped, listener));
    this.schedule = new Schedule(cluster);
    cluster.start();
  }

  private void happened(Stamped stamped, Consumer<Stamped> listener) {
    events.append(stamped);
    schedule.note(stamped);
    listener.accept(stamped);
    if (awaited != null && awaited.test(stamped)) {
      met = true;
    }
  }

  /** What happened so far. */
  public EventLog events() {
    return events;
  }

  /** The cluster itself, for whoever checks what must hold of it. */
  public Cluster cluster() {
    return cluster;
  }

  public long nowNanos() {
    return schedule.nowNanos();
  }

  /** Runs everything that is due up to and at {@code nanos}. */
  public void runUntil(long nanos) {
    while (schedule.nextAtNanos() <= nanos) {
      schedule.runNext();
    }
    schedule.advanceTo(nanos);
  }

  /** From now on the steps of a scenario are carried out, too; call it before anything has run. */
  public void play(StepQueue steps) {
    schedule.play(steps, events);
  }

  /**
   * Runs until an event satisfies the condition.
   *
   * @return whether one did before {@code limitNanos} of virtual time had passed
   */
  public boolean runUntil(Predicate<Stamped> condition, long limitNanos) {
    long end = schedule.nowNanos() + limitNanos;
    awaited = condition;
    met = false;
    while (!met && schedule.nextAtNanos() <= end) {
      schedule.runNext();
    }
    awaited = null;
    if (!met) {
      schedule.advanceTo(end);
    }
    return met;
  }

  /** The commands it was given so far. */
  public CommandLog given() {
    return cluster.given();
  }

  /** Carries out a command now; the answer comes when time has run on far enough. */
  public void carryOut(Command command, Consumer<CommandResult> done) {
    cluster.carryOut(command, done);
  }

  /** Reads records where they lie; nothing changes by it. */
  public RecordPage read(RecordQuery query) {
    return cluster.read(query);
  }

  /**
   * Carries out a command now and runs until it is done.
   *
   * @throws IllegalStateException if it is never answered, which would be a bug of ours
   */
  public CommandResult submit(Command command) {
    AtomicReference<@Nullable CommandResult> result = new AtomicReference<>();
    cluster.carryOut(command, result::set);
    while (result.get() == null && schedule.runNext()) {
      // Each step brings the answer nearer; a request without one times out.
    }
    CommandResult answered = result.get();
    if (answered == null) {
      throw new IllegalStateException(command + " was never answered");
    }
    return answered;
  }
}
