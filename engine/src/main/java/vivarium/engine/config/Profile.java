package vivarium.engine.config;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bundle of settings, so that the same cluster can be watched or used. */
public enum Profile {
  /** Every hop takes long enough to see at 1×; a failover plays in under 15 s. */
  CLASSROOM(
      Map.ofEntries(
          Map.entry(ConfigCatalog.REPLICA_LAG_TIME_MAX_MS, "5000"),
          Map.entry(ConfigCatalog.REPLICA_FETCH_WAIT_MAX_MS, "500"),
          Map.entry(ConfigCatalog.REPLICA_FETCH_BACKOFF_MS, "500"),
          Map.entry(ConfigCatalog.REPLICA_SOCKET_TIMEOUT_MS, "4000"),
          Map.entry(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS, "3000"),
          Map.entry(ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS, "6000"),
          Map.entry(ConfigCatalog.BROKER_HEARTBEAT_INTERVAL_MS, "1000"),
          Map.entry(ConfigCatalog.QUORUM_ELECTION_TIMEOUT_MS, "2000"),
          Map.entry(ConfigCatalog.QUORUM_FETCH_TIMEOUT_MS, "3000"),
          Map.entry(ConfigCatalog.GROUP_INITIAL_REBALANCE_DELAY_MS, "500"),
          Map.entry(ConfigCatalog.GROUP_MIN_SESSION_TIMEOUT_MS, "2000"),
          Map.entry(ConfigCatalog.GROUP_CONSUMER_SESSION_TIMEOUT_MS, "6000"),
          Map.entry(ConfigCatalog.GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS, "1500"),
          Map.entry(ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS, "3")),
      Map.of(
          ConfigCatalog.LINK_LATENCY_MS, "350",
          ConfigCatalog.DISK_WRITE_LATENCY_MS, "20",
          ConfigCatalog.DISK_FLUSH_INTERVAL_MS, "5000")),

  /** Kafka's default timeouts, millisecond links, modelled disk and network bandwidth. */
  REALISTIC(
      Map.of(ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS, "3"),
      Map.of(
          ConfigCatalog.LINK_LATENCY_MS, "1",
          ConfigCatalog.NETWORK_BYTES_PER_SECOND, "125000000",
          ConfigCatalog.DISK_WRITE_LATENCY_MS, "1",
          ConfigCatalog.DISK_BYTES_PER_SECOND, "200000000",
          ConfigCatalog.DISK_FLUSH_INTERVAL_MS, "30000")),

  /** No modelled latency and short timeouts: for tests, and for use as a test cluster. */
  INSTANT(
      Map.ofEntries(
          Map.entry(ConfigCatalog.REPLICA_LAG_TIME_MAX_MS, "2000"),
          Map.entry(ConfigCatalog.REPLICA_FETCH_BACKOFF_MS, "50"),
          Map.entry(ConfigCatalog.REPLICA_SOCKET_TIMEOUT_MS, "3000"),
          Map.entry(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS, "1500"),
          Map.entry(ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS, "2000"),
          Map.entry(ConfigCatalog.BROKER_HEARTBEAT_INTERVAL_MS, "300"),
          Map.entry(ConfigCatalog.QUORUM_ELECTION_TIMEOUT_MS, "300"),
          Map.entry(ConfigCatalog.QUORUM_FETCH_TIMEOUT_MS, "1000"),
          Map.entry(ConfigCatalog.GROUP_INITIAL_REBALANCE_DELAY_MS, "0"),
          Map.entry(ConfigCatalog.GROUP_MIN_SESSION_TIMEOUT_MS, "100"),
          Map.entry(ConfigCatalog.GROUP_CONSUMER_SESSION_TIMEOUT_MS, "6000"),
          Map.entry(ConfigCatalog.GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS, "500"),
          Map.entry(ConfigCatalog.OFFSETS_TOPIC_NUM_PARTITIONS, "3")),
      Map.of(ConfigCatalog.DISK_FLUSH_INTERVAL_MS, "1000"));

  private final SortedMap<String, String> brokerConfigs;
  private final SortedMap<String, String> simulationConfigs;

  Profile(Map<String, String> brokerConfigs, Map<String, String> simulationConfigs) {
    this.brokerConfigs = Collections.unmodifiableSortedMap(new TreeMap<>(brokerConfigs));
    this.simulationConfigs = Collections.unmodifiableSortedMap(new TreeMap<>(simulationConfigs));
  }

  /** The broker configs it sets; what is absent has Kafka's default. */
  public SortedMap<String, String> brokerConfigs() {
    return brokerConfigs;
  }

  /** The settings of the simulation it sets. */
  public SortedMap<String, String> simulationConfigs() {
    return simulationConfigs;
  }

  /** {@code classroom}, {@code realistic} or {@code instant}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
