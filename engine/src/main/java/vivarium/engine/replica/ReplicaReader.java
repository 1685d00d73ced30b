package vivarium.engine.replica;

import java.util.List;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.wire.BatchRecords;

/**
 * Reads from a partition led here, for a follower up to the log end, else to the high watermark.
 */
public final class ReplicaReader {

  private static final int NO_EPOCH = -1;

  private ReplicaReader() {}

  /** What a read found: the answer for the partition, and whether waiting for more makes sense. */
  public record Read(FetchResponseData.PartitionData data, int bytes, boolean mayWait) {}

  /**
   * Reads for one partition of a fetch.
   *
   * @param id which partition; it need not be here
   * @param forFollower whether a follower asks, which may see what is not committed yet
   * @param maxBytes bound on the bytes given, unless the first batch alone is larger
   */
  public static Read read(
      ReplicaManager replicas,
      TopicPartition id,
      FetchPartition fetch,
      boolean forFollower,
      int maxBytes) {
    LocalReplica replica = replicas.replica(id);
    FetchResponseData.PartitionData data =
        new FetchResponseData.PartitionData()
            .setPartitionIndex(fetch.partition())
            .setHighWatermark(-1)
            .setLastStableOffset(-1)
            .setLogStartOffset(-1)
            .setRecords(BatchRecords.EMPTY);
    Errors refusal = replicas.refusal(id, fetch.currentLeaderEpoch());
    if (refusal != Errors.NONE || replica == null) {
      return new Read(withLeader(data.setErrorCode(refusal.code()), replica), 0, false);
    }
    PartitionLog log = replica.log();
    data.setHighWatermark(log.highWatermark())
        .setLastStableOffset(log.highWatermark())
        .setLogStartOffset(log.logStartOffset());
    if (fetch.lastFetchedEpoch() != NO_EPOCH) {
      EpochCache.EpochEnd end = log.endOfEpoch(fetch.lastFetchedEpoch());
      if (end == null) {
        return outOfRange(data);
      }
      if (end.epoch() < fetch.lastFetchedEpoch() || end.endOffset() < fetch.fetchOffset()) {
        data.setDivergingEpoch(
            new FetchResponseData.EpochEndOffset()
                .setEpoch(end.epoch())
                .setEndOffset(end.endOffset()));
        return new Read(data, 0, false);
      }
    }
    if (fetch.fetchOffset() < log.logStartOffset() || fetch.fetchOffset() > log.logEndOffset()) {
      return outOfRange(data);
    }
    long until = forFollower ? log.logEndOffset() : log.highWatermark();
    List<RecordBatch> batches =
        maxBytes <= 0 ? List.of() : log.read(fetch.fetchOffset(), until, maxBytes);
    BatchRecords records = new BatchRecords(batches);
    return new Read(data.setRecords(records), records.sizeInBytes(), true);
  }

  private static Read outOfRange(FetchResponseData.PartitionData data) {
    return new Read(data.setErrorCode(Errors.OFFSET_OUT_OF_RANGE.code()), 0, false);
  }

  private static FetchResponseData.PartitionData withLeader(
      FetchResponseData.PartitionData data, @Nullable LocalReplica replica) {
    if (replica != null) {
      data.setCurrentLeader(
          new FetchResponseData.LeaderIdAndEpoch()
              .setLeaderId(replica.state().leader())
              .setLeaderEpoch(replica.leaderEpoch()));
    }
    return data;
  }
}
