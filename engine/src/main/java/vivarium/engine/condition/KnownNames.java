package vivarium.engine.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText;
import vivarium.engine.condition.UnknownName.Kind;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

/**
 * What can be named: all there is in a cluster now, or all that a scenario has from the beginning
 * or may have by one of its steps. What clients from outside bring is in neither.
 */
public final class KnownNames {

  /** What a consumer says that polls too seldom; it is no code of the protocol. */
  private static final String POLLS_TOO_SELDOM = "MAX_POLL_INTERVAL_EXCEEDED";

  /** Partitions of a topic of which nobody says how many it has. */
  public static final int ANY_NUMBER = Integer.MAX_VALUE;

  private final TreeMap<String, Integer> partitionsByTopic = new TreeMap<>();
  private final TreeMap<String, Integer> enlargedTopics = new TreeMap<>();
  private final TreeMap<String, Integer> replicasByTopic = new TreeMap<>();
  private final TreeSet<TopicPartition> reassigned = new TreeSet<>();
  private final TreeSet<String> topicsOfClients = new TreeSet<>();
  private final TreeSet<String> groups = new TreeSet<>();
  private final TreeSet<String> clients = new TreeSet<>();
  private final TreeSet<Integer> brokers = new TreeSet<>();
  private final TreeSet<Integer> controllers = new TreeSet<>();

  /** Words of commands that could not be read: each may have named something new. */
  private final TreeSet<String> unread = new TreeSet<>();

  private boolean createsTopics;
  private int offsetsPartitions;

  /** Nothing, but for what every cluster has. */
  public KnownNames() {
    partitionsByTopic.put(OffsetsTopic.NAME, ANY_NUMBER);
  }

  /** What there is now. */
  static KnownNames of(ClusterModel model) {
    KnownNames names = new KnownNames();
    model
        .partitions()
        .keySet()
        .forEach(
            each -> names.partitionsByTopic.merge(each.topic(), each.partition() + 1, Math::max));
    names.groups.addAll(model.groups().keySet());
    model.brokers().forEach(broker -> names.brokers.add(broker.id().number()));
    return names;
  }

  /** The servers that a cluster begins with. */
  public void addServers(int brokerCount, int controllerCount) {
    for (int i = 0; i < brokerCount; i++) {
      addNext(brokers, 1);
    }
    for (int i = 0; i < controllerCount; i++) {
      addNext(controllers, ClusterConfig.FIRST_CONTROLLER_ID);
    }
  }

  private static void addNext(TreeSet<Integer> ids, int first) {
    ids.add(ids.isEmpty() ? first : ids.last() + 1);
  }

  /** How many brokers there can be. */
  public int brokerCount() {
    return brokers.size();
  }

  /** A topic is there from now on, with so many partitions of so many replicas each. */
  public void addTopic(String topic, int partitions, int replicas) {
    partitionsByTopic.merge(topic, partitions, Math::max);
    replicasByTopic.merge(topic, replicas, Math::max);
  }

  /** Of how many partitions the topic is, at most, in which groups are kept. */
  public void offsetsPartitions(int count) {
    offsetsPartitions = Math.max(offsetsPartitions, count);
  }

  /** Whether brokers create, at some time, the topics that built-in clients ask for. */
  public void createTopics(boolean autoCreate) {
    createsTopics |= autoCreate;
  }

  /** A built-in client, whose topic may be created when it asks for it. */
  public void addClient(String clientId, String topic, @Nullable String group) {
    clients.add(clientId);
    topicsOfClients.add(topic);
    if (group != null) {
      groups.add(group);
    }
  }

  /** The words of a command that could not be read. */
  public void addUnread(String command) {
    for (String word : command.split("[\\s=\"]+")) {
      unread.add(word);
      switch (word) {
        case "broker" -> addNext(brokers, 1);
        case "controller" -> addNext(controllers, ClusterConfig.FIRST_CONTROLLER_ID);
        default -> {} // Another name.
      }
    }
  }

  /** What a command may bring. */
  public void add(CommandText command) {
    switch (command) {
      case CommandText.AddBroker more -> addNext(brokers, 1);
      case CommandText.AddController more ->
          addNext(controllers, ClusterConfig.FIRST_CONTROLLER_ID);
      case CommandText.AddPartitions(String topic, int count) ->
          enlargedTopics.merge(topic, count, Math::max);
      case CommandText.Produce byHand -> clients.add(ProducerSettings.BY_HAND);
      case CommandText.Direct(Command direct) -> add(direct);
      case CommandText.OnNode none -> {}
      case CommandText.PowerLossOfAll none -> {}
      case CommandText.Cut none -> {}
      case CommandText.Heal none -> {}
      case CommandText.Inject none -> {}
      case CommandText.HealFault none -> {}
      case CommandText.HealAll none -> {}
      case CommandText.Elect none -> {}
      case CommandText.Reassign(TopicPartition partition, var brokerIds) ->
          reassigned.add(partition);
      case CommandText.RemoveController none -> {}
      case CommandText.RemoveBroker none -> {}
      case CommandText.ChangeClient none -> {}
    }
  }

  private void add(Command command) {
    switch (command) {
      case Command.CreateTopic(var topic) ->
          addTopic(topic.name(), topic.partitions(), topic.replicationFactor());
      case Command.AddProducer(ProducerSettings producer) ->
          addClient(producer.clientId(), producer.topic(), null);
      case Command.ChangeProducer(ProducerSettings producer) ->
          topicsOfClients.add(producer.topic());
      case Command.AddConsumer(ConsumerSettings consumer) ->
          addClient(consumer.clientId(), consumer.topic(), consumer.groupId());
      case Command.SetBrokerConfig(String key, String value) -> {
        switch (key) {
          case ConfigCatalog.AUTO_CREATE_TOPICS ->
              createTopics(value == null || Boolean.parseBoolean(value));
          case ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS -> offsetsPartitions = ANY_NUMBER;
          default -> {} // Nothing that can be named comes by another.
        }
      }
      case Command.AddBroker more -> addNext(brokers, 1);
      case Command.AddController more -> addNext(controllers, ClusterConfig.FIRST_CONTROLLER_ID);
      case Command.AddPartitions(String topic, int count) ->
          enlargedTopics.merge(topic, count, Math::max);
      case Command.ProduceRecord byHand -> clients.add(ProducerSettings.BY_HAND);
      case Command.Kill none -> {}
      case Command.PowerLoss none -> {}
      case Command.WipeDisk none -> {}
      case Command.Restart none -> {}
      case Command.Freeze none -> {}
      case Command.Resume none -> {}
      case Command.ShutDown none -> {}
      case Command.RemoveBroker none -> {}
      case Command.CutLink none -> {}
      case Command.HealLink none -> {}
      case Command.Inject none -> {}
      case Command.Heal none -> {}
      case Command.HealAll none -> {}
      case Command.RemoveController none -> {}
      case Command.DeleteTopic none -> {}
      case Command.DeleteGroup none -> {}
      case Command.ElectLeaders none -> {}
      case Command.Reassign(TopicPartition partition, var brokerIds) -> reassigned.add(partition);
      case Command.SetTopicConfig none -> {}
      case Command.SetSimulationConfig none -> {}
      case Command.ChangeConsumer none -> {}
      case Command.RemoveClient none -> {}
    }
  }

  /** How large numbers become by what was added. */
  public Reach reach() {
    return new Reach(
        quantity ->
            switch (quantity) {
              case Quantity.IsrOf(TopicPartition id) -> replicas(id);
              case Quantity.ElrOf(TopicPartition id) -> replicas(id);
              case Quantity.Partitions all -> partitions();
              case Quantity.LagOf any -> Reach.NO_END;
              case Quantity.RecordsLost any -> Reach.NO_END;
              case Quantity.RecordsDuplicated any -> Reach.NO_END;
              case Quantity.RecordsReordered any -> Reach.NO_END;
            },
        Reach.upToReplicas(brokers.size()));
  }

  /**
   * On its way to other brokers, a partition is on the old ones and the new. What could not be read
   * may have sent it there.
   */
  private long replicas(TopicPartition id) {
    return reassigned.contains(id) || unread.contains(id.toString())
        ? brokers.size()
        : Math.min(brokers.size(), replicasByTopic.getOrDefault(id.topic(), brokers.size()));
  }

  private long partitions() {
    boolean allAreKnown =
        unread.isEmpty()
            && (!createsTopics || partitionsByTopic.keySet().containsAll(topicsOfClients));
    long count = groups.isEmpty() ? 0 : offsetsPartitions;
    for (String topic : ownTopics()) {
      count +=
          Math.max(partitionsByTopic.getOrDefault(topic, 0), enlargedTopics.getOrDefault(topic, 0));
    }
    return allAreKnown && count < ANY_NUMBER ? count : Reach.NO_END;
  }

  /** The names in a condition that stand for nothing. */
  public Stream<UnknownName> unknownIn(Condition condition) {
    return switch (condition) {
      case Condition.And(Condition one, Condition other) ->
          Stream.concat(unknownIn(one), unknownIn(other));
      case Condition.Or(Condition one, Condition other) ->
          Stream.concat(unknownIn(one), unknownIn(other));
      case Condition.Compare(Quantity quantity, var comparison, var number) ->
          switch (quantity) {
            case Quantity.IsrOf(TopicPartition partition) -> partition(partition).stream();
            case Quantity.ElrOf(TopicPartition partition) -> partition(partition).stream();
            case Quantity.LagOf(String group, TopicPartition partition) ->
                Stream.concat(
                    group(group).stream(),
                    Stream.ofNullable(partition).flatMap(each -> partition(each).stream()));
            case Quantity.Partitions all -> Stream.empty();
            case Quantity.RecordsLost all -> Stream.empty();
            case Quantity.RecordsDuplicated all -> Stream.empty();
            case Quantity.RecordsReordered all -> Stream.empty();
          };
      case Condition.Leader(TopicPartition partition, int leader, var isLeader) ->
          Stream.concat(
              partition(partition).stream(),
              leader == PartitionState.NO_LEADER ? Stream.empty() : broker(leader).stream());
      case Condition.LeaderChanges(TopicPartition partition) -> partition(partition).stream();
      case Condition.ControllerChanges changes -> Stream.empty();
      case Condition.Broker(int id, var state) -> broker(id).stream();
      case Condition.Group(String id, var state) -> group(id).stream();
      case Condition.ErrorTold(String error) -> error(error).stream();
    };
  }

  /** Whether there is no such topic, and none can be. */
  public Optional<UnknownName> topic(String name) {
    return partitionsByTopic.containsKey(name)
            || (createsTopics && topicsOfClients.contains(name))
            || unread.contains(name)
        ? Optional.empty()
        : Optional.of(new UnknownName(Kind.TOPIC, name, ownTopics()));
  }

  private List<String> ownTopics() {
    return partitionsByTopic.keySet().stream()
        .filter(topic -> !topic.equals(OffsetsTopic.NAME))
        .toList();
  }

  /** What is wrong with the name of a partition; empty if it is there or may be. */
  public Optional<UnknownName> partition(TopicPartition partition) {
    Optional<UnknownName> unknown = topic(partition.topic());
    Integer first = partitionsByTopic.get(partition.topic());
    if (unknown.isPresent() || first == null || unread.contains(partition.topic())) {
      return unknown;
    }
    int count = Math.max(first, enlargedTopics.getOrDefault(partition.topic(), 0));
    return partition.partition() < count
        ? Optional.empty()
        : Optional.of(
            new UnknownName(
                Kind.PARTITION, partition.toString(), List.of(Integer.toString(count - 1))));
  }

  /** What is wrong with the name of a group; empty if it is there or may be. */
  public Optional<UnknownName> group(String id) {
    return in(groups, id, Kind.GROUP);
  }

  /** What is wrong with the name of a client; empty if it is there or may be. */
  public Optional<UnknownName> client(String id) {
    return in(clients, id, Kind.CLIENT);
  }

  /** What is wrong with the name of a broker; empty if it is there or may be. */
  public Optional<UnknownName> broker(int id) {
    return in(brokers, id, Kind.BROKER);
  }

  /** What is wrong with the name of a controller; empty if it is there or may be. */
  public Optional<UnknownName> controller(int id) {
    return in(controllers, id, Kind.CONTROLLER);
  }

  /** A broker, a controller or a ZooKeeper server. */
  public Optional<UnknownName> server(int id) {
    List<Integer> all = new ArrayList<>(brokers);
    all.addAll(controllers);
    return in(new TreeSet<>(all), id, Kind.SERVER);
  }

  /** What is wrong with the name of an error of Kafka's; empty if there is such an error. */
  public static Optional<UnknownName> error(String name) {
    if (name.equals(POLLS_TOO_SELDOM)) {
      return Optional.empty();
    }
    for (Errors error : Errors.values()) {
      if (error.name().equals(name)) {
        return Optional.empty();
      }
    }
    return Optional.of(new UnknownName(Kind.ERROR, name, ConditionCompletions.ERRORS));
  }

  private <T> Optional<UnknownName> in(SortedSet<T> known, T name, Kind kind) {
    String word = String.valueOf(name);
    return known.contains(name) || unread.contains(word)
        ? Optional.empty()
        : Optional.of(new UnknownName(kind, word, known.stream().map(String::valueOf).toList()));
  }
}
