package vivarium.engine.event;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a group shares its partitions: {@code partition.assignment.strategy} of a consumer. */
public enum AssignmentStrategy {
  /** Consecutive partitions; all are given up before each rebalance (the eager protocol). */
  RANGE("range", "RangeAssignor"),

  /**
   * Each member keeps what it has, as far as that is fair, and goes on reading it through a
   * rebalance; only what moves is given up (KIP-429).
   */
  COOPERATIVE_STICKY("cooperative-sticky", "CooperativeStickyAssignor");

  private static final String PACKAGE = "org.apache.kafka.clients.consumer.";

  private final String text;
  private final String className;

  AssignmentStrategy(String text, String simpleName) {
    this.text = text;
    this.className = PACKAGE + simpleName;
  }

  /** The name members of a group tell their coordinator. */
  public String text() {
    return text;
  }

  /** Whether members keep what they have while they rejoin. */
  public boolean isCooperative() {
    return this == COOPERATIVE_STICKY;
  }

  /**
   * The strategy with this name, or with this full name of a class of Kafka's.
   *
   * @throws IllegalArgumentException if there is none; says which there are
   */
  public static AssignmentStrategy of(String name) {
    return Arrays.stream(values())
        .filter(each -> each.text.equals(name) || each.className.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "partition.assignment.strategy=%s is not valid: it must be %s"
                        .formatted(name, valid())));
  }

  /** The names there are, as a sentence has them. */
  public static String valid() {
    return Arrays.stream(values())
        .map(AssignmentStrategy::text)
        .collect(Collectors.joining(" or "));
  }
}
