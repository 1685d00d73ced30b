package vivarium.desktop.experiment;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The figures of a run, by {@link Measure}: counts, or nanoseconds; -1 where there are none. */
public final class Outcome {

  private final EnumMap<Measure, Long> values;

  Outcome(Map<Measure, Long> values) {
    this.values = new EnumMap<>(values);
  }

  /** The value of a measure: a count or nanoseconds; -1 if there was nothing to measure. */
  public long of(Measure measure) {
    return values.getOrDefault(measure, -1L);
  }

  /** The measures in which there is something to see on either side, in their usual order. */
  public static List<Measure> worthShowing(Outcome a, Outcome b) {
    return List.of(Measure.values()).stream()
        .filter(
            measure ->
                measure == Measure.ACKNOWLEDGED
                    || measure == Measure.LOST
                    || a.of(measure) > 0
                    || b.of(measure) > 0)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outcome outcome && values.equals(outcome.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
