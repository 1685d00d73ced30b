package vivarium.engine.condition;

import java.util.List;

/** A condition cannot be read; the message names the word, its place and what would be valid. */
public final class ConditionException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int position;
  private final transient List<String> valid;

  /**
   * @param position the character at which the wrong word begins, from 1
   * @param valid what could stand there: words, and names of kinds in capitals
   */
  ConditionException(String message, int position, List<String> valid) {
    super(message);
    this.position = position;
    this.valid = List.copyOf(valid);
  }

  /** The character at which the wrong word begins, from 1. */
  public int position() {
    return position;
  }

  /** What could stand there: words, and names of kinds in capitals, such as {@code PARTITION}. */
  public List<String> valid() {
    return valid;
  }
}
