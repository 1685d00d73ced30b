package vivarium.engine.disk;

import vivarium.engine.event.TopicPartition;

/**
 * A write found the disk full. Kafka takes the log directory offline ({@code KAFKA_STORAGE_ERROR}),
 * and a broker whose only log directory is offline ends: so whoever runs a process ends it when it
 * throws this.
 */
public final class DiskFullException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DiskFullException(TopicPartition partition) {
    super("no space left on the disk for " + partition);
  }
}
