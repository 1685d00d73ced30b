package vivarium.desktop.spacetime;

import vivarium.desktop.timeline.TimeSpan;

/** The stretch of time that the diagram shows: up to the present, or around an earlier moment. */
final class SpaceTimeSpan {

  static final long USUAL_NANOS = 3_000_000_000L;
  private static final long MIN_NANOS = 20_000_000L;
  private static final long MAX_NANOS = 120_000_000_000L;

  /** Where an earlier moment comes to lie when it has left the stretch. */
  private static final double SHARE_BEFORE = 0.6;

  private long lengthNanos = USUAL_NANOS;
  private long fromNanos;

  /**
   * The stretch now.
   *
   * @param live whether the present is looked at
   * @param headNanos the moment looked at
   */
  TimeSpan at(boolean live, long headNanos) {
    if (live) {
      fromNanos = TimeSpan.endingAt(headNanos, lengthNanos).fromNanos();
    } else if (headNanos < fromNanos || headNanos > fromNanos + lengthNanos) {
      fromNanos = Math.max(0, headNanos - (long) (lengthNanos * SHARE_BEFORE));
    }
    return new TimeSpan(fromNanos, fromNanos + lengthNanos);
  }

  /**
   * Shows a stretch alone, unless it is shorter or longer than any that can be shown: then about
   * its middle.
   *
   * @return what is shown, as long as the moment looked at lies within and is not the present
   */
  TimeSpan show(long from, long to) {
    long length = Math.clamp(to - from, MIN_NANOS, MAX_NANOS);
    fromNanos = Math.max(0, from + (to - from - length) / 2);
    lengthNanos = length;
    return new TimeSpan(fromNanos, fromNanos + lengthNanos);
  }

  /** Shows as much time as at first, up to where it ended. */
  void usual() {
    fromNanos = Math.max(0, fromNanos + lengthNanos - USUAL_NANOS);
    lengthNanos = USUAL_NANOS;
  }

  /** Shows more time, or less: the moment at {@code share} of the width stays where it is. */
  void zoom(double factor, double share) {
    long held = fromNanos + (long) (lengthNanos * share);
    lengthNanos = (long) Math.clamp(lengthNanos * factor, MIN_NANOS, MAX_NANOS);
    fromNanos = Math.max(0, held - (long) (lengthNanos * share));
  }
}
