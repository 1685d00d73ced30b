package vivarium.engine.config;

import static vivarium.engine.config.ConfigSpec.Scope.BROKER;
import static vivarium.engine.config.ConfigSpec.Scope.SIMULATION;
import static vivarium.engine.config.ConfigSpec.Scope.TOPIC;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigSpec.Scope;
import vivarium.engine.config.ConfigSpec.Type;

/** Every setting this cluster obeys, and none that it does not. Defaults are Apache Kafka 4's. */
public final class ConfigCatalog {

  /** More partitions than a topic here may have. */
  public static final int MAX_PARTITIONS_PER_TOPIC = 10_000;

  /** More partitions than all topics here together may have. */
  public static final int MAX_PARTITIONS = 20_000;

  public static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";
  public static final String UNCLEAN_LEADER_ELECTION = "unclean.leader.election.enable";
  public static final String MAX_MESSAGE_BYTES = "max.message.bytes";
  public static final String RETENTION_MS = "retention.ms";
  public static final String RETENTION_BYTES = "retention.bytes";

  public static final String LEADER_THROTTLED_REPLICAS = "leader.replication.throttled.replicas";
  public static final String FOLLOWER_THROTTLED_REPLICAS =
      "follower.replication.throttled.replicas";
  public static final String LEADER_THROTTLED_RATE = "leader.replication.throttled.rate";
  public static final String FOLLOWER_THROTTLED_RATE = "follower.replication.throttled.rate";

  public static final String REPLICA_LAG_TIME_MAX_MS = "replica.lag.time.max.ms";
  public static final String REPLICA_FETCH_WAIT_MAX_MS = "replica.fetch.wait.max.ms";
  public static final String REPLICA_FETCH_BACKOFF_MS = "replica.fetch.backoff.ms";
  public static final String REPLICA_SOCKET_TIMEOUT_MS = "replica.socket.timeout.ms";
  public static final String BROKER_SESSION_TIMEOUT_MS = "broker.session.timeout.ms";
  public static final String BROKER_HEARTBEAT_INTERVAL_MS = "broker.heartbeat.interval.ms";
  public static final String ZOOKEEPER_SESSION_TIMEOUT_MS = "zookeeper.session.timeout.ms";
  public static final String QUORUM_ELECTION_TIMEOUT_MS = "controller.quorum.election.timeout.ms";
  public static final String QUORUM_FETCH_TIMEOUT_MS = "controller.quorum.fetch.timeout.ms";
  public static final String QUORUM_ELECTION_BACKOFF_MAX_MS =
      "controller.quorum.election.backoff.max.ms";
  public static final String QUORUM_REQUEST_TIMEOUT_MS = "controller.quorum.request.timeout.ms";
  public static final String SNAPSHOT_AFTER_BYTES =
      "metadata.log.max.record.bytes.between.snapshots";
  public static final String DEFAULT_REPLICATION_FACTOR = "default.replication.factor";
  public static final String NUM_PARTITIONS = "num.partitions";
  public static final String AUTO_CREATE_TOPICS = "auto.create.topics.enable";
  public static final String AUTO_LEADER_REBALANCE = "auto.leader.rebalance.enable";
  public static final String LEADER_IMBALANCE_CHECK_INTERVAL =
      "leader.imbalance.check.interval.seconds";
  public static final String GROUP_INITIAL_REBALANCE_DELAY_MS = "group.initial.rebalance.delay.ms";
  public static final String GROUP_MIN_SESSION_TIMEOUT_MS = "group.min.session.timeout.ms";
  public static final String GROUP_MAX_SESSION_TIMEOUT_MS = "group.max.session.timeout.ms";
  public static final String GROUP_CONSUMER_SESSION_TIMEOUT_MS =
      "group.consumer.session.timeout.ms";
  public static final String GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS =
      "group.consumer.heartbeat.interval.ms";
  public static final String OFFSETS_TOPIC_NUM_PARTITIONS = "offsets.topic.num.partitions";
  public static final String OFFSETS_TOPIC_REPLICATION_FACTOR = "offsets.topic.replication.factor";
  public static final String OFFSETS_COMMIT_TIMEOUT_MS = "offsets.commit.timeout.ms";
  public static final String OFFSETS_RETENTION_MINUTES = "offsets.retention.minutes";
  public static final String OFFSETS_RETENTION_CHECK_INTERVAL_MS =
      "offsets.retention.check.interval.ms";
  public static final String PRODUCER_ID_EXPIRATION_MS = "producer.id.expiration.ms";

  public static final String REPLICA_SELECTOR = "replica.selector.class";

  /** The selector that keeps a consumer in its rack, as Kafka names it. */
  public static final String RACK_AWARE_SELECTOR =
      "org.apache.kafka.common.replica.RackAwareReplicaSelector";

  private static final String LEADER_SELECTOR = "org.apache.kafka.common.replica.LeaderSelector";

  public static final String LINK_LATENCY_MS = "link.latency.ms";
  public static final String NETWORK_BYTES_PER_SECOND = "network.bytes.per.second";
  public static final String DISK_WRITE_LATENCY_MS = "disk.write.latency.ms";
  public static final String DISK_FLUSH_INTERVAL_MS = "disk.flush.interval.ms";
  public static final String DISK_BYTES_PER_SECOND = "disk.bytes.per.second";

  private static final TreeMap<String, ConfigSpec> TOPIC_SPECS = new TreeMap<>();
  private static final TreeMap<String, ConfigSpec> BROKER_SPECS = new TreeMap<>();
  private static final TreeMap<String, ConfigSpec> SIMULATION_SPECS = new TreeMap<>();

  static {
    intSpec(
        TOPIC,
        MIN_INSYNC_REPLICAS,
        "1",
        1,
        "How many replicas must be in sync for a write with acks=all to be accepted. With fewer,"
            + " the producer is told NOT_ENOUGH_REPLICAS.");
    booleanSpec(
        TOPIC,
        UNCLEAN_LEADER_ELECTION,
        "false",
        "Whether a replica that is not in sync may become leader when no other is left. The"
            + " partition is available sooner, and acknowledged records may be lost.");
    intSpec(
        TOPIC,
        MAX_MESSAGE_BYTES,
        "1048588",
        0,
        "The largest record batch the topic accepts, in bytes.");
    longSpec(
        TOPIC,
        RETENTION_MS,
        "604800000",
        -1,
        "How long records are kept before the oldest are deleted, in milliseconds; -1 keeps them.");
    longSpec(
        TOPIC,
        RETENTION_BYTES,
        "-1",
        -1,
        "How large a partition may grow before its oldest records are deleted; -1 sets no bound.");
    replicasSpec(
        LEADER_THROTTLED_REPLICAS,
        "Replicas whose leaders send no faster than leader.replication.throttled.rate to those not"
            + " in sync.");
    replicasSpec(
        FOLLOWER_THROTTLED_REPLICAS,
        "Replicas that copy no faster than follower.replication.throttled.rate while not in sync.");
    longSpec(
        BROKER,
        LEADER_THROTTLED_RATE,
        Long.toString(Long.MAX_VALUE),
        0,
        "Bytes a second that a broker sends, as a leader, to throttled replicas that are not in"
            + " sync, so that a reassignment leaves room for clients.");
    longSpec(
        BROKER,
        FOLLOWER_THROTTLED_RATE,
        Long.toString(Long.MAX_VALUE),
        0,
        "Bytes a second that a broker copies to its throttled replicas that are not in sync.");
    intSpec(
        BROKER,
        MIN_INSYNC_REPLICAS,
        "1",
        1,
        "min.insync.replicas of topics that do not set their own.");
    booleanSpec(
        BROKER,
        UNCLEAN_LEADER_ELECTION,
        "false",
        "unclean.leader.election.enable of topics that do not set their own.");
    longSpec(
        BROKER,
        REPLICA_LAG_TIME_MAX_MS,
        "30000",
        1,
        "A follower that has not caught up with the leader's log end for this long is removed from"
            + " the ISR.");
    intSpec(
        BROKER,
        REPLICA_FETCH_WAIT_MAX_MS,
        "500",
        0,
        "How long a follower's fetch waits at the leader for new records.");
    intSpec(
        BROKER,
        REPLICA_FETCH_BACKOFF_MS,
        "1000",
        0,
        "How long a follower pauses after a failed fetch.");
    intSpec(
        BROKER,
        REPLICA_SOCKET_TIMEOUT_MS,
        "30000",
        1,
        "How long a broker waits for another to answer before it gives the request up.");
    intSpec(
        BROKER,
        BROKER_SESSION_TIMEOUT_MS,
        "9000",
        1,
        "A broker whose heartbeats stay away for this long is fenced by the controller.");
    intSpec(
        BROKER,
        BROKER_HEARTBEAT_INTERVAL_MS,
        "2000",
        1,
        "How often a broker tells the controller that it is alive.");
    intSpec(
        BROKER,
        ZOOKEEPER_SESSION_TIMEOUT_MS,
        "18000",
        100,
        "With ZooKeeper: a broker whose session no server hears for this long is dead to the"
            + " cluster. It holds for sessions that begin from now on.");
    intSpec(
        BROKER,
        QUORUM_ELECTION_TIMEOUT_MS,
        "1000",
        1,
        "How long a controller that knows no leader waits, up to twice this by chance, before it"
            + " asks the others for their votes.");
    intSpec(
        BROKER,
        QUORUM_FETCH_TIMEOUT_MS,
        "2000",
        1,
        "How long a controller goes without an answer from the quorum's leader before it asks for"
            + " an election; a leader that no majority fetches from for 1.5 times this resigns.");
    intSpec(
        BROKER,
        QUORUM_ELECTION_BACKOFF_MAX_MS,
        "1000",
        0,
        "How long a controller waits at most, after the quorum's leader has resigned, before it"
            + " asks for votes.");
    intSpec(
        BROKER,
        QUORUM_REQUEST_TIMEOUT_MS,
        "2000",
        1,
        "How long a controller waits for another to answer before it gives the request up.");
    longSpec(
        BROKER,
        SNAPSHOT_AFTER_BYTES,
        "20971520",
        1,
        "After so many bytes of metadata records a controller writes a snapshot of the state and"
            + " deletes the records before it.");
    intSpec(
        BROKER,
        DEFAULT_REPLICATION_FACTOR,
        "1",
        1,
        "Replication factor of topics created without one.");
    intSpec(BROKER, NUM_PARTITIONS, "1", 1, "Partitions of topics created without a number.");
    booleanSpec(
        BROKER,
        AUTO_CREATE_TOPICS,
        "true",
        "Whether a client that asks for an unknown topic has it created.");
    booleanSpec(
        BROKER,
        AUTO_LEADER_REBALANCE,
        "true",
        "Whether leaderships go back to the preferred replicas, the first of each partition, by"
            + " themselves.");
    intSpec(
        BROKER,
        LEADER_IMBALANCE_CHECK_INTERVAL,
        "300",
        1,
        86_400,
        "How often the controller looks for partitions that their preferred replica does not lead,"
            + " in seconds.");
    intSpec(
        BROKER,
        GROUP_INITIAL_REBALANCE_DELAY_MS,
        "3000",
        0,
        "How long the coordinator waits for more members before a new group's first rebalance.");
    intSpec(
        BROKER,
        GROUP_MIN_SESSION_TIMEOUT_MS,
        "6000",
        1,
        "The shortest session.timeout.ms a consumer may ask for.");
    intSpec(
        BROKER,
        GROUP_MAX_SESSION_TIMEOUT_MS,
        "1800000",
        1,
        "The longest session.timeout.ms a consumer may ask for.");
    intSpec(
        BROKER,
        GROUP_CONSUMER_SESSION_TIMEOUT_MS,
        "45000",
        1,
        "Consumer protocol: a member without a heartbeat for so long is out of its group.");
    intSpec(
        BROKER,
        GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS,
        "5000",
        1,
        "Consumer protocol: how often members are told to send heartbeats.");
    intSpec(
        BROKER,
        OFFSETS_TOPIC_NUM_PARTITIONS,
        "50",
        1,
        "Partitions of __consumer_offsets; fixed once the topic exists.");
    intSpec(
        BROKER,
        OFFSETS_TOPIC_REPLICATION_FACTOR,
        "3",
        1,
        "Replication factor of __consumer_offsets; fixed once the topic exists.");
    intSpec(
        BROKER,
        OFFSETS_COMMIT_TIMEOUT_MS,
        "5000",
        1,
        "How long an offset commit waits to be replicated before the consumer is told"
            + " REQUEST_TIMED_OUT.");
    intSpec(
        BROKER,
        OFFSETS_RETENTION_MINUTES,
        "10080",
        1,
        "How many minutes the committed offsets of a group are kept after its last member left.");
    longSpec(
        BROKER,
        OFFSETS_RETENTION_CHECK_INTERVAL_MS,
        "600000",
        1,
        "How often a group coordinator looks for offsets and groups to forget.");
    intSpec(
        BROKER,
        PRODUCER_ID_EXPIRATION_MS,
        "86400000",
        1,
        "How long a partition's leader remembers the sequence numbers of a producer that is"
            + " silent.");
    // Kafka's default is none at all, which is the same as the one that names the leader.
    choiceSpec(
        REPLICA_SELECTOR,
        LEADER_SELECTOR,
        List.of(LEADER_SELECTOR, RACK_AWARE_SELECTOR),
        "Which replica a consumer is told to read from: always the leader, or one in the consumer's"
            + " own rack (client.rack).");
    intSpec(
        SIMULATION,
        LINK_LATENCY_MS,
        "0",
        0,
        60_000,
        "How long a message travels from one node to another, in virtual milliseconds.");
    longSpec(
        SIMULATION,
        NETWORK_BYTES_PER_SECOND,
        "0",
        0,
        "How many bytes a second a node's network card sends; 0 sets no bound.");
    intSpec(
        SIMULATION,
        DISK_WRITE_LATENCY_MS,
        "0",
        0,
        60_000,
        "How long an append to a log takes at least, in virtual milliseconds.");
    longSpec(
        SIMULATION,
        DISK_BYTES_PER_SECOND,
        "0",
        0,
        "How many bytes a second a broker's disk takes; 0 sets no bound.");
    // Kafka does not flush by itself (log.flush.interval.ms is not set) and leaves it to the
    // operating system, which writes back what is older than vm.dirty_expire_centisecs: 30 s.
    intSpec(
        SIMULATION,
        DISK_FLUSH_INTERVAL_MS,
        "0",
        0,
        3_600_000,
        "How often the operating system writes its page cache to the disk, in virtual milliseconds;"
            + " a power loss loses what was written since. 0 writes at once. Linux: 30000.");
  }

  private ConfigCatalog() {}

  /** The settings of one scope, by name. */
  public static SortedMap<String, ConfigSpec> specs(Scope scope) {
    return Collections.unmodifiableSortedMap(mutableSpecs(scope));
  }

  /** The setting of this name, or null if there is none. */
  public static @Nullable ConfigSpec find(Scope scope, String name) {
    return mutableSpecs(scope).get(name);
  }

  /**
   * The setting of this name.
   *
   * @throws IllegalArgumentException naming it and listing those there are
   */
  public static ConfigSpec get(Scope scope, String name) {
    ConfigSpec spec = find(scope, name);
    if (spec == null) {
      throw new IllegalArgumentException(
          "no %s setting is called %s; there are: %s"
              .formatted(
                  scope.name().toLowerCase(Locale.ROOT),
                  name,
                  String.join(", ", mutableSpecs(scope).keySet())));
    }
    return spec;
  }

  private static TreeMap<String, ConfigSpec> mutableSpecs(Scope scope) {
    return switch (scope) {
      case TOPIC -> TOPIC_SPECS;
      case BROKER -> BROKER_SPECS;
      case SIMULATION -> SIMULATION_SPECS;
    };
  }

  private static void intSpec(
      Scope scope, String name, String kafkaDefault, long min, String meaning) {
    intSpec(scope, name, kafkaDefault, min, Integer.MAX_VALUE, meaning);
  }

  private static void intSpec(
      Scope scope, String name, String kafkaDefault, long min, long max, String meaning) {
    add(new ConfigSpec(name, scope, Type.INT, kafkaDefault, min, max, List.of(), meaning));
  }

  private static void longSpec(
      Scope scope, String name, String kafkaDefault, long min, String meaning) {
    add(
        new ConfigSpec(
            name, scope, Type.LONG, kafkaDefault, min, Long.MAX_VALUE, List.of(), meaning));
  }

  private static void booleanSpec(Scope scope, String name, String kafkaDefault, String meaning) {
    add(new ConfigSpec(name, scope, Type.BOOLEAN, kafkaDefault, 0, 0, List.of(), meaning));
  }

  private static void choiceSpec(
      String name, String kafkaDefault, List<String> choices, String meaning) {
    add(new ConfigSpec(name, BROKER, Type.CHOICE, kafkaDefault, 0, 0, choices, meaning));
  }

  private static void replicasSpec(String name, String meaning) {
    add(new ConfigSpec(name, TOPIC, Type.REPLICAS, "", 0, 0, List.of(), meaning));
  }

  private static void add(ConfigSpec spec) {
    mutableSpecs(spec.scope()).put(spec.name(), spec);
  }
}
