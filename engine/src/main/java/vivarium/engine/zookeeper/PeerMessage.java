package vivarium.engine.zookeeper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.wire.OwnMessage;

/**
 * What servers of an ensemble say to one another: votes, then discovery, synchronization and
 * broadcast as in Zab 1.0 (Junqueira, Reed, Serafini 2011; ZooKeeper's {@code Learner} and {@code
 * LearnerHandler}).
 */
sealed interface PeerMessage extends OwnMessage {

  int SMALL_BYTES = 40;

  @Override
  default int sizeBytes() {
    return SMALL_BYTES;
  }

  /** What a server is, as it tells with its vote. */
  enum Standing {
    LOOKING,
    FOLLOWING,
    LEADING
  }

  /** A vote; asked for with one's own. */
  record Notification(long round, int leader, int lastEpoch, long endOffset, Standing standing)
      implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkVote";
    }

    /** Whether this vote is to be preferred: for the longer history, or else the higher id. */
    boolean beats(Notification other) {
      if (lastEpoch != other.lastEpoch) {
        return lastEpoch > other.lastEpoch;
      }
      return endOffset != other.endOffset ? endOffset > other.endOffset : leader > other.leader;
    }

    boolean isForSameAs(Notification other) {
      return leader == other.leader && lastEpoch == other.lastEpoch && endOffset == other.endOffset;
    }
  }

  /** A follower found its leader, and says which epoch it has accepted last. */
  record FollowerInfo(int acceptedEpoch) implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkFollowerInfo";
    }
  }

  /** The leader's answer: the epoch it is going to lead in. */
  record LeaderInfo(int epoch) implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkLeaderInfo";
    }
  }

  /**
   * A follower accepts the epoch, and no earlier one from here on.
   *
   * @param counts whether it has accepted it from this leader, rather than only heard of it
   * @param epochs of its history
   * @param endOffset where its history ends
   */
  record AckEpoch(int epoch, boolean counts, List<EpochCache.Entry> epochs, long endOffset)
      implements PeerMessage {
    public AckEpoch {
      epochs = List.copyOf(epochs);
    }

    int lastEpoch() {
      return epochs.isEmpty() ? 0 : epochs.getLast().epoch();
    }

    @Override
    public String apiName() {
      return "ZkAckEpoch";
    }
  }

  /**
   * The leader's answer: what makes the follower's history the leader's own.
   *
   * @param snapshot to begin with, or null if the log suffices
   * @param truncateTo what of the follower's log stays
   * @param batches what follows, up to the leader's first transaction of this epoch and beyond
   */
  record Sync(
      int epoch, @Nullable StoredSnapshot snapshot, long truncateTo, List<RecordBatch> batches)
      implements PeerMessage {
    public Sync {
      batches = List.copyOf(batches);
    }

    @Override
    public String apiName() {
      return "ZkSync";
    }

    @Override
    public int sizeBytes() {
      return SMALL_BYTES + sizeOf(batches) + (snapshot == null ? 0 : sizeOf(snapshot.batches()));
    }
  }

  /**
   * The follower has all that. Never answered while the leader leads: that the connection breaks
   * tells the follower that its leader is gone.
   */
  record Synced(int epoch, long endOffset) implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkSynced";
    }
  }

  /**
   * The leader's transactions, in order, and how far they are committed. Without transactions it
   * tells of a commit, or only that the leader lives.
   */
  record Proposal(
      int epoch, long fromOffset, List<RecordBatch> batches, long committed, boolean ping)
      implements PeerMessage {
    public Proposal {
      batches = List.copyOf(batches);
    }

    @Override
    public String apiName() {
      return batches.isEmpty() ? (ping ? "ZkPing" : "ZkCommit") : "ZkProposal";
    }

    @Override
    public int sizeBytes() {
      return SMALL_BYTES + sizeOf(batches);
    }
  }

  /** What a follower holds, and the sessions it has heard of since it last said so. */
  record Ack(boolean accepted, long endOffset, List<Long> sessions) implements PeerMessage {
    public Ack {
      sessions = List.copyOf(sessions);
    }

    @Override
    public String apiName() {
      return "ZkAck";
    }
  }

  /** A follower hands on what one of its clients wants written. Answered as soon as it is there. */
  record Forward(long sessionId, long xid, ZkOp.Write op) implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkRequest";
    }
  }

  /** A client has come to a follower with a session of this id. */
  record Revalidate(long sessionId, long password) implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkRevalidate";
    }
  }

  record Revalidated(boolean valid) implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkRevalidate";
    }
  }

  /** It is there. */
  record Received() implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkReceived";
    }
  }

  /** Not now, not here. */
  record Refused() implements PeerMessage {
    @Override
    public String apiName() {
      return "ZkRefused";
    }
  }

  private static int sizeOf(List<RecordBatch> batches) {
    return batches.stream().mapToInt(RecordBatch::sizeBytes).sum();
  }
}
