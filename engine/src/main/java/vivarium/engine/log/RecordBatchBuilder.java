package vivarium.engine.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds one uncompressed batch, as a producer or a coordinator inside the cluster writes it. */
public final class RecordBatchBuilder {

  /** A record's own fields take at most this beside key and value. */
  private static final int MAX_RECORD_OVERHEAD = 36;

  private ByteBuffer buffer = ByteBuffer.allocate(512).position(RecordBatch.HEADER_BYTES);
  private long baseTimestampMs;
  private long maxTimestampMs;
  private int count;

  /** Adds a record without headers; the timestamp is in milliseconds. */
  public RecordBatchBuilder add(long timestampMs, byte @Nullable [] key, byte @Nullable [] value) {
    return add(timestampMs, key, value, List.of());
  }

  /** Adds a record; the timestamp is in milliseconds. */
  public RecordBatchBuilder add(
      long timestampMs,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<RecordHeader> headers) {
    if (count == 0) {
      baseTimestampMs = timestampMs;
      maxTimestampMs = timestampMs;
    }
    maxTimestampMs = Math.max(maxTimestampMs, timestampMs);
    int bodyBytes =
        1
            + varlongBytes(timestampMs - baseTimestampMs)
            + varlongBytes(count)
            + sizedBytes(key)
            + sizedBytes(value)
            + varlongBytes(headers.size())
            + headers.stream().mapToInt(RecordBatchBuilder::headerBytes).sum();
    ensure(bodyBytes + MAX_RECORD_OVERHEAD);
    putVarlong(bodyBytes);
    buffer.put((byte) 0);
    putVarlong(timestampMs - baseTimestampMs);
    putVarlong(count);
    putSized(key);
    putSized(value);
    putVarlong(headers.size());
    for (RecordHeader header : headers) {
      putSized(header.keyBytes());
      putSized(header.value());
    }
    count++;
    return this;
  }

  public int recordCount() {
    return count;
  }

  /** Size of the batch if it were built now. */
  public int sizeBytes() {
    return buffer.position();
  }

  /** The batch of a producer that is not idempotent, or of a coordinator. */
  public RecordBatch build() {
    return build(RecordBatch.NO_PRODUCER_ID, (short) -1, -1);
  }

  /** The batch of an idempotent producer. */
  public RecordBatch build(long producerId, short producerEpoch, int baseSequence) {
    byte[] bytes = Arrays.copyOf(buffer.array(), buffer.position());
    ByteBuffer header = ByteBuffer.wrap(bytes);
    header.putInt(RecordBatch.LENGTH_AT, bytes.length - RecordBatch.LOG_OVERHEAD);
    header.putInt(RecordBatch.LEADER_EPOCH_AT, -1);
    header.put(RecordBatch.MAGIC_AT, RecordBatch.MAGIC);
    header.putInt(RecordBatch.LAST_OFFSET_DELTA_AT, count - 1);
    header.putLong(RecordBatch.BASE_TIMESTAMP_AT, baseTimestampMs);
    header.putLong(RecordBatch.MAX_TIMESTAMP_AT, maxTimestampMs);
    header.putLong(RecordBatch.PRODUCER_ID_AT, producerId);
    header.putShort(RecordBatch.PRODUCER_EPOCH_AT, producerEpoch);
    header.putInt(RecordBatch.BASE_SEQUENCE_AT, baseSequence);
    header.putInt(RecordBatch.RECORD_COUNT_AT, count);
    header.putInt(RecordBatch.CRC_AT, RecordBatch.crcOf(bytes));
    return RecordBatch.ofOwned(bytes);
  }

  private void ensure(int moreBytes) {
    if (buffer.remaining() < moreBytes) {
      int needed = buffer.position() + moreBytes;
      ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, buffer.capacity() * 2));
      larger.put(buffer.flip());
      buffer = larger;
    }
  }

  private static int headerBytes(RecordHeader header) {
    return sizedBytes(header.keyBytes()) + sizedBytes(header.value());
  }

  private static int sizedBytes(byte @Nullable [] bytes) {
    return bytes == null ? 1 : varlongBytes(bytes.length) + bytes.length;
  }

  private void putSized(byte @Nullable [] bytes) {
    if (bytes == null) {
      putVarlong(-1);
    } else {
      putVarlong(bytes.length);
      buffer.put(bytes);
    }
  }

  private static int varlongBytes(long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    return Math.max(1, (64 - Long.numberOfLeadingZeros(zigzag) + 6) / 7);
  }

  private void putVarlong(long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    while ((zigzag & ~0x7fL) != 0) {
      buffer.put((byte) (zigzag & 0x7f | 0x80));
      zigzag >>>= 7;
    }
    buffer.put((byte) zigzag);
  }
}
