package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;

/** The two requests for a group's offsets in one topic, which is all a built-in consumer reads. */
final class OffsetRequests {

  private OffsetRequests() {}

  static OffsetFetchRequestData fetch(
      String groupId, String topic, Uuid topicId, List<TopicPartition> partitions) {
    var asked =
        new OffsetFetchRequestData.OffsetFetchRequestTopics()
            .setName(topic)
            .setTopicId(topicId)
            .setPartitionIndexes(
                new ArrayList<>(partitions.stream().map(TopicPartition::partition).toList()));
    return new OffsetFetchRequestData()
        .setGroups(
            List.of(
                new OffsetFetchRequestData.OffsetFetchRequestGroup()
                    .setGroupId(groupId)
                    .setTopics(List.of(asked))));
  }

  /** The committed offsets there are; null if that of any partition is not known now. */
  static @Nullable TreeMap<TopicPartition, Long> committed(
      String topicName, OffsetFetchResponseData.OffsetFetchResponseGroup group) {
    TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    for (var topic : group.topics()) {
      for (var partition : topic.partitions()) {
        if (partition.errorCode() != Errors.NONE.code()) {
          return null;
        }
        if (partition.committedOffset() >= 0) {
          committed.put(
              new TopicPartition(topicName, partition.partitionIndex()),
              partition.committedOffset());
        }
      }
    }
    return committed;
  }

  /** The group's id, generation and member are the caller's to add. */
  static OffsetCommitRequestData commit(
      String topic, Uuid topicId, Map<TopicPartition, Long> offsets) {
    var committed =
        new OffsetCommitRequestData.OffsetCommitRequestTopic().setName(topic).setTopicId(topicId);
    offsets.forEach(
        (partition, offset) ->
            committed
                .partitions()
                .add(
                    new OffsetCommitRequestData.OffsetCommitRequestPartition()
                        .setPartitionIndex(partition.partition())
                        .setCommittedOffset(offset)
                        .setCommittedMetadata("")));
    return new OffsetCommitRequestData().setTopics(List.of(committed));
  }
}
