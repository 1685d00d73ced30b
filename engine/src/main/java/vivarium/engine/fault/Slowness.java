package vivarium.engine.fault;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;

/**
 * Remembers which events made messages and disks as slow as they are, and clients as impatient.
 * When nothing is broken and yet somebody gave up waiting, the later of the two is why.
 */
final class Slowness {

  private static final long NOT_SLOWED = 0;

  private final TreeMap<String, Slowed> slowed = new TreeMap<>();
  private final TreeMap<String, Long> faults = new TreeMap<>();
  private final TreeMap<NodeId, Patience> patience = new TreeMap<>();

  /** The latest settings of each consumer. */
  private final TreeMap<NodeId, Long> tempo = new TreeMap<>();

  /** The latest change of a setting that made things slower. */
  private record Slowed(long seq, long value) {}

  private static boolean makesSlow(FaultSpec spec) {
    return switch (spec) {
      case FaultSpec.OnLink unused -> true;
      case FaultSpec.SlowCpu unused -> true;
      case FaultSpec.SlowDisk unused -> true;
      case FaultSpec.DiskFull unused -> false;
      case FaultSpec.OnRequests unused -> false;
      case FaultSpec.OneMessage unused -> false;
    };
  }

  /** When a fault that slows was last healed, and by which event. */
  private @Nullable Stamped healed;

  private record Patience(long seq, ProducerSettings settings) {}

  void note(Stamped stamped) {
    switch (stamped.event()) {
      case Metadata.ConfigChanged(var scope, String unused, String key, String value)
          when scope == Metadata.ConfigScope.SIMULATION
              && !key.equals(ConfigCatalog.DISK_FLUSH_INTERVAL_MS) ->
          noteSetting(stamped.seq(), key, value == null ? NOT_SLOWED : Long.parseLong(value));
      case Fault.Injected(FaultSpec spec) when makesSlow(spec) ->
          faults.put(spec.key(), stamped.seq());
      case Fault.Healed(FaultSpec spec, boolean unused) when makesSlow(spec) -> {
        faults.remove(spec.key());
        healed = stamped;
      }
      case Client.ProducerAdded(ProducerSettings settings) ->
          patience.put(stamped.node(), new Patience(stamped.seq(), settings));
      case Client.ProducerChanged(ProducerSettings settings) ->
          notePatience(stamped.seq(), stamped.node(), settings);
      case Client.ConsumerAdded unused -> tempo.put(stamped.node(), stamped.seq());
      case Client.ConsumerChanged unused -> tempo.put(stamped.node(), stamped.seq());
      case Client.Removed() -> {
        patience.remove(stamped.node());
        tempo.remove(stamped.node());
      }
      default -> {} // Nothing else decides how long anything takes.
    }
  }

  private void noteSetting(long seq, String key, long value) {
    Slowed before = slowed.get(key);
    if (value == NOT_SLOWED) {
      slowed.remove(key);
    } else if (before == null || isSlower(key, value, before.value())) {
      slowed.put(key, new Slowed(seq, value));
    } else {
      // Faster than before, but this is still due to what slowed it.
      slowed.put(key, new Slowed(before.seq(), value));
    }
  }

  private static boolean isSlower(String key, long value, long before) {
    return switch (key) {
      case ConfigCatalog.LINK_LATENCY_MS, ConfigCatalog.DISK_WRITE_LATENCY_MS -> value > before;
      case ConfigCatalog.NETWORK_BYTES_PER_SECOND, ConfigCatalog.DISK_BYTES_PER_SECOND ->
          value < before;
      default -> throw new IllegalArgumentException("no setting of the simulation: " + key);
    };
  }

  private void notePatience(long seq, NodeId client, ProducerSettings settings) {
    Patience before = patience.get(client);
    boolean sameTimeouts =
        before != null
            && before.settings().requestTimeoutMs() == settings.requestTimeoutMs()
            && before.settings().deliveryTimeoutMs() == settings.deliveryTimeoutMs();
    if (!sameTimeouts) {
      patience.put(client, new Patience(seq, settings));
    }
  }

  /** Seq of the event that last healed what slowed, if that was not before, or of none. */
  long whyFasterSince(long sinceNanos) {
    @Nullable Stamped latest = healed;
    return latest == null || latest.atNanos() < sinceNanos ? Stamped.NO_CAUSE : latest.seq();
  }

  /** Seq of the event that gave the consumer its settings, or of none. */
  long whyBusy(NodeId consumer) {
    return tempo.getOrDefault(consumer, Stamped.NO_CAUSE);
  }

  /** Seq of the latest event that made things slow or this client impatient, or of none. */
  long why(NodeId client) {
    @Nullable Patience impatient = patience.get(client);
    long latest = impatient == null ? Stamped.NO_CAUSE : impatient.seq();
    for (Slowed each : slowed.values()) {
      latest = Math.max(latest, each.seq());
    }
    for (long each : faults.values()) {
      latest = Math.max(latest, each);
    }
    return latest;
  }
}
