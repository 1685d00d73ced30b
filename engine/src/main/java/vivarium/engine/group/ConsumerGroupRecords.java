package vivarium.engine.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupCurrentMemberAssignmentKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupCurrentMemberAssignmentValue;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMemberMetadataKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMemberMetadataValue;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMetadataKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupMetadataValue;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupTargetAssignmentMemberKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupTargetAssignmentMemberValue;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupTargetAssignmentMetadataKey;
import org.apache.kafka.coordinator.group.generated.ConsumerGroupTargetAssignmentMetadataValue;
import org.jspecify.annotations.Nullable;
import vivarium.engine.wire.VersionedMessages;

/**
 * A group of the consumer protocol as records of {@code __consumer_offsets}, in Kafka's formats:
 * what changed from one image to the next, and an image of what was written.
 *
 * <p>Source: Kafka's {@code GroupCoordinatorRecordHelpers}. Left out: per partition, the epoch in
 * which it was assigned (KIP-1251).
 */
final class ConsumerGroupRecords {

  static final short GROUP = 3;
  static final short MEMBER = 5;
  static final short TARGET = 6;
  static final short TARGET_OF_MEMBER = 7;
  static final short STANDING = 8;
  private static final short VERSION = 0;

  private ConsumerGroupRecords() {}

  /** A record: its key, and its value or null where something is no more. */
  record Entry(byte[] key, byte @Nullable [] value) {}

  private static Entry entry(ApiMessage key, @Nullable ApiMessage value) {
    return new Entry(
        VersionedMessages.encodeKey(key),
        value == null ? null : VersionedMessages.encode(value, VERSION));
  }

  /** That the group is no more; its members were gone before. */
  static List<Entry> tombstones(String group) {
    return List.of(
        entry(new ConsumerGroupTargetAssignmentMetadataKey().setGroupId(group), null),
        entry(new ConsumerGroupMetadataKey().setGroupId(group), null));
  }

  /** What has to be written so that a reader gets from one image to the other. */
  static List<Entry> between(
      String group, ConsumerGroupImage before, ConsumerGroupImage after, long nowMs) {
    List<Entry> entries = new ArrayList<>();
    for (ConsumerMember gone : before.members().values()) {
      if (!after.members().containsKey(gone.id())) {
        entries.add(entry(standingKey(group, gone.id()), null));
        entries.add(entry(targetKey(group, gone.id()), null));
        entries.add(entry(memberKey(group, gone.id()), null));
      }
    }
    for (ConsumerMember member : after.members().values()) {
      ConsumerMember old = before.member(member.id());
      if (old == null || !old.hasSameMetadata(member)) {
        entries.add(entry(memberKey(group, member.id()), memberValue(member)));
      }
    }
    if (before.epoch() != after.epoch() || before.metadataHash() != after.metadataHash()) {
      entries.add(
          entry(
              new ConsumerGroupMetadataKey().setGroupId(group),
              new ConsumerGroupMetadataValue()
                  .setEpoch(after.epoch())
                  .setMetadataHash(after.metadataHash())));
    }
    after
        .target()
        .forEach(
            (member, partitions) -> {
              if (!partitions.equals(before.target().get(member))) {
                entries.add(entry(targetKey(group, member), targetValue(partitions)));
              }
            });
    if (before.targetEpoch() != after.targetEpoch()) {
      entries.add(
          entry(
              new ConsumerGroupTargetAssignmentMetadataKey().setGroupId(group),
              new ConsumerGroupTargetAssignmentMetadataValue()
                  .setAssignmentEpoch(after.targetEpoch())
                  .setAssignmentTimestamp(nowMs)));
    }
    for (ConsumerMember member : after.members().values()) {
      ConsumerMember old = before.member(member.id());
      if (old == null || !old.standing().equals(member.standing())) {
        entries.add(entry(standingKey(group, member.id()), standingValue(member.standing())));
      }
    }
    return entries;
  }

  private static ConsumerGroupMemberMetadataKey memberKey(String group, String member) {
    return new ConsumerGroupMemberMetadataKey().setGroupId(group).setMemberId(member);
  }

  private static ConsumerGroupTargetAssignmentMemberKey targetKey(String group, String member) {
    return new ConsumerGroupTargetAssignmentMemberKey().setGroupId(group).setMemberId(member);
  }

  private static ConsumerGroupCurrentMemberAssignmentKey standingKey(String group, String member) {
    return new ConsumerGroupCurrentMemberAssignmentKey().setGroupId(group).setMemberId(member);
  }

  private static ConsumerGroupMemberMetadataValue memberValue(ConsumerMember member) {
    return new ConsumerGroupMemberMetadataValue()
        .setClientId(member.clientId())
        .setClientHost(member.clientHost())
        .setRackId(member.rack().isEmpty() ? null : member.rack())
        .setRebalanceTimeoutMs(member.rebalanceTimeoutMs())
        .setSubscribedTopicNames(List.copyOf(member.topics()))
        .setServerAssignor(member.assignor().isEmpty() ? null : member.assignor());
  }

  private static ConsumerGroupTargetAssignmentMemberValue targetValue(
      SortedSet<HeldPartition> partitions) {
    ConsumerGroupTargetAssignmentMemberValue value = new ConsumerGroupTargetAssignmentMemberValue();
    byTopic(partitions)
        .forEach(
            (topic, indexes) ->
                value
                    .topicPartitions()
                    .add(
                        new ConsumerGroupTargetAssignmentMemberValue.TopicPartition()
                            .setTopicId(topic)
                            .setPartitions(indexes)));
    return value;
  }

  private static ConsumerGroupCurrentMemberAssignmentValue standingValue(Standing standing) {
    return new ConsumerGroupCurrentMemberAssignmentValue()
        .setMemberEpoch(standing.epoch())
        .setPreviousMemberEpoch(standing.previousEpoch())
        .setState((byte) standing.state().ordinal())
        .setAssignedPartitions(standingPartitions(standing.assigned()))
        .setPartitionsPendingRevocation(standingPartitions(standing.pendingRevocation()));
  }

  private static List<ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions> standingPartitions(
      SortedSet<HeldPartition> partitions) {
    List<ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions> topics = new ArrayList<>();
    byTopic(partitions)
        .forEach(
            (topic, indexes) ->
                topics.add(
                    new ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions()
                        .setTopicId(topic)
                        .setPartitions(indexes)));
    return topics;
  }

  /** The numbers of the partitions of each topic. */
  static SortedMap<Uuid, List<Integer>> byTopic(Collection<HeldPartition> partitions) {
    TreeMap<Uuid, List<Integer>> byTopic = new TreeMap<>();
    partitions.forEach(
        each ->
            byTopic
                .computeIfAbsent(each.topicId(), unused -> new ArrayList<>())
                .add(each.partition()));
    return byTopic;
  }

  /** The group that a record of one of the types above is about. */
  static String groupOf(short type, byte[] key) {
    return switch (type) {
      case GROUP -> VersionedMessages.decodeKey(key, new ConsumerGroupMetadataKey()).groupId();
      case MEMBER ->
          VersionedMessages.decodeKey(key, new ConsumerGroupMemberMetadataKey()).groupId();
      case TARGET ->
          VersionedMessages.decodeKey(key, new ConsumerGroupTargetAssignmentMetadataKey())
              .groupId();
      case TARGET_OF_MEMBER ->
          VersionedMessages.decodeKey(key, new ConsumerGroupTargetAssignmentMemberKey()).groupId();
      case STANDING ->
          VersionedMessages.decodeKey(key, new ConsumerGroupCurrentMemberAssignmentKey()).groupId();
      default -> throw new IllegalArgumentException("no record of a consumer group: " + type);
    };
  }

  /** The image after a record of one of the types above. */
  static ConsumerGroupImage replay(
      ConsumerGroupImage image, short type, byte[] key, byte @Nullable [] value) {
    return switch (type) {
      case GROUP -> replayGroup(image, value);
      case MEMBER -> {
        String id =
            VersionedMessages.decodeKey(key, new ConsumerGroupMemberMetadataKey()).memberId();
        yield value == null ? withoutMember(image, id) : replayMember(image, id, value);
      }
      case TARGET -> {
        int epoch =
            value == null
                ? 0
                : VersionedMessages.decode(value, new ConsumerGroupTargetAssignmentMetadataValue())
                    .assignmentEpoch();
        yield new ConsumerGroupImage(
            image.epoch(), image.metadataHash(), epoch, image.members(), image.target());
      }
      case TARGET_OF_MEMBER -> {
        String id =
            VersionedMessages.decodeKey(key, new ConsumerGroupTargetAssignmentMemberKey())
                .memberId();
        yield replayTarget(image, id, value);
      }
      case STANDING -> {
        String id =
            VersionedMessages.decodeKey(key, new ConsumerGroupCurrentMemberAssignmentKey())
                .memberId();
        yield replayStanding(image, id, value);
      }
      default -> image;
    };
  }

  private static ConsumerGroupImage replayGroup(ConsumerGroupImage image, byte @Nullable [] value) {
    if (value == null) {
      return ConsumerGroupImage.EMPTY;
    }
    var group = VersionedMessages.decode(value, new ConsumerGroupMetadataValue());
    return new ConsumerGroupImage(
        group.epoch(), group.metadataHash(), image.targetEpoch(), image.members(), image.target());
  }

  private static ConsumerGroupImage withoutMember(ConsumerGroupImage image, String id) {
    TreeMap<String, ConsumerMember> members = new TreeMap<>(image.members());
    members.remove(id);
    return new ConsumerGroupImage(
        image.epoch(), image.metadataHash(), image.targetEpoch(), members, image.target());
  }

  private static ConsumerGroupImage replayMember(
      ConsumerGroupImage image, String id, byte[] value) {
    var stored = VersionedMessages.decode(value, new ConsumerGroupMemberMetadataValue());
    ConsumerMember before = image.member(id);
    return image.with(
        new ConsumerMember(
            id,
            stored.clientId(),
            stored.clientHost(),
            orEmpty(stored.rackId()),
            stored.rebalanceTimeoutMs(),
            new TreeSet<>(stored.subscribedTopicNames()),
            orEmpty(stored.serverAssignor()),
            before == null ? Standing.NEW : before.standing()));
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static ConsumerGroupImage replayTarget(
      ConsumerGroupImage image, String id, byte @Nullable [] value) {
    TreeMap<String, SortedSet<HeldPartition>> target = new TreeMap<>(image.target());
    if (value == null) {
      target.remove(id);
    } else {
      TreeSet<HeldPartition> partitions = new TreeSet<>();
      VersionedMessages.decode(value, new ConsumerGroupTargetAssignmentMemberValue())
          .topicPartitions()
          .forEach(
              topic ->
                  topic
                      .partitions()
                      .forEach(i -> partitions.add(new HeldPartition(topic.topicId(), i))));
      target.put(id, partitions);
    }
    return new ConsumerGroupImage(
        image.epoch(), image.metadataHash(), image.targetEpoch(), image.members(), target);
  }

  private static ConsumerGroupImage replayStanding(
      ConsumerGroupImage image, String id, byte @Nullable [] value) {
    ConsumerMember member = image.member(id);
    if (member == null) {
      return image; // Its tombstone comes before that of the member.
    }
    if (value == null) {
      return image.with(member.with(Standing.NEW));
    }
    var stored = VersionedMessages.decode(value, new ConsumerGroupCurrentMemberAssignmentValue());
    return image.with(
        member.with(
            new Standing(
                Standing.State.values()[stored.state()],
                stored.memberEpoch(),
                stored.previousMemberEpoch(),
                held(stored.assignedPartitions()),
                held(stored.partitionsPendingRevocation()))));
  }

  private static TreeSet<HeldPartition> held(
      List<ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions> topics) {
    TreeSet<HeldPartition> held = new TreeSet<>();
    topics.forEach(
        topic -> topic.partitions().forEach(i -> held.add(new HeldPartition(topic.topicId(), i))));
    return held;
  }
}
