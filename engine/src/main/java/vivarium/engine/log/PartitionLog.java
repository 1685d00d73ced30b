package vivarium.engine.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;

/**
 * The log of one replica: batches from the log start offset to the log end offset, the leader
 * epochs that wrote them, and what follows from them about idempotent producers. It lives on a disk
 * and so outlives the broker process that writes it.
 */
public final class PartitionLog {

  /** Removed batches at the front are forgotten in bulk once there are so many. */
  private static final int COMPACT_AFTER = 1_024;

  private static final long COMPACT_AFTER_BYTES = 4L << 20;

  private final TopicPartition partition;
  private final Space space;
  private final ArrayList<RecordBatch> batches = new ArrayList<>();
  private final EpochCache epochs = new EpochCache();
  private final ProducerStates producers = new ProducerStates();
  private int firstBatch;
  private long deletedBytes;
  private long sizeBytes;
  private long logStartOffset;
  private long logEndOffset;
  private long highWatermark;
  private long recoveryPoint;
  private long checkpointedHighWatermark;
  private boolean synced;

  /** Where the log's bytes go. */
  public interface Space {
    /** Is asked before anything is appended; throws what it likes if there is no room. */
    void requireFor(TopicPartition partition);
  }

  /** A log with room for everything. */
  public PartitionLog(TopicPartition partition) {
    this(partition, unused -> {});
  }

  public PartitionLog(TopicPartition partition, Space space) {
    this.partition = partition;
    this.space = space;
  }

  /** What became of an append by a leader. */
  public sealed interface AppendResult {
    /** The batch is in the log now, at its place. */
    record Appended(RecordBatch batch) implements AppendResult {}

    /** The batch was in the log already: a retry of an idempotent producer. */
    record Duplicate(long baseOffset, long lastOffset) implements AppendResult {}

    /** Kafka's {@code OUT_OF_ORDER_SEQUENCE_NUMBER}. */
    record OutOfOrderSequence(String detail) implements AppendResult {}

    /** Kafka's {@code INVALID_PRODUCER_EPOCH}. */
    record InvalidProducerEpoch(String detail) implements AppendResult {}
  }

  /** Appends at the end, as a leader of {@code leaderEpoch} does. */
  public AppendResult appendAsLeader(RecordBatch batch, int leaderEpoch) {
    if (batch.hasProducerId()) {
      switch (producers.check(batch)) {
        case ProducerStates.Check.Next() -> {}
        case ProducerStates.Check.Duplicate(long base, long last) -> {
          return new AppendResult.Duplicate(base, last);
        }
        case ProducerStates.Check.OutOfOrder(String detail) -> {
          return new AppendResult.OutOfOrderSequence(detail);
        }
        case ProducerStates.Check.StaleEpoch(String detail) -> {
          return new AppendResult.InvalidProducerEpoch(detail);
        }
      }
    }
    RecordBatch placed = batch.placedAt(logEndOffset, leaderEpoch);
    add(placed);
    return new AppendResult.Appended(placed);
  }

  /**
   * Appends a batch that a leader has placed.
   *
   * @throws IllegalArgumentException if it does not begin at the log end offset
   */
  public void appendAsFollower(RecordBatch batch) {
    if (batch.baseOffset() != logEndOffset) {
      throw new IllegalArgumentException(
          "%s: %s does not follow log end offset %d".formatted(partition, batch, logEndOffset));
    }
    add(batch);
  }

  private void add(RecordBatch batch) {
    space.requireFor(partition);
    epochs.assign(batch.leaderEpoch(), batch.baseOffset());
    producers.note(batch);
    batches.add(batch);
    sizeBytes += batch.sizeBytes();
    logEndOffset = batch.nextOffset();
  }

  /** Forgets the sequences of producers whose newest record is older than {@code oldestMs}. */
  public void forgetProducersSilentSince(long oldestMs) {
    producers.forgetSilentSince(oldestMs);
  }

  /** Notes that a leader of this epoch begins at the log's end (KIP-101). */
  public void assignEpochAtEnd(int leaderEpoch) {
    epochs.assign(leaderEpoch, logEndOffset);
  }

  /**
   * From now on every append is on the disk at once, as KRaft has it for the metadata log; other
   * logs are written to the page cache, as Kafka has it by default.
   */
  public void syncEveryAppend() {
    synced = true;
  }

  /** What is in the page cache is on the disk now, high watermark included. */
  public void flush() {
    recoveryPoint = logEndOffset;
    checkpointedHighWatermark = highWatermark;
  }

  /** The machine lost its power: what was not flushed is gone. */
  public void loseUnflushed() {
    if (!synced) {
      truncateTo(recoveryPoint);
      highWatermark = Math.max(logStartOffset, Math.min(highWatermark, checkpointedHighWatermark));
    }
  }

  /** Offset up to which the log is on the disk for certain (Kafka's recovery point). */
  public long recoveryPoint() {
    return synced ? logEndOffset : recoveryPoint;
  }

  /** Cuts off everything from {@code offset} on; no records if the log ends before. */
  public void truncateTo(long offset) {
    if (offset >= logEndOffset) {
      // A leader that never wrote has left its epoch here, which other replicas do not know.
      epochs.truncateFromEnd(logEndOffset);
      return;
    }
    while (batches.size() > firstBatch && batches.getLast().lastOffset() >= offset) {
      sizeBytes -= batches.removeLast().sizeBytes();
    }
    logEndOffset =
        batches.size() > firstBatch
            ? batches.getLast().nextOffset()
            : Math.max(logStartOffset, Math.min(offset, logEndOffset));
    epochs.truncateFromEnd(logEndOffset);
    recoveryPoint = Math.min(recoveryPoint, logEndOffset);
    highWatermark = Math.min(highWatermark, logEndOffset);
    producers.rebuild(liveBatches());
  }

  /** Throws everything away and begins anew at {@code offset}, as a follower left behind must. */
  public void restartAt(long offset) {
    batches.clear();
    firstBatch = 0;
    sizeBytes = 0;
    epochs.clear();
    logStartOffset = offset;
    logEndOffset = offset;
    highWatermark = offset;
    flush();
    producers.rebuild(List.of());
  }

  /** Removes whole batches before {@code offset}; never beyond the high watermark. */
  public void deleteBefore(long offset) {
    long bound = Math.min(offset, highWatermark);
    if (bound <= logStartOffset) {
      return;
    }
    while (firstBatch < batches.size() && batches.get(firstBatch).lastOffset() < bound) {
      int bytes = batches.get(firstBatch).sizeBytes();
      sizeBytes -= bytes;
      deletedBytes += bytes;
      firstBatch++;
    }
    logStartOffset = bound;
    recoveryPoint = Math.max(recoveryPoint, bound);
    epochs.truncateFromStart(logStartOffset);
    if (firstBatch >= COMPACT_AFTER || deletedBytes >= COMPACT_AFTER_BYTES) {
      batches.subList(0, firstBatch).clear();
      firstBatch = 0;
      deletedBytes = 0;
    }
  }

  /**
   * Batches from the one that holds {@code fromOffset}, as long as they end at or before {@code
   * untilOffset} and fit into {@code maxBytes}; the first is given even if it is larger.
   */
  public List<RecordBatch> read(long fromOffset, long untilOffset, int maxBytes) {
    int index = indexOf(fromOffset);
    List<RecordBatch> result = new ArrayList<>();
    long bytes = 0;
    while (index < batches.size()) {
      RecordBatch batch = batches.get(index++);
      bytes += batch.sizeBytes();
      if (batch.lastOffset() >= untilOffset || (bytes > maxBytes && !result.isEmpty())) {
        break;
      }
      result.add(batch);
    }
    return result;
  }

  /**
   * Bytes of batches from {@code fromOffset} to {@code untilOffset}, counted up to {@code enough}.
   */
  public long sizeBetween(long fromOffset, long untilOffset, long enough) {
    long bytes = 0;
    for (int index = indexOf(fromOffset); index < batches.size() && bytes < enough; index++) {
      if (batches.get(index).lastOffset() >= untilOffset) {
        break;
      }
      bytes += batches.get(index).sizeBytes();
    }
    return bytes;
  }

  /** Index of the first batch whose last offset is not below {@code offset}. */
  private int indexOf(long offset) {
    int low = firstBatch;
    int high = batches.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (batches.get(middle).lastOffset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The first batch with a record at or after this timestamp, or null. */
  public @Nullable RecordBatch firstBatchSince(long timestampMs) {
    for (RecordBatch batch : liveBatches()) {
      if (batch.maxTimestampMs() >= timestampMs) {
        return batch;
      }
    }
    return null;
  }

  /** The batch with the greatest timestamp, or null if the log is empty. */
  public @Nullable RecordBatch batchOfMaxTimestamp() {
    RecordBatch greatest = null;
    for (RecordBatch batch : liveBatches()) {
      if (greatest == null || batch.maxTimestampMs() > greatest.maxTimestampMs()) {
        greatest = batch;
      }
    }
    return greatest;
  }

  private List<RecordBatch> liveBatches() {
    return batches.subList(firstBatch, batches.size());
  }

  /** Every batch in the log, oldest first. */
  public List<RecordBatch> batches() {
    return Collections.unmodifiableList(liveBatches());
  }

  /** Raises or lowers what this replica knows as high watermark, within the log's bounds. */
  public void setHighWatermark(long offset) {
    highWatermark = Math.max(logStartOffset, Math.min(offset, logEndOffset));
  }

  public TopicPartition partition() {
    return partition;
  }

  public long logStartOffset() {
    return logStartOffset;
  }

  public long logEndOffset() {
    return logEndOffset;
  }

  /** One past the last committed offset, as far as this replica knows; kept across restarts. */
  public long highWatermark() {
    return highWatermark;
  }

  public long sizeBytes() {
    return sizeBytes;
  }

  /** Which epoch wrote what. */
  public EpochCache epochs() {
    return epochs;
  }

  /** The epoch of the last record, or -1 in an empty log. */
  public int latestEpoch() {
    EpochCache.Entry latest = epochs.latest();
    return latest == null ? -1 : latest.epoch();
  }

  /** The last epoch up to {@code epoch} and where it ends here, or null if unknown. */
  public EpochCache.@Nullable EpochEnd endOfEpoch(int epoch) {
    return epochs.endOf(epoch, logEndOffset);
  }
}
