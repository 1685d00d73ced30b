package vivarium.engine.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.record.internal.BaseRecords;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.RecordsSend;
import org.jspecify.annotations.Nullable;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.RecordBatch;

/**
 * Record batches as the {@code records} field of a Produce or Fetch message. Between nodes of this
 * process the batches go by reference; only a message for a socket has them written out.
 */
public final class BatchRecords implements BaseRecords {

  /** No records at all; librdkafka refuses a null in a Fetch answer. */
  public static final BatchRecords EMPTY = new BatchRecords(List.of());

  private final List<RecordBatch> batches;
  private final int sizeBytes;

  public BatchRecords(List<RecordBatch> batches) {
    this.batches = List.copyOf(batches);
    int size = 0;
    for (RecordBatch batch : this.batches) {
      size += batch.sizeBytes();
    }
    this.sizeBytes = size;
  }

  /**
   * The batches of a message's field, whoever wrote it.
   *
   * @throws CorruptRecordsException if bytes from a socket are not sound batches of magic 2
   */
  public static List<RecordBatch> batchesOf(@Nullable BaseRecords records)
      throws CorruptRecordsException {
    return switch (records) {
      case null -> List.of();
      case BatchRecords shared -> shared.batches;
      case MemoryRecords bytes -> RecordBatch.copyAll(bytes.buffer());
      default ->
          throw new IllegalArgumentException("records of an unknown kind: " + records.getClass());
    };
  }

  /**
   * Reads the batches of a produce from a socket, once for all who look at the message. Batches
   * that are not sound stay as they are, for whoever handles the request to refuse.
   */
  public static void shareBatchesOf(ProduceRequestData produce) {
    for (var topic : produce.topicData()) {
      for (var partition : topic.partitionData()) {
        if (partition.records() instanceof MemoryRecords bytes) {
          try {
            partition.setRecords(new BatchRecords(batchesOf(bytes)));
          } catch (CorruptRecordsException refusedLater) {
            continue;
          }
        }
      }
    }
  }

  public List<RecordBatch> batches() {
    return batches;
  }

  @Override
  public int sizeInBytes() {
    return sizeBytes;
  }

  /** The same batches as one run of bytes. */
  public MemoryRecords toMemoryRecords() {
    ByteBuffer buffer = ByteBuffer.allocate(sizeInBytes());
    for (RecordBatch batch : batches) {
      batch.writeTo(buffer);
    }
    return MemoryRecords.readableRecords(buffer.flip());
  }

  @Override
  public RecordsSend<? extends BaseRecords> toSend() {
    return toMemoryRecords().toSend();
  }
}
