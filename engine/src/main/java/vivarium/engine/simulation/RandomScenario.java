package vivarium.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.sim.SeededRandom;

/**
 * The scenario that a seed stands for: a cluster, its topics, settings and clients, and what breaks
 * when. It ends with everything mended and every node running.
 */
public final class RandomScenario {

  private static final long SECOND = 1_000_000_000L;

  /** The cluster is left alone so long at first. */
  private static final long CALM_NANOS = 5 * SECOND;

  /** Between mending and a second round of restarts, for those that were shutting down. */
  private static final long SETTLE_NANOS = 8 * SECOND;

  private static final int MAX_BROKERS = 7;
  private static final int MAX_TOPICS = 3;
  private static final int MAX_PARTITIONS = 4;
  private static final int MAX_REPLICATION_FACTOR = 4;
  private static final int MAX_CONSUMERS = 4;

  private final long seed;
  private final SeededRandom random;

  private RandomScenario(long seed) {
    this.seed = seed;
    this.random = SeededRandom.ofSeed(seed).stream("scenario");
  }

  /**
   * Draws the scenario of a seed.
   *
   * @param faultNanos for how long things break, in virtual time
   */
  public static Scenario ofSeed(long seed, long faultNanos) {
    return new RandomScenario(seed).draw(faultNanos);
  }

  /** How long a cluster is watched once all is mended. */
  private static final long AFTER_MENDING_NANOS = 60_000_000_000L;

  /** When everything has been mended, in virtual time since the cluster began. */
  public static long mendedAtNanos(long faultNanos) {
    return CALM_NANOS + faultNanos + 2 * SETTLE_NANOS;
  }

  private Scenario draw(long faultNanos) {
    ClusterConfig cluster = cluster();
    List<Scenario.Step> steps = new ArrayList<>();
    Swarm swarm =
        new Swarm(
            random,
            cluster.brokers(),
            cluster.controllers(),
            cluster.topics().stream().map(TopicSpec::name).toList());
    long meanGapNanos = (500 + random.nextInt(6_000)) * 1_000_000L;
    long end = CALM_NANOS + faultNanos;
    for (long at = CALM_NANOS; at < end; at += (long) (random.nextDouble() * 2 * meanGapNanos)) {
      steps.add(Scenario.Step.ifPossible(at, swarm.next()));
    }
    swarm.mended().forEach(text -> steps.add(Scenario.Step.ifPossible(end, text)));
    swarm
        .restarted()
        .forEach(text -> steps.add(Scenario.Step.ifPossible(end + SETTLE_NANOS, text)));
    swarm
        .lastResort()
        .forEach(text -> steps.add(Scenario.Step.ifPossible(end + 2 * SETTLE_NANOS, text)));
    return new Scenario(
        "Random scenario of seed " + seed,
        "Drawn by chance: " + swarm,
        cluster,
        steps,
        mendedAtNanos(faultNanos) + AFTER_MENDING_NANOS);
  }

  private ClusterConfig cluster() {
    int brokers = 1 + random.nextInt(MAX_BROKERS);
    Profile[] profiles = Profile.values();
    ClusterConfig.Builder config =
        ClusterConfig.builder()
            .seed(seed)
            .brokers(brokers)
            .coordination(coordination())
            .controllers(1 + 2 * random.nextInt(3))
            .profile(profiles[random.nextInt(profiles.length)])
            .simulationConfig(
                ConfigCatalog.LINK_LATENCY_MS, Integer.toString(1 + random.nextInt(60)));
    if (random.nextInt(4) == 0) {
      config.brokerConfig(ConfigCatalog.SNAPSHOT_AFTER_BYTES, Integer.toString(4_000));
    }
    List<String> racks = racks(config);
    int topics = 1 + random.nextInt(MAX_TOPICS);
    for (int number = 1; number <= topics; number++) {
      addTopic(config, "topic" + number, brokers);
    }
    String protocol = groupProtocol();
    int consumers = random.nextInt(MAX_CONSUMERS + 1);
    for (int number = 1; number <= consumers; number++) {
      String topic = "topic" + (1 + random.nextInt(topics));
      config.consumer(
          ConsumerSettings.of("consumer" + number, "readers-of-" + topic, topic)
              .withProcessingMs(random.nextInt(5))
              .withGroupProtocol(protocol)
              .withRack(racks.isEmpty() ? "" : racks.get(number % racks.size())));
    }
    return config.build();
  }

  /** Every third cluster has ZooKeeper. */
  private CoordinationMode coordination() {
    boolean zookeeper = random.stream("coordination").nextInt(3) == 0;
    return zookeeper ? CoordinationMode.ZOOKEEPER : CoordinationMode.KRAFT;
  }

  /** In every other cluster consumers speak the consumer protocol. */
  private String groupProtocol() {
    boolean consumer = random.stream("group.protocol").nextBoolean();
    return consumer ? GroupProtocol.CONSUMER : GroupProtocol.CLASSIC;
  }

  /** Every third cluster stands in racks, and most of these have consumers read from their own. */
  private List<String> racks(ClusterConfig.Builder config) {
    SeededRandom chance = random.stream("racks");
    if (chance.nextInt(3) > 0) {
      return List.of();
    }
    List<String> racks = List.of("a", "b", "c").subList(0, 2 + chance.nextInt(2));
    config.racks(racks);
    if (chance.nextInt(4) > 0) {
      config.brokerConfig(ConfigCatalog.REPLICA_SELECTOR, ConfigCatalog.RACK_AWARE_SELECTOR);
    }
    return racks;
  }

  private void addTopic(ClusterConfig.Builder config, String name, int brokers) {
    int factor = 1 + random.nextInt(Math.min(MAX_REPLICATION_FACTOR, brokers));
    int minInSync = 1 + random.nextInt(factor);
    config.topic(
        TopicSpec.of(name, 1 + random.nextInt(MAX_PARTITIONS), factor)
            .with(ConfigCatalog.MIN_INSYNC_REPLICAS, Integer.toString(minInSync))
            .with(ConfigCatalog.UNCLEAN_LEADER_ELECTION, Boolean.toString(random.nextInt(4) == 0)));
    int producers = 1 + random.nextInt(2);
    for (int number = 1; number <= producers; number++) {
      config.producer(producer(name + "-writer" + number, name));
    }
  }

  private ProducerSettings producer(String clientId, String topic) {
    ProducerSettings settings =
        ProducerSettings.of(clientId, topic).withRecordsPerSecond(2 + random.nextInt(40));
    return switch (random.nextInt(5)) {
      case 0 -> settings.withAcks(0);
      case 1 -> settings.withAcks(1);
      case 2 -> settings.withIdempotence(false);
      default -> settings;
    };
  }
}
