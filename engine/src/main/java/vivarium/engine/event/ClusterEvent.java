package vivarium.engine.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can happen in a cluster. The families below are the ones that recordings, the
 * window and tests share. State events are never dropped; {@link Flow} events may be thinned under
 * load, and then a {@link Flow.Thinned} says how many were.
 *
 * <p>"The node" in these comments is {@link Stamped#node()}.
 */
public sealed interface ClusterEvent {

  /** Processes that live, die and are known to the controller. The node is the one concerned. */
  sealed interface Node extends ClusterEvent {
    /** The node is part of the cluster from now on; it is not running yet. */
    record Added() implements Node {}

    /** Clients outside can reach the broker here. */
    record ListenerOpened(String host, int port) implements Node {}

    record Started() implements Node {}

    record Stopped(How how) implements Node {}

    /** A clean shutdown was asked for; the broker hands over its leaderships first. */
    record ShutdownBegan() implements Node {}

    /** The node's disk is empty now: all its logs are gone, and what it knew of itself. */
    record DiskWiped() implements Node {}

    record Frozen() implements Node {}

    record Resumed() implements Node {}

    /** The controller accepted the broker's registration; it is still fenced. */
    record Registered(long brokerEpoch, @Nullable String rack) implements Node {}

    record Fenced(long brokerEpoch, String reason) implements Node {}

    record Unfenced(long brokerEpoch) implements Node {}

    /** The broker is to go for good; so many partitions move to others first. */
    record RemovalBegan(int partitions) implements Node {}

    /** The broker stays after all. */
    record RemovalGivenUp(String reason) implements Node {}

    /** The controller has forgotten the broker's registration. */
    record Unregistered(long brokerEpoch) implements Node {}

    /** The node is part of the cluster no more, and its disk is gone. */
    record Removed() implements Node {}

    /** The way a process ended. */
    enum How {
      /** The process died; what it wrote is in the page cache and survives. */
      CRASH,
      /** The machine lost its power; what was not flushed to the disk is gone. */
      POWER_LOSS,
      /** The process could not write to its disk, which was full. */
      DISK_FULL,
      /** Controlled shutdown: leaderships were moved away first. */
      CLEAN
    }
  }

  /** Who decides. */
  sealed interface Coordination extends ClusterEvent {
    /**
     * The node is the active controller from now on.
     *
     * @param term the epoch of the quorum, or with ZooKeeper the controller epoch
     */
    record ControllerElected(int term) implements Coordination {}

    /** The metadata log is committed up to, not including, {@code endOffset}. */
    record MetadataCommitted(long endOffset) implements Coordination {}

    /**
     * The controller plays another part in its quorum.
     *
     * @param term the epoch of the quorum it is in
     * @param leader the voter that leads the term as far as this one knows, or -1
     * @param reason why, in plain words
     */
    record QuorumRoleChanged(QuorumRole role, int term, int leader, String reason)
        implements Coordination {}

    /** These controllers vote from now on; it is committed (KIP-853). The node is their leader. */
    record VotersChanged(List<Integer> voters) implements Coordination {
      public VotersChanged {
        voters = List.copyOf(voters);
      }
    }

    /** The controller's copy of the metadata log ends here now. */
    record MetadataAppended(long endOffset) implements Coordination {}

    /** The controller cut off what its leader does not have. */
    record MetadataTruncated(long previousEndOffset, long endOffset) implements Coordination {}

    /** The state up to here replaces the records that led to it. */
    record SnapshotTaken(long endOffset) implements Coordination {}

    /** The node took over a snapshot, since its leader no longer has the log's beginning. */
    record SnapshotLoaded(long endOffset) implements Coordination {}

    /** With ZooKeeper: {@code /controller} is gone, and nobody decides until it is there again. */
    record ControllerGone(String reason) implements Coordination {}

    /** The node has a session with the ZooKeeper ensemble. */
    record SessionOpened(long sessionId, int timeoutMs) implements Coordination {}

    /** The node's session is over: it closed it, or nobody heard of it for its timeout. */
    record SessionEnded(long sessionId, boolean expired) implements Coordination {}

    /**
     * The node created a znode.
     *
     * @param owner the session it goes with, or 0 if it stays
     */
    record ZnodeCreated(String path, String data, long owner) implements Coordination {}

    record ZnodeChanged(String path, String data, int version) implements Coordination {}

    record ZnodeDeleted(String path) implements Coordination {}
  }

  /** What the controller has decided. The node is the controller, or the cluster. */
  sealed interface Metadata extends ClusterEvent {
    record TopicCreated(String topic, int partitions, int replicationFactor) implements Metadata {}

    record TopicDeleted(String topic) implements Metadata {}

    /**
     * A config has a new value.
     *
     * @param scope whose config
     * @param name the topic's name; empty for a cluster-wide config
     * @param key the config's name as Kafka spells it, or ours for what Kafka does not have
     * @param value the new value; null when it is back to its default
     */
    record ConfigChanged(ConfigScope scope, String name, String key, @Nullable String value)
        implements Metadata {}

    /** The topic has more partitions than before; they are told of one by one. */
    record PartitionsAdded(String topic, int before, int now) implements Metadata {}

    /**
     * The controller holds an election that no failure forced.
     *
     * @param partitions how many of them it gives a new leader
     * @param reason why, in plain words
     */
    record ElectionHeld(ElectionType type, int partitions, String reason) implements Metadata {}

    /** A partition's leader, ISR, ELR or epochs changed. {@code before} is null for a new one. */
    record PartitionChanged(
        TopicPartition partition, @Nullable PartitionState before, PartitionState after)
        implements Metadata {

      public boolean leaderChanged() {
        return before != null && before.leader() != after.leader();
      }

      /** Whether a replica that was neither in sync nor eligible was elected (KIP-966). */
      public boolean electedUncleanly() {
        return before != null
            && after.hasLeader()
            && after.leader() != before.leader()
            && !hasCome(after.leader())
            && !before.isr().contains(after.leader())
            && !before.elr().contains(after.leader());
      }

      /** Whether the reassignment that brings the replica in ends with this: it is in sync now. */
      private boolean hasCome(int replica) {
        return reassignmentEnded() && before != null && before.adding().contains(replica);
      }

      public boolean reassignmentBegan() {
        return before != null
            && after.isReassigning()
            && !(after.adding().equals(before.adding())
                && after.removing().equals(before.removing()));
      }

      /** Whether it is on other replicas, or in another order, and no more to come. */
      public boolean reassignmentEnded() {
        return before != null
            && !after.isReassigning()
            && (before.isReassigning() || !after.replicas().equals(before.replicas()));
      }

      /** Whether a reassignment was given up: nobody stays whom it brought in. */
      public boolean reassignmentCancelled() {
        return before != null
            && reassignmentEnded()
            && (before.adding().isEmpty()
                ? after.replicas().containsAll(before.removing()) && before.isReassigning()
                : !after.replicas().containsAll(before.adding()));
      }

      public boolean isrShrank() {
        return before != null && !after.isr().containsAll(before.isr());
      }

      public boolean isrExpanded() {
        return before != null && !before.isr().containsAll(after.isr());
      }
    }

    /** Whose config a {@link ConfigChanged} speaks of. */
    enum ConfigScope {
      TOPIC,
      /** Dynamic default of all brokers. */
      BROKERS,
      /** Of the simulation: link latency and the like. */
      SIMULATION
    }
  }

  /** What one replica's log does. The node is the broker that holds the replica. */
  sealed interface Replica extends ClusterEvent {
    TopicPartition partition();

    /** The broker took up a role for the partition, with the log it has. */
    record BecameLeader(
        TopicPartition partition,
        int leaderEpoch,
        long logStartOffset,
        long logEndOffset,
        long highWatermark)
        implements Replica {}

    record BecameFollower(
        TopicPartition partition,
        int leader,
        int leaderEpoch,
        long logStartOffset,
        long logEndOffset,
        long highWatermark)
        implements Replica {}

    /** The replica's log is gone from the broker (topic deleted, reassigned away). */
    record Removed(TopicPartition partition) implements Replica {}

    record Appended(TopicPartition partition, BatchSummary batch) implements Replica {}

    /** The high watermark as this replica knows it. */
    record HighWatermarkMoved(TopicPartition partition, long highWatermark) implements Replica {}

    /** Records from {@code endOffset} up to {@code previousEndOffset} were cut off the log. */
    record Truncated(TopicPartition partition, long previousEndOffset, long endOffset)
        implements Replica {}

    record LogStartMoved(TopicPartition partition, long logStartOffset) implements Replica {}

    /** The leader told a consumer to read from a replica in its own rack (KIP-392). */
    record ReaderSent(TopicPartition partition, String clientId, int toReplica, String rack)
        implements Replica {}

    /** The leader found that {@code follower} has not caught up since {@code sinceNanos}. */
    record FellBehind(TopicPartition partition, int follower, long sinceNanos) implements Replica {}

    /** The leader found that {@code follower} has caught up and may join the ISR. */
    record CaughtUp(TopicPartition partition, int follower) implements Replica {}
  }

  /** Messages on the way. A message that is not {@link Lost} arrives at its arrival time. */
  sealed interface Flow extends ClusterEvent {
    /**
     * A request or reply left {@code from}.
     *
     * @param messageId unique in the cluster's life
     * @param requestId messageId of the request this replies to; its own for a request
     * @param api the API's name as Kafka spells it, for example {@code Produce}
     * @param arrivalNanos when it reaches {@code to}
     * @param error Kafka's error name if an error reply
     * @param cargo the batches it carries, at most {@link #MAX_CARGO}
     */
    record Sent(
        long messageId,
        long requestId,
        String api,
        FlowDirection direction,
        NodeId from,
        NodeId to,
        long departureNanos,
        long arrivalNanos,
        int sizeBytes,
        int correlationId,
        @Nullable String error,
        List<Cargo> cargo)
        implements Flow {
      public Sent {
        cargo = List.copyOf(cargo);
      }

      public boolean isRequest() {
        return direction == FlowDirection.REQUEST;
      }
    }

    /** The message vanished on the way or met a dead process. */
    record Lost(long messageId, String reason) implements Flow {}

    /** The request waits at the node (its purgatory), for the reason given. */
    record Parked(long requestId, String api, NodeId client, WaitReason reason, List<Cargo> cargo)
        implements Flow {
      public Parked {
        cargo = List.copyOf(cargo);
      }
    }

    /** The request no longer waits: it was answered, or its broker died. */
    record Released(long requestId) implements Flow {}

    /** So many flow events were left out since the last of these, because there were too many. */
    record Thinned(long count) implements Flow {}

    /** At most so many batches are named in one flow event. */
    int MAX_CARGO = 8;

    /** One batch, or an empty range, of a partition within a message. */
    record Cargo(TopicPartition partition, BatchSummary batch) {}
  }

  /** What clients do and are told. The node is the client, unless said otherwise. */
  sealed interface Client extends ClusterEvent {
    record ProducerAdded(ProducerSettings settings) implements Client {}

    record ProducerChanged(ProducerSettings settings) implements Client {}

    record ConsumerAdded(ConsumerSettings settings) implements Client {}

    record ConsumerChanged(ConsumerSettings settings) implements Client {}

    record Removed() implements Client {}

    /** A client outside this process opened its first connection. */
    record Connected(String address, String software) implements Client {}

    /** A client outside this process closed its last connection. */
    record Disconnected(String reason) implements Client {}

    /** A client outside this process writes to a topic, for the first time or with other acks. */
    record Producing(String topic, int acks) implements Client {}

    /** A client outside this process asks to join a group. */
    record Joining(String groupId) implements Client {}

    /** A client outside this process reads a partition, for the first time. */
    record Fetching(TopicPartition partition) implements Client {}

    /** The client was told that its records are written, in the way its acks asked for. */
    record Acknowledged(
        TopicPartition partition, long baseOffset, int recordCount, int acks, long latencyNanos)
        implements Client {}

    /**
     * The client was told no, or nothing at all.
     *
     * @param error Kafka's error name
     * @param outcome whether a broker said so or the client found out by itself
     * @param willRetry whether a built-in client tries again; for an external one always true
     */
    record Refused(
        TopicPartition partition,
        String api,
        String error,
        Outcome outcome,
        String message,
        int recordCount,
        boolean willRetry)
        implements Client {}

    /** How a client came to know that it did not get what it asked for. */
    enum Outcome {
      /** A broker answered with the error. */
      ANSWERED,
      /** Nobody answered: the client gave up waiting, by its own clock. */
      TIMED_OUT,
      /** Nobody answered: the connection was refused or broke. */
      DISCONNECTED
    }

    /** The client was given records up to, not including, {@code nextOffset}. */
    record Read(String groupId, TopicPartition partition, long nextOffset, int recordCount)
        implements Client {}

    /** The group's committed offset. The node is the coordinator. */
    record Committed(String groupId, TopicPartition partition, long offset) implements Client {}

    /**
     * The group's state, generation or members changed. The node is the coordinator.
     *
     * @param generation the group's epoch in the consumer protocol
     * @param deadlineNanos when it goes on without the members it waits for, or 0 if it does not
     *     wait
     * @param protocol how partitions are handed out; null in recordings of an older Vivarium
     */
    record GroupChanged(
        String groupId,
        GroupState state,
        int generation,
        List<GroupMember> members,
        long deadlineNanos,
        String reason,
        @Nullable GroupProtocol protocol)
        implements Client {
      public GroupChanged {
        members = List.copyOf(members);
      }

      /** Of a group whose protocol is not known. */
      public GroupChanged(
          String groupId,
          GroupState state,
          int generation,
          List<GroupMember> members,
          long deadlineNanos,
          String reason) {
        this(groupId, state, generation, members, deadlineNanos, reason, null);
      }
    }
  }

  /** What a person or a scenario broke, and what was mended. */
  sealed interface Fault extends ClusterEvent {
    /** Nothing gets from one to the other; the other direction is a fault of its own. */
    record LinkCut(NodeId from, NodeId to) implements Fault {}

    record LinkHealed(NodeId from, NodeId to) implements Fault {}

    /** From now on this is broken; it replaces a fault of the same key. */
    record Injected(FaultSpec fault) implements Fault {}

    /** A fault that is there took effect on one request or message. */
    record Struck(FaultSpec fault, long messageId, String api, NodeId from, NodeId to)
        implements Fault {}

    /**
     * This is not broken any more.
     *
     * @param usedUp whether it ended by itself, having struck as often as it was to
     */
    record Healed(FaultSpec fault, boolean usedUp) implements Fault {}
  }

  /**
   * What the ledger and the invariants found. It is expected if a setting allows it, and the reason
   * says which; otherwise it is a bug of ours, and the reason says what went wrong.
   */
  sealed interface Verdict extends ClusterEvent {
    /** Acknowledged records are gone. */
    record RecordsLost(
        TopicPartition partition,
        long firstOffset,
        int recordCount,
        boolean expected,
        String reason)
        implements Verdict {}

    /** The same record is in the log again. */
    record RecordsDuplicated(
        TopicPartition partition,
        long firstOffset,
        int recordCount,
        boolean expected,
        String reason)
        implements Verdict {}

    /** The records stand in the log after others that their producer first sent later. */
    record RecordsReordered(
        TopicPartition partition,
        long firstOffset,
        int recordCount,
        boolean expected,
        String reason)
        implements Verdict {}

    record InvariantBroken(String invariant, String detail) implements Verdict {}
  }

  /** Whether this is a flow event, which may be thinned. */
  default boolean isFlow() {
    return this instanceof Flow;
  }
}
