package vivarium.engine.replica;

import java.util.Collection;
import org.apache.kafka.common.internals.Topic;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.MetadataImage;

/**
 * Deletes what topics no longer keep. A log here has no segments: whole batches are deleted from
 * its start. Beyond the topics' own settings there is a bound on what a broker keeps in memory.
 */
final class Retention {

  /** Kafka looks every five minutes; a log in memory is looked at more often. */
  static final long CHECK_NANOS = 1_000_000_000L;

  /**
   * A broker's logs together stay below this: beyond it every log loses its oldest records until it
   * is no larger than an equal share.
   */
  private static final long MAX_BROKER_BYTES = 512L << 20;

  private Retention() {}

  static void enforce(HostBroker broker, Collection<LocalReplica> replicas) {
    long total = 0;
    for (LocalReplica replica : replicas) {
      if (!Topic.isInternal(replica.id().topic())) {
        enforce(broker, replica);
        total += replica.log().sizeBytes();
      }
    }
    if (total > MAX_BROKER_BYTES) {
      long share = MAX_BROKER_BYTES / Math.max(1, replicas.size());
      for (LocalReplica replica : replicas) {
        if (!Topic.isInternal(replica.id().topic())) {
          deleteDownTo(broker, replica, share);
        }
      }
    }
  }

  private static void enforce(HostBroker broker, LocalReplica replica) {
    MetadataImage image = broker.image();
    String topic = replica.id().topic();
    long keepBytes = Long.parseLong(image.topicConfig(topic, ConfigCatalog.RETENTION_BYTES));
    if (keepBytes >= 0) {
      deleteDownTo(broker, replica, keepBytes);
    }
    long keepMs = Long.parseLong(image.topicConfig(topic, ConfigCatalog.RETENTION_MS));
    if (keepMs >= 0) {
      long oldest = broker.context().nowMs() - keepMs;
      RecordBatch kept = replica.log().firstBatchSince(oldest);
      deleteBefore(
          broker, replica, kept == null ? replica.log().logEndOffset() : kept.baseOffset());
    }
  }

  private static void deleteDownTo(HostBroker broker, LocalReplica replica, long keepBytes) {
    PartitionLog log = replica.log();
    long excess = log.sizeBytes() - keepBytes;
    long offset = log.logStartOffset();
    for (RecordBatch batch : log.batches()) {
      if (excess < batch.sizeBytes()) {
        break;
      }
      excess -= batch.sizeBytes();
      offset = batch.nextOffset();
    }
    deleteBefore(broker, replica, offset);
  }

  private static void deleteBefore(HostBroker broker, LocalReplica replica, long offset) {
    PartitionLog log = replica.log();
    long before = log.logStartOffset();
    log.deleteBefore(offset);
    if (log.logStartOffset() > before) {
      broker.context().emit(new Replica.LogStartMoved(replica.id(), log.logStartOffset()));
    }
  }
}
