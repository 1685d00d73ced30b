package vivarium.engine.wire;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.internals.BufferSupplier;
import org.apache.kafka.common.utils.internals.CloseableIterator;
import org.jspecify.annotations.Nullable;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordHeader;

/** Decodes the records of a batch for someone who looks at them, compressed or not. */
public final class BatchDecoder {

  /** A batch that unpacks to more is not decoded: little can be made to unpack to very much. */
  private static final long MAX_UNPACKED_BYTES = 64L << 20;

  private BatchDecoder() {}

  /** What a batch says of all its records beside what {@link RecordBatch} reads. */
  public record Attributes(String compression, boolean logAppendTime) {}

  /**
   * A record.
   *
   * @param sequence its sequence number with its producer, or -1
   * @param control Kafka's name of a control record's type, such as {@code COMMIT}, or empty
   * @param key its bytes, not to be changed; null if it has none
   * @param value its bytes, not to be changed; null for a tombstone
   */
  public record Decoded(
      long offset,
      long timestampMs,
      int sequence,
      String control,
      @Nullable ByteBuffer key,
      @Nullable ByteBuffer value,
      List<RecordHeader> headers) {
    public Decoded {
      headers = List.copyOf(headers);
    }
  }

  /** The attributes of a batch. */
  public static Attributes attributes(RecordBatch batch) {
    MutableRecordBatch decoded = kafkas(batch);
    return new Attributes(
        decoded.compressionType().name, decoded.timestampType() == TimestampType.LOG_APPEND_TIME);
  }

  /**
   * Hands out the records of a batch until one is not wanted any more.
   *
   * @param wanted takes a record and returns whether to go on
   * @throws CorruptRecordsException if they cannot be decoded, or unpack to too much
   */
  public static void decode(RecordBatch batch, Predicate<Decoded> wanted)
      throws CorruptRecordsException {
    MutableRecordBatch decoded = kafkas(batch);
    try {
      if (decoded.isCompressed()) {
        requireBounded((DefaultRecordBatch) decoded);
      }
      try (CloseableIterator<Record> records =
          decoded.streamingIterator(BufferSupplier.NO_CACHING)) {
        while (records.hasNext() && wanted.test(decoded(records.next(), batch.isControl()))) {
          // It was taken.
        }
      }
    } catch (KafkaException | UncheckedIOException e) {
      throw new CorruptRecordsException(batch + " cannot be decoded: " + e.getMessage());
    }
  }

  private static Decoded decoded(Record record, boolean isControl) {
    List<RecordHeader> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      headers.add(new RecordHeader(header.key(), header.value()));
    }
    return new Decoded(
        record.offset(),
        record.timestamp(),
        record.sequence(),
        isControl ? controlType(record) : "",
        record.key(),
        record.value(),
        headers);
  }

  private static String controlType(Record record) {
    try {
      return ControlRecordType.parse(record.key()).name();
    } catch (KafkaException unknownVersion) {
      return ControlRecordType.UNKNOWN.name();
    }
  }

  private static void requireBounded(DefaultRecordBatch batch) throws CorruptRecordsException {
    long bytes = 0;
    try (CloseableIterator<Record> sizes = batch.skipKeyValueIterator(BufferSupplier.NO_CACHING)) {
      while (sizes.hasNext()) {
        bytes += sizes.next().sizeInBytes();
        if (bytes > MAX_UNPACKED_BYTES) {
          throw new CorruptRecordsException(
              "a batch unpacks to more than %d bytes".formatted(MAX_UNPACKED_BYTES));
        }
      }
    }
  }

  private static MutableRecordBatch kafkas(RecordBatch batch) {
    return new BatchRecords(List.of(batch)).toMemoryRecords().batches().iterator().next();
  }
}
