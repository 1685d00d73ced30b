package vivarium.engine.event;

/** One partition of a topic, written {@code orders-0} as Kafka writes it. */
public record TopicPartition(String topic, int partition) implements Comparable<TopicPartition> {

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
