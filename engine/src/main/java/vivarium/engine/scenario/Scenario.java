package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.command.CommandText;
import vivarium.engine.condition.Condition;
import vivarium.engine.text.Wording;

/**
 * A cluster, and what is done to it when.
 *
 * @param name a short title
 * @param about what there is to see, in a sentence or two; may be empty
 * @param cluster the cluster to start
 * @param steps what is done, in order of time; a step that waits for a condition stands after the
 *     one from which on it waits
 * @param untilNanos the virtual time at which its story is told
 */
public record Scenario(
    Wording name, Wording about, ClusterConfig cluster, List<Step> steps, long untilNanos) {

  private static final long USUAL_NANOS = 30_000_000_000L;
  private static final long AFTER_LAST_STEP_NANOS = 10_000_000_000L;

  public Scenario {
    steps = inOrder(steps);
  }

  /** In order of time, each conditional step right after the one it follows. */
  private static List<Step> inOrder(List<Step> steps) {
    TreeMap<Long, List<Step>> byTime = new TreeMap<>();
    List<Step> current = byTime.computeIfAbsent(-1L, unused -> new ArrayList<>());
    for (Step step : steps) {
      if (step.when() instanceof At(long nanos, long unused)) {
        current = byTime.computeIfAbsent(nanos, none -> new ArrayList<>());
      }
      current.add(step);
    }
    return byTime.values().stream().flatMap(List::stream).toList();
  }

  /** One that does not say when it ends: 30 s, or 10 s after its last step if that is later. */
  public Scenario(Wording name, Wording about, ClusterConfig cluster, List<Step> steps) {
    this(name, about, cluster, steps, usualUntil(steps));
  }

  /** One whose words are the same in every language. */
  public Scenario(
      String name, String about, ClusterConfig cluster, List<Step> steps, long untilNanos) {
    this(Wording.of(name), Wording.of(about), cluster, steps, untilNanos);
  }

  /** As above, of one that does not say when it ends. */
  public Scenario(String name, String about, ClusterConfig cluster, List<Step> steps) {
    this(Wording.of(name), Wording.of(about), cluster, steps);
  }

  private static long usualUntil(List<Step> steps) {
    long last = steps.stream().map(Step::when).mapToLong(When::earliestNanos).max().orElse(0);
    return Math.max(USUAL_NANOS, last + AFTER_LAST_STEP_NANOS);
  }

  /** The same scenario, told until another time. */
  public Scenario withUntil(long nanos) {
    return new Scenario(name, about, cluster, steps, nanos);
  }

  /** When a step is carried out. */
  public sealed interface When {

    /** It is not carried out before this virtual time. */
    default long earliestNanos() {
      return switch (this) {
        case At(long nanos, long unused) -> nanos;
        case Once once -> 0;
      };
    }
  }

  /**
   * At a time.
   *
   * @param nanos virtual time since the cluster began
   * @param turn after how many of the happenings of just that time; {@link #ALL_DUE} after all of
   *     them, or, if the step before it was at the same time, right after that step
   */
  public record At(long nanos, long turn) implements When {
    public static final long ALL_DUE = -1;

    public At {
      if (nanos < 0 || turn < ALL_DUE) {
        throw new IllegalArgumentException(
            "at=%d, turn=%d must be 0 or more".formatted(nanos, turn));
      }
    }
  }

  /**
   * When a condition holds for the first time since the step before it was carried out, or since
   * the beginning if it is the first.
   *
   * @param condition what must hold
   * @param afterNanos so much virtual time later
   * @param withinNanos how long it may take to hold; {@link #NO_LIMIT} as long as the story goes
   *     on, in which it may also never hold
   */
  public record Once(Condition condition, long afterNanos, long withinNanos) implements When {
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public Once {
      if (afterNanos < 0 || withinNanos < 1) {
        throw new IllegalArgumentException(
            "after=%d must be 0 or more, within=%d 1 or more".formatted(afterNanos, withinNanos));
      }
    }
  }

  /**
   * One thing done.
   *
   * @param when at a time, or when a condition holds
   * @param command what
   * @param ifPossible whether it is passed over if it cannot be done then, as in what chance draws
   */
  public record Step(When when, CommandText command, boolean ifPossible) {

    /** A step that must be possible. */
    public Step(long atNanos, CommandText command) {
      this(new At(atNanos, At.ALL_DUE), command, false);
    }

    /** The same step, passed over if it cannot be done. */
    public Step asIfPossible() {
      return new Step(when, command, true);
    }

    /** A step that is passed over if it cannot be done. */
    public static Step ifPossible(long atNanos, CommandText command) {
      return new Step(new At(atNanos, At.ALL_DUE), command, true);
    }
  }

  /** The same cluster with other steps. */
  public Scenario withSteps(List<Step> others) {
    return new Scenario(name, about, cluster, others, untilNanos);
  }

  /** The same steps with another cluster. */
  public Scenario withCluster(ClusterConfig other) {
    return new Scenario(name, about, other, steps, untilNanos);
  }

  /** The same scenario with another seed. */
  public Scenario withSeed(long seed) {
    return withCluster(cluster.withSeed(seed));
  }
}
