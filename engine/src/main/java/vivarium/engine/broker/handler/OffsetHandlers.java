package vivarium.engine.broker.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartition;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponsePartitions;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopic;
import org.apache.kafka.common.message.OffsetFetchResponseData.OffsetFetchResponseTopics;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.group.GroupCoordinator;
import vivarium.engine.group.GroupCoordinator.Committed;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/**
 * OffsetCommit and OffsetFetch: from messages to the group coordinator and back. Left out: {@code
 * require_stable}, since no offset is ever pending.
 */
public final class OffsetHandlers {

  private static final short FIRST_VERSION_WITH_TOPIC_IDS = 10;
  private static final short FIRST_VERSION_WITH_MANY_GROUPS = 8;
  private static final long NOTHING_COMMITTED = -1;

  private final HostBroker broker;
  private final GroupCoordinator groups;

  public OffsetHandlers(HostBroker broker, GroupCoordinator groups) {
    this.broker = broker;
    this.groups = groups;
  }

  /** The name a request means: as it says, or by topic id; null if the id is unknown. */
  private @Nullable String nameOf(String name, Uuid id) {
    if (id.equals(Uuid.ZERO_UUID)) {
      return name;
    }
    TopicImage topic = broker.image().topic(id);
    return topic == null ? null : topic.name();
  }

  public void commit(Request request) {
    OffsetCommitRequestData commit = (OffsetCommitRequestData) request.body();
    List<GroupCoordinator.Offset> offsets = new ArrayList<>();
    for (var topic : commit.topics()) {
      String name = nameOf(topic.name(), topic.topicId());
      for (var partition : topic.partitions()) {
        TopicPartition id =
            name == null ? null : new TopicPartition(name, partition.partitionIndex());
        if (id != null && broker.image().partition(id) != null) {
          String metadata = partition.committedMetadata();
          offsets.add(
              new GroupCoordinator.Offset(
                  id,
                  partition.committedOffset(),
                  partition.committedLeaderEpoch(),
                  metadata == null ? "" : metadata));
        }
      }
    }
    if (offsets.isEmpty()) {
      request.reply(answer(commit, Errors.NONE));
      return;
    }
    groups.commit(
        commit.groupId(),
        commit.generationIdOrMemberEpoch(),
        commit.memberId(),
        offsets,
        error -> request.reply(answer(commit, error)));
  }

  private OffsetCommitResponseData answer(OffsetCommitRequestData commit, Errors error) {
    OffsetCommitResponseData response = new OffsetCommitResponseData();
    for (var topic : commit.topics()) {
      String name = nameOf(topic.name(), topic.topicId());
      var answered =
          new OffsetCommitResponseData.OffsetCommitResponseTopic()
              .setName(topic.name())
              .setTopicId(topic.topicId());
      response.topics().add(answered);
      for (var partition : topic.partitions()) {
        Errors own = error;
        if (name == null) {
          own = Errors.UNKNOWN_TOPIC_ID;
        } else if (broker.image().partition(new TopicPartition(name, partition.partitionIndex()))
            == null) {
          own = Errors.UNKNOWN_TOPIC_OR_PARTITION;
        }
        answered
            .partitions()
            .add(
                new OffsetCommitResponseData.OffsetCommitResponsePartition()
                    .setPartitionIndex(partition.partitionIndex())
                    .setErrorCode(own.code()));
      }
    }
    return response;
  }

  public void fetch(Request request) {
    OffsetFetchRequestData fetch = (OffsetFetchRequestData) request.body();
    OffsetFetchResponseData response = new OffsetFetchResponseData();
    if (request.version() < FIRST_VERSION_WITH_MANY_GROUPS) {
      fetchForOneGroup(fetch, response);
    } else {
      boolean byId = request.version() >= FIRST_VERSION_WITH_TOPIC_IDS;
      for (var group : fetch.groups()) {
        response.groups().add(fetchFor(group, byId));
      }
    }
    request.reply(response);
  }

  private OffsetFetchResponseGroup fetchFor(
      OffsetFetchRequestData.OffsetFetchRequestGroup asked, boolean byId) {
    OffsetFetchResponseGroup group = new OffsetFetchResponseGroup().setGroupId(asked.groupId());
    SortedMap<TopicPartition, Committed> offsets = groups.offsets(asked.groupId());
    if (offsets == null) {
      return group.setErrorCode(Errors.NOT_COORDINATOR.code());
    }
    Errors refusal = groups.mayFetchOffsets(asked.groupId(), asked.memberId(), asked.memberEpoch());
    if (refusal != Errors.NONE) {
      return group.setErrorCode(refusal.code());
    }
    if (asked.topics() == null) {
      byTopic(offsets).forEach((name, found) -> group.topics().add(allOf(name, found, byId)));
      return group;
    }
    for (var topic : asked.topics()) {
      OffsetFetchResponseTopics answer =
          new OffsetFetchResponseTopics().setName(topic.name()).setTopicId(topic.topicId());
      group.topics().add(answer);
      String name = nameOf(topic.name(), topic.topicId());
      for (int index : topic.partitionIndexes()) {
        answer
            .partitions()
            .add(
                name == null
                    ? partition(index, null).setErrorCode(Errors.UNKNOWN_TOPIC_ID.code())
                    : partition(index, offsets.get(new TopicPartition(name, index))));
      }
    }
    return group;
  }

  private static TreeMap<String, TreeMap<Integer, Committed>> byTopic(
      SortedMap<TopicPartition, Committed> offsets) {
    TreeMap<String, TreeMap<Integer, Committed>> byTopic = new TreeMap<>();
    offsets.forEach(
        (id, committed) ->
            byTopic
                .computeIfAbsent(id.topic(), unused -> new TreeMap<>())
                .put(id.partition(), committed));
    return byTopic;
  }

  private OffsetFetchResponseTopics allOf(
      String name, TreeMap<Integer, Committed> found, boolean byId) {
    OffsetFetchResponseTopics answer = new OffsetFetchResponseTopics().setName(name);
    TopicImage topic = broker.image().topic(name);
    if (byId && topic != null) {
      answer.setTopicId(topic.id());
    }
    found.forEach((index, committed) -> answer.partitions().add(partition(index, committed)));
    return answer;
  }

  private static OffsetFetchResponsePartitions partition(int index, @Nullable Committed committed) {
    return new OffsetFetchResponsePartitions()
        .setPartitionIndex(index)
        .setCommittedOffset(committed == null ? NOTHING_COMMITTED : committed.offset())
        .setCommittedLeaderEpoch(committed == null ? -1 : committed.leaderEpoch())
        .setMetadata(committed == null ? "" : committed.metadata());
  }

  private void fetchForOneGroup(OffsetFetchRequestData fetch, OffsetFetchResponseData response) {
    SortedMap<TopicPartition, Committed> offsets = groups.offsets(fetch.groupId());
    if (offsets == null) {
      response.setErrorCode(Errors.NOT_COORDINATOR.code());
      offsets = new TreeMap<>();
    }
    TreeMap<String, List<Integer>> asked = new TreeMap<>();
    if (fetch.topics() == null) {
      byTopic(offsets).forEach((name, found) -> asked.put(name, List.copyOf(found.keySet())));
    } else {
      fetch.topics().forEach(topic -> asked.put(topic.name(), topic.partitionIndexes()));
    }
    for (var entry : asked.entrySet()) {
      OffsetFetchResponseTopic topic = new OffsetFetchResponseTopic().setName(entry.getKey());
      response.topics().add(topic);
      for (int index : entry.getValue()) {
        Committed committed = offsets.get(new TopicPartition(entry.getKey(), index));
        topic
            .partitions()
            .add(
                new OffsetFetchResponsePartition()
                    .setPartitionIndex(index)
                    .setErrorCode(response.errorCode())
                    .setCommittedOffset(committed == null ? NOTHING_COMMITTED : committed.offset())
                    .setCommittedLeaderEpoch(committed == null ? -1 : committed.leaderEpoch())
                    .setMetadata(committed == null ? "" : committed.metadata()));
      }
    }
  }
}
