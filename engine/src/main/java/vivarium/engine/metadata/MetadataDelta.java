package vivarium.engine.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.ConfigRecord;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.ProducerIdsRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.common.metadata.RemoveTopicRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.apache.kafka.common.metadata.UnregisterBrokerRecord;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;

/** Records replayed onto an image: what changes, and the image after. Used once. */
public final class MetadataDelta {

  /** {@code leader} of a PartitionChangeRecord that keeps the leader. */
  private static final int NO_LEADER_CHANGE = -2;

  private final MetadataImage before;
  private final TreeMap<Integer, BrokerImage> brokers;
  private final TreeMap<String, TopicImage> topics;
  private final TreeMap<Uuid, String> topicNames;
  private final TreeMap<ConfigResource, SortedMap<String, String>> configs;
  private final TreeMap<String, TreeMap<Integer, PartitionState>> touched = new TreeMap<>();
  private final TreeSet<TopicPartition> changedPartitions = new TreeSet<>();
  private final List<String> createdTopics = new ArrayList<>();
  private final List<TopicImage> deletedTopics = new ArrayList<>();
  private long nextProducerId;

  public MetadataDelta(MetadataImage before) {
    this.before = before;
    this.brokers = new TreeMap<>(before.brokers());
    this.topics = new TreeMap<>(before.topics());
    this.topicNames = new TreeMap<>(before.topicNames());
    this.configs = new TreeMap<>(before.configs());
    this.nextProducerId = before.nextProducerId();
  }

  /** What lies between two states, where the records between them are no longer there. */
  public static MetadataDelta between(MetadataImage before, MetadataImage after) {
    MetadataDelta delta = new MetadataDelta(before);
    for (TopicImage old : before.topics().values()) {
      TopicImage now = after.topic(old.name());
      if (now == null || !now.id().equals(old.id())) {
        delta.replay(new RemoveTopicRecord().setTopicId(old.id()));
      }
    }
    delta.brokers.clear();
    delta.configs.clear();
    for (ApiMessage record : after.toRecords()) {
      boolean known =
          switch (record) {
            case TopicRecord topic -> before.topic(topic.topicId()) != null;
            case PartitionRecord partition -> isSame(before, after, partition);
            default -> false;
          };
      if (!known) {
        delta.replay(record);
      }
    }
    return delta;
  }

  private static boolean isSame(
      MetadataImage before, MetadataImage after, PartitionRecord partition) {
    TopicImage old = before.topic(partition.topicId());
    TopicImage now = after.topic(partition.topicId());
    return old != null
        && now != null
        && Objects.equals(
            old.partition(partition.partitionId()), now.partition(partition.partitionId()));
  }

  /**
   * Replays one record.
   *
   * @throws IllegalArgumentException if the record is of a kind this cluster never writes
   */
  public void replay(ApiMessage message) {
    switch (message) {
      case RegisterBrokerRecord record -> replay(record);
      case BrokerRegistrationChangeRecord record -> replay(record);
      case UnregisterBrokerRecord record -> brokers.remove(record.brokerId());
      case TopicRecord record -> {
        topics.put(record.name(), new TopicImage(record.name(), record.topicId(), new TreeMap<>()));
        touched.remove(record.name());
        topicNames.put(record.topicId(), record.name());
        createdTopics.add(record.name());
      }
      case PartitionRecord record ->
          put(
              record.topicId(),
              record.partitionId(),
              new PartitionState(
                  record.leader(),
                  record.leaderEpoch(),
                  record.partitionEpoch(),
                  record.replicas(),
                  record.isr(),
                  orEmpty(record.eligibleLeaderReplicas()),
                  orEmpty(record.lastKnownElr()),
                  record.addingReplicas(),
                  record.removingReplicas()));
      case PartitionChangeRecord record -> replay(record);
      case RemoveTopicRecord record -> {
        String name = topicNames.remove(record.topicId());
        TopicImage removed = name == null ? null : topics.remove(name);
        if (removed != null) {
          var partitions = touched.remove(removed.name());
          deletedTopics.add(
              partitions == null
                  ? removed
                  : new TopicImage(removed.name(), removed.id(), partitions));
          configs.remove(ConfigResource.topic(removed.name()));
        }
      }
      case ConfigRecord record -> replay(record);
      case ProducerIdsRecord record -> nextProducerId = record.nextProducerId();
      default ->
          throw new IllegalArgumentException("metadata record of an unknown kind: " + message);
    }
  }

  private void replay(RegisterBrokerRecord record) {
    var endPoint = record.endPoints().iterator().next();
    brokers.put(
        record.brokerId(),
        new BrokerImage(
            record.brokerId(),
            record.brokerEpoch(),
            record.incarnationId(),
            endPoint.host(),
            endPoint.port(),
            record.logDirs(),
            record.rack(),
            record.fenced(),
            record.inControlledShutdown()));
  }

  private void replay(BrokerRegistrationChangeRecord record) {
    BrokerImage broker = brokers.get(record.brokerId());
    if (broker != null) {
      brokers.put(
          record.brokerId(),
          broker.with(
              record.fenced() == 0 ? broker.fenced() : record.fenced() > 0,
              record.inControlledShutdown() == 0
                  ? broker.inControlledShutdown()
                  : record.inControlledShutdown() > 0));
    }
  }

  private void replay(PartitionChangeRecord record) {
    String name = topicNames.get(record.topicId());
    TopicImage topic = name == null ? null : topics.get(name);
    PartitionState old = topic == null ? null : partitionsToChange(topic).get(record.partitionId());
    if (old == null) {
      return; // The topic was removed by an earlier record.
    }
    boolean newEpoch = record.leader() != NO_LEADER_CHANGE;
    put(
        record.topicId(),
        record.partitionId(),
        new PartitionState(
            newEpoch ? record.leader() : old.leader(),
            newEpoch ? old.leaderEpoch() + 1 : old.leaderEpoch(),
            old.partitionEpoch() + 1,
            record.replicas() == null ? old.replicas() : record.replicas(),
            record.isr() == null ? old.isr() : record.isr(),
            record.eligibleLeaderReplicas() == null ? old.elr() : record.eligibleLeaderReplicas(),
            record.lastKnownElr() == null ? old.lastKnownElr() : record.lastKnownElr(),
            record.addingReplicas() == null ? old.adding() : record.addingReplicas(),
            record.removingReplicas() == null ? old.removing() : record.removingReplicas()));
  }

  private void replay(ConfigRecord record) {
    ConfigResource resource = new ConfigResource(record.resourceType(), record.resourceName());
    TreeMap<String, String> values =
        new TreeMap<>(configs.getOrDefault(resource, Collections.emptySortedMap()));
    if (record.value() == null) {
      values.remove(record.name());
    } else {
      values.put(record.name(), record.value());
    }
    configs.put(resource, Collections.unmodifiableSortedMap(values));
  }

  private static List<Integer> orEmpty(@Nullable List<Integer> list) {
    return list == null ? List.of() : list;
  }

  private void put(Uuid topicId, int index, PartitionState state) {
    String name = topicNames.get(topicId);
    TopicImage topic = name == null ? null : topics.get(name);
    if (topic != null) {
      partitionsToChange(topic).put(index, state);
      changedPartitions.add(new TopicPartition(topic.name(), index));
    }
  }

  /** A copy of a topic's partitions, made once however many of them change. */
  private TreeMap<Integer, PartitionState> partitionsToChange(TopicImage topic) {
    return touched.computeIfAbsent(topic.name(), unused -> new TreeMap<>(topic.partitions()));
  }

  /** The image after what was replayed, of a log that ends at {@code endOffset}. */
  public MetadataImage apply(long endOffset) {
    touched.forEach(
        (name, partitions) ->
            topics.computeIfPresent(
                name, (unused, topic) -> new TopicImage(name, topic.id(), partitions)));
    return new MetadataImage(endOffset, brokers, topics, topicNames, configs, nextProducerId);
  }

  /** The image before. */
  public MetadataImage before() {
    return before;
  }

  /** Partitions that are new or changed, in order. */
  public Iterable<TopicPartition> changedPartitions() {
    return changedPartitions;
  }

  /** Topics that are new, in order of creation. */
  public List<String> createdTopics() {
    return createdTopics;
  }

  /** Topics that are gone, as they last were. */
  public List<TopicImage> deletedTopics() {
    return deletedTopics;
  }
}
