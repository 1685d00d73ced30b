package vivarium.desktop.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Units;
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
 * Carries out the steps of a scenario on a running cluster, each when the present has come to its
 * time or its condition holds; while the cluster is paused none comes. Who looks back meanwhile
 * holds nothing up.
 */
public final class ScenarioSteps {

  private final ClusterSession session;
  private final ShellViewModel model;
  private final List<Step> steps;
  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::atNanos).thenComparingInt(Due::index));
  private final List<Waiting> waiting = new ArrayList<>();
  private boolean begun;
  private long takenSeq;
  private @Nullable NodeId it;

  /** A step whose time is known. */
  private record Due(long atNanos, int index) {}

  /** A step that waits for its condition. */
  private static final class Waiting {
    final int index;
    final Once once;
    final long deadlineNanos;
    final ConditionWatch watch;
    long heldAtNanos = -1;

    Waiting(int index, Once once, long deadlineNanos, ConditionWatch watch) {
      this.index = index;
      this.once = once;
      this.deadlineNanos = deadlineNanos;
      this.watch = watch;
    }

    void note(Stamped stamped) {
      if (heldAtNanos < 0 && watch.test(stamped)) {
        heldAtNanos = stamped.atNanos();
      }
    }
  }

  public ScenarioSteps(ClusterSession session, ShellViewModel model, Scenario scenario) {
    this.session = session;
    this.model = model;
    this.steps = scenario.steps();
    for (int index = 0; index < steps.size(); index++) {
      if (steps.get(index).when() instanceof At(long nanos, long unused)) {
        due.add(new Due(nanos, index));
      }
    }
  }

  /** Carries out what is due. Call it once a frame. */
  public void pulse() {
    long now = session.presentNanos();
    if (!begun) {
      begun = true;
      takenSeq = session.readSeq();
      arm(0);
    }
    takenSeq = session.retell(takenSeq, stamped -> waiting.forEach(each -> each.note(stamped)));
    for (Waiting each : List.copyOf(waiting)) {
      if (each.heldAtNanos >= 0 && each.heldAtNanos <= each.deadlineNanos) {
        waiting.remove(each);
        due.add(new Due(each.heldAtNanos + each.once.afterNanos(), each.index));
      } else if (each.deadlineNanos <= now) {
        waiting.remove(each);
        refused(
            steps.get(each.index),
            place(each.index, now),
            model
                .textsProperty()
                .get()
                .get("scenario.notWithin", TimeText.exact(each.once.withinNanos())));
      }
    }
    while (!due.isEmpty() && due.peek().atNanos() <= now) {
      Due next = due.remove();
      carryOut(next);
      arm(next.index() + 1);
    }
  }

  /** A step that waits for a condition does so from now on. */
  private void arm(int index) {
    if (index >= steps.size() || !(steps.get(index).when() instanceof Once once)) {
      return;
    }
    long now = session.presentNanos();
    if (once.condition().holds(session.present(), null)) {
      due.add(new Due(now + once.afterNanos(), index));
      return;
    }
    long deadline = once.withinNanos() == Once.NO_LIMIT ? Long.MAX_VALUE : now + once.withinNanos();
    waiting.add(
        new Waiting(
            index, once, deadline, new ConditionWatch(once.condition(), session.present())));
  }

  private String place(int index, long atNanos) {
    return model
        .textsProperty()
        .get()
        .get(
            "scenario.step",
            index + 1,
            steps.size(),
            Units.shortClock(atNanos),
            steps.get(index).command().words());
  }

  private void carryOut(Due due) {
    Step step = steps.get(due.index());
    String place = place(due.index(), due.atNanos());
    try {
      List<Command> commands = step.command().resolve(session.present(), it);
      NodeId concerned = CommandText.concerned(commands.getFirst());
      it = concerned == null ? it : concerned;
      for (Command command : commands) {
        session
            .submit(command)
            .whenCompleteAsync(
                (result, failure) -> {
                  if (result instanceof CommandResult.Refused(String reason)) {
                    refused(step, place, reason);
                  }
                },
                model.windowThread());
      }
      model.tell(place);
    } catch (IllegalArgumentException e) {
      refused(step, place, String.valueOf(e.getMessage()));
    }
  }

  private void refused(Step step, String place, String reason) {
    if (!step.ifPossible()) {
      model.complain(place + ": " + new Narrator(model.textsProperty().get()).reason(reason));
    }
  }
}
