package vivarium.desktop.headless;

import java.util.List;
import java.util.Set;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.scenario.StepQueue;
import vivarium.engine.scenario.StepTold;
import vivarium.engine.text.TimeText;

/**
 * Plays a scenario on a simulated cluster, as fast as it can run, and stops now and then for
 * whoever reads along.
 */
final class ScenarioPlayer {

  /** Virtual time between two stops: little enough that the event log forgets nothing between. */
  private static final long STRIDE_NANOS = 250_000_000;

  private final SimulatedCluster cluster;
  private final ClusterSession session;
  private final Runnable atEachStop;
  private Set<Step> aside = Set.of();

  ScenarioPlayer(SimulatedCluster cluster, ClusterSession session, Runnable atEachStop) {
    this.cluster = cluster;
    this.session = session;
    this.atEachStop = atEachStop;
  }

  /** The same player, for whom a later 'it' does not mean whom one of these steps named. */
  ScenarioPlayer aside(Set<Step> some) {
    aside = some;
    return this;
  }

  /**
   * Plays up to a moment; steps after it are left out.
   *
   * @return the steps that still wait for something else than their time, and for what
   * @throws FailedException if a step cannot be carried out, or its condition does not hold in time
   */
  List<StepTold> play(Scenario scenario) {
    StepQueue steps = new StepQueue(scenario.steps(), ScenarioPlayer::check).aside(aside);
    cluster.play(steps);
    long until = scenario.untilNanos();
    do {
      try {
        cluster.runUntil(Math.min(until, cluster.nowNanos() + STRIDE_NANOS));
      } finally {
        session.pulse();
        atEachStop.run();
      }
    } while (cluster.nowNanos() < until);
    return steps.left(until);
  }

  private static void check(StepTold told) {
    if (told.refusal() != null) {
      throw new FailedException(
          "the step %s cannot be carried out: %s".formatted(when(told.step()), told.refusal()));
    }
  }

  private static String when(Step step) {
    return switch (step.when()) {
      case At(long nanos, long unused) -> "at " + TimeText.format(nanos);
      case Once once -> "when \"%s\"".formatted(once.condition().words());
    };
  }
}
