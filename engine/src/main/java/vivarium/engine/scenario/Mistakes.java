package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong in a scenario, or in what holds one, so far: reading goes on after a mistake, so
 * that all can be told.
 */
public final class Mistakes {

  private final List<String> found = new ArrayList<>();

  /** Notes a mistake, with its place. */
  void add(String mistake) {
    found.add(mistake);
  }

  /** What is wrong, in the order in which it was found. */
  List<String> found() {
    return List.copyOf(found);
  }

  /**
   * Ends the reading if something was wrong.
   *
   * @throws ScenarioException with all mistakes, a line each
   */
  public void refuse() throws ScenarioException {
    if (!found.isEmpty()) {
      throw new ScenarioException(found);
    }
  }
}
