package vivarium.engine.replica;

/** What a leader knows of one follower from its fetches (Kafka's {@code Replica}). */
final class FollowerProgress {

  /** When a follower last caught up that never did, as far as this leader knows. */
  static final long NEVER = Long.MIN_VALUE / 2;

  private long logEndOffset = -1;
  private long logStartOffset = -1;
  private long lastCaughtUpNanos;
  private long lastFetchNanos = -1;
  private long leaderEndAtLastFetch = -1;
  private long brokerEpoch = -1;

  /**
   * @param caughtUpNanos when it counts as having last caught up: now if it is in the ISR, so that
   *     a new leader does not throw out whoever it has not yet heard of; else {@link #NEVER}
   */
  FollowerProgress(long caughtUpNanos) {
    this.lastCaughtUpNanos = caughtUpNanos;
  }

  /** The follower asks for records from {@code fetchOffset} on: so it has all before. */
  void fetched(
      long fetchOffset,
      long ownLogStart,
      long leaderEndOffset,
      long nowNanos,
      long fromBrokerEpoch) {
    if (fetchOffset >= leaderEndOffset) {
      lastCaughtUpNanos = Math.max(lastCaughtUpNanos, nowNanos);
    } else if (leaderEndAtLastFetch >= 0 && fetchOffset >= leaderEndAtLastFetch) {
      // It has all that there was when it last asked, so it had caught up then.
      lastCaughtUpNanos = Math.max(lastCaughtUpNanos, lastFetchNanos);
    }
    logEndOffset = fetchOffset;
    logStartOffset = ownLogStart;
    lastFetchNanos = nowNanos;
    leaderEndAtLastFetch = leaderEndOffset;
    brokerEpoch = fromBrokerEpoch;
  }

  /** The offset it last asked for, or -1 before its first fetch. */
  long logEndOffset() {
    return logEndOffset;
  }

  /** Whether a reader at this offset finds what comes next there, as soon as it is committed. */
  boolean has(long offset) {
    return logStartOffset >= 0 && logStartOffset <= offset && offset <= logEndOffset;
  }

  long lastCaughtUpNanos() {
    return lastCaughtUpNanos;
  }

  /** Epoch of the broker that last fetched, or -1. */
  long brokerEpoch() {
    return brokerEpoch;
  }

  boolean isCaughtUp(long leaderEndOffset, long nowNanos, long maxLagNanos) {
    return logEndOffset == leaderEndOffset || nowNanos - lastCaughtUpNanos <= maxLagNanos;
  }
}
