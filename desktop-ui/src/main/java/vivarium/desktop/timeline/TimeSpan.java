package vivarium.desktop.timeline;

/**
 * The stretch of virtual time that a time axis shows.
 *
 * @param fromNanos its left end
 * @param toNanos its right end, later than the left one
 */
public record TimeSpan(long fromNanos, long toNanos) {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** From one tick to the next at least so many pixels. */
  private static final double MIN_TICK_WIDTH = 62;

  private static final int[] TICK_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200
  };

  public TimeSpan {
    if (toNanos <= fromNanos) {
      throw new IllegalArgumentException(
          "a span of time from %d must end later than %d".formatted(fromNanos, toNanos));
    }
  }

  /** The newest stretch of a length; from the beginning, while there is less. */
  public static TimeSpan endingAt(long nowNanos, long lengthNanos) {
    long from = Math.max(0, nowNanos - lengthNanos);
    return new TimeSpan(from, from + lengthNanos);
  }

  public long lengthNanos() {
    return toNanos - fromNanos;
  }

  /** Where a moment lies between 0, the left end, and 1. */
  public double share(long nanos) {
    return (double) (nanos - fromNanos) / lengthNanos();
  }

  /** The moment at a share of the whole. */
  public long at(double share) {
    return fromNanos + Math.round(share * lengthNanos());
  }

  /** The round step between ticks on an axis of this width. */
  public long tickNanos(double width) {
    double wanted = lengthNanos() * MIN_TICK_WIDTH / Math.max(1, width);
    for (int seconds : TICK_SECONDS) {
      if (seconds * SECOND_NANOS >= wanted) {
        return seconds * SECOND_NANOS;
      }
    }
    long hour = 3_600 * SECOND_NANOS;
    return (long) Math.ceil(wanted / hour) * hour;
  }
}
