package vivarium.engine.event;

import java.util.List;

/** A client's settings are not valid; the message names the first that is wrong. */
public final class InvalidSettingsException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * A setting that is not valid.
   *
   * @param name as Kafka spells it
   * @param value what it is
   * @param valid what it must be
   */
  public record Problem(String name, String value, String valid) {
    private String sentence() {
      return "%s=%s is not valid: it must be %s".formatted(name, value, valid);
    }
  }

  /**
   * @param problems at least one
   */
  InvalidSettingsException(List<Problem> problems) {
    super(problems.getFirst().sentence());
    this.problems = List.copyOf(problems);
  }

  /** Every setting that is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
