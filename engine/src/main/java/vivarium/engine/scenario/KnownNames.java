package vivarium.engine.scenario;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Scenario.Step;

/**
 * What a condition can name: all there is in a cluster now, or all that a scenario has from the
 * beginning or by one of its steps. Clients and topics from outside are in no scenario.
 */
final class KnownNames {

  /** What a consumer says that polls too seldom; it is no code of the protocol. */
  private static final String POLLS_TOO_SELDOM = "MAX_POLL_INTERVAL_EXCEEDED";

  private final TreeMap<String, Integer> partitionsByTopic = new TreeMap<>();
  private final TreeSet<String> groups = new TreeSet<>();
  private final TreeSet<Integer> brokers = new TreeSet<>();
  private boolean anyTopic;

  private KnownNames() {}

  /** What there is now. */
  static KnownNames of(ClusterModel model) {
    KnownNames names = new KnownNames();
    model.partitions().keySet().forEach(names::add);
    names.groups.addAll(model.groups().keySet());
    model.brokers().forEach(broker -> names.brokers.add(broker.id().number()));
    return names;
  }

  /** What a scenario may ever have. */
  static KnownNames of(ClusterConfig cluster, List<Step> steps) {
    KnownNames names = new KnownNames();
    cluster
        .topics()
        .forEach(
            topic -> names.partitionsByTopic.merge(topic.name(), topic.partitions(), Math::max));
    names.partitionsByTopic.put(OffsetsTopic.NAME, Integer.MAX_VALUE);
    names.anyTopic = "true".equals(cluster.brokerConfigs().get(ConfigCatalog.AUTO_CREATE_TOPICS));
    IntStream.rangeClosed(1, cluster.brokers()).forEach(names.brokers::add);
    cluster.consumers().forEach(names::add);
    steps.forEach(step -> names.add(step.command()));
    return names;
  }

  private void add(TopicPartition partition) {
    partitionsByTopic.merge(partition.topic(), partition.partition() + 1, Math::max);
  }

  private void add(ConsumerSettings consumer) {
    groups.add(consumer.groupId());
  }

  private void add(CommandText command) {
    switch (command) {
      case CommandText.AddBroker more -> brokers.add(brokers.isEmpty() ? 1 : brokers.last() + 1);
      case CommandText.AddPartitions more ->
          partitionsByTopic.merge(more.topic(), more.count(), Math::max);
      case CommandText.Direct(Command.CreateTopic(var topic)) ->
          partitionsByTopic.merge(topic.name(), topic.partitions(), Math::max);
      case CommandText.Direct(Command.AddConsumer(ConsumerSettings consumer)) -> add(consumer);
      case CommandText.Direct(Command.SetBrokerConfig(String key, String value)) ->
          anyTopic |= key.equals(ConfigCatalog.AUTO_CREATE_TOPICS) && "true".equals(value);
      default -> {}
    }
  }

  /** The first name in a condition that stands for nothing. */
  Optional<UnknownName> unknownIn(Condition condition) {
    return switch (condition) {
      case Condition.And(Condition one, Condition other) ->
          unknownIn(one).or(() -> unknownIn(other));
      case Condition.Or(Condition one, Condition other) ->
          unknownIn(one).or(() -> unknownIn(other));
      case Condition.Compare(Quantity quantity, var comparison, var number) ->
          switch (quantity) {
            case Quantity.IsrOf(TopicPartition partition) -> partition(partition);
            case Quantity.ElrOf(TopicPartition partition) -> partition(partition);
            case Quantity.LagOf(String group, TopicPartition partition) -> {
              Optional<UnknownName> unknown = group(group);
              yield unknown.isPresent() || partition == null ? unknown : partition(partition);
            }
            case Quantity.Partitions all -> Optional.empty();
            case Quantity.RecordsLost all -> Optional.empty();
            case Quantity.RecordsDuplicated all -> Optional.empty();
          };
      case Condition.Leader(TopicPartition partition, int leader, var isLeader) -> {
        Optional<UnknownName> unknown = partition(partition);
        yield unknown.isPresent() || leader == PartitionState.NO_LEADER ? unknown : broker(leader);
      }
      case Condition.LeaderChanges(TopicPartition partition) -> partition(partition);
      case Condition.ControllerChanges changes -> Optional.empty();
      case Condition.Broker(int id, var state) -> broker(id);
      case Condition.Group(String id, var state) -> group(id);
      case Condition.ErrorTold(String error) -> error(error);
    };
  }

  /** Whether there is such a topic, or can be. */
  Optional<UnknownName> topic(String name) {
    return anyTopic || partitionsByTopic.containsKey(name)
        ? Optional.empty()
        : Optional.of(new UnknownName(UnknownName.Kind.TOPIC, name, ownTopics()));
  }

  private List<String> ownTopics() {
    return partitionsByTopic.keySet().stream()
        .filter(topic -> !topic.equals(OffsetsTopic.NAME))
        .toList();
  }

  private Optional<UnknownName> partition(TopicPartition partition) {
    Optional<UnknownName> unknown = topic(partition.topic());
    Integer count = partitionsByTopic.get(partition.topic());
    if (unknown.isPresent() || count == null || partition.partition() < count) {
      return unknown;
    }
    String last = Integer.toString(count - 1);
    return Optional.of(
        new UnknownName(UnknownName.Kind.PARTITION, partition.toString(), List.of(last)));
  }

  private Optional<UnknownName> group(String id) {
    return in(groups, id, UnknownName.Kind.GROUP);
  }

  private Optional<UnknownName> broker(int id) {
    return in(brokers, id, UnknownName.Kind.BROKER);
  }

  private static Optional<UnknownName> error(String name) {
    if (name.equals(POLLS_TOO_SELDOM)) {
      return Optional.empty();
    }
    for (Errors error : Errors.values()) {
      if (error.name().equals(name)) {
        return Optional.empty();
      }
    }
    return Optional.of(new UnknownName(UnknownName.Kind.ERROR, name, ConditionCompletions.ERRORS));
  }

  private static <T> Optional<UnknownName> in(SortedSet<T> known, T name, UnknownName.Kind kind) {
    return known.contains(name)
        ? Optional.empty()
        : Optional.of(
            new UnknownName(
                kind, String.valueOf(name), known.stream().map(String::valueOf).toList()));
  }
}
