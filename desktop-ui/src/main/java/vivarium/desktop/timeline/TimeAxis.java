package vivarium.desktop.timeline;

import vivarium.desktop.figures.Figures;
import vivarium.desktop.session.ClusterSession;

/**
 * The stretch of time that the timeline and the charts show. In LIVE it ends at the present and
 * moves with it; in PAST it stands still, unless the moment looked at leaves it.
 */
public final class TimeAxis {

  private static final long USUAL_NANOS = 60_000_000_000L;
  private static final long MIN_NANOS = 10_000_000_000L;
  private static final long MAX_NANOS = Figures.MAX_SECONDS * 1_000_000_000L;

  /** Where the moment comes to lie when it has left the stretch on its right or left. */
  private static final double SHARE_BEFORE = 0.8;

  private final ClusterSession session;
  private long lengthNanos = USUAL_NANOS;
  private long fromNanos;

  TimeAxis(ClusterSession session) {
    this.session = session;
  }

  /** The stretch that is in sight now. */
  public TimeSpan span() {
    if (session.isLive()) {
      fromNanos = TimeSpan.endingAt(session.presentNanos(), lengthNanos).fromNanos();
    } else {
      long head = session.nowNanos();
      if (head < fromNanos) {
        fromNanos = Math.max(0, head - (long) (lengthNanos * (1 - SHARE_BEFORE)));
      } else if (head > fromNanos + lengthNanos) {
        fromNanos = Math.max(0, head - (long) (lengthNanos * SHARE_BEFORE));
      }
    }
    return new TimeSpan(fromNanos, fromNanos + lengthNanos);
  }

  /** Shows more time, or less: the moment at {@code share} of the width stays where it is. */
  public void zoom(double factor, double share) {
    long held = span().at(share);
    lengthNanos = (long) Math.clamp(lengthNanos * factor, MIN_NANOS, MAX_NANOS);
    fromNanos = Math.max(0, held - (long) (lengthNanos * share));
  }

  /** Shows everything that is remembered, or the usual minute again. */
  public void toggleEverything() {
    long remembered = session.presentNanos() - session.rememberedFromNanos();
    long all = Math.clamp(remembered, USUAL_NANOS, MAX_NANOS);
    lengthNanos = lengthNanos == all ? USUAL_NANOS : all;
    fromNanos = lengthNanos == all ? session.rememberedFromNanos() : fromNanos;
  }

  /** Shows the time before, or after, by a share of what is in sight. */
  public void pan(double share) {
    fromNanos = Math.max(0, fromNanos + (long) (lengthNanos * share));
  }

  /** The moment looked at. */
  public long headNanos() {
    return session.nowNanos();
  }

  public long presentNanos() {
    return session.presentNanos();
  }

  /** Before this everything is forgotten. */
  public long rememberedFromNanos() {
    return session.rememberedFromNanos();
  }
}
