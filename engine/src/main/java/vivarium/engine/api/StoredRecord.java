package vivarium.engine.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as it lies in a log.
 *
 * @param offset its offset
 * @param timestampMs its timestamp, in milliseconds of the clock that set it
 * @param logAppendTime whether that was the broker's (Kafka's LogAppendTime), not the producer's
 * @param leaderEpoch the epoch of the leader that wrote it
 * @param producerId of the idempotent producer that sent it, or -1
 * @param producerEpoch of that producer, or -1
 * @param sequence its sequence number with that producer, or -1
 * @param batchBaseOffset the first offset of its batch
 * @param batchRecords how many records its batch has
 * @param compression of its batch, in Kafka's word, such as {@code none} or {@code lz4}
 * @param transactional whether it belongs to a transaction
 * @param control Kafka's name of the control record it is, such as {@code COMMIT}; empty if it is
 *     an application's
 * @param key its key, or null
 * @param value its value, or null: a tombstone
 * @param headers its headers in their order, at most {@link #MAX_HEADERS}
 */
public record StoredRecord(
    long offset,
    long timestampMs,
    boolean logAppendTime,
    int leaderEpoch,
    long producerId,
    short producerEpoch,
    int sequence,
    long batchBaseOffset,
    int batchRecords,
    String compression,
    boolean transactional,
    String control,
    @Nullable Excerpt key,
    @Nullable Excerpt value,
    List<Header> headers) {

  /** Of a record with more headers the first are given. */
  public static final int MAX_HEADERS = 64;

  public StoredRecord {
    headers = List.copyOf(headers);
  }

  /** Whether the log itself wrote it and no application. */
  public boolean isControl() {
    return !control.isEmpty();
  }

  /** A header; a value can be missing. */
  public record Header(String key, @Nullable Excerpt value) {}
}
