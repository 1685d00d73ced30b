package vivarium.engine.event;

/** One partition of a topic, written {@code orders-0} as Kafka writes it. */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {

  /** Whether Kafka itself keeps the topic, as {@code __consumer_offsets}. */
  public static boolean isInternal(String topic) {
    return topic.startsWith("__");
  }

  /** Whether it is of a topic that Kafka itself keeps. */
  public boolean isInternal() {
    return isInternal(topic);
  }

  @Override
  public int compareTo(TopicPartition other) {
    int byTopic = topic.compareTo(other.topic);
    return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
  }

  @Override
  public String toString() {
    return topic + "-" + partition;
  }
}
