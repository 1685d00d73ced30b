package vivarium.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.BatchSummary;

class RecordBatchTest {

  private static final RecordBatch BATCH =
      new RecordBatchBuilder()
          .add(1_000, bytes("k1"), bytes("first"))
          .add(1_700, null, bytes("x".repeat(5_000)))
          .add(900, bytes("k1"), null)
          .build(77, (short) 3, Integer.MAX_VALUE - 1);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer buffer(RecordBatch batch) {
    ByteBuffer buffer = ByteBuffer.allocate(batch.sizeBytes());
    batch.writeTo(buffer);
    return buffer.flip();
  }

  @Test
  void whatWasBuiltIsReadBack() throws CorruptRecordsException {
    RecordBatch read = RecordBatch.copyAll(buffer(BATCH.placedAt(40, 6))).getFirst();
    List<LogRecord> records = read.records();
    assertThat(records).extracting(LogRecord::offset).containsExactly(40L, 41L, 42L);
    assertThat(records).extracting(LogRecord::timestampMs).containsExactly(1_000L, 1_700L, 900L);
    assertThat(records.get(0).value()).isEqualTo(bytes("first"));
    assertThat(records.get(1).key()).isNull();
    assertThat(records.get(2).value()).isNull();
    assertThat(read.maxTimestampMs()).isEqualTo(1_700);
    assertThat(read.leaderEpoch()).isEqualTo(6);
    assertThat(read.producerId()).isEqualTo(77);
  }

  @Test
  void sequencesWrapAsKafkasDo() {
    assertThat(BATCH.lastSequence()).isZero();
    assertThat(RecordBatch.plusSequence(Integer.MAX_VALUE, 1)).isZero();
  }

  @Test
  void theSameKeyHasTheSameHashAndNoKeyHasNone() {
    List<Integer> hashes = BATCH.summary().keyHashes();
    assertThat(hashes.get(0)).isEqualTo(hashes.get(2)).isPositive();
    assertThat(hashes.get(1)).isZero();
    assertThat(BATCH.placedAt(40, 6).summary().keyHashes()).isEqualTo(hashes);
  }

  @Test
  void recordsThatDoNotFillTheirBatchAreRefusedAndThoseThatAreNoneAreToldOfWithoutTheirKeys()
      throws CorruptRecordsException {
    int refused = 0;
    for (int at = RecordBatch.HEADER_BYTES; at < RecordBatch.HEADER_BYTES + 12; at++) {
      ByteBuffer forged = buffer(BATCH);
      forged.put(at, (byte) 0xff);
      forged.putInt(RecordBatch.CRC_AT, RecordBatch.crcOf(forged.array()));
      try {
        BatchSummary summary = RecordBatch.copyAll(forged).getFirst().summary();
        assertThat(summary.recordCount()).isEqualTo(3);
        assertThat(summary.keyHashes()).hasSizeBetween(0, 3);
      } catch (CorruptRecordsException e) {
        assertThat(e).hasMessageContaining("does not hold the 3 records");
        refused++;
      }
    }
    assertThat(refused).as("forged lengths that were noticed").isPositive();
  }

  @Test
  void anyFlippedByteOfTheRecordsIsNoticed() {
    ByteBuffer damaged = buffer(BATCH);
    damaged.put(RecordBatch.HEADER_BYTES + 10, (byte) 0x55);
    assertThatThrownBy(() -> RecordBatch.copyAll(damaged))
        .isInstanceOf(CorruptRecordsException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void aLengthBeyondTheBufferIsRefusedBeforeItIsBelieved() {
    ByteBuffer damaged = buffer(BATCH);
    damaged.putInt(RecordBatch.LENGTH_AT, Integer.MAX_VALUE);
    assertThatThrownBy(() -> RecordBatch.copyAll(damaged))
        .isInstanceOf(CorruptRecordsException.class)
        .hasMessageContaining("claims");
    damaged.putInt(RecordBatch.LENGTH_AT, -20);
    assertThatThrownBy(() -> RecordBatch.copyAll(damaged))
        .isInstanceOf(CorruptRecordsException.class);
  }
}
