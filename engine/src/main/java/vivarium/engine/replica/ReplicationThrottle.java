package vivarium.engine.replica;

import java.util.List;
import java.util.TreeMap;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.TopicPartition;

/**
 * A bound on how fast replicas that are not in sync are copied, so that a reassignment leaves room
 * for clients (KIP-73). It bounds one direction at one broker: what it sends as a leader, or what
 * it takes as a follower. Source: Kafka's {@code ReplicationQuotaManager}.
 */
public final class ReplicationThrottle {

  private static final long SECOND_NANOS = 1_000_000_000L;

  /** Kafka's {@code replication.quota.window.num}; each window is a second. */
  private static final int WINDOWS = 11;

  private static final String ALL = "*";

  private final HostBroker broker;
  private final String rateKey;
  private final String replicasKey;
  private final TreeMap<Long, Long> bytesBySecond = new TreeMap<>();

  private ReplicationThrottle(HostBroker broker, String rateKey, String replicasKey) {
    this.broker = broker;
    this.rateKey = rateKey;
    this.replicasKey = replicasKey;
  }

  static ReplicationThrottle ofLeader(HostBroker broker) {
    return new ReplicationThrottle(
        broker, ConfigCatalog.LEADER_THROTTLED_RATE, ConfigCatalog.LEADER_THROTTLED_REPLICAS);
  }

  static ReplicationThrottle ofFollower(HostBroker broker) {
    return new ReplicationThrottle(
        broker, ConfigCatalog.FOLLOWER_THROTTLED_RATE, ConfigCatalog.FOLLOWER_THROTTLED_REPLICAS);
  }

  /** Whether this broker's replica is one that the topic's setting names. */
  private boolean isThrottled(TopicPartition id) {
    String replicas = broker.image().topicConfig(id.topic(), replicasKey);
    return replicas.equals(ALL)
        || List.of(replicas.split(",", -1))
            .contains("%d:%d".formatted(id.partition(), broker.brokerId()));
  }

  /** Takes note of bytes copied, if the replica is one that is bounded. */
  public void record(TopicPartition id, int bytes) {
    if (bytes > 0 && isThrottled(id)) {
      bytesBySecond.merge(broker.context().nowNanos() / SECOND_NANOS, (long) bytes, Long::sum);
    }
  }

  /** Whether nothing more of this replica is to be copied now. */
  public boolean mustWait(TopicPartition id) {
    return isThrottled(id) && bytesPerSecond() > broker.image().brokerLong(rateKey);
  }

  /** The rate over the last windows, and over no less than one. */
  private double bytesPerSecond() {
    long nowNanos = broker.context().nowNanos();
    bytesBySecond.headMap(nowNanos / SECOND_NANOS - WINDOWS + 1).clear();
    if (bytesBySecond.isEmpty()) {
      return 0;
    }
    long bytes = bytesBySecond.values().stream().mapToLong(Long::longValue).sum();
    long elapsed = Math.max(SECOND_NANOS, nowNanos - bytesBySecond.firstKey() * SECOND_NANOS);
    return bytes * (double) SECOND_NANOS / elapsed;
  }
}
