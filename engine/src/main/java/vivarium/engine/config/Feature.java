package vivarium.engine.config;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a KRaft cluster can be formatted with or without, by Kafka's names, as {@code kafka-storage
 * format --feature NAME=LEVEL} sets it (KIP-584, KIP-1022).
 */
public enum Feature {
  /** Eligible Leader Replicas (KIP-966): 0 without, 1 with. */
  ELIGIBLE_LEADER_REPLICAS("eligible.leader.replicas.version", 1, 1);

  private final String text;
  private final int maxLevel;
  private final int usualLevel;

  Feature(String text, int maxLevel, int usualLevel) {
    this.text = text;
    this.maxLevel = maxLevel;
    this.usualLevel = usualLevel;
  }

  /** Kafka's name. */
  public String text() {
    return text;
  }

  /** The highest level there is; the lowest is 0, which is without it. */
  public int maxLevel() {
    return maxLevel;
  }

  /** The level of a cluster that says nothing. */
  public int usualLevel() {
    return usualLevel;
  }

  /**
   * The feature with this name.
   *
   * @throws IllegalArgumentException if there is none; says which there are
   */
  public static Feature of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.text.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no feature '%s'; there are: %s"
                        .formatted(
                            name,
                            Arrays.stream(values())
                                .map(Feature::text)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * A level as it is written.
   *
   * @throws IllegalArgumentException naming the feature, the value and what would be valid
   */
  public int level(String written) {
    if (written.matches("\\d{1,4}") && Integer.parseInt(written) <= maxLevel) {
      return Integer.parseInt(written);
    }
    throw new IllegalArgumentException(
        "%s=%s is not valid: it must be a level from 0 to %d".formatted(text, written, maxLevel));
  }
}
