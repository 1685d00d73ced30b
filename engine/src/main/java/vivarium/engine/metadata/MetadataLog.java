package vivarium.engine.metadata;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.Disk;
import vivarium.engine.disk.StoredSnapshot;
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

  private static final int RECORDS_PER_BATCH = 1_000;

  /** The id of the log's topic, as Kafka has it. */
  public static final Uuid TOPIC_ID = Uuid.METADATA_TOPIC_ID;

  private final Disk disk;
  private final PartitionLog log;

  public MetadataLog(Disk disk) {
    this.disk = disk;
    this.log = disk.logOrNew(PARTITION, TOPIC_ID.toString());
    log.syncEveryAppend();
  }

  public PartitionLog log() {
    return log;
  }

  /** The epoch of the last record, of the snapshot if there is no record after it, or 0. */
  public int lastEpoch() {
    return Math.max(0, log.latestEpoch());
  }

  /** The state after everything that is known as committed. */
  public MetadataImage load() {
    MetadataImage image = MetadataImage.EMPTY;
    StoredSnapshot snapshot = disk.snapshot();
    if (snapshot != null) {
      MetadataDelta delta = new MetadataDelta(image);
      snapshot.batches().forEach(batch -> decode(batch).forEach(delta::replay));
      image = delta.apply(snapshot.endOffset());
    }
    return replay(image, log.highWatermark()).apply(log.highWatermark());
  }

  /** Takes a snapshot of another in place of this log, which it is ahead of. */
  public void install(StoredSnapshot snapshot) {
    disk.store(snapshot);
    log.restartAt(snapshot.endOffset());
    log.assignEpochAtEnd(snapshot.epoch());
  }

  /**
   * Keeps the state in place of the records that led to it, which are deleted.
   *
   * @param image a state that is committed
   * @param voters the batch that names the voters, or null if they are the configured ones
   */
  public void snapshot(MetadataImage image, @Nullable RecordBatch voters, long nowMs) {
    int epoch = log.epochs().epochAt(image.endOffset() - 1);
    List<RecordBatch> batches = new ArrayList<>();
    if (voters != null) {
      batches.add(voters);
    }
    List<ApiMessage> records = image.toRecords();
    for (int from = 0; from < records.size(); from += RECORDS_PER_BATCH) {
      int to = Math.min(records.size(), from + RECORDS_PER_BATCH);
      batches.add(encode(records.subList(from, to), nowMs));
    }
    disk.store(new StoredSnapshot(image.endOffset(), epoch, batches));
    log.deleteBefore(image.endOffset());
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
    if (batch.isControl()) {
      return records; // Of the quorum, not of the cluster.
    }
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
