package vivarium.engine.quorum;

/** How long a voter or observer waits, in nanoseconds, as configured at this moment. */
public interface QuorumTimes {

  /** {@code controller.quorum.election.timeout.ms}: without a leader, until it asks for votes. */
  long electionTimeoutNanos();

  /** {@code controller.quorum.fetch.timeout.ms}: without an answer, until a leader is given up. */
  long fetchTimeoutNanos();

  /** {@code controller.quorum.election.backoff.max.ms}: bound on waiting after a leader resigns. */
  long electionBackoffMaxNanos();

  /** {@code controller.quorum.request.timeout.ms}: until a request among voters is given up. */
  long requestTimeoutNanos();
}
