package vivarium.engine.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.BatchSummary;

/**
 * A record batch in Kafka's format, magic 2, byte for byte as it goes over the wire. Immutable, so
 * that replicas share it by reference. Fields are read from the bytes when asked for.
 *
 * <p>Source: the format in Kafka's documentation, "Record Batch", and {@code DefaultRecordBatch}.
 */
public final class RecordBatch {

  /** Bytes before the first record. */
  public static final int HEADER_BYTES = 61;

  /** Producer id of a batch that no idempotent producer wrote. */
  public static final long NO_PRODUCER_ID = -1;

  static final int BASE_OFFSET_AT = 0;
  static final int LENGTH_AT = 8;
  static final int LEADER_EPOCH_AT = 12;
  static final int MAGIC_AT = 16;
  static final int CRC_AT = 17;
  static final int ATTRIBUTES_AT = 21;
  static final int LAST_OFFSET_DELTA_AT = 23;
  static final int BASE_TIMESTAMP_AT = 27;
  static final int MAX_TIMESTAMP_AT = 35;
  static final int PRODUCER_ID_AT = 43;
  static final int PRODUCER_EPOCH_AT = 51;
  static final int BASE_SEQUENCE_AT = 53;
  static final int RECORD_COUNT_AT = 57;

  static final byte MAGIC = 2;

  private static final int MAX_VARINT_SHIFT = 28;

  /** More records than a client's compressed batch may claim: they are not counted here. */
  private static final int MAX_COMPRESSED_RECORDS = 1 << 20;

  /** Bytes of base offset and length, which the length does not count. */
  static final int LOG_OVERHEAD = 12;

  private static final int COMPRESSION_MASK = 0x07;
  private static final int TRANSACTIONAL_MASK = 0x10;
  private static final int CONTROL_MASK = 0x20;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;

  /** Null until asked for; whoever finds it finds the same. */
  private @Nullable List<Integer> keyHashes;

  private RecordBatch(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps bytes that nobody will change, as {@link RecordBatchBuilder} makes them. */
  static RecordBatch ofOwned(byte[] bytes) {
    return new RecordBatch(bytes);
  }

  /**
   * Copies out every batch of a buffer, from its position to its limit, and checks each: length,
   * magic and checksum. The buffer may be reused afterwards.
   *
   * @throws CorruptRecordsException if anything but whole, sound batches of magic 2 is found
   */
  public static List<RecordBatch> copyAll(ByteBuffer buffer) throws CorruptRecordsException {
    List<RecordBatch> batches = new ArrayList<>(1);
    int position = buffer.position();
    while (position < buffer.limit()) {
      int remaining = buffer.limit() - position;
      if (remaining < HEADER_BYTES) {
        throw new CorruptRecordsException("a record batch of " + remaining + " bytes is cut short");
      }
      long size = (long) buffer.getInt(position + LENGTH_AT) + LOG_OVERHEAD;
      if (size < HEADER_BYTES || size > remaining) {
        throw new CorruptRecordsException(
            "a record batch claims %d bytes where there are %d".formatted(size, remaining));
      }
      byte[] bytes = new byte[(int) size];
      buffer.get(position, bytes);
      RecordBatch batch = new RecordBatch(bytes);
      batch.check();
      batches.add(batch);
      position += (int) size;
    }
    return batches;
  }

  private void check() throws CorruptRecordsException {
    if (magic() != MAGIC) {
      throw new CorruptRecordsException("magic " + magic() + " where only 2 is accepted");
    }
    int computed = crcOf(bytes);
    if (computed != (int) INT.get(bytes, CRC_AT)) {
      throw new CorruptRecordsException("the checksum of a record batch does not match");
    }
    int count = recordCount();
    if (count < 1 || count - 1 != (int) INT.get(bytes, LAST_OFFSET_DELTA_AT)) {
      throw new CorruptRecordsException(
          "a record batch counts %d records but ends at offset delta %d"
              .formatted(count, (int) INT.get(bytes, LAST_OFFSET_DELTA_AT)));
    }
    if (isCompressed() ? count > MAX_COMPRESSED_RECORDS : !holdsRecords(count)) {
      throw new CorruptRecordsException(
          "a record batch of %d bytes does not hold the %d records it counts"
              .formatted(bytes.length, count));
    }
  }

  /** Whether so many records, each behind its length, fill the batch exactly. */
  private boolean holdsRecords(int count) {
    int position = HEADER_BYTES;
    for (int record = 0; record < count; record++) {
      long length = 0;
      int shift = 0;
      byte part;
      do {
        if (position >= bytes.length || shift > MAX_VARINT_SHIFT) {
          return false;
        }
        part = bytes[position++];
        length |= (long) (part & 0x7f) << shift;
        shift += 7;
      } while (part < 0);
      long size = (length >>> 1) ^ -(length & 1); // Zigzag, as lengths are signed.
      if (size < 0 || size > bytes.length - position) {
        return false;
      }
      position += (int) size;
    }
    return position == bytes.length;
  }

  static int crcOf(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, ATTRIBUTES_AT, bytes.length - ATTRIBUTES_AT);
    return (int) crc.getValue();
  }

  /** The same records at their place in a log; neither field is part of the checksum. */
  public RecordBatch placedAt(long baseOffset, int leaderEpoch) {
    byte[] copy = bytes.clone();
    LONG.set(copy, BASE_OFFSET_AT, baseOffset);
    INT.set(copy, LEADER_EPOCH_AT, leaderEpoch);
    RecordBatch placed = new RecordBatch(copy);
    placed.keyHashes = keyHashes;
    return placed;
  }

  public long baseOffset() {
    return (long) LONG.get(bytes, BASE_OFFSET_AT);
  }

  public long lastOffset() {
    return baseOffset() + (int) INT.get(bytes, LAST_OFFSET_DELTA_AT);
  }

  /** One past the last offset. */
  public long nextOffset() {
    return lastOffset() + 1;
  }

  public int leaderEpoch() {
    return (int) INT.get(bytes, LEADER_EPOCH_AT);
  }

  public byte magic() {
    return bytes[MAGIC_AT];
  }

  public int recordCount() {
    return (int) INT.get(bytes, RECORD_COUNT_AT);
  }

  public int sizeBytes() {
    return bytes.length;
  }

  public long baseTimestampMs() {
    return (long) LONG.get(bytes, BASE_TIMESTAMP_AT);
  }

  public long maxTimestampMs() {
    return (long) LONG.get(bytes, MAX_TIMESTAMP_AT);
  }

  public long producerId() {
    return (long) LONG.get(bytes, PRODUCER_ID_AT);
  }

  public boolean hasProducerId() {
    return producerId() != NO_PRODUCER_ID;
  }

  public short producerEpoch() {
    return (short) SHORT.get(bytes, PRODUCER_EPOCH_AT);
  }

  public int baseSequence() {
    return (int) INT.get(bytes, BASE_SEQUENCE_AT);
  }

  /** Sequence number of the last record; sequences wrap from the greatest int to 0. */
  public int lastSequence() {
    return baseSequence() < 0 ? -1 : plusSequence(baseSequence(), recordCount() - 1);
  }

  /** {@code sequence + increment}, wrapping from the greatest int to 0 as Kafka does. */
  public static int plusSequence(int sequence, int increment) {
    return (int) (((long) sequence + increment) & Integer.MAX_VALUE);
  }

  /** Checksum of everything but the batch's place in a log: the same for each copy of a batch. */
  public int checksum() {
    return (int) INT.get(bytes, CRC_AT);
  }

  public boolean isCompressed() {
    return (attributes() & COMPRESSION_MASK) != 0;
  }

  public boolean isTransactional() {
    return (attributes() & TRANSACTIONAL_MASK) != 0;
  }

  public boolean isControl() {
    return (attributes() & CONTROL_MASK) != 0;
  }

  private short attributes() {
    return (short) SHORT.get(bytes, ATTRIBUTES_AT);
  }

  /** Appends the batch's bytes to a buffer. */
  public void writeTo(ByteBuffer buffer) {
    buffer.put(bytes);
  }

  /**
   * The records, decoded.
   *
   * @throws IllegalStateException if the batch is compressed; ask the wire package then
   */
  public List<LogRecord> records() {
    if (isCompressed()) {
      throw new IllegalStateException("a compressed batch is not decoded here");
    }
    RecordReader reader = new RecordReader(bytes, baseOffset(), baseTimestampMs());
    List<LogRecord> records = new ArrayList<>(recordCount());
    for (int i = 0; i < recordCount(); i++) {
      records.add(reader.next());
    }
    return records;
  }

  /** What events tell of this batch; its keys are decoded only if there are few. */
  public BatchSummary summary() {
    return new BatchSummary(
        baseOffset(),
        recordCount(),
        sizeBytes(),
        leaderEpoch(),
        producerId(),
        baseSequence(),
        isControl(),
        keyHashes());
  }

  /** Found once for a batch and for all that share its records: each replica tells of it. */
  private List<Integer> keyHashes() {
    List<Integer> known = keyHashes;
    if (known == null) {
      known = findKeyHashes();
      keyHashes = known;
    }
    return known;
  }

  private List<Integer> findKeyHashes() {
    if (recordCount() > BatchSummary.MAX_KEYS || isCompressed()) {
      return List.of();
    }
    RecordReader reader = new RecordReader(bytes, baseOffset(), baseTimestampMs());
    List<Integer> hashes = new ArrayList<>(recordCount());
    try {
      for (int i = 0; i < recordCount(); i++) {
        hashes.add(reader.nextKeyHash());
      }
    } catch (IndexOutOfBoundsException e) {
      // A client's batch whose checksum is right and whose records are not: that is for whoever
      // decodes them, not for who tells of the batch.
      return List.of();
    }
    return List.copyOf(hashes);
  }

  @Override
  public String toString() {
    return "batch [%d..%d] epoch %d".formatted(baseOffset(), lastOffset(), leaderEpoch());
  }
}
