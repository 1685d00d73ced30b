package vivarium.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.replica.LocalReplica;
import vivarium.engine.replica.ReplicaManager;
import vivarium.engine.replica.ReplicaWriter;
import vivarium.engine.wire.Assignments;

/**
 * The groups this broker coordinates: those whose partition of {@code __consumer_offsets} it leads.
 * Here they are loaded, found and given up; {@link ClassicMembership} is what their members do,
 * {@link #commit} and {@link #offsets} what they keep.
 */
public final class GroupCoordinator {

  private final HostBroker broker;
  private final GroupStore store;
  private final ClassicMembership membership;
  private final ConsumerMembership consumers;

  /** The groups by id of each partition that this broker leads. */
  private final TreeMap<Integer, TreeMap<String, Group>> shards = new TreeMap<>();

  public GroupCoordinator(HostBroker broker, ReplicaManager replicas, ReplicaWriter writer) {
    this.broker = broker;
    this.store = new GroupStore(broker, writer);
    this.membership = new ClassicMembership(broker, this, store);
    this.consumers = new ConsumerMembership(broker, this, store);
    replicas.onRoleChange(this::roleChanged);
  }

  /** Begins to forget what is out of date. */
  public void start() {
    new Expiry(broker, this, store).start();
  }

  /** Joining, syncing, heartbeats and leaving. */
  public ClassicMembership membership() {
    return membership;
  }

  /** The heartbeats of the consumer protocol, which do all of that. */
  public ConsumerMembership consumers() {
    return consumers;
  }

  private void roleChanged(LocalReplica replica) {
    TopicPartition id = replica.id();
    if (!id.topic().equals(OffsetsTopic.NAME)) {
      return;
    }
    TreeMap<String, Group> old = shards.remove(id.partition());
    if (old != null) {
      old.values().forEach(this::giveUp);
    }
    if (replica.isLeader()) {
      TreeMap<String, Group> groups = store.read(replica.log());
      shards.put(id.partition(), groups);
      for (Group group : groups.values()) {
        List.copyOf(group.offsets().keySet()).stream()
            .filter(committed -> broker.image().partition(committed) == null)
            .forEach(group::forget);
        switch (group) {
          case ClassicGroup classic -> membership.takeOver(classic);
          case ConsumerGroup consumer -> consumers.takeOver(consumer);
        }
      }
    }
  }

  private void giveUp(Group group) {
    switch (group) {
      case ClassicGroup classic -> membership.giveUp(classic);
      case ConsumerGroup consumer -> consumer.abandon();
    }
  }

  /** Topics that are gone take the groups' offsets with them. */
  public void metadataChanged(MetadataDelta delta, MetadataImage image) {
    for (TopicImage deleted : delta.deletedTopics()) {
      for (TreeMap<String, Group> shard : shards.values()) {
        for (Group group : shard.values()) {
          deleted
              .partitions()
              .keySet()
              .forEach(index -> group.forget(new TopicPartition(deleted.name(), index)));
        }
      }
    }
  }

  /** The shard of a group, or null if this broker does not coordinate it. */
  private @Nullable TreeMap<String, Group> shardOf(String groupId) {
    TopicImage topic = broker.image().topic(OffsetsTopic.NAME);
    return topic == null
        ? null
        : shards.get(OffsetsTopic.partitionFor(groupId, topic.partitions().size()));
  }

  /** Whether this broker coordinates the group. */
  boolean coordinates(String groupId) {
    return shardOf(groupId) != null;
  }

  /** Where the group is kept. */
  TopicPartition home(String groupId) {
    TopicImage topic = broker.image().topic(OffsetsTopic.NAME);
    int partitions = topic == null ? 1 : topic.partitions().size();
    return new TopicPartition(OffsetsTopic.NAME, OffsetsTopic.partitionFor(groupId, partitions));
  }

  /** The group, or null if there is none or it is coordinated elsewhere. */
  @Nullable Group find(String groupId) {
    TreeMap<String, Group> shard = shardOf(groupId);
    return shard == null ? null : shard.get(groupId);
  }

  /** The group, or null if none of the classic protocol is here. */
  @Nullable ClassicGroup findClassic(String groupId) {
    return find(groupId) instanceof ClassicGroup group ? group : null;
  }

  /** The group, or null if none of the consumer protocol is here. */
  @Nullable ConsumerGroup findConsumerGroup(String groupId) {
    return find(groupId) instanceof ConsumerGroup group ? group : null;
  }

  /** The groups of the group's shard; the caller knows that it is here. */
  private TreeMap<String, Group> neighbours(String groupId) {
    TreeMap<String, Group> shard = shardOf(groupId);
    if (shard == null) {
      throw new IllegalStateException("group " + groupId + " is coordinated elsewhere");
    }
    return shard;
  }

  /**
   * The group, made if there is none; one of the consumer protocol in which nobody is becomes a
   * classic one.
   *
   * @throws IllegalStateException if this broker does not coordinate it
   */
  ClassicGroup findOrCreateClassic(String groupId) {
    ClassicGroup known = findClassic(groupId);
    if (known != null) {
      return known;
    }
    ClassicGroup made = new ClassicGroup(groupId);
    replace(made);
    return made;
  }

  /**
   * The group, made if there is none; a classic one in which nobody is becomes one of the consumer
   * protocol. Null if it has members of the classic protocol.
   *
   * @throws IllegalStateException if this broker does not coordinate it
   */
  @Nullable ConsumerGroup findOrCreateConsumerGroup(String groupId) {
    Group known = find(groupId);
    if (known instanceof ConsumerGroup same) {
      return same;
    }
    if (known != null && !known.isVacant()) {
      return null;
    }
    ConsumerGroup made = new ConsumerGroup(groupId, broker);
    replace(made);
    return made;
  }

  /** The group goes on in another protocol, with what it has committed. */
  private void replace(Group made) {
    Group before = neighbours(made.id()).put(made.id(), made);
    if (before != null) {
      made.inherit(before);
      store.forget(home(made.id()), before, List.of(), true, error -> {});
    }
  }

  /** All groups coordinated here, as they are now. */
  List<Group> groups() {
    return shards.values().stream().flatMap(shard -> shard.values().stream()).toList();
  }

  /** Nothing is left of the group. */
  void bury(Group group, String reason) {
    TreeMap<String, Group> shard = shardOf(group.id());
    if (shard != null) {
      shard.remove(group.id(), group);
    }
    broker
        .context()
        .emit(
            new Client.GroupChanged(
                group.id(),
                GroupState.DEAD,
                group.generation(),
                List.of(),
                0,
                reason,
                group.groupProtocol()));
  }

  /**
   * Deletes a group in which nobody is, with all it has committed. Source: Kafka's {@code
   * GroupMetadataManager.validateDeleteGroup}.
   *
   * @param done is told once what became of it, when the deletion is replicated
   */
  public void delete(String groupId, Consumer<Errors> done) {
    if (!coordinates(groupId)) {
      done.accept(Errors.NOT_COORDINATOR);
      return;
    }
    Group group = find(groupId);
    if (group == null) {
      done.accept(Errors.GROUP_ID_NOT_FOUND);
      return;
    }
    if (!group.isVacant()) {
      done.accept(Errors.NON_EMPTY_GROUP);
      return;
    }
    List<TopicPartition> committed = List.copyOf(group.offsets().keySet());
    store.forget(
        home(groupId),
        group,
        committed,
        true,
        error -> {
          Group now = find(groupId);
          if (error == Errors.NONE && now != null) {
            committed.forEach(now::forget);
            // Who joined meanwhile is in a group that has committed nothing.
            if (now.isVacant() && now.offsets().isEmpty()) {
              bury(now, "it was deleted");
            }
          }
          done.accept(error);
        });
  }

  /** Is told once what became of a commit. */
  public interface CommitListener {
    void committed(Errors error);
  }

  /** An offset to commit. */
  public record Offset(TopicPartition partition, long offset, int leaderEpoch, String metadata) {}

  /**
   * Commits offsets for a group; they count once they are replicated.
   *
   * @param generation the member's, or its epoch, or -1 for a client that is in no group
   * @param memberId the member's, or empty for a client that is in no group
   */
  public void commit(
      String groupId, int generation, String memberId, List<Offset> offsets, CommitListener done) {
    if (!coordinates(groupId)) {
      done.committed(Errors.NOT_COORDINATOR);
      return;
    }
    boolean isSimple = generation < 0 && memberId.isEmpty();
    Group known = find(groupId);
    Group group = known == null && isSimple ? findOrCreateClassic(groupId) : known;
    if (group == null) {
      done.committed(Errors.ILLEGAL_GENERATION);
      return;
    }
    Errors refusal =
        switch (group) {
          case ClassicGroup classic -> membership.mayCommit(classic, generation, memberId);
          case ConsumerGroup consumer -> consumers.mayCommit(consumer, generation, memberId);
        };
    if (refusal != Errors.NONE) {
      done.committed(refusal);
      return;
    }
    Map<TopicPartition, CommittedOffset> values = new TreeMap<>();
    for (Offset offset : offsets) {
      values.put(
          offset.partition(),
          new CommittedOffset(
              offset.offset(), offset.leaderEpoch(), offset.metadata(), broker.context().nowMs()));
    }
    store.writeOffsets(
        home(groupId),
        groupId,
        values,
        error -> {
          if (error == Errors.NONE) {
            take(groupId, values);
          }
          done.committed(error);
        });
  }

  /**
   * What is committed is the group's as it is by now: it may have changed its protocol since, or
   * have been buried, and then it is there again, as for whoever reads the log.
   */
  private void take(String groupId, Map<TopicPartition, CommittedOffset> values) {
    if (coordinates(groupId)) {
      Group known = find(groupId);
      Group group = known == null ? findOrCreateClassic(groupId) : known;
      values.forEach(group::commit);
    }
    values.forEach(
        (partition, value) ->
            broker.context().emit(new Client.Committed(groupId, partition, value.offset())));
  }

  /** A committed offset as a client asks for it. */
  public record Committed(long offset, int leaderEpoch, String metadata) {}

  /**
   * The group's committed offsets.
   *
   * @return null if the group is coordinated elsewhere; empty if it has none
   */
  public @Nullable SortedMap<TopicPartition, Committed> offsets(String groupId) {
    if (!coordinates(groupId)) {
      return null;
    }
    TreeMap<TopicPartition, Committed> offsets = new TreeMap<>();
    Group group = find(groupId);
    if (group != null) {
      group
          .offsets()
          .forEach(
              (partition, value) ->
                  offsets.put(
                      partition,
                      new Committed(value.offset(), value.leaderEpoch(), value.metadata())));
    }
    return offsets;
  }

  /**
   * Whether a member may ask for offsets: in the consumer protocol one with another epoch may not.
   *
   * @param memberId null or empty for a client that is in no group
   */
  public Errors mayFetchOffsets(String groupId, @Nullable String memberId, int memberEpoch) {
    ConsumerGroup group = findConsumerGroup(groupId);
    return group == null || memberId == null || memberId.isEmpty() || memberEpoch < 0
        ? Errors.NONE
        : consumers.mayCommit(group, memberEpoch, memberId);
  }

  /** A group in a list. */
  public record Listing(
      String groupId, String protocolType, GroupState state, GroupProtocol protocol) {}

  /** The groups this broker coordinates. */
  public List<Listing> list() {
    List<Listing> listings = new ArrayList<>();
    for (TreeMap<String, Group> shard : shards.values()) {
      for (Group group : shard.values()) {
        String protocolType =
            switch (group) {
              case ClassicGroup classic -> classic.protocolType();
              case ConsumerGroup consumer -> Assignments.PROTOCOL_TYPE;
            };
        listings.add(new Listing(group.id(), protocolType, group.state(), group.groupProtocol()));
      }
    }
    return listings;
  }

  /** A member in a description. */
  public record MemberDescription(
      String memberId,
      String clientId,
      String clientHost,
      byte[] subscription,
      byte[] assignment) {}

  /** A group described. */
  public record Description(
      GroupState state, String protocolType, String protocol, List<MemberDescription> members) {}

  /** The group described, or null if there is none of the classic protocol here. */
  public @Nullable Description describe(String groupId) {
    ClassicGroup group = findClassic(groupId);
    if (group == null) {
      return null;
    }
    List<MemberDescription> members = new ArrayList<>();
    for (ClassicMember member : group.members()) {
      members.add(
          new MemberDescription(
              member.id(),
              member.clientId(),
              member.clientHost(),
              member.subscription(group.protocol()),
              group.is(GroupState.STABLE) ? member.assignment() : new byte[0]));
    }
    return new Description(group.state(), group.protocolType(), group.protocol(), members);
  }

  /** The group described, or null if there is none of the consumer protocol here. */
  public @Nullable ConsumerGroupDescription describeConsumerGroup(String groupId) {
    ConsumerGroup group = findConsumerGroup(groupId);
    return group == null ? null : group.describe();
  }

  /** The shortest and longest session a member may ask for, in milliseconds. */
  boolean isValidSession(int sessionTimeoutMs) {
    return sessionTimeoutMs >= broker.image().brokerInt(ConfigCatalog.GROUP_MIN_SESSION_TIMEOUT_MS)
        && sessionTimeoutMs <= broker.image().brokerInt(ConfigCatalog.GROUP_MAX_SESSION_TIMEOUT_MS);
  }
}
