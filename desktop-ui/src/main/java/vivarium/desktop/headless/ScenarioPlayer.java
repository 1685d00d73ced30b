package vivarium.desktop.headless;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.scenario.CommandText;
import vivarium.engine.scenario.ConditionWatch;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Scenario.At;
import vivarium.engine.scenario.Scenario.Once;
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
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingInt(Due::index));
  private final List<Waiting> waiting = new ArrayList<>();
  private List<Step> steps = List.of();
  private @Nullable NodeId it;
  private @Nullable Step aside;
  private @Nullable FailedException failure;

  ScenarioPlayer(SimulatedCluster cluster, ClusterSession session, Runnable atEachStop) {
    this.cluster = cluster;
    this.session = session;
    this.atEachStop = atEachStop;
  }

  /** The same player, for whom a later 'it' does not mean whom this step named. */
  ScenarioPlayer aside(@Nullable Step step) {
    aside = step;
    return this;
  }

  /** A step whose time is known. */
  private record Due(long atNanos, long turn, int index) {}

  /** A step that waits for its condition. */
  private static final class Waiting {
    final int index;
    final Once once;
    final long deadlineNanos;
    final ConditionWatch watch;
    boolean holds;

    Waiting(int index, Once once, long deadlineNanos, ConditionWatch watch) {
      this.index = index;
      this.once = once;
      this.deadlineNanos = deadlineNanos;
      this.watch = watch;
    }

    void note(Stamped stamped) {
      holds |= watch.test(stamped);
    }
  }

  /**
   * Plays up to a moment; steps after it are left out. Time does not wait for a step's answer, as
   * it does not in a simulation of many seeds.
   *
   * @throws FailedException if a step cannot be carried out, or its condition does not hold in time
   */
  void play(Scenario scenario) {
    steps = scenario.steps();
    for (int index = 0; index < steps.size(); index++) {
      if (steps.get(index).when() instanceof At(long nanos, long turn)) {
        due.add(new Due(nanos, turn, index));
      }
    }
    arm(0);
    long until = scenario.untilNanos();
    while (true) {
      Due next = due.peek();
      long horizon = Math.min(until, next == null ? until : next.atNanos());
      if (!waiting.isEmpty() && cluster.nowNanos() < horizon) {
        runWatching(horizon);
      } else if (next != null && next.atNanos() <= until) {
        due.remove();
        runTo(next.atNanos(), next.turn());
        carryOut(steps.get(next.index()));
        arm(next.index() + 1);
      } else {
        runTo(until, At.ALL_DUE);
        return;
      }
    }
  }

  /** A step that waits for a condition does so from now on. */
  private void arm(int index) {
    if (index < steps.size() && steps.get(index).when() instanceof Once once) {
      if (once.condition().holds(session.model(), null)) {
        due.add(new Due(cluster.nowNanos() + once.afterNanos(), At.ALL_DUE, index));
        return;
      }
      long deadline =
          once.withinNanos() == Once.NO_LIMIT
              ? Long.MAX_VALUE
              : cluster.nowNanos() + once.withinNanos();
      waiting.add(
          new Waiting(
              index,
              once,
              deadline,
              new ConditionWatch(once.condition(), session.model(), cluster.events())));
    }
  }

  /** Runs for a stride, or until somebody's condition holds or can hold no more. */
  private void runWatching(long horizon) {
    long end = Math.min(horizon, cluster.nowNanos() + STRIDE_NANOS);
    for (Waiting each : waiting) {
      end = Math.min(end, each.deadlineNanos);
    }
    cluster.runUntil(
        stamped -> {
          waiting.forEach(each -> each.note(stamped));
          return waiting.stream().anyMatch(each -> each.holds);
        },
        end - cluster.nowNanos());
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting one = each.next();
      if (one.holds) {
        each.remove();
        due.add(new Due(cluster.nowNanos() + one.once.afterNanos(), At.ALL_DUE, one.index));
      } else if (one.deadlineNanos <= cluster.nowNanos()) {
        each.remove();
        refused(
            steps.get(one.index),
            "it did not hold within " + TimeText.exact(one.once.withinNanos()));
      }
    }
    stop();
  }

  private void runTo(long atNanos, long turn) {
    while (cluster.nowNanos() + STRIDE_NANOS < atNanos) {
      cluster.runUntil(cluster.nowNanos() + STRIDE_NANOS);
      stop();
    }
    if (turn != At.ALL_DUE) {
      cluster.runUntil(atNanos, turn);
      stop();
    } else if (cluster.nowNanos() < atNanos) {
      cluster.runUntil(atNanos);
      stop();
    }
  }

  private void carryOut(Step step) {
    try {
      List<Command> commands = step.command().resolve(session.model(), it);
      for (Command command : commands) {
        var unused = cluster.submit(command).thenAccept(result -> answered(step, result));
      }
      NodeId concerned = step.equals(aside) ? null : CommandText.concerned(commands.getFirst());
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
              "the step %s cannot be carried out: %s".formatted(when(step), reason));
    }
  }

  private static String when(Step step) {
    return switch (step.when()) {
      case At(long nanos, long unused) -> "at " + TimeText.format(nanos);
      case Once once -> "when \"%s\"".formatted(once.condition().words());
    };
  }

  private void stop() {
    session.pulse();
    atEachStop.run();
    if (failure != null) {
      throw failure;
    }
  }
}
