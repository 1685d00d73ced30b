package vivarium.engine.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;

/** A topic and the configs that were set on it. */
public final class TopicView {

  private final String name;
  int partitions;
  int replicationFactor;
  final TreeMap<String, String> configs = new TreeMap<>();

  /** Seq of the event by which min.insync.replicas is higher than before; zero for none. */
  long minIsrRaisedSeq;

  TopicView(String name, int partitions, int replicationFactor) {
    this.name = name;
    this.partitions = partitions;
    this.replicationFactor = replicationFactor;
  }

  TopicView copy() {
    TopicView copy = new TopicView(name, partitions, replicationFactor);
    copy.configs.putAll(configs);
    copy.minIsrRaisedSeq = minIsrRaisedSeq;
    return copy;
  }

  public String name() {
    return name;
  }

  public int partitions() {
    return partitions;
  }

  public int replicationFactor() {
    return replicationFactor;
  }

  /** Whether Kafka itself keeps it, as {@code __consumer_offsets}. */
  public boolean isInternal() {
    return TopicPartition.isInternal(name);
  }

  /** The configs set on the topic, by Kafka's names. */
  public SortedMap<String, String> configs() {
    return Collections.unmodifiableSortedMap(configs);
  }

  public @Nullable String config(String key) {
    return configs.get(key);
  }
}
