package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A scenario cannot be read; the message names the place, the value and what would be valid, a line
 * for each mistake.
 */
public final class ScenarioException extends Exception {
  private static final long serialVersionUID = 1;

  /** More mistakes than this are only counted. */
  private static final int MAX_TOLD = 10;

  private final ArrayList<String> mistakes;

  ScenarioException(String message) {
    this(List.of(message));
  }

  /** Several mistakes, each with its place. */
  ScenarioException(List<String> mistakes) {
    super(lines(mistakes));
    this.mistakes = new ArrayList<>(mistakes);
  }

  /** Every mistake, with its place, however many there are. */
  List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** The same in a file: each line names it. */
  public ScenarioException in(String source) {
    return new ScenarioException(
        mistakes.stream().map(mistake -> "%s: %s".formatted(source, mistake)).toList());
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  private static String lines(List<String> mistakes) {
    List<String> told = new ArrayList<>();
    for (String mistake : mistakes.subList(0, Math.min(MAX_TOLD, mistakes.size()))) {
      told.add(Quoted.message(mistake));
    }
    if (mistakes.size() > MAX_TOLD) {
      told.add("and %d more".formatted(mistakes.size() - MAX_TOLD));
    }
    return String.join("\n", told);
  }
}
