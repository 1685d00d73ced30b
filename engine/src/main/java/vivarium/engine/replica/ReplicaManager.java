package vivarium.engine.replica;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.metadata.TopicImage;

/** The replicas of one broker, each in the role that the broker's metadata gives it. */
public final class ReplicaManager {

  /**
   * Kafka looks every half {@code replica.lag.time.max.ms}; here a follower is missed within this
   * time of the setting, whatever it is and however it changes.
   */
  private static final long LAG_CHECK_NANOS = 250_000_000L;

  private static final int NO_EPOCH = -1;

  /** Kafka's {@code producer.id.expiration.check.interval.ms}. */
  private static final long PRODUCER_CHECK_NANOS = 600_000_000_000L;

  private final HostBroker broker;
  private final Purgatory purgatory;
  private final IsrProposals proposals;
  private final ReplicationThrottle leaderThrottle;
  private final ReplicationThrottle followerThrottle;
  private final TreeMap<TopicPartition, LocalReplica> replicas = new TreeMap<>();
  private final TreeMap<Integer, ReplicaFetcher> fetchers = new TreeMap<>();
  private final List<Consumer<LocalReplica>> roleListeners = new ArrayList<>();

  public ReplicaManager(HostBroker broker) {
    this.broker = broker;
    this.purgatory = new Purgatory(broker.context());
    this.proposals = new IsrProposals(broker, this);
    this.leaderThrottle = ReplicationThrottle.ofLeader(broker);
    this.followerThrottle = ReplicationThrottle.ofFollower(broker);
  }

  /** Begins to watch for followers that fall behind. */
  public void start() {
    checkLag();
    enforceRetention();
    forgetSilentProducers();
  }

  public Purgatory purgatory() {
    return purgatory;
  }

  /** What bounds the copies that are fetched from the leaders here. */
  public ReplicationThrottle leaderThrottle() {
    return leaderThrottle;
  }

  /** Has the listener told of each replica that takes up a role. */
  public void onRoleChange(Consumer<LocalReplica> listener) {
    roleListeners.add(listener);
  }

  public @Nullable LocalReplica replica(TopicPartition partition) {
    return replicas.get(partition);
  }

  /**
   * Why a request for a partition is refused here, or {@code NONE}.
   *
   * @param currentLeaderEpoch the leader epoch the asker knows, or -1
   */
  public Errors refusal(TopicPartition id, int currentLeaderEpoch) {
    LocalReplica replica = replicas.get(id);
    if (replica == null) {
      return whyAbsent(id);
    }
    if (currentLeaderEpoch != NO_EPOCH && currentLeaderEpoch < replica.leaderEpoch()) {
      return Errors.FENCED_LEADER_EPOCH;
    }
    if (currentLeaderEpoch > replica.leaderEpoch()) {
      return Errors.UNKNOWN_LEADER_EPOCH;
    }
    return replica.isLeader() ? Errors.NONE : Errors.NOT_LEADER_OR_FOLLOWER;
  }

  /** Why nobody can write here to a partition that this broker does not lead. */
  Errors refusalToWrite(TopicPartition id) {
    return replicas.containsKey(id) ? Errors.NOT_LEADER_OR_FOLLOWER : whyAbsent(id);
  }

  /** It is elsewhere, which has clients ask where; or it is nowhere. */
  private Errors whyAbsent(TopicPartition id) {
    return broker.image().partition(id) == null
        ? Errors.UNKNOWN_TOPIC_OR_PARTITION
        : Errors.NOT_LEADER_OR_FOLLOWER;
  }

  public Collection<LocalReplica> replicas() {
    return Collections.unmodifiableCollection(replicas.values());
  }

  /** Takes up, changes and gives up roles as the new metadata says. */
  public void apply(MetadataDelta delta, MetadataImage image) {
    for (TopicImage deleted : delta.deletedTopics()) {
      deleted
          .partitions()
          .keySet()
          .forEach(index -> remove(new TopicPartition(deleted.name(), index)));
    }
    for (TopicPartition id : delta.changedPartitions()) {
      TopicImage topic = image.topic(id.topic());
      PartitionState state = image.partition(id);
      if (topic == null || state == null) {
        continue;
      }
      if (!state.replicas().contains(broker.brokerId())) {
        remove(id);
      } else {
        take(id, topic, state);
      }
    }
    replicas.values().forEach(this::followWhereDue);
    fetchers.values().forEach(ReplicaFetcher::wake);
  }

  /** Deletes what lies on the disk and is not this broker's any more, as found when it starts. */
  public void removeStrays(MetadataImage image) {
    for (TopicPartition id : List.copyOf(broker.context().disk().logs().keySet())) {
      PartitionState state = image.partition(id);
      boolean stray = state == null || !state.replicas().contains(broker.brokerId());
      if (stray && !id.equals(MetadataLog.PARTITION)) {
        broker.context().disk().delete(id);
        broker.context().emit(new Replica.Removed(id));
      }
    }
  }

  private void take(TopicPartition id, TopicImage topic, PartitionState state) {
    LocalReplica replica = replicas.get(id);
    if (replica != null && !replica.topicId().equals(topic.id())) {
      remove(id);
      replica = null;
    }
    boolean isNew = replica == null;
    if (replica == null) {
      PartitionLog log = broker.context().disk().logOrNew(id, topic.id().toString());
      replica = new LocalReplica(id, topic.id(), log, state);
      replicas.put(id, replica);
    }
    if (!isNew && state.partitionEpoch() <= replica.state().partitionEpoch()) {
      return; // Already known, from the controller's answer to a proposal.
    }
    boolean newEpoch = isNew || state.leaderEpoch() > replica.leaderEpoch();
    if (!newEpoch) {
      replica.update(state);
      afterIsrChange(replica);
    } else if (state.leader() == broker.brokerId()) {
      becomeLeader(replica, state);
    } else {
      becomeFollower(replica, state);
    }
  }

  private void becomeLeader(LocalReplica replica, PartitionState state) {
    PartitionLog log = replica.log();
    long cause = broker.context().cause();
    broker
        .context()
        .emit(
            new Replica.BecameLeader(
                replica.id(),
                state.leaderEpoch(),
                log.logStartOffset(),
                log.logEndOffset(),
                log.highWatermark()),
            broker.blame().whyDecided(replica.id()));
    log.assignEpochAtEnd(state.leaderEpoch());
    replica.lead(state, new Leadership(broker, replica.id(), log, state));
    roleListeners.forEach(listener -> listener.accept(replica));
    afterIsrChange(replica);
    broker.context().setCause(cause);
  }

  private void becomeFollower(LocalReplica replica, PartitionState state) {
    PartitionLog log = replica.log();
    long cause = broker.context().cause();
    replica.follow(state);
    broker
        .context()
        .emit(
            new Replica.BecameFollower(
                replica.id(),
                state.leader(),
                state.leaderEpoch(),
                log.logStartOffset(),
                log.logEndOffset(),
                log.highWatermark()),
            broker.blame().whyDecided(replica.id()));
    roleListeners.forEach(listener -> listener.accept(replica));
    purgatory.check(replica.id());
    broker.context().setCause(cause);
  }

  /** Gives the replica to the fetcher of its leader, and takes it from every other. */
  private void followWhereDue(LocalReplica replica) {
    int leader = replica.isLeader() ? PartitionState.NO_LEADER : replica.state().leader();
    fetchers.forEach(
        (id, fetcher) -> {
          if (id != leader) {
            fetcher.remove(replica.id());
          }
        });
    if (leader != PartitionState.NO_LEADER && leader != broker.brokerId()) {
      fetchers
          .computeIfAbsent(leader, id -> new ReplicaFetcher(broker, id, followerThrottle))
          .add(replica);
    }
  }

  private void remove(TopicPartition id) {
    LocalReplica removed = replicas.remove(id);
    broker.context().disk().delete(id);
    if (removed != null) {
      removed.follow(removed.state());
      fetchers.values().forEach(fetcher -> fetcher.remove(id));
      roleListeners.forEach(listener -> listener.accept(removed));
      purgatory.check(id);
      broker.context().emit(new Replica.Removed(id));
    }
  }

  /**
   * The ISR or the log of a leader changed: the high watermark may move, and waiters look again.
   */
  void afterIsrChange(LocalReplica replica) {
    Leadership leadership = replica.leadership();
    if (leadership != null) {
      leadership.maybeAdvanceHighWatermark();
    }
    purgatory.check(replica.id());
  }

  /** A leader's log has grown. */
  public void afterAppend(LocalReplica replica) {
    afterIsrChange(replica);
  }

  /** A follower has asked the leader here for records from {@code fetchOffset} on. */
  public void followerFetched(
      LocalReplica replica, int follower, long fetchOffset, long followerBrokerEpoch) {
    Leadership leadership = replica.leadership();
    if (leadership == null) {
      return;
    }
    leadership.followerFetched(follower, fetchOffset, followerBrokerEpoch);
    if (leadership.expansionWith(follower) != null) {
      proposals.send(replica, leadership);
    }
    if (leadership.maybeAdvanceHighWatermark()) {
      purgatory.check(replica.id());
    }
  }

  private void checkLag() {
    broker.context().clearCause();
    for (LocalReplica replica : replicas.values()) {
      Leadership leadership = replica.leadership();
      if (leadership != null && leadership.shrunkIsr() != null) {
        proposals.send(replica, leadership);
        broker.context().clearCause();
      }
    }
    broker.context().after(LAG_CHECK_NANOS, this::checkLag);
  }

  private void enforceRetention() {
    broker.context().clearCause();
    Retention.enforce(broker, replicas.values());
    broker.context().after(Retention.CHECK_NANOS, this::enforceRetention);
  }

  private void forgetSilentProducers() {
    broker.context().clearCause();
    long keepMs = broker.image().brokerLong(ConfigCatalog.PRODUCER_ID_EXPIRATION_MS);
    for (LocalReplica replica : replicas.values()) {
      replica.log().forgetProducersSilentSince(broker.context().nowMs() - keepMs);
    }
    broker.context().after(PRODUCER_CHECK_NANOS, this::forgetSilentProducers);
  }

  /** Whether a broker of this id replicates the partition, as far as this leader knows. */
  public boolean isFollower(LocalReplica replica, int brokerId) {
    Leadership leadership = replica.leadership();
    return leadership != null && leadership.isFollower(brokerId);
  }
}
