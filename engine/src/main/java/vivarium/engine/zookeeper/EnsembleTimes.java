package vivarium.engine.zookeeper;

/**
 * The settings of an ensemble's servers.
 *
 * @param tickNanos {@code tickTime}: what the limits count in
 * @param snapshotAfterBytes of transactions after which a server takes a snapshot; ZooKeeper counts
 *     them instead ({@code snapCount})
 */
public record EnsembleTimes(long tickNanos, long snapshotAfterBytes) {

  /**
   * {@code initLimit}: ticks that followers have to connect to a new leader and to sync with it.
   */
  private static final int INIT_LIMIT = 10;

  /** {@code syncLimit}: ticks that a follower and its leader may be without word of each other. */
  private static final int SYNC_LIMIT = 5;

  /** ZooKeeper's bounds on what timeout a session may have. */
  private static final int MIN_SESSION_TICKS = 2;

  private static final int MAX_SESSION_TICKS = 20;

  /**
   * Of an ensemble whose clients ask for sessions of this length. It has nine ticks, as {@code
   * zookeeper.session.timeout.ms} of 18 s has with the {@code tickTime} of 2 s that ZooKeeper comes
   * with.
   */
  public static EnsembleTimes forSessionsOf(long sessionTimeoutNanos, long snapshotAfterBytes) {
    return new EnsembleTimes(sessionTimeoutNanos / 9, snapshotAfterBytes);
  }

  long initLimitNanos() {
    return INIT_LIMIT * tickNanos;
  }

  long syncLimitNanos() {
    return SYNC_LIMIT * tickNanos;
  }

  /** How long a vote that has a majority waits for better ones (FastLeaderElection: 200 ms). */
  long finalizeWaitNanos() {
    return tickNanos / 10;
  }

  /** The timeout a session gets that asks for this one. */
  int negotiatedMs(int askedMs) {
    long tickMs = tickNanos / 1_000_000;
    return (int)
        Math.max(MIN_SESSION_TICKS * tickMs, Math.min(MAX_SESSION_TICKS * tickMs, askedMs));
  }
}
