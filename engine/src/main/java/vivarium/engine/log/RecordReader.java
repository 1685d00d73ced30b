package vivarium.engine.log;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;

/** Reads the records of an uncompressed batch, one after the other. */
final class RecordReader {

  private final byte[] bytes;
  private final long baseOffset;
  private final long baseTimestampMs;
  private int position = RecordBatch.HEADER_BYTES;

  RecordReader(byte[] bytes, long baseOffset, long baseTimestampMs) {
    this.bytes = bytes;
    this.baseOffset = baseOffset;
    this.baseTimestampMs = baseTimestampMs;
  }

  LogRecord next() {
    int size = (int) readVarlong();
    int end = position + size;
    position++; // Attributes of a record are unused in magic 2.
    long timestampMs = baseTimestampMs + readVarlong();
    long offset = baseOffset + readVarlong();
    byte[] key = readBytes();
    byte[] value = readBytes();
    position = end; // Headers are not looked at here.
    return new LogRecord(offset, timestampMs, key, value);
  }

  /**
   * A hash of the next record's key, above 0, or {@link BatchSummary#NO_KEY}. Nothing is copied.
   *
   * @throws IndexOutOfBoundsException if the record does not lie within the batch
   */
  int nextKeyHash() {
    int size = (int) readVarlong();
    int end = position + size;
    position++; // Attributes of a record are unused in magic 2.
    readVarlong(); // The timestamp
    readVarlong(); // and the offset, both as a difference.
    int keySize = (int) readVarlong();
    int hash = BatchSummary.NO_KEY;
    if (keySize >= 0) {
      Objects.checkFromIndexSize(position, keySize, bytes.length);
      hash = 1;
      for (int at = position; at < position + keySize; at++) {
        hash = 31 * hash + bytes[at];
      }
      hash = Math.max(1, hash >>> 1);
    }
    position = Objects.checkIndex(end, bytes.length + 1);
    return hash;
  }

  private byte @Nullable [] readBytes() {
    int size = (int) readVarlong();
    if (size < 0) {
      return null;
    }
    byte[] result = Arrays.copyOfRange(bytes, position, position + size);
    position += size;
    return result;
  }

  /** A zigzag-encoded variable-length number, as Protocol Buffers have it. */
  private long readVarlong() {
    long raw = 0;
    int shift = 0;
    byte current;
    do {
      current = bytes[position++];
      raw |= (long) (current & 0x7f) << shift;
      shift += 7;
    } while (current < 0);
    return (raw >>> 1) ^ -(raw & 1);
  }
}
