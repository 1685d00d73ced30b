package vivarium.engine.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.message.ConsumerProtocolAssignment;
import org.apache.kafka.common.message.ConsumerProtocolSubscription;
import vivarium.engine.event.TopicPartition;

/** What members of a group and their leader write to each other through the coordinator. */
public final class Assignments {

  /** {@code protocol_type} of consumers. */
  public static final String PROTOCOL_TYPE = "consumer";

  private static final short SUBSCRIPTION_VERSION = 3;
  private static final short ASSIGNMENT_VERSION = 1;

  private Assignments() {}

  public static byte[] encodeSubscription(List<String> topics) {
    return VersionedMessages.encode(
        new ConsumerProtocolSubscription().setTopics(topics), SUBSCRIPTION_VERSION);
  }

  /** The topics a member subscribes to; none if the bytes are unreadable. */
  public static List<String> subscribedTopics(byte[] subscription) {
    try {
      return VersionedMessages.decode(subscription, new ConsumerProtocolSubscription()).topics();
    } catch (RuntimeException unreadable) {
      return List.of(); // A client may send what it likes; Kafka's coordinator never looks.
    }
  }

  public static byte[] encodeAssignment(List<TopicPartition> partitions) {
    TreeMap<String, List<Integer>> byTopic = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      byTopic
          .computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
          .add(partition.partition());
    }
    ConsumerProtocolAssignment assignment = new ConsumerProtocolAssignment();
    byTopic.forEach(
        (topic, indexes) ->
            assignment
                .assignedPartitions()
                .add(
                    new ConsumerProtocolAssignment.TopicPartition()
                        .setTopic(topic)
                        .setPartitions(indexes)));
    return VersionedMessages.encode(assignment, ASSIGNMENT_VERSION);
  }

  /** The partitions a member was given; none if the bytes are empty or unreadable. */
  public static List<TopicPartition> assignedPartitions(byte[] assignment) {
    if (assignment.length == 0) {
      return List.of();
    }
    try {
      List<TopicPartition> partitions = new ArrayList<>();
      for (var topic :
          VersionedMessages.decode(assignment, new ConsumerProtocolAssignment())
              .assignedPartitions()) {
        topic.partitions().forEach(i -> partitions.add(new TopicPartition(topic.topic(), i)));
      }
      partitions.sort(null);
      return partitions;
    } catch (RuntimeException unreadable) {
      return List.of(); // A client may send what it likes; Kafka's coordinator never looks.
    }
  }
}
