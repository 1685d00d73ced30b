package vivarium.engine.group;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;
import vivarium.engine.replica.HostBroker;

/**
 * Forgets committed offsets of groups in which nobody has been for {@code
 * offsets.retention.minutes}, and groups of which nothing is left. Source: Kafka's {@code
 * GroupCoordinatorService.cleanupGroupMetadata}.
 */
final class Expiry {

  private static final long MS = 1_000_000L;
  private static final long MINUTE_MS = 60_000L;

  private final HostBroker broker;
  private final GroupCoordinator coordinator;
  private final GroupStore store;

  Expiry(HostBroker broker, GroupCoordinator coordinator, GroupStore store) {
    this.broker = broker;
    this.coordinator = coordinator;
    this.store = store;
  }

  void start() {
    checkLater();
  }

  private void checkLater() {
    long intervalMs = broker.image().brokerLong(ConfigCatalog.OFFSETS_RETENTION_CHECK_INTERVAL_MS);
    NodeContext context = broker.context();
    context.after(
        intervalMs * MS,
        () -> {
          for (Group group : coordinator.groups()) {
            context.clearCause();
            expire(group);
          }
          checkLater();
        });
  }

  private void expire(Group group) {
    if (!group.isVacant()) {
      return;
    }
    List<TopicPartition> expired = new ArrayList<>();
    group
        .offsets()
        .forEach(
            (partition, offset) -> {
              if (isExpired(group, offset)) {
                expired.add(partition);
              }
            });
    boolean nothingIsLeft = expired.size() == group.offsets().size();
    if (expired.isEmpty() && !nothingIsLeft) {
      return;
    }
    store.forget(
        coordinator.home(group.id()),
        group,
        expired,
        nothingIsLeft,
        error -> {
          Group now = coordinator.find(group.id());
          if (error == Errors.NONE && now != null) {
            expired.forEach(now::forget); // Whoever joined meanwhile: the log says so.
            if (nothingIsLeft && now.isVacant() && now.offsets().isEmpty()) {
              coordinator.bury(now, "nobody is in it and it keeps no offsets");
            }
          }
        });
  }

  private boolean isExpired(Group group, CommittedOffset offset) {
    long retentionMs =
        broker.image().brokerLong(ConfigCatalog.OFFSETS_RETENTION_MINUTES) * MINUTE_MS;
    long sinceMs = Math.max(offset.commitTimestampMs(), group.emptySinceMs());
    return broker.context().nowMs() - sinceMs >= retentionMs;
  }
}
