package vivarium.engine.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.ProducerIdsRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;

/**
 * The state that a prefix of the metadata log describes. Immutable.
 *
 * @param endOffset one past the last record it contains
 */
public record MetadataImage(
    long endOffset,
    SortedMap<Integer, BrokerImage> brokers,
    SortedMap<String, TopicImage> topics,
    SortedMap<Uuid, String> topicNames,
    SortedMap<ConfigResource, SortedMap<String, String>> configs,
    long nextProducerId) {

  /** Nothing is known yet. */
  public static final MetadataImage EMPTY =
      new MetadataImage(0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0);

  public MetadataImage {
    brokers = Collections.unmodifiableSortedMap(brokers);
    topics = Collections.unmodifiableSortedMap(topics);
    topicNames = Collections.unmodifiableSortedMap(topicNames);
    configs = Collections.unmodifiableSortedMap(configs);
  }

  public @Nullable BrokerImage broker(int id) {
    return brokers.get(id);
  }

  /**
   * A broker that is known to be registered.
   *
   * @throws IllegalStateException if it is not
   */
  public BrokerImage existingBroker(int id) {
    BrokerImage broker = brokers.get(id);
    if (broker == null) {
      throw new IllegalStateException("broker " + id + " is not registered");
    }
    return broker;
  }

  /**
   * A partition that is known to exist.
   *
   * @throws IllegalStateException if it does not
   */
  public PartitionState existingPartition(TopicPartition partition) {
    PartitionState state = partition(partition);
    if (state == null) {
      throw new IllegalStateException(partition + " does not exist");
    }
    return state;
  }

  /** Whether the broker may lead and be in an ISR. */
  public boolean isActive(int brokerId) {
    BrokerImage broker = brokers.get(brokerId);
    return broker != null && broker.isActive();
  }

  public @Nullable TopicImage topic(String name) {
    return topics.get(name);
  }

  public @Nullable TopicImage topic(Uuid id) {
    String name = topicNames.get(id);
    return name == null ? null : topics.get(name);
  }

  public @Nullable PartitionState partition(TopicPartition partition) {
    TopicImage topic = topics.get(partition.topic());
    return topic == null ? null : topic.partition(partition.partition());
  }

  /** The configs set on a resource, without defaults. */
  public SortedMap<String, String> configsOf(ConfigResource resource) {
    return configs.getOrDefault(resource, Collections.emptySortedMap());
  }

  /** A broker config in force: as set for all brokers, or Kafka's default. */
  public String brokerConfig(String key) {
    String value = configsOf(ConfigResource.ALL_BROKERS).get(key);
    return value != null ? value : ConfigCatalog.get(ConfigSpec.Scope.BROKER, key).kafkaDefault();
  }

  /** Whether nothing has been written to the cluster's metadata yet. */
  public boolean isNew() {
    return brokers.isEmpty() && topics.isEmpty() && configs.isEmpty() && nextProducerId == 0;
  }

  public long brokerLong(String key) {
    return Long.parseLong(brokerConfig(key));
  }

  public int brokerInt(String key) {
    return Integer.parseInt(brokerConfig(key));
  }

  /** A time in a broker config, from milliseconds to nanoseconds. */
  public long brokerNanos(String key) {
    return Long.parseLong(brokerConfig(key)) * 1_000_000;
  }

  /** A topic config in force: the topic's, or the brokers' of the same name, or Kafka's default. */
  public String topicConfig(String topic, String key) {
    String value = configsOf(ConfigResource.topic(topic)).get(key);
    if (value == null) {
      value = configsOf(ConfigResource.ALL_BROKERS).get(key);
    }
    return value != null ? value : ConfigCatalog.get(ConfigSpec.Scope.TOPIC, key).kafkaDefault();
  }

  /** The {@code min.insync.replicas} of a topic, as set; Kafka bounds it by the replica count. */
  public int minInSyncReplicas(String topic) {
    return Integer.parseInt(topicConfig(topic, ConfigCatalog.MIN_INSYNC_REPLICAS));
  }

  /** Records that lead from nothing to this state, as a snapshot holds them. */
  public List<ApiMessage> toRecords() {
    List<ApiMessage> records = new ArrayList<>();
    brokers.values().forEach(broker -> records.add(broker.toRecord()));
    topics
        .values()
        .forEach(
            topic -> {
              records.add(new TopicRecord().setName(topic.name()).setTopicId(topic.id()));
              topic
                  .partitions()
                  .forEach((index, state) -> records.add(toRecord(topic.id(), index, state)));
            });
    configs.forEach(
        (resource, values) ->
            values.forEach(
                (key, value) ->
                    records.add(
                        new ConfigRecord()
                            .setResourceType(resource.type())
                            .setResourceName(resource.name())
                            .setName(key)
                            .setValue(value))));
    records.add(new ProducerIdsRecord().setBrokerId(-1).setNextProducerId(nextProducerId));
    return records;
  }

  private static PartitionRecord toRecord(Uuid topic, int index, PartitionState state) {
    return new PartitionRecord()
        .setTopicId(topic)
        .setPartitionId(index)
        .setReplicas(state.replicas())
        .setAddingReplicas(state.adding())
        .setRemovingReplicas(state.removing())
        .setIsr(state.isr())
        .setEligibleLeaderReplicas(state.elr())
        .setLastKnownElr(state.lastKnownElr())
        .setLeader(state.leader())
        .setLeaderEpoch(state.leaderEpoch())
        .setPartitionEpoch(state.partitionEpoch());
  }
}
