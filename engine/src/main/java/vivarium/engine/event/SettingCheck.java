package vivarium.engine.event;

import java.util.ArrayList;
import java.util.List;
import vivarium.engine.event.InvalidSettingsException.Problem;

/** Refuses a client's settings that are not valid, all at once. */
final class SettingCheck {

  private final List<Problem> problems = new ArrayList<>();

  /** Notes a setting if its condition does not hold. */
  SettingCheck require(boolean holds, String name, Object value, String valid) {
    if (!holds) {
      problems.add(new Problem(name, value.toString(), valid));
    }
    return this;
  }

  /**
   * Does nothing if every condition held.
   *
   * @throws InvalidSettingsException with all settings of which one did not
   */
  void refuse() {
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }
}
