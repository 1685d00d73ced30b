package vivarium.engine.fault;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * Remembers what the controller decided about each partition, what became of its records, and what
 * set each group moving.
 */
final class Decisions {

  private final TreeMap<TopicPartition, Partition> partitions = new TreeMap<>();
  private final TreeMap<String, Long> enlarged = new TreeMap<>();
  private final TreeMap<String, Integer> minIsr = new TreeMap<>();
  private final TreeMap<String, Long> minIsrRaised = new TreeMap<>();
  private final TreeMap<String, Long> rebalances = new TreeMap<>();
  private int offsetsPartitions;

  /** What is known of one partition. */
  private static final class Partition {
    final TreeMap<Integer, PartitionState> lastStateByLeader = new TreeMap<>();
    final TreeMap<Integer, Long> leftIsrNanos = new TreeMap<>();
    PartitionState state;
    long decidedSeq;
    long decidedNanos;
    long ledSeq;
    long ledNanos;
    long isrSeq;
    long recordsGoneSeq = Stamped.NO_CAUSE;
    long reassignedSeq = Stamped.NO_CAUSE;

    Partition(PartitionState state) {
      this.state = state;
    }
  }

  void note(Stamped stamped) {
    switch (stamped.event()) {
      case Metadata.PartitionChanged changed -> noteChange(stamped, changed);
      case Metadata.TopicDeleted(String topic) -> {
        partitions.keySet().removeIf(id -> id.topic().equals(topic));
        enlarged.remove(topic);
        minIsr.remove(topic);
        minIsrRaised.remove(topic);
      }
      case Metadata.TopicCreated created -> enlarged.put(created.topic(), stamped.seq());
      case Metadata.PartitionsAdded added -> enlarged.put(added.topic(), stamped.seq());
      case Metadata.ConfigChanged(var scope, String topic, String key, String value)
          when scope == Metadata.ConfigScope.TOPIC
              && key.equals(ConfigCatalog.MIN_INSYNC_REPLICAS) ->
          noteMinIsr(topic, value == null ? 1 : Integer.parseInt(value), stamped.seq());
      case Replica.LogStartMoved moved -> noteRecordsGone(stamped, moved.partition());
      case Replica.Truncated truncated -> noteRecordsGone(stamped, truncated.partition());
      case Client.GroupChanged group when isUnsettling(group.state()) ->
          rebalances.put(group.groupId(), stamped.seq());
      case Client.GroupChanged group when group.state() == GroupState.DEAD ->
          rebalances.remove(group.groupId());
      default -> {} // Nothing else is decided about a partition or a group.
    }
  }

  /** Whether members of a group in this state must join again. */
  private static boolean isUnsettling(GroupState state) {
    return switch (state) {
      case PREPARING_REBALANCE, ASSIGNING, RECONCILING, EMPTY -> true;
      case COMPLETING_REBALANCE, STABLE, DEAD -> false;
    };
  }

  private void noteChange(Stamped stamped, Metadata.PartitionChanged changed) {
    PartitionState after = changed.after();
    Partition partition =
        partitions.computeIfAbsent(changed.partition(), unused -> new Partition(after));
    for (int member : partition.state.isr()) {
      if (!after.isr().contains(member)) {
        partition.leftIsrNanos.put(member, stamped.atNanos());
      }
    }
    if (changed.reassignmentBegan()) {
      partition.reassignedSeq = stamped.seq();
    }
    boolean sameReign =
        changed.before() != null && changed.before().leaderEpoch() == after.leaderEpoch();
    if (!sameReign) {
      partition.ledSeq = stamped.seq();
      partition.ledNanos = stamped.atNanos();
    }
    if (changed.before() == null || !changed.before().isr().equals(after.isr())) {
      partition.isrSeq = stamped.seq();
    }
    partition.state = after;
    partition.decidedSeq = stamped.seq();
    partition.decidedNanos = stamped.atNanos();
    if (after.hasLeader()) {
      partition.lastStateByLeader.put(after.leader(), after);
    }
    if (changed.partition().topic().equals(OffsetsTopic.NAME)) {
      offsetsPartitions = Math.max(offsetsPartitions, changed.partition().partition() + 1);
    }
  }

  private void noteMinIsr(String topic, int now, long seq) {
    Integer before = minIsr.put(topic, now);
    if (now > (before == null ? 1 : before)) {
      minIsrRaised.put(topic, seq);
    } else {
      minIsrRaised.remove(topic);
    }
  }

  private void noteRecordsGone(Stamped stamped, TopicPartition id) {
    Partition partition = partitions.get(id);
    if (partition != null) {
      partition.recordsGoneSeq = stamped.seq();
    }
  }

  /** Seq of the event that gave the topic the partitions it has, or of none. */
  long whyEnlarged(String topic) {
    return enlarged.getOrDefault(topic, Stamped.NO_CAUSE);
  }

  /** Seq of the reassignment that brings the replica in just now, or of none. */
  long whyAdded(TopicPartition id, int replica) {
    Partition partition = partitions.get(id);
    return partition == null || !partition.state.adding().contains(replica)
        ? Stamped.NO_CAUSE
        : partition.reassignedSeq;
  }

  /** Seq of the latest decision about the partition, or of none. */
  long latest(TopicPartition id) {
    Partition partition = partitions.get(id);
    return partition == null ? Stamped.NO_CAUSE : partition.decidedSeq;
  }

  /** Seq of the event by which too few are in sync: that of the ISR, or more being asked for. */
  long whyTooFew(TopicPartition id) {
    Partition partition = partitions.get(id);
    return partition == null
        ? Stamped.NO_CAUSE
        : Math.max(partition.isrSeq, minIsrRaised.getOrDefault(id.topic(), Stamped.NO_CAUSE));
  }

  /** Seq of the decision with which the latest leader epoch began, or of none. */
  long latestReign(TopicPartition id) {
    Partition partition = partitions.get(id);
    return partition == null ? Stamped.NO_CAUSE : partition.ledSeq;
  }

  /** As {@link #latestReign}, if that was not before {@code sinceNanos}. */
  long latestReignSince(TopicPartition id, long sinceNanos) {
    Partition partition = partitions.get(id);
    return partition == null || partition.ledNanos < sinceNanos
        ? Stamped.NO_CAUSE
        : partition.ledSeq;
  }

  /** As {@link #latest}, if that was not before {@code sinceNanos}. */
  long latestSince(TopicPartition id, long sinceNanos) {
    Partition partition = partitions.get(id);
    return partition == null || partition.decidedNanos < sinceNanos
        ? Stamped.NO_CAUSE
        : partition.decidedSeq;
  }

  /** The partition's state, or null if none is known. */
  @Nullable PartitionState state(TopicPartition id) {
    Partition partition = partitions.get(id);
    return partition == null ? null : partition.state;
  }

  /** What a leader last led the partition with, or null if it never did. */
  @Nullable PartitionState stateLedBy(TopicPartition id, int leader) {
    Partition partition = partitions.get(id);
    return partition == null ? null : partition.lastStateByLeader.get(leader);
  }

  /** When the replica was last taken out of the ISR; zero if it never was. */
  long leftIsrNanos(TopicPartition id, int replica) {
    Partition partition = partitions.get(id);
    return partition == null ? 0 : partition.leftIsrNanos.getOrDefault(replica, 0L);
  }

  /** Seq of the event that last took records out of a log of the partition, or of none. */
  long whyRecordsAreGone(TopicPartition id) {
    Partition partition = partitions.get(id);
    return partition == null ? Stamped.NO_CAUSE : partition.recordsGoneSeq;
  }

  /** Seq of the event with which the group's latest rebalance began, or of none. */
  long whyRebalancing(String groupId) {
    return rebalances.getOrDefault(groupId, Stamped.NO_CAUSE);
  }

  /** The partition that keeps the group, or null before there is any. */
  @Nullable TopicPartition homeOf(String groupId) {
    return offsetsPartitions == 0
        ? null
        : new TopicPartition(
            OffsetsTopic.NAME, OffsetsTopic.partitionFor(groupId, offsetsPartitions));
  }
}
