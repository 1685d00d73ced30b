package vivarium.engine.config;

import java.util.Locale;

/** What holds a cluster's metadata and decides who decides. */
public enum CoordinationMode {
  /** A quorum of controllers with a replicated metadata log, as Kafka has it today. */
  KRAFT,
  /** A ZooKeeper ensemble, and one of the brokers as controller, as Kafka had it up to 3.9. */
  ZOOKEEPER;

  /** As people write it: {@code kraft}, {@code zookeeper}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
