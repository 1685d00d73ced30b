package vivarium.engine.replica;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.metadata.BrokerImage;

/**
 * The leader's part of a partition during one leader epoch: who follows how far, who is in sync,
 * and what is committed. Source: Kafka's {@code Partition}.
 *
 * <p>While a change of the ISR is on its way to the controller the <em>maximal</em> ISR counts for
 * the high watermark: the old ISR with the new members, so that nothing is committed that a member
 * of either might lack.
 */
public final class Leadership {

  private final HostBroker broker;
  private final TopicPartition partition;
  private final PartitionLog log;
  private final long epochStartOffset;
  private final TreeMap<Integer, FollowerProgress> followers = new TreeMap<>();
  private PartitionState state;
  private final TreeMap<Integer, Long> proposedEpochs = new TreeMap<>();
  private @Nullable List<Integer> proposedIsr;
  private long proposedBecause = Stamped.NO_CAUSE;

  Leadership(HostBroker broker, TopicPartition partition, PartitionLog log, PartitionState state) {
    this.broker = broker;
    this.partition = partition;
    this.log = log;
    this.state = state;
    this.epochStartOffset = log.logEndOffset();
    for (int replica : state.replicas()) {
      if (replica != broker.brokerId()) {
        followers.put(
            replica,
            new FollowerProgress(
                state.isr().contains(replica)
                    ? broker.context().nowNanos()
                    : FollowerProgress.NEVER));
      }
    }
  }

  /** The controller has decided on another state within this leader epoch. */
  void update(PartitionState newState) {
    state = newState;
    proposedIsr = null;
    followers.keySet().retainAll(newState.replicas());
    for (int replica : newState.replicas()) {
      if (replica != broker.brokerId()) {
        followers.computeIfAbsent(replica, unused -> new FollowerProgress(FollowerProgress.NEVER));
      }
    }
  }

  PartitionState state() {
    return state;
  }

  /** Offset at which this leader began; a follower below it lacks what earlier leaders wrote. */
  public long epochStartOffset() {
    return epochStartOffset;
  }

  int minInSyncReplicas() {
    return Math.min(broker.image().minInSyncReplicas(partition.topic()), state.replicas().size());
  }

  /** Whether a produce with acks=all must be refused: {@code NOT_ENOUGH_REPLICAS}. */
  public boolean isUnderMinIsr() {
    return state.isr().size() < minInSyncReplicas();
  }

  /** Takes note of a follower's fetch. */
  void followerFetched(
      int follower, long fetchOffset, long followerLogStart, long followerBrokerEpoch) {
    FollowerProgress progress = followers.get(follower);
    if (progress != null) {
      progress.fetched(
          fetchOffset,
          followerLogStart,
          log.logEndOffset(),
          broker.context().nowNanos(),
          followerBrokerEpoch);
    }
  }

  /**
   * The replica in a consumer's rack that it should read from, if the leader is in another (Kafka's
   * {@code RackAwareReplicaSelector}): in sync, with the record asked for, and of these the one
   * with the longest log.
   *
   * @return a broker's id, or null if the leader is the one to read from
   */
  @Nullable Integer nearerReplica(String rack, long fetchOffset) {
    String selector = broker.image().brokerConfig(ConfigCatalog.REPLICA_SELECTOR);
    if (!selector.equals(ConfigCatalog.RACK_AWARE_SELECTOR) || isIn(rack, broker.brokerId())) {
      return null;
    }
    return followers.entrySet().stream()
        .filter(each -> state.isr().contains(each.getKey()) && isIn(rack, each.getKey()))
        .filter(each -> each.getValue().has(fetchOffset))
        .max(
            Comparator.<Map.Entry<Integer, FollowerProgress>>comparingLong(
                    each -> each.getValue().logEndOffset())
                .thenComparingLong(each -> each.getValue().lastCaughtUpNanos())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private boolean isIn(String rack, int brokerId) {
    BrokerImage image = broker.image().broker(brokerId);
    return image != null && rack.equals(image.rack());
  }

  /** Whether the partition is assigned to this broker, apart from the leader. */
  boolean isFollower(int replica) {
    return followers.containsKey(replica);
  }

  /**
   * Raises the high watermark to what every member of the maximal ISR, and everyone about to join
   * it, has fetched. It stands still under min ISR (KIP-966).
   *
   * @return whether it moved
   */
  boolean maybeAdvanceHighWatermark() {
    if (isUnderMinIsr()) {
      return false;
    }
    long newHighWatermark = log.logEndOffset();
    for (var entry : followers.entrySet()) {
      FollowerProgress progress = entry.getValue();
      if (isInMaximalIsr(entry.getKey()) || isAboutToJoin(entry.getKey(), progress)) {
        newHighWatermark = Math.min(newHighWatermark, progress.logEndOffset());
      }
    }
    if (newHighWatermark <= log.highWatermark()) {
      return false;
    }
    log.setHighWatermark(newHighWatermark);
    broker.context().emit(new Replica.HighWatermarkMoved(partition, newHighWatermark));
    return true;
  }

  private boolean isInMaximalIsr(int replica) {
    return state.isr().contains(replica) || (proposedIsr != null && proposedIsr.contains(replica));
  }

  private boolean isAboutToJoin(int replica, FollowerProgress progress) {
    return isEligible(replica, progress)
        && progress.isCaughtUp(log.logEndOffset(), broker.context().nowNanos(), maxLagNanos());
  }

  private boolean isEligible(int replica, FollowerProgress progress) {
    BrokerImage image = broker.image().broker(replica);
    return image != null
        && image.isActive()
        && (progress.brokerEpoch() == image.epoch() || progress.brokerEpoch() == -1);
  }

  private long maxLagNanos() {
    return broker.image().brokerNanos(ConfigCatalog.REPLICA_LAG_TIME_MAX_MS);
  }

  /** The ISR to propose now that the follower has fetched, or null if it stays as it is. */
  @Nullable List<Integer> expansionWith(int follower) {
    FollowerProgress progress = followers.get(follower);
    if (proposedIsr != null || progress == null || state.isr().contains(follower)) {
      return null;
    }
    boolean caughtUp =
        progress.logEndOffset() >= log.highWatermark()
            && progress.logEndOffset() >= epochStartOffset
            && progress.brokerEpoch() != -1;
    if (!caughtUp || !isEligible(follower, progress)) {
      return null;
    }
    broker
        .context()
        .emit(
            new Replica.CaughtUp(partition, follower),
            broker
                .blame()
                .whyCaughtUp(partition, broker.context().self(), NodeId.broker(follower)));
    List<Integer> proposal = new ArrayList<>(state.isr());
    proposal.add(follower);
    return propose(proposal);
  }

  /** The ISR to propose without those that have fallen behind, or null if nobody has. */
  @Nullable List<Integer> shrunkIsr() {
    if (proposedIsr != null) {
      return null;
    }
    long now = broker.context().nowNanos();
    TreeSet<Integer> behind = new TreeSet<>();
    for (int member : state.isr()) {
      FollowerProgress progress = followers.get(member);
      if (progress != null && !progress.isCaughtUp(log.logEndOffset(), now, maxLagNanos())) {
        behind.add(member);
      }
    }
    if (behind.isEmpty()) {
      return null;
    }
    for (int member : behind) {
      FollowerProgress progress = followers.get(member);
      long since = progress == null ? now : Math.max(0, progress.lastCaughtUpNanos());
      broker
          .context()
          .emit(
              new Replica.FellBehind(partition, member, since),
              broker.blame().whySilent(broker.context().self(), NodeId.broker(member)));
    }
    return propose(state.isr().stream().filter(id -> !behind.contains(id)).toList());
  }

  private List<Integer> propose(List<Integer> proposal) {
    proposedIsr = List.copyOf(proposal);
    proposedEpochs.clear();
    proposal.forEach(member -> proposedEpochs.put(member, brokerEpochOf(member)));
    proposedBecause = broker.context().cause();
    return proposal;
  }

  /** The ISR proposed and not yet decided on, or null. */
  @Nullable List<Integer> proposedIsr() {
    return proposedIsr;
  }

  /** Seq of the event that had the ISR proposed. */
  long proposedBecause() {
    return proposedBecause;
  }

  /** The controller refused: the ISR stays as it is. */
  void withdrawProposal() {
    proposedIsr = null;
  }

  /**
   * Epoch under which a proposed member had last fetched when it was proposed: what it did since,
   * as another incarnation, does not count. -1 of an unknown one.
   */
  long proposedEpochOf(int member) {
    return proposedEpochs.getOrDefault(member, -1L);
  }

  private long brokerEpochOf(int member) {
    FollowerProgress progress = followers.get(member);
    return progress == null
        ? (member == broker.brokerId() ? broker.brokerEpoch() : -1)
        : progress.brokerEpoch();
  }
}
