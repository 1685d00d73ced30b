package vivarium.desktop.shell;

import java.nio.file.Path;
import java.util.List;
import vivarium.engine.scenario.Scenario;

/** Where the window finds scenarios, and who opens one in place of what is shown. */
public interface ScenarioShelf {

  /** Those that come with the program. */
  List<Scenario> scenarios();

  /**
   * Ends the cluster that is shown and starts that of the scenario in the same window; its steps
   * are carried out at their times.
   */
  void open(Scenario scenario);

  /**
   * As {@link #open(Scenario)}, from a file.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  void open(Path file);
}
