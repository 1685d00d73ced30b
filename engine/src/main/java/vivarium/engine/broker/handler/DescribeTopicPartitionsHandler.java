package vivarium.engine.broker.handler;

import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponsePartition;
import org.apache.kafka.common.message.DescribeTopicPartitionsResponseData.DescribeTopicPartitionsResponseTopic;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.PartitionState;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/**
 * DescribeTopicPartitions: what {@code kafka-topics --describe} shows, ELR included (KIP-966), in
 * pages with a cursor.
 */
public final class DescribeTopicPartitionsHandler implements ApiHandler {

  /** {@code max.request.partition.size.limit}. */
  private static final int MAX_PARTITIONS = 2_000;

  private final HostBroker broker;

  public DescribeTopicPartitionsHandler(HostBroker broker) {
    this.broker = broker;
  }

  @Override
  public void handle(Request request) {
    DescribeTopicPartitionsRequestData asked = (DescribeTopicPartitionsRequestData) request.body();
    DescribeTopicPartitionsResponseData response = new DescribeTopicPartitionsResponseData();
    TreeSet<String> names = new TreeSet<>();
    asked.topics().forEach(topic -> names.add(topic.name()));
    if (asked.topics().isEmpty()) {
      names.addAll(broker.image().topics().keySet());
    }
    var cursor = asked.cursor();
    int left = Math.clamp(asked.responsePartitionLimit(), 1, MAX_PARTITIONS);
    for (String name : cursor == null ? names : names.tailSet(cursor.topicName())) {
      boolean resumed = cursor != null && name.equals(cursor.topicName());
      int from = resumed ? cursor.partitionIndex() : 0;
      if (left == 0) {
        response.setNextCursor(cursorAt(name, 0));
        break;
      }
      int next = add(response, name, from, left);
      TopicImage topic = broker.image().topic(name);
      left -= next - from;
      if (topic != null && next < topic.partitions().size()) {
        response.setNextCursor(cursorAt(name, next));
        break;
      }
    }
    request.reply(response);
  }

  private static DescribeTopicPartitionsResponseData.Cursor cursorAt(String topic, int index) {
    return new DescribeTopicPartitionsResponseData.Cursor()
        .setTopicName(topic)
        .setPartitionIndex(index);
  }

  /** Adds a topic's partitions from {@code from} on; returns where it stopped. */
  private int add(DescribeTopicPartitionsResponseData response, String name, int from, int limit) {
    MetadataImage image = broker.image();
    TopicImage topic = image.topic(name);
    DescribeTopicPartitionsResponseTopic answer =
        new DescribeTopicPartitionsResponseTopic().setName(name);
    response.topics().add(answer);
    if (topic == null) {
      answer.setErrorCode(Errors.UNKNOWN_TOPIC_OR_PARTITION.code());
      return from;
    }
    answer.setTopicId(topic.id()).setIsInternal(Topic.isInternal(name));
    int next = from;
    for (Map.Entry<Integer, PartitionState> entry : topic.partitions().tailMap(from).entrySet()) {
      if (next - from == limit) {
        break;
      }
      answer.partitions().add(partition(image, entry.getKey(), entry.getValue()));
      next++;
    }
    return next;
  }

  private static DescribeTopicPartitionsResponsePartition partition(
      MetadataImage image, int index, PartitionState state) {
    return new DescribeTopicPartitionsResponsePartition()
        .setPartitionIndex(index)
        .setErrorCode((state.hasLeader() ? Errors.NONE : Errors.LEADER_NOT_AVAILABLE).code())
        .setLeaderId(state.leader())
        .setLeaderEpoch(state.leaderEpoch())
        .setReplicaNodes(state.replicas())
        .setIsrNodes(state.isr())
        .setEligibleLeaderReplicas(state.elr())
        .setLastKnownElr(state.lastKnownElr())
        .setOfflineReplicas(MetadataHandler.offline(image, state));
  }
}
