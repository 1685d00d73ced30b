package vivarium.engine.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.message.ConsumerProtocolAssignment;
import org.apache.kafka.common.message.ConsumerProtocolSubscription;
import vivarium.engine.event.TopicPartition;

/** What members of a group and their leader write to each other through the coordinator. */
public final class Assignments {

  /** {@code protocol_type} of consumers. */
  public static final String PROTOCOL_TYPE = "consumer";

  private static final int NO_GENERATION = -1;
  private static final short SUBSCRIPTION_VERSION = 3;
  private static final short ASSIGNMENT_VERSION = 1;

  private Assignments() {}

  /**
   * What a member tells of itself. A generation is written where every version of Kafka's
   * cooperative assignor looks for it: in its field and in the user data.
   */
  public static byte[] encodeSubscription(Subscription subscription) {
    ConsumerProtocolSubscription message =
        new ConsumerProtocolSubscription().setTopics(List.copyOf(subscription.topics()));
    byTopic(subscription.owned())
        .forEach(
            (topic, indexes) ->
                message
                    .ownedPartitions()
                    .add(
                        new ConsumerProtocolSubscription.TopicPartition()
                            .setTopic(topic)
                            .setPartitions(indexes)));
    if (subscription.generation() != NO_GENERATION) {
      message
          .setGenerationId(subscription.generation())
          .setUserData(ByteBuffer.allocate(Integer.BYTES).putInt(0, subscription.generation()));
    }
    return VersionedMessages.encode(message, SUBSCRIPTION_VERSION);
  }

  /** What a member tells of itself; nothing if the bytes are unreadable. */
  public static Subscription subscription(byte[] bytes) {
    try {
      var message = VersionedMessages.decode(bytes, new ConsumerProtocolSubscription());
      List<TopicPartition> owned = new ArrayList<>();
      for (var topic : message.ownedPartitions()) {
        topic.partitions().forEach(i -> owned.add(new TopicPartition(topic.topic(), i)));
      }
      int generation = message.generationId();
      ByteBuffer userData = message.userData();
      if (generation == NO_GENERATION && userData != null && userData.remaining() >= 4) {
        generation = userData.getInt(userData.position());
      }
      return new Subscription(new TreeSet<>(message.topics()), owned, generation);
    } catch (RuntimeException unreadable) {
      // A client may send what it likes; Kafka's coordinator never looks.
      return new Subscription(new TreeSet<>(), List.of(), NO_GENERATION);
    }
  }

  public static byte[] encodeAssignment(List<TopicPartition> partitions) {
    ConsumerProtocolAssignment assignment = new ConsumerProtocolAssignment();
    byTopic(partitions)
        .forEach(
            (topic, indexes) ->
                assignment
                    .assignedPartitions()
                    .add(
                        new ConsumerProtocolAssignment.TopicPartition()
                            .setTopic(topic)
                            .setPartitions(indexes)));
    return VersionedMessages.encode(assignment, ASSIGNMENT_VERSION);
  }

  private static TreeMap<String, List<Integer>> byTopic(List<TopicPartition> partitions) {
    TreeMap<String, List<Integer>> byTopic = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      byTopic
          .computeIfAbsent(partition.topic(), unused -> new ArrayList<>())
          .add(partition.partition());
    }
    return byTopic;
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
