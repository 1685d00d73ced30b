package vivarium.engine.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Feature;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

/**
 * A cluster to start.
 *
 * @param seed of every random choice; the same seed gives the same run
 * @param brokers how many, 1 to {@link #MAX_BROKERS}; their ids are 1, 2, 3, …
 * @param coordination by a quorum of controllers, or by a ZooKeeper ensemble
 * @param controllers how many vote in the quorum, or serve in the ensemble: 1, 3 or {@link
 *     #MAX_CONTROLLERS}; their ids are 101, 102, …
 * @param racks where the brokers stand, given out in turn: broker 1 in the first rack; empty if
 *     nobody says ({@code broker.rack})
 * @param features levels of features by Kafka's names, beyond the usual ones; not with ZooKeeper
 * @param profile the bundle of settings to begin with
 * @param topics created at the start
 * @param producers built-in producers that begin at once
 * @param consumers built-in consumers that begin at once
 * @param brokerConfigs cluster-wide broker configs beyond the profile's
 * @param simulationConfigs settings of the simulation beyond the profile's
 */
public record ClusterConfig(
    long seed,
    int brokers,
    CoordinationMode coordination,
    int controllers,
    List<String> racks,
    SortedMap<String, Integer> features,
    Profile profile,
    List<TopicSpec> topics,
    List<ProducerSettings> producers,
    List<ConsumerSettings> consumers,
    SortedMap<String, String> brokerConfigs,
    SortedMap<String, String> simulationConfigs) {

  /** More brokers than a cluster here may have. */
  public static final int MAX_BROKERS = 100;

  /** More controllers than a quorum here may have. */
  public static final int MAX_CONTROLLERS = 5;

  /** The node id of the first controller; the others follow it. */
  public static final int FIRST_CONTROLLER_ID = 101;

  private static final String RACK = "[A-Za-z0-9._-]{1,20}";

  public ClusterConfig {
    if (brokers < 1 || brokers > MAX_BROKERS) {
      throw new IllegalArgumentException(
          "brokers=%d must be 1 to %d".formatted(brokers, MAX_BROKERS));
    }
    if (controllers < 1 || controllers > MAX_CONTROLLERS || controllers % 2 == 0) {
      throw new IllegalArgumentException(
          "controllers=%d must be 1, 3 or %d: an even number survives no more failures than one less"
              .formatted(controllers, MAX_CONTROLLERS));
    }
    racks.forEach(ClusterConfig::requireRack);
    features.forEach((name, level) -> Feature.of(name).level(Integer.toString(level)));
    if (!features.isEmpty() && coordination == CoordinationMode.ZOOKEEPER) {
      throw new IllegalArgumentException(
          "%s: features are for coordination=kraft; a cluster with ZooKeeper has none of them"
              .formatted(features.firstKey()));
    }
    TreeSet<String> names = new TreeSet<>();
    for (TopicSpec topic : topics) {
      requireNewTopic(topic.name(), names);
      names.add(topic.name());
      if (topic.replicationFactor() > brokers) {
        throw new IllegalArgumentException(
            "topic %s: replication factor %d needs as many brokers, and there are %d"
                .formatted(topic.name(), topic.replicationFactor(), brokers));
      }
    }
    TreeSet<NodeId> clients = new TreeSet<>();
    for (ProducerSettings producer : producers) {
      requireNewClient(NodeId.producer(producer.clientId()), clients);
      clients.add(NodeId.producer(producer.clientId()));
    }
    for (ConsumerSettings consumer : consumers) {
      requireNewClient(NodeId.consumer(consumer.clientId()), clients);
      clients.add(NodeId.consumer(consumer.clientId()));
    }
    brokerConfigs.forEach(
        (key, value) -> ConfigCatalog.get(ConfigSpec.Scope.BROKER, key).validate(value));
    simulationConfigs.forEach(
        (key, value) -> ConfigCatalog.get(ConfigSpec.Scope.SIMULATION, key).validate(value));
    racks = List.copyOf(racks);
    features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    topics = List.copyOf(topics);
    producers = List.copyOf(producers);
    consumers = List.copyOf(consumers);
  }

  /**
   * Refuses what no rack can be called.
   *
   * @return the rack
   * @throws IllegalArgumentException naming it and what would be right
   */
  public static String requireRack(String rack) {
    if (!rack.matches(RACK)) {
      throw new IllegalArgumentException(
          "rack '%s' must be letters, digits, '.', '_' or '-', at most 20".formatted(rack));
    }
    return rack;
  }

  /**
   * Refuses what a topic cannot be called beside others.
   *
   * @throws IllegalArgumentException naming it and what would be right
   */
  public static void requireNewTopic(String name, Set<String> others) {
    if (name.startsWith("__")) {
      throw new IllegalArgumentException(
          "topic %s: names that begin with __ are the cluster's own; choose another"
              .formatted(name));
    }
    if (others.contains(name)) {
      throw new IllegalArgumentException(
          "topic %s is given twice; give each topic once".formatted(name));
    }
  }

  /**
   * Refuses a client that has the name of another.
   *
   * @throws IllegalArgumentException naming it and what would be right
   */
  public static void requireNewClient(NodeId client, Set<NodeId> others) {
    if (others.contains(client)) {
      throw new IllegalArgumentException(
          "client %s is given twice; give each client a client.id of its own"
              .formatted(client.name()));
    }
  }

  /** Ids of all controllers, in order. */
  public List<Integer> controllerIds() {
    return IntStream.range(FIRST_CONTROLLER_ID, FIRST_CONTROLLER_ID + controllers).boxed().toList();
  }

  /** The level of a feature in this cluster: 0 is without it. */
  public int levelOf(Feature feature) {
    return coordination == CoordinationMode.ZOOKEEPER
        ? 0
        : features.getOrDefault(feature.text(), feature.usualLevel());
  }

  /** The features a cluster like this can have, by Kafka's names, each with the level it has. */
  public SortedMap<String, Integer> featureLevels() {
    TreeMap<String, Integer> levels = new TreeMap<>();
    if (coordination == CoordinationMode.KRAFT) {
      for (Feature feature : Feature.values()) {
        levels.put(feature.text(), levelOf(feature));
      }
    }
    return levels;
  }

  /** The rack of a broker that names none of its own, or null where there are none. */
  public @Nullable String rackOf(int broker) {
    return racks.isEmpty() ? null : racks.get((broker - 1) % racks.size());
  }

  /** The same cluster with another seed. */
  public ClusterConfig withSeed(long other) {
    return toBuilder().seed(other).build();
  }

  /** A builder that begins with everything as it is here. */
  public Builder toBuilder() {
    Builder builder =
        new Builder()
            .seed(seed)
            .brokers(brokers)
            .coordination(coordination)
            .controllers(controllers)
            .racks(racks)
            .profile(profile);
    features.forEach(builder::feature);
    topics.forEach(builder::topic);
    producers.forEach(builder::producer);
    consumers.forEach(builder::consumer);
    brokerConfigs.forEach(builder::brokerConfig);
    simulationConfigs.forEach(builder::simulationConfig);
    return builder;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Builds a config step by step; a scenario in a test reads like one. */
  public static final class Builder {
    private long seed = 1;
    private int brokers = 3;
    private CoordinationMode coordination = CoordinationMode.KRAFT;
    private int controllers = 1;
    private List<String> racks = List.of();
    private final TreeMap<String, Integer> features = new TreeMap<>();
    private Profile profile = Profile.CLASSROOM;
    private final List<TopicSpec> topics = new ArrayList<>();
    private final List<ProducerSettings> producers = new ArrayList<>();
    private final List<ConsumerSettings> consumers = new ArrayList<>();
    private final TreeMap<String, String> brokerConfigs = new TreeMap<>();
    private final TreeMap<String, String> simulationConfigs = new TreeMap<>();

    private Builder() {}

    public Builder seed(long value) {
      seed = value;
      return this;
    }

    public Builder brokers(int value) {
      brokers = value;
      return this;
    }

    public Builder coordination(CoordinationMode value) {
      coordination = value;
      return this;
    }

    public Builder controllers(int value) {
      controllers = value;
      return this;
    }

    public Builder racks(List<String> value) {
      racks = List.copyOf(value);
      return this;
    }

    /** Sets the level of a feature, by Kafka's name. */
    public Builder feature(String name, int level) {
      features.put(name, level);
      return this;
    }

    public Builder profile(Profile value) {
      profile = value;
      return this;
    }

    public Builder topic(TopicSpec value) {
      topics.add(value);
      return this;
    }

    public Builder producer(ProducerSettings value) {
      producers.add(value);
      return this;
    }

    public Builder consumer(ConsumerSettings value) {
      consumers.add(value);
      return this;
    }

    public Builder brokerConfig(String key, String value) {
      brokerConfigs.put(key, value);
      return this;
    }

    public Builder simulationConfig(String key, String value) {
      simulationConfigs.put(key, value);
      return this;
    }

    /**
     * The config.
     *
     * @throws IllegalArgumentException naming the first value that is not valid
     */
    public ClusterConfig build() {
      return new ClusterConfig(
          seed,
          brokers,
          coordination,
          controllers,
          racks,
          features,
          profile,
          topics,
          producers,
          consumers,
          new TreeMap<>(brokerConfigs),
          new TreeMap<>(simulationConfigs));
    }
  }
}
