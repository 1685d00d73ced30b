package vivarium.engine.disk;

/**
 * What a voter must not forget when its process dies (Kafka's {@code quorum-state} file).
 *
 * @param epoch the latest it knows of
 * @param leader who leads that epoch, or {@link #NOBODY}
 * @param votedFor whom it voted for in that epoch, or {@link #NOBODY}
 */
public record StoredVote(int epoch, int leader, int votedFor) {

  /** No leader is known, no vote was given. */
  public static final int NOBODY = -1;

  /** Of a disk that no voter has written to. */
  public static final StoredVote NONE = new StoredVote(0, NOBODY, NOBODY);
}
