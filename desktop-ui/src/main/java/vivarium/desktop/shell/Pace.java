package vivarium.desktop.shell;

/**
 * How fast the cluster's time really goes, over the last two seconds: a machine that has too much
 * to do falls behind the speed that is asked of it. That time stands still is known sooner.
 */
final class Pace {

  /** Never behind. */
  static final double KEEPS_UP = -1;

  /** Over less, a hiccup would look like a slow machine. */
  private static final long WINDOW_NANOS = 2_000_000_000L;

  /** Time that does not move for longer stands still. */
  private static final long STILL_NANOS = 500_000_000L;

  /** At less, time may well not move for that long. */
  private static final double SLOW_MOTION = 0.1;

  /** From this share of the asked speed on, nobody sees a difference. */
  private static final double GOOD_ENOUGH = 0.9;

  private double askedFactor;
  private long sinceWallNanos;
  private long sinceNanos;
  private long movedWallNanos;
  private long movedToNanos;
  private boolean hasMoved;
  private double behind = KEEPS_UP;

  /**
   * Takes note of the present moment.
   *
   * @param wallNanos the wall clock
   * @param nanos the cluster's time
   * @param asked virtual seconds for each second of the wall clock; 0 while time stands still or as
   *     fast as possible is asked, when nobody can be behind
   * @return the real speed where it is less than what is asked, 0 if time stands still, or {@link
   *     #KEEPS_UP}
   */
  double at(long wallNanos, long nanos, double asked) {
    boolean anew = asked != askedFactor || asked == 0;
    if (anew || nanos != movedToNanos) {
      hasMoved = !anew;
      movedWallNanos = wallNanos;
      movedToNanos = nanos;
    }
    if (anew) {
      askedFactor = asked;
      behind = KEEPS_UP;
    } else if (hasMoved && asked >= SLOW_MOTION && wallNanos - movedWallNanos > STILL_NANOS) {
      return 0;
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
