package vivarium.engine.quorum;

import java.util.List;
import org.apache.kafka.common.message.BeginQuorumEpochRequestData;
import org.apache.kafka.common.message.BeginQuorumEpochResponseData;
import org.apache.kafka.common.message.EndQuorumEpochRequestData;
import org.apache.kafka.common.message.EndQuorumEpochResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.message.VoteRequestData;
import org.apache.kafka.common.message.VoteResponseData;
import vivarium.engine.metadata.MetadataLog;

/**
 * Kafka's quorum messages name topics and partitions in lists; ours are always of one partition.
 */
final class QuorumMessages {

  private static final String TOPIC = MetadataLog.PARTITION.topic();

  private QuorumMessages() {}

  static VoteRequestData request(VoteRequestData.PartitionData partition) {
    return new VoteRequestData()
        .setTopics(
            List.of(
                new VoteRequestData.TopicData()
                    .setTopicName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static VoteRequestData.PartitionData only(VoteRequestData request) {
    return request.topics().getFirst().partitions().getFirst();
  }

  static VoteResponseData response(VoteResponseData.PartitionData partition) {
    return new VoteResponseData()
        .setTopics(
            List.of(
                new VoteResponseData.TopicData()
                    .setTopicName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static VoteResponseData.PartitionData only(VoteResponseData response) {
    return response.topics().getFirst().partitions().getFirst();
  }

  static BeginQuorumEpochRequestData request(BeginQuorumEpochRequestData.PartitionData partition) {
    return new BeginQuorumEpochRequestData()
        .setTopics(
            List.of(
                new BeginQuorumEpochRequestData.TopicData()
                    .setTopicName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static BeginQuorumEpochRequestData.PartitionData only(BeginQuorumEpochRequestData request) {
    return request.topics().getFirst().partitions().getFirst();
  }

  static BeginQuorumEpochResponseData response(
      BeginQuorumEpochResponseData.PartitionData partition) {
    return new BeginQuorumEpochResponseData()
        .setTopics(
            List.of(
                new BeginQuorumEpochResponseData.TopicData()
                    .setTopicName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static BeginQuorumEpochResponseData.PartitionData only(BeginQuorumEpochResponseData response) {
    return response.topics().getFirst().partitions().getFirst();
  }

  static EndQuorumEpochRequestData request(EndQuorumEpochRequestData.PartitionData partition) {
    return new EndQuorumEpochRequestData()
        .setTopics(
            List.of(
                new EndQuorumEpochRequestData.TopicData()
                    .setTopicName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static EndQuorumEpochRequestData.PartitionData only(EndQuorumEpochRequestData request) {
    return request.topics().getFirst().partitions().getFirst();
  }

  static EndQuorumEpochResponseData response(EndQuorumEpochResponseData.PartitionData partition) {
    return new EndQuorumEpochResponseData()
        .setTopics(
            List.of(
                new EndQuorumEpochResponseData.TopicData()
                    .setTopicName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static FetchRequestData request(FetchRequestData.FetchPartition partition) {
    return new FetchRequestData()
        .setTopics(
            List.of(
                new FetchRequestData.FetchTopic()
                    .setTopic(TOPIC)
                    .setTopicId(MetadataLog.TOPIC_ID)
                    .setPartitions(List.of(partition))));
  }

  static FetchRequestData.FetchPartition only(FetchRequestData request) {
    return request.topics().getFirst().partitions().getFirst();
  }

  static FetchResponseData response(FetchResponseData.PartitionData partition) {
    return new FetchResponseData()
        .setResponses(
            List.of(
                new FetchResponseData.FetchableTopicResponse()
                    .setTopic(TOPIC)
                    .setTopicId(MetadataLog.TOPIC_ID)
                    .setPartitions(List.of(partition))));
  }

  static FetchResponseData.PartitionData only(FetchResponseData response) {
    return response.responses().getFirst().partitions().getFirst();
  }

  static FetchSnapshotRequestData request(FetchSnapshotRequestData.PartitionSnapshot partition) {
    return new FetchSnapshotRequestData()
        .setTopics(
            List.of(
                new FetchSnapshotRequestData.TopicSnapshot()
                    .setName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static FetchSnapshotRequestData.PartitionSnapshot only(FetchSnapshotRequestData request) {
    return request.topics().getFirst().partitions().getFirst();
  }

  static FetchSnapshotResponseData response(FetchSnapshotResponseData.PartitionSnapshot partition) {
    return new FetchSnapshotResponseData()
        .setTopics(
            List.of(
                new FetchSnapshotResponseData.TopicSnapshot()
                    .setName(TOPIC)
                    .setPartitions(List.of(partition))));
  }

  static FetchSnapshotResponseData.PartitionSnapshot only(FetchSnapshotResponseData response) {
    return response.topics().getFirst().partitions().getFirst();
  }
}
