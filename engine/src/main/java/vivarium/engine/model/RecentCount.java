package vivarium.engine.model;

/** How much of something there was in each of the last few seconds of virtual time. */
final class RecentCount {

  /** Whole seconds that a rate is told of; the one that has just begun is not among them. */
  private static final int SECONDS = 5;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long[] counts = new long[SECONDS + 1];
  private long newestSecond = Long.MIN_VALUE / 2;
  private long firstSecond = Long.MIN_VALUE / 2;

  RecentCount copy() {
    RecentCount copy = new RecentCount();
    System.arraycopy(counts, 0, copy.counts, 0, counts.length);
    copy.newestSecond = newestSecond;
    copy.firstSecond = firstSecond;
    return copy;
  }

  void add(long nanos, long count) {
    long second = nanos / SECOND_NANOS;
    if (firstSecond < 0) {
      firstSecond = second;
    }
    for (long fresh = Math.max(newestSecond + 1, second - SECONDS); fresh <= second; fresh++) {
      counts[index(fresh)] = 0;
    }
    newestSecond = Math.max(newestSecond, second);
    counts[index(second)] += count;
  }

  /** The mean of the last whole seconds, or of those there were since the first. */
  double perSecond(long nowNanos) {
    long now = nowNanos / SECOND_NANOS;
    long first = Math.max(now - SECONDS, firstSecond);
    long sum = 0;
    for (long second = first; second < now && second <= newestSecond; second++) {
      if (second >= newestSecond - SECONDS) {
        sum += counts[index(second)];
      }
    }
    return (double) sum / Math.max(1, now - first);
  }

  private int index(long second) {
    return (int) Math.floorMod(second, (long) counts.length);
  }
}
