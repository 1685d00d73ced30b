package vivarium.engine.scenario;

import java.util.Comparator;
import java.util.List;
import vivarium.engine.api.ClusterConfig;

/**
 * A cluster, and what is done to it when.
 *
 * @param name a short title
 * @param about what there is to see, in a sentence or two; may be empty
 * @param cluster the cluster to start
 * @param steps what is done, in order of time
 * @param untilNanos the virtual time at which its story is told
 */
public record Scenario(
    String name, String about, ClusterConfig cluster, List<Step> steps, long untilNanos) {

  private static final long USUAL_NANOS = 30_000_000_000L;
  private static final long AFTER_LAST_STEP_NANOS = 10_000_000_000L;

  public Scenario {
    steps = steps.stream().sorted(Comparator.comparingLong(Step::atNanos)).toList();
  }

  /** One that does not say when it ends: 30 s, or 10 s after its last step if that is later. */
  public Scenario(String name, String about, ClusterConfig cluster, List<Step> steps) {
    this(name, about, cluster, steps, usualUntil(steps));
  }

  private static long usualUntil(List<Step> steps) {
    long last = steps.stream().mapToLong(Step::atNanos).max().orElse(0);
    return Math.max(USUAL_NANOS, last + AFTER_LAST_STEP_NANOS);
  }

  /** The same scenario, told until another time. */
  public Scenario withUntil(long nanos) {
    return new Scenario(name, about, cluster, steps, nanos);
  }

  /**
   * One thing done.
   *
   * @param atNanos when, in virtual time since the cluster began
   * @param command what
   * @param ifPossible whether it is passed over if it cannot be done then, as in what chance draws
   */
  public record Step(long atNanos, CommandText command, boolean ifPossible) {

    /** A step that must be possible. */
    public Step(long atNanos, CommandText command) {
      this(atNanos, command, false);
    }

    /** A step that is passed over if it cannot be done. */
    public static Step ifPossible(long atNanos, CommandText command) {
      return new Step(atNanos, command, true);
    }
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
