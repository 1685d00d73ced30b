package vivarium.engine.config;

import java.util.List;
import java.util.Locale;

/**
 * What a setting means and what it may be.
 *
 * @param name as Kafka spells it; settings of the simulation, which Kafka lacks, are ours
 * @param scope whose setting it is
 * @param type how its value is read
 * @param kafkaDefault the value Apache Kafka 4 has out of the box; for the simulation's own
 *     settings, the value that models nothing
 * @param min least valid number; unused for other types
 * @param max greatest valid number; unused for other types
 * @param choices valid words of a {@link Type#CHOICE}; empty for other types
 * @param meaning one or two sentences for a tooltip
 */
public record ConfigSpec(
    String name,
    Scope scope,
    Type type,
    String kafkaDefault,
    long min,
    long max,
    List<String> choices,
    String meaning) {

  /** Whose setting it is. */
  public enum Scope {
    TOPIC,
    BROKER,
    SIMULATION
  }

  /** How a value is read. */
  public enum Type {
    INT,
    LONG,
    BOOLEAN,
    CHOICE,
    /** {@code *} for all replicas, or {@code PARTITION:BROKER} of each, with commas between. */
    REPLICAS
  }

  public ConfigSpec {
    choices = List.copyOf(choices);
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException naming the setting, the value and what would be valid
   */
  public void validate(String value) {
    boolean valid =
        switch (type) {
          case BOOLEAN -> value.equals("true") || value.equals("false");
          case CHOICE -> List.of(value.split(",", -1)).stream().allMatch(choices::contains);
          case REPLICAS -> value.equals("*") || value.matches("(\\d+:\\d+(,\\d+:\\d+)*)?");
          case INT, LONG -> isNumberInRange(value);
        };
    if (!valid) {
      throw new IllegalArgumentException(
          "%s=%s is not valid: it must be %s".formatted(name, value, validValues()));
    }
  }

  private boolean isNumberInRange(String value) {
    try {
      long number = Long.parseLong(value);
      return number >= min && number <= max;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** What is valid, in words: {@code 1 to 100}, {@code true or false}. */
  public String validValues() {
    return switch (type) {
      case BOOLEAN -> "true or false";
      case CHOICE -> String.join(" or ", choices);
      case REPLICAS -> "* for all, or PARTITION:BROKER of each, such as 0:1,0:2";
      case INT, LONG ->
          max == Long.MAX_VALUE || max == Integer.MAX_VALUE
              ? "a whole number, %d or more".formatted(min)
              : "a whole number from %d to %d".formatted(min, max);
    };
  }

  @Override
  public String toString() {
    return name + " (" + scope.name().toLowerCase(Locale.ROOT) + ")";
  }
}
