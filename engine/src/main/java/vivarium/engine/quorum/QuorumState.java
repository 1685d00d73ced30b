package vivarium.engine.quorum;

import vivarium.engine.disk.StoredVote;
import vivarium.engine.event.QuorumRole;

/**
 * What one voter is in its epoch. Source: Kafka's {@code QuorumState} and the classes beside it.
 *
 * <pre>
 *   Unattached  → Follower     learns of the epoch's leader
 *               → Prospective  its election timeout expires
 *   Follower    → Prospective  its fetch timeout expires
 *   Prospective → Candidate    a majority would vote for it (pre-vote, KIP-996)
 *               → Follower, Unattached   a majority would not, or its election timeout expires
 *   Candidate   → Leader       a majority voted for it
 *               → Prospective  its election timeout expires
 *   Leader      → Resigned     no majority fetched for 1.5 fetch timeouts, or it shuts down
 *   Resigned    → Unattached   its election timeout expires; in the next epoch
 *   any         → Unattached, Follower   learns of a later epoch, or of its leader
 * </pre>
 */
sealed interface QuorumState {

  /** Nobody: no leader known, no vote given. */
  int NOBODY = StoredVote.NOBODY;

  int epoch();

  QuorumRole role();

  /** The epoch's leader as far as known, or {@link #NOBODY}. */
  int leader();

  /** Whom this voter voted for in this epoch, or {@link #NOBODY}. */
  int votedFor();

  /**
   * Whether it may vote for another.
   *
   * @param logIsUpToDate whether the other's log reaches at least as far as its own
   */
  boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote);

  record Unattached(int epoch, int leader, int votedFor) implements QuorumState {
    @Override
    public QuorumRole role() {
      return QuorumRole.UNATTACHED;
    }

    @Override
    public boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote) {
      return grantsWithoutLeader(this, candidate, logIsUpToDate, preVote);
    }
  }

  /**
   * @param hasFetched whether the leader has answered a fetch in this epoch; a voter that hears its
   *     leader denies pre-votes
   */
  record Follower(int epoch, int leader, int votedFor, boolean hasFetched) implements QuorumState {
    @Override
    public QuorumRole role() {
      return QuorumRole.FOLLOWER;
    }

    @Override
    public boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote) {
      return preVote && !hasFetched && logIsUpToDate;
    }
  }

  record Prospective(int epoch, int leader, int votedFor, Ballot ballot) implements QuorumState {
    @Override
    public QuorumRole role() {
      return QuorumRole.PROSPECTIVE;
    }

    @Override
    public boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote) {
      return grantsWithoutLeader(this, candidate, logIsUpToDate, preVote);
    }
  }

  record Candidate(int epoch, int votedFor, Ballot ballot) implements QuorumState {
    @Override
    public QuorumRole role() {
      return QuorumRole.CANDIDATE;
    }

    @Override
    public int leader() {
      return NOBODY;
    }

    @Override
    public boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote) {
      return preVote && logIsUpToDate;
    }
  }

  record Leader(int epoch, int leader, Replication replication) implements QuorumState {
    @Override
    public QuorumRole role() {
      return QuorumRole.LEADER;
    }

    @Override
    public int votedFor() {
      return leader;
    }

    @Override
    public boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote) {
      return false;
    }
  }

  /** Led this epoch and does so no more; must not vote for another in it. */
  record Resigned(int epoch, int leader) implements QuorumState {
    @Override
    public QuorumRole role() {
      return QuorumRole.RESIGNED;
    }

    @Override
    public int votedFor() {
      return leader;
    }

    @Override
    public boolean canGrantVote(int candidate, boolean logIsUpToDate, boolean preVote) {
      return preVote && logIsUpToDate;
    }
  }

  private static boolean grantsWithoutLeader(
      QuorumState state, int candidate, boolean logIsUpToDate, boolean preVote) {
    if (preVote) {
      return logIsUpToDate;
    }
    if (state.votedFor() != NOBODY) {
      return state.votedFor() == candidate;
    }
    return state.leader() == NOBODY && logIsUpToDate;
  }
}
