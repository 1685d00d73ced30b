package vivarium.engine.simulation;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.GivenCommand;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.config.Feature;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.LedgerView;
import vivarium.engine.model.NodeView;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.StepQueue;
import vivarium.engine.scenario.StepTold;

/**
 * Plays one scenario as fast as it can: safety is checked after every event; when all is mended the
 * cluster must become whole and, once its producers are silent, every replica must come to hold the
 * same.
 */
public final class SimulatedRun {

  private static final long SECOND = 1_000_000_000L;

  /** So often it is looked whether the cluster is whole. */
  private static final long LOOK_NANOS = 2 * SECOND;

  /** The cluster has this long to become whole: the longest timeouts, twice. */
  private static final long LIMIT_NANOS = 180 * SECOND;

  private final Scenario scenario;
  private final ClusterModel model = new ClusterModel();
  private final Simulation simulation;
  private final @Nullable Safety safety;

  private long events;
  private long elections;
  private long controllersElected;
  private long truncations;
  private final Consumer<Stamped> listener;

  private SimulatedRun(Scenario scenario, Consumer<Stamped> listener) {
    this.scenario = scenario;
    this.listener = listener;
    this.simulation = new Simulation(scenario.cluster(), this::happened);
    this.safety =
        new Safety(
            simulation.cluster(), scenario.cluster().levelOf(Feature.ELIGIBLE_LEADER_REPLICAS) > 0);
  }

  /** Plays the scenario to its end, or to the first violation. */
  public static Outcome of(Scenario scenario) {
    return of(scenario, stamped -> {});
  }

  /**
   * Plays the scenario to its end, or to the first violation.
   *
   * @param listener is handed every event as it happens
   */
  public static Outcome of(Scenario scenario, Consumer<Stamped> listener) {
    return new SimulatedRun(scenario, listener).play();
  }

  private void happened(Stamped stamped) {
    events++;
    model.apply(stamped);
    if (safety != null) {
      safety.note(stamped); // Nothing can go wrong while the cluster is being put together.
    }
    listener.accept(stamped);
    switch (stamped.event()) {
      case Metadata.PartitionChanged change when change.leaderChanged() -> elections++;
      case Coordination.ControllerElected unused -> controllersElected++;
      case Replica.Truncated cut when cut.previousEndOffset() > cut.endOffset() -> truncations++;
      default -> {} // Counted as an event.
    }
  }

  private Outcome play() {
    try {
      simulation.play(new StepQueue(scenario.steps(), SimulatedRun::possible));
      runTo(
          scenario.steps().stream().mapToLong(step -> step.when().earliestNanos()).max().orElse(0));
      becomesWhole("whole after mending", () -> Wholeness.missing(simulation.cluster(), model));
      silenceProducers();
      becomesWhole(
          "quiet once producers are silent", () -> Wholeness.unequal(simulation.cluster(), model));
      return outcome(null, null);
    } catch (Violation violation) {
      return outcome(violation.getMessage(), violation);
    } catch (RuntimeException failure) {
      return outcome("the program failed: " + failure, failure);
    }
  }

  private void runTo(long nanos) {
    simulation.runUntil(nanos);
  }

  /** What need not be possible, as what chance draws, is not told of. */
  private static void possible(StepTold told) {
    if (told.refusal() != null) {
      throw new IllegalArgumentException(
          "step %d cannot be carried out: %s".formatted(told.number(), told.refusal()));
    }
  }

  /** How often each kind of command of a step was carried out. */
  private TreeMap<String, Long> faults() {
    TreeMap<String, Long> faults = new TreeMap<>();
    for (GivenCommand each : simulation.given().all()) {
      if (each.ofStep() && each.result() instanceof CommandResult.Accepted) {
        faults.merge(each.command().getClass().getSimpleName(), 1L, Long::sum);
      }
    }
    return faults;
  }

  private interface Question {
    /** What is not yet as it must be, or nothing. */
    String missing();
  }

  private void becomesWhole(String what, Question question) {
    long limit = simulation.nowNanos() + LIMIT_NANOS;
    String missing = question.missing();
    while (!missing.isEmpty()) {
      if (simulation.nowNanos() >= limit) {
        throw new Violation("not %s: %s".formatted(what, missing));
      }
      startWhoeverHasStopped();
      runTo(simulation.nowNanos() + LOOK_NANOS);
      missing = question.missing();
    }
  }

  /** A clean shutdown that was still under way when all was mended ends at its own time. */
  private void startWhoeverHasStopped() {
    for (NodeView node : List.copyOf(model.nodes().values())) {
      if (!node.isAlive()) {
        simulation.cluster().carryOut(new Command.Restart(node.id()), done -> {});
      }
    }
  }

  private void silenceProducers() {
    Cluster cluster = simulation.cluster();
    for (ClientView client : model.clients().values()) {
      if (client.producer() != null) {
        cluster.carryOut(
            new Command.ChangeProducer(client.producer().withRecordsPerSecond(0)), done -> {});
      }
    }
  }

  private Outcome outcome(@Nullable String violation, @Nullable RuntimeException thrown) {
    LedgerView ledger = model.ledger();
    return new Outcome(
        1,
        events,
        simulation.nowNanos(),
        faults(),
        elections,
        controllersElected,
        truncations,
        ledger.acknowledged(),
        ledger.lostExpected(),
        ledger.duplicated(),
        ledger.reordered(),
        violation == null ? 0 : 1,
        violation == null
            ? null
            : "%s (at %.3f s)".formatted(violation, simulation.nowNanos() / (double) SECOND),
        thrown);
  }
}
