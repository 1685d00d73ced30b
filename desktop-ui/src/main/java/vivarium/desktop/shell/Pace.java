package vivarium.desktop.shell;

/**
 * How fast the cluster's time really goes, over the last two seconds: a machine that has too much
 * to do falls behind the speed that is asked of it.
 */
final class Pace {

  /** Never behind. */
  static final double KEEPS_UP = 0;

  /** Over less, a hiccup would look like a slow machine. */
  private static final long WINDOW_NANOS = 2_000_000_000L;

  /** From this share of the asked speed on, nobody sees a difference. */
  private static final double GOOD_ENOUGH = 0.9;

  private double askedFactor;
  private long sinceWallNanos;
  private long sinceNanos;
  private double behind = KEEPS_UP;

  /**
   * Takes note of the present moment.
   *
   * @param wallNanos the wall clock
   * @param nanos the cluster's time
   * @param asked virtual seconds for each second of the wall clock; 0 while time stands still or as
   *     fast as possible is asked, when nobody can be behind
   * @return the real speed where it is less than what is asked, or {@link #KEEPS_UP}
   */
  double at(long wallNanos, long nanos, double asked) {
    if (asked != askedFactor || asked == 0) {
      askedFactor = asked;
      behind = KEEPS_UP;
    } else if (wallNanos - sinceWallNanos < WINDOW_NANOS) {
      return behind;
    } else {
      double real = (double) (nanos - sinceNanos) / (wallNanos - sinceWallNanos);
      behind = real > 0 && real < asked * GOOD_ENOUGH ? real : KEEPS_UP;
    }
    sinceWallNanos = wallNanos;
    sinceNanos = nanos;
    return behind;
  }
}
