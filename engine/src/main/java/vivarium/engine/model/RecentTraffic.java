package vivarium.engine.model;

/** How busy something has been lately: what happened counts half after each {@link #HALF_LIFE}. */
final class RecentTraffic {

  /** In nanoseconds of virtual time. */
  private static final double HALF_LIFE = 300_000_000;

  /** After so many half-lives nothing is left. */
  private static final double FORGOTTEN = 20;

  private double value;
  private long atNanos;

  RecentTraffic copy() {
    RecentTraffic copy = new RecentTraffic();
    copy.value = value;
    copy.atNanos = atNanos;
    return copy;
  }

  void add(long nanos) {
    value = at(nanos) + 1;
    atNanos = Math.max(atNanos, nanos);
  }

  double at(long nanos) {
    double halves = Math.max(0, nanos - atNanos) / HALF_LIFE;
    return halves > FORGOTTEN ? 0 : value * StrictMath.pow(0.5, halves);
  }
}
