package vivarium.desktop.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.NodeId;
import vivarium.engine.scenario.CommandText;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Scenario.Step;

/**
 * Carries out the steps of a scenario on a running cluster, each when the present has come to its
 * time; while the cluster is paused none comes. Who looks back meanwhile holds nothing up.
 */
public final class ScenarioSteps {

  private final ClusterSession session;
  private final ShellViewModel model;
  private final List<Step> steps;
  private int next;
  private @Nullable NodeId it;

  public ScenarioSteps(ClusterSession session, ShellViewModel model, Scenario scenario) {
    this.session = session;
    this.model = model;
    this.steps = scenario.steps();
  }

  /** Carries out what is due. Call it once a frame. */
  public void pulse() {
    while (next < steps.size() && steps.get(next).atNanos() <= session.presentNanos()) {
      carryOut(steps.get(next++));
    }
  }

  private void carryOut(Step step) {
    Texts texts = model.textsProperty().get();
    String place = texts.get("scenario.step", next, steps.size(), Units.shortClock(step.atNanos()));
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
