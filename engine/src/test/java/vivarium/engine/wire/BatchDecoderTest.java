package vivarium.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.RecordBatch;

class BatchDecoderTest {

  private static RecordBatch batch(CompressionType type, byte[]... values) throws Exception {
    SimpleRecord[] records = new SimpleRecord[values.length];
    for (int i = 0; i < values.length; i++) {
      records[i] =
          new SimpleRecord(1_000L + i, ("k" + i).getBytes(StandardCharsets.UTF_8), values[i]);
    }
    return RecordBatch.copyAll(
            MemoryRecords.withRecords(Compression.of(type).build(), records).buffer())
        .getFirst();
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void whateverAClientPacksIsUnpacked(CompressionType type) throws Exception {
    RecordBatch batch = batch(type, new byte[] {1}, new byte[] {2, 3});
    List<Integer> sizes = new ArrayList<>();
    BatchDecoder.decode(
        batch, record -> sizes.add(Objects.requireNonNull(record.value()).remaining()));

    assertThat(sizes).containsExactly(1, 2);
    assertThat(BatchDecoder.attributes(batch).compression()).isEqualTo(type.name);
  }

  @Test
  void littleThatUnpacksToVeryMuchIsRefused() throws Exception {
    RecordBatch bomb = batch(CompressionType.GZIP, new byte[70 << 20]);
    assertThat(bomb.sizeBytes()).isLessThan(1 << 20);

    assertThatThrownBy(() -> BatchDecoder.decode(bomb, record -> true))
        .isInstanceOf(CorruptRecordsException.class)
        .hasMessageContaining("unpacks to more than");
  }
}
