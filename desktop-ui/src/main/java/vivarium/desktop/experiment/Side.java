package vivarium.desktop.experiment;

import org.jspecify.annotations.Nullable;
import vivarium.engine.scenario.Scenario;

/**
 * One of the two runs.
 *
 * @param label what is special about it, in few words
 * @param scenario what is played
 * @param change the one step of it that the other has not; null if the difference is elsewhere. A
 *     later {@code it} does not mean whom this step named.
 */
public record Side(Wording label, Scenario scenario, Scenario.@Nullable Step change) {

  /** A side without a step of its own. */
  public Side(Wording label, Scenario scenario) {
    this(label, scenario, null);
  }
}
