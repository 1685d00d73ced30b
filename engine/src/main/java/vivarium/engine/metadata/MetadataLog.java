package vivarium.engine.metadata;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.Disk;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.LogRecord;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordBatchBuilder;
import vivarium.engine.wire.MetadataRecordCodec;

/** The metadata log as it lies on one node's disk: a partition log of encoded metadata records. */
public final class MetadataLog {

  /** The log's name, as Kafka has it; no client sees it. */
  public static final TopicPartition PARTITION = new TopicPartition("__cluster_metadata", 0);

  /** The id of the log's topic, as Kafka has it. */
  public static final Uuid TOPIC_ID = Uuid.METADATA_TOPIC_ID;

  private final PartitionLog log;

  public MetadataLog(Disk disk) {
    this.log = disk.logOrNew(PARTITION, TOPIC_ID.toString());
  }

  public PartitionLog log() {
    return log;
  }

  /** Encodes records as one batch, which is written whole or not at all. */
  public static RecordBatch encode(List<ApiMessage> records, long nowMs) {
    RecordBatchBuilder builder = new RecordBatchBuilder();
    for (ApiMessage record : records) {
      builder.add(nowMs, null, MetadataRecordCodec.encode(record));
    }
    return builder.build();
  }

  /** The records of one batch. */
  public static List<ApiMessage> decode(RecordBatch batch) {
    List<ApiMessage> records = new ArrayList<>(batch.recordCount());
    for (LogRecord record : batch.records()) {
      byte @Nullable [] value = record.value();
      if (value != null) {
        records.add(MetadataRecordCodec.decode(value));
      }
    }
    return records;
  }

  /** Replays what lies between the image and {@code untilOffset} onto the image. */
  public MetadataDelta replay(MetadataImage image, long untilOffset) {
    MetadataDelta delta = new MetadataDelta(image);
    for (RecordBatch batch : log.read(image.endOffset(), untilOffset, Integer.MAX_VALUE)) {
      decode(batch).forEach(delta::replay);
    }
    return delta;
  }
}
