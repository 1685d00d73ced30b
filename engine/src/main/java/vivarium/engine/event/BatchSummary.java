package vivarium.engine.event;

import java.util.List;

/**
 * What an event tells of a record batch without carrying its bytes.
 *
 * @param baseOffset offset of the first record; -1 before the leader has assigned one
 * @param recordCount records in the batch
 * @param sizeBytes encoded size
 * @param leaderEpoch epoch of the leader that appended it; -1 before
 * @param producerId idempotent producer's id, or -1
 * @param baseSequence first sequence number, or -1
 * @param control whether it holds control records (transaction markers), which no client reads
 * @param keyHashes a hash of each record's key, in order, {@link #NO_KEY} for a record without one;
 *     empty for a batch of more than {@link #MAX_KEYS} records, whose keys are not decoded
 */
public record BatchSummary(
    long baseOffset,
    int recordCount,
    int sizeBytes,
    int leaderEpoch,
    long producerId,
    int baseSequence,
    boolean control,
    List<Integer> keyHashes) {

  /** Batches beyond this are shown as one box with a count, so their keys stay undecoded. */
  public static final int MAX_KEYS = 32;

  /** Stands for "this record has no key". */
  public static final int NO_KEY = 0;

  public BatchSummary {
    keyHashes = List.copyOf(keyHashes);
  }

  public long lastOffset() {
    return baseOffset + recordCount - 1;
  }

  /** The hash of the key of the record at {@code offset}, or {@link #NO_KEY} if unknown. */
  public int keyHashAt(long offset) {
    int index = (int) (offset - baseOffset);
    return index >= 0 && index < keyHashes.size() ? keyHashes.get(index) : NO_KEY;
  }
}
