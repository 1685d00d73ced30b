package vivarium.engine.event;

/** What a voter is in its term. Source: KIP-595, KIP-996. */
public enum QuorumRole {
  /** Copies the log and does not vote: a controller that is about to join or has left. */
  OBSERVER,
  /** Knows of no leader and waits for one. */
  UNATTACHED,
  /** Copies the leader's log. */
  FOLLOWER,
  /** Asks who would vote for it, without obligation. */
  PROSPECTIVE,
  /** Asks for votes in a new term. */
  CANDIDATE,
  /** The active controller; of an ensemble, the server that orders all writes. */
  LEADER,
  /** Led this term and gave it up. */
  RESIGNED
}
