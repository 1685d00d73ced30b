package vivarium.desktop.headless;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.NodeId;
import vivarium.engine.scenario.CommandText;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.scenario.TimeText;

/**
 * Plays a scenario's steps to a simulated cluster, as fast as it can run, and stops now and then
 * for whoever reads along.
 */
final class ScenarioPlayer {

  /** Virtual time between two stops: little enough that the event log forgets nothing between. */
  private static final long STRIDE_NANOS = 250_000_000;

  private final SimulatedCluster cluster;
  private final ClusterSession session;
  private final Runnable atEachStop;
  private @Nullable NodeId it;
  private @Nullable FailedException failure;

  ScenarioPlayer(SimulatedCluster cluster, ClusterSession session, Runnable atEachStop) {
    this.cluster = cluster;
    this.session = session;
    this.atEachStop = atEachStop;
  }

  /**
   * Plays up to a moment; steps after it are left out. Time does not wait for a step's answer, as
   * it does not in a simulation of many seeds.
   *
   * @throws FailedException if a step cannot be carried out
   */
  void play(Scenario scenario) {
    for (Step step : scenario.steps()) {
      if (step.atNanos() > scenario.untilNanos()) {
        break;
      }
      runTo(step.atNanos());
      carryOut(step);
    }
    runTo(scenario.untilNanos());
  }

  private void runTo(long atNanos) {
    while (cluster.nowNanos() < atNanos) {
      cluster.runUntil(Math.min(cluster.nowNanos() + STRIDE_NANOS, atNanos));
      stop();
    }
  }

  private void carryOut(Step step) {
    try {
      List<Command> commands = step.command().resolve(session.model(), it);
      for (Command command : commands) {
        var unused = cluster.submit(command).thenAccept(result -> answered(step, result));
      }
      NodeId concerned = CommandText.concerned(commands.getFirst());
      it = concerned == null ? it : concerned;
    } catch (IllegalArgumentException e) {
      refused(step, e.getMessage());
    }
    stop();
  }

  private void answered(Step step, CommandResult result) {
    if (result instanceof CommandResult.Refused(String reason)) {
      refused(step, reason);
    }
  }

  private void refused(Step step, @Nullable String reason) {
    if (!step.ifPossible() && failure == null) {
      failure =
          new FailedException(
              "the step at %s cannot be carried out: %s"
                  .formatted(TimeText.format(step.atNanos()), reason));
    }
  }

  private void stop() {
    session.pulse();
    atEachStop.run();
    if (failure != null) {
      throw failure;
    }
  }
}
