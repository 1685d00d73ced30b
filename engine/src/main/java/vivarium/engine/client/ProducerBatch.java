package vivarium.engine.client;

import vivarium.engine.event.Stamped;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordBatchBuilder;

/** Records on their way from the application to one partition. */
final class ProducerBatch {

  private static final int NO_SEQUENCE = -1;

  private final int partition;
  private final long createdNanos;
  private final RecordBatchBuilder builder = new RecordBatchBuilder();
  private int baseSequence = NO_SEQUENCE;
  private int attempts;
  private long notBeforeNanos;
  private long refusedBecause = Stamped.NO_CAUSE;

  ProducerBatch(int partition, long createdNanos) {
    this.partition = partition;
    this.createdNanos = createdNanos;
  }

  int partition() {
    return partition;
  }

  long createdNanos() {
    return createdNanos;
  }

  RecordBatchBuilder builder() {
    return builder;
  }

  int recordCount() {
    return builder.recordCount();
  }

  boolean hasSequence() {
    return baseSequence != NO_SEQUENCE;
  }

  int baseSequence() {
    return baseSequence;
  }

  void sequence(int value) {
    baseSequence = value;
  }

  void forgetSequence() {
    baseSequence = NO_SEQUENCE;
  }

  boolean isRetry() {
    return attempts > 0;
  }

  int attempts() {
    return attempts;
  }

  long notBeforeNanos() {
    return notBeforeNanos;
  }

  /** Seq of what caused the latest refusal, or of nothing. */
  long refusedBecause() {
    return refusedBecause;
  }

  void failedUntil(long nanos, long cause) {
    attempts++;
    notBeforeNanos = nanos;
    refusedBecause = cause;
  }

  /** The batch as it goes over the wire; the same bytes at each attempt of one producer id. */
  RecordBatch encode(long producerId) {
    return producerId < 0 ? builder.build() : builder.build(producerId, (short) 0, baseSequence);
  }
}
