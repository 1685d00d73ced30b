package vivarium.desktop.headless;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.scenario.StepQueue;

/**
 * A simulation as the cluster that a session follows. It stands still but for what its one user
 * asks: it runs on the thread that calls {@link #runUntil}, {@link #submit} or {@link #stepUntil}.
 */
final class SimulatedCluster implements LiveCluster {

  private final Simulation simulation;

  SimulatedCluster(ClusterConfig config) {
    this(config, EventLog.DEFAULT_CAPACITY);
  }

  /**
   * @param capacity how many events are remembered; a power of two
   */
  SimulatedCluster(ClusterConfig config, int capacity) {
    simulation = new Simulation(config, capacity);
  }

  /** Runs everything that is due up to and at this virtual time, as fast as possible. */
  void runUntil(long nanos) {
    simulation.runUntil(nanos);
  }

  /** From now on these steps are carried out, too; call it before anything has run. */
  void play(StepQueue steps) {
    simulation.play(steps);
  }

  @Override
  public CommandLog given() {
    return simulation.given();
  }

  @Override
  public EventLog events() {
    return simulation.events();
  }

  @Override
  public CompletableFuture<CommandResult> submit(Command command) {
    CompletableFuture<CommandResult> result = new CompletableFuture<>();
    simulation.carryOut(command, result::complete);
    return result;
  }

  @Override
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    return CompletableFuture.completedFuture(readNow(query));
  }

  /** As {@link #read}, at once. */
  RecordPage readNow(RecordQuery query) {
    return simulation.read(query);
  }

  @Override
  public long nowNanos() {
    return simulation.nowNanos();
  }

  @Override
  public CompletableFuture<Boolean> stepUntil(Predicate<Stamped> condition, long limitNanos) {
    return CompletableFuture.completedFuture(simulation.runUntil(condition, limitNanos));
  }

  @Override
  public boolean isPaused() {
    return true;
  }

  @Override
  public double speed() {
    return MAX_SPEED;
  }

  @Override
  public void pause() {
    // It never runs by itself.
  }

  @Override
  public void resume() {
    throw new UnsupportedOperationException("a simulation runs only when it is told until when");
  }

  @Override
  public void setSpeed(double speed) {
    throw new UnsupportedOperationException("a simulation runs as fast as it can");
  }

  @Override
  public List<String> bootstrap() {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing outside the heap was taken.
  }
}
