package vivarium.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.coordinator.group.generated.GroupMetadataKey;
import org.apache.kafka.coordinator.group.generated.GroupMetadataValue;
import org.apache.kafka.coordinator.group.generated.OffsetCommitKey;
import org.apache.kafka.coordinator.group.generated.OffsetCommitValue;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.LogRecord;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordBatchBuilder;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.replica.ReplicaWriter;
import vivarium.engine.replica.ReplicaWriter.Write;
import vivarium.engine.wire.VersionedMessages;

/**
 * Writes groups to {@code __consumer_offsets} in Kafka's own record formats, and reads them back.
 */
final class GroupStore {

  private static final short GROUP_VALUE_VERSION = 3;
  private static final short OFFSET_VALUE_VERSION = 3;
  private static final short OFFSET_KEY_TYPE = 1;
  private static final short GROUP_KEY_TYPE = 2;

  private final HostBroker broker;
  private final ReplicaWriter writer;

  GroupStore(HostBroker broker, ReplicaWriter writer) {
    this.broker = broker;
    this.writer = writer;
  }

  /** Writes the group's generation and members; {@code done} is told how that went. */
  void writeGroup(TopicPartition partition, ClassicGroup group, Consumer<Errors> done) {
    GroupMetadataValue value =
        new GroupMetadataValue()
            .setProtocolType(group.protocolType())
            .setGeneration(group.generation())
            .setProtocol(group.protocol())
            .setLeader(group.leader())
            .setCurrentStateTimestamp(broker.context().nowMs());
    for (ClassicMember member : group.members()) {
      value
          .members()
          .add(
              new GroupMetadataValue.MemberMetadata()
                  .setMemberId(member.id())
                  .setClientId(member.clientId())
                  .setClientHost(member.clientHost())
                  .setRebalanceTimeout(member.rebalanceTimeoutMs())
                  .setSessionTimeout(member.sessionTimeoutMs())
                  .setSubscription(member.subscription(group.protocol()))
                  .setAssignment(member.assignment()));
    }
    RecordBatchBuilder batch =
        new RecordBatchBuilder()
            .add(
                broker.context().nowMs(),
                VersionedMessages.encodeKey(new GroupMetadataKey().setGroup(group.id())),
                VersionedMessages.encode(value, GROUP_VALUE_VERSION));
    write(partition, batch.build(), done);
  }

  /**
   * What became of a write.
   *
   * @param isAppended whether it is in the log, be it replicated or not
   */
  record Stored(Errors error, boolean isAppended) {
    static final Stored WELL = new Stored(Errors.NONE, true);
  }

  /** Writes what changed in a group of the consumer protocol. */
  void writeConsumerGroup(
      TopicPartition partition,
      String group,
      ConsumerGroupImage before,
      ConsumerGroupImage after,
      Consumer<Stored> done) {
    RecordBatchBuilder batch = new RecordBatchBuilder();
    long nowMs = broker.context().nowMs();
    ConsumerGroupRecords.between(group, before, after, nowMs)
        .forEach(entry -> batch.add(nowMs, entry.key(), entry.value()));
    writeBatch(
        partition,
        batch.build(),
        error -> {
          boolean appended =
              error == Errors.NONE
                  || error == Errors.REQUEST_TIMED_OUT
                  || error == Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND;
          done.accept(new Stored(toCoordinatorError(error), appended));
        });
  }

  /** Writes committed offsets of a group. */
  void writeOffsets(
      TopicPartition partition,
      String group,
      Map<TopicPartition, CommittedOffset> offsets,
      Consumer<Errors> done) {
    RecordBatchBuilder batch = new RecordBatchBuilder();
    offsets.forEach(
        (id, offset) ->
            batch.add(
                broker.context().nowMs(),
                offsetKey(group, id),
                VersionedMessages.encode(
                    new OffsetCommitValue()
                        .setOffset(offset.offset())
                        .setLeaderEpoch(offset.leaderEpoch())
                        .setMetadata(offset.metadata())
                        .setCommitTimestamp(offset.commitTimestampMs()),
                    OFFSET_VALUE_VERSION)));
    write(partition, batch.build(), done);
  }

  /** Writes that offsets, and perhaps the group itself, are no more. */
  void forget(
      TopicPartition partition,
      Group group,
      List<TopicPartition> offsets,
      boolean groupToo,
      Consumer<Errors> done) {
    RecordBatchBuilder batch = new RecordBatchBuilder();
    long nowMs = broker.context().nowMs();
    for (TopicPartition id : offsets) {
      batch.add(nowMs, offsetKey(group.id(), id), null);
    }
    if (groupToo) {
      switch (group) {
        case ClassicGroup classic ->
            batch.add(
                nowMs,
                VersionedMessages.encodeKey(new GroupMetadataKey().setGroup(classic.id())),
                null);
        case ConsumerGroup consumer ->
            ConsumerGroupRecords.tombstones(consumer.id())
                .forEach(entry -> batch.add(nowMs, entry.key(), entry.value()));
      }
    }
    write(partition, batch.build(), done);
  }

  private static byte[] offsetKey(String group, TopicPartition id) {
    return VersionedMessages.encodeKey(
        new OffsetCommitKey().setGroup(group).setTopic(id.topic()).setPartition(id.partition()));
  }

  private void write(TopicPartition partition, RecordBatch batch, Consumer<Errors> done) {
    writeBatch(partition, batch, error -> done.accept(toCoordinatorError(error)));
  }

  private void writeBatch(TopicPartition partition, RecordBatch batch, Consumer<Errors> done) {
    broker
        .context()
        .write(
            batch.sizeBytes(),
            () ->
                writer.write(
                    List.of(new Write(partition, batch)),
                    (short) ProducerSettings.ACKS_ALL,
                    broker.image().brokerNanos(ConfigCatalog.OFFSETS_COMMIT_TIMEOUT_MS),
                    () -> {},
                    written -> done.accept(written.getFirst().error())));
  }

  /** What a client of the coordinator is told when the coordinator's own write fails. */
  private static Errors toCoordinatorError(Errors error) {
    return switch (error) {
      case NONE -> Errors.NONE;
      case NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND, REQUEST_TIMED_OUT ->
          Errors.COORDINATOR_NOT_AVAILABLE;
      case NOT_LEADER_OR_FOLLOWER, UNKNOWN_TOPIC_OR_PARTITION -> Errors.NOT_COORDINATOR;
      default -> error;
    };
  }

  /** The groups that a partition of {@code __consumer_offsets} tells of. */
  TreeMap<String, Group> read(PartitionLog log) {
    TreeMap<String, Group> groups = new TreeMap<>();
    for (RecordBatch batch : log.batches()) {
      for (LogRecord record : batch.records()) {
        byte[] key = record.key();
        if (key != null) {
          replay(groups, key, record.value());
        }
      }
    }
    return groups;
  }

  private void replay(TreeMap<String, Group> groups, byte[] key, byte @Nullable [] value) {
    short type = VersionedMessages.prefixOf(key);
    switch (type) {
      case OFFSET_KEY_TYPE -> replayOffset(groups, key, value);
      case GROUP_KEY_TYPE -> {
        String id = VersionedMessages.decodeKey(key, new GroupMetadataKey()).group();
        if (value != null) {
          restore(classic(groups, id), VersionedMessages.decode(value, new GroupMetadataValue()));
        } else if (groups.get(id) instanceof ClassicGroup gone) {
          end(groups, gone);
        }
      }
      case ConsumerGroupRecords.GROUP,
          ConsumerGroupRecords.MEMBER,
          ConsumerGroupRecords.TARGET,
          ConsumerGroupRecords.TARGET_OF_MEMBER,
          ConsumerGroupRecords.STANDING ->
          replayConsumerGroup(groups, type, key, value);
      default -> {} // Kafka has more types, of which nothing is written here.
    }
  }

  private static void replayOffset(
      TreeMap<String, Group> groups, byte[] key, byte @Nullable [] value) {
    OffsetCommitKey offsetKey = VersionedMessages.decodeKey(key, new OffsetCommitKey());
    Group group = groups.computeIfAbsent(offsetKey.group(), ClassicGroup::new);
    TopicPartition id = new TopicPartition(offsetKey.topic(), offsetKey.partition());
    if (value == null) {
      group.forget(id);
    } else {
      OffsetCommitValue offset = VersionedMessages.decode(value, new OffsetCommitValue());
      group.commit(
          id,
          new CommittedOffset(
              offset.offset(), offset.leaderEpoch(), offset.metadata(), offset.commitTimestamp()));
    }
  }

  private void replayConsumerGroup(
      TreeMap<String, Group> groups, short type, byte[] key, byte @Nullable [] value) {
    String id = ConsumerGroupRecords.groupOf(type, key);
    Group known = groups.get(id);
    if (value == null && !(known instanceof ConsumerGroup)) {
      return; // Of a group that has become a classic one.
    }
    ConsumerGroup group =
        known instanceof ConsumerGroup same ? same : new ConsumerGroup(id, broker);
    if (known != null && known != group) {
      group.inherit(known);
    }
    groups.put(id, group);
    group.become(ConsumerGroupRecords.replay(group.image(), type, key, value));
    if (type == ConsumerGroupRecords.GROUP && value == null) {
      end(groups, group);
    }
  }

  private static ClassicGroup classic(TreeMap<String, Group> groups, String id) {
    Group known = groups.get(id);
    if (known instanceof ClassicGroup same) {
      return same;
    }
    ClassicGroup group = new ClassicGroup(id);
    if (known != null) {
      group.inherit(known);
    }
    groups.put(id, group);
    return group;
  }

  /** The group is no more, but what it has committed is until that is forgotten, too. */
  private static void end(TreeMap<String, Group> groups, Group group) {
    groups.remove(group.id());
    if (!group.offsets().isEmpty()) {
      classic(groups, group.id()).inherit(group);
    }
  }

  private static void restore(ClassicGroup group, GroupMetadataValue value) {
    String protocol = value.protocol() == null ? "" : value.protocol();
    List<ClassicMember> members = new ArrayList<>();
    for (GroupMetadataValue.MemberMetadata stored : value.members()) {
      ClassicMember member =
          new ClassicMember(
              stored.memberId(),
              stored.clientId(),
              stored.clientHost(),
              stored.sessionTimeout(),
              stored.rebalanceTimeout(),
              Map.of(protocol, stored.subscription()));
      member.assign(stored.assignment());
      members.add(member);
    }
    group.restore(
        value.currentStateTimestamp(),
        value.generation(),
        value.protocolType(),
        protocol,
        value.leader() == null ? "" : value.leader(),
        members);
  }
}
