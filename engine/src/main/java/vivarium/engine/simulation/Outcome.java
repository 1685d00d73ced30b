package vivarium.engine.simulation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one run, or many in sum, came to.
 *
 * @param seeds how many runs
 * @param events how many events they told
 * @param virtualNanos how much virtual time passed in them
 * @param faults how often each kind of fault struck
 * @param elections of partition leaders after the first
 * @param controllersElected how often a controller became active
 * @param truncations of replicas
 * @param acknowledged records
 * @param lostAsAllowed acknowledged records lost as the settings allow
 * @param duplicatedAsAllowed records written twice as the settings allow
 * @param reorderedAsAllowed records written after others that were sent later, as settings allow
 * @param violations runs in which a rule was broken
 * @param violation the rule that was broken first, and how; null if none was
 * @param thrown what ended the run of that violation, with its stack trace; null if none was broken
 */
public record Outcome(
    long seeds,
    long events,
    long virtualNanos,
    SortedMap<String, Long> faults,
    long elections,
    long controllersElected,
    long truncations,
    long acknowledged,
    long lostAsAllowed,
    long duplicatedAsAllowed,
    long reorderedAsAllowed,
    long violations,
    @Nullable String violation,
    @Nullable RuntimeException thrown) {

  /** Nothing yet. */
  public static final Outcome NONE =
      new Outcome(0, 0, 0, new TreeMap<>(), 0, 0, 0, 0, 0, 0, 0, 0, null, null);

  public Outcome {
    faults = Collections.unmodifiableSortedMap(new TreeMap<>(faults));
  }

  /** The mistake in the program that ended the run; null if it was none, or a rule was broken. */
  public @Nullable RuntimeException failure() {
    return thrown instanceof Violation ? null : thrown;
  }

  /** Both together; of two violations, this one's is kept. */
  public Outcome plus(Outcome other) {
    TreeMap<String, Long> allFaults = new TreeMap<>(faults);
    other.faults.forEach((kind, count) -> allFaults.merge(kind, count, Long::sum));
    return new Outcome(
        seeds + other.seeds,
        events + other.events,
        virtualNanos + other.virtualNanos,
        allFaults,
        elections + other.elections,
        controllersElected + other.controllersElected,
        truncations + other.truncations,
        acknowledged + other.acknowledged,
        lostAsAllowed + other.lostAsAllowed,
        duplicatedAsAllowed + other.duplicatedAsAllowed,
        reorderedAsAllowed + other.reorderedAsAllowed,
        violations + other.violations,
        violation != null ? violation : other.violation,
        thrown != null ? thrown : other.thrown);
  }
}
