package vivarium.engine.json;

import java.util.ArrayList;
import java.util.List;
import vivarium.engine.text.Quoted;

/**
 * A file cannot be read; the message names the place, the value and what would be valid, a line for
 * each mistake.
 */
public final class MistakesException extends Exception {
  private static final long serialVersionUID = 1;

  /** More mistakes than this are only counted. */
  private static final int MAX_TOLD = 10;

  private final ArrayList<String> mistakes;

  /** One mistake, with its place. */
  public MistakesException(String message) {
    this(List.of(message));
  }

  /** Several mistakes, each with its place. */
  MistakesException(List<String> mistakes) {
    super(lines(mistakes));
    this.mistakes = new ArrayList<>(mistakes);
  }

  /** Every mistake, with its place, however many there are. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** The same in a file: each line names it. */
  public MistakesException in(String source) {
    return new MistakesException(
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
