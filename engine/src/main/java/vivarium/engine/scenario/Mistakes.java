package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong in a scenario so far: reading goes on after a mistake, so that all can be told. */
final class Mistakes {

  private final List<String> found = new ArrayList<>();

  /** Something that is read from a file, or is wrong. */
  interface Reading<T> {
    T read() throws ScenarioException;
  }

  /** Something that is read for its own sake, or is wrong. */
  interface Check {
    void run() throws ScenarioException;
  }

  /** Notes what is wrong, if anything is. */
  void check(Check check) {
    try {
      check.run();
    } catch (ScenarioException e) {
      found.add(e.getMessage());
    }
  }

  /** What was read; empty if it is wrong, which is noted. */
  <T> Optional<T> read(Reading<T> reading) {
    try {
      return Optional.of(reading.read());
    } catch (ScenarioException e) {
      found.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** Notes a mistake. */
  void add(String mistake) {
    found.add(mistake);
  }

  /**
   * Ends the reading if something was wrong.
   *
   * @throws ScenarioException with all mistakes, a line each
   */
  void refuse() throws ScenarioException {
    if (!found.isEmpty()) {
      throw new ScenarioException(found);
    }
  }
}
