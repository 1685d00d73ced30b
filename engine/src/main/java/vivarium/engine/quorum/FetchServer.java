package vivarium.engine.quorum;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.wire.BatchRecords;

/**
 * Gives the metadata log to voters and observers that fetch it. A fetch that is at the log's end,
 * and knows how much of it is committed, waits for more.
 */
final class FetchServer {

  /** Batches given in one answer take at most this, unless the first is larger. */
  private static final int MAX_BYTES = 1 << 20;

  private final NodeContext context;
  private final MetadataLog metadata;
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(Request request, FetchRequestData.FetchPartition fetch) {}

  FetchServer(NodeContext context, MetadataLog metadata) {
    this.context = context;
    this.metadata = metadata;
  }

  private PartitionLog log() {
    return metadata.log();
  }

  /** Answers a fetch that the leader has found to be of its own epoch. */
  void serve(Request request, FetchRequestData fetch, int epoch) {
    FetchRequestData.FetchPartition partition = QuorumMessages.only(fetch);
    Waiting entry = new Waiting(request, partition);
    boolean nothingNew =
        partition.fetchOffset() == log().logEndOffset()
            && partition.highWatermark() >= log().highWatermark()
            && divergence(partition) == null;
    if (!nothingNew || fetch.maxWaitMs() == 0) {
      answer(entry, epoch);
      return;
    }
    waiting.add(entry);
    context.after(
        fetch.maxWaitMs() * 1_000_000L,
        () -> {
          if (waiting.remove(entry)) {
            context.clearCause();
            answer(entry, epoch);
          }
        });
  }

  /** There is more, or more is committed: whoever waits is answered. */
  void completeWaiting(int epoch) {
    List<Waiting> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(entry -> answer(entry, epoch));
  }

  /** Whoever waits is told to look for another leader. */
  void refuseWaiting(int leader, int epoch) {
    List<Waiting> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(entry -> refuse(entry.request(), Errors.NOT_LEADER_OR_FOLLOWER, leader, epoch));
  }

  static void refuse(Request request, Errors error, int leader, int epoch) {
    request.reply(
        QuorumMessages.response(
            new FetchResponseData.PartitionData()
                .setPartitionIndex(MetadataLog.PARTITION.partition())
                .setErrorCode(error.code())
                .setCurrentLeader(leaderAndEpoch(leader, epoch))));
  }

  static void refuseSnapshot(Request request, Errors error, int leader, int epoch) {
    FetchSnapshotResponseData.PartitionSnapshot answer =
        new FetchSnapshotResponseData.PartitionSnapshot()
            .setIndex(MetadataLog.PARTITION.partition())
            .setErrorCode(error.code());
    answer.currentLeader().setLeaderId(leader).setLeaderEpoch(epoch);
    request.reply(QuorumMessages.response(answer));
  }

  private static FetchResponseData.LeaderIdAndEpoch leaderAndEpoch(int leader, int epoch) {
    return new FetchResponseData.LeaderIdAndEpoch().setLeaderId(leader).setLeaderEpoch(epoch);
  }

  private void answer(Waiting entry, int epoch) {
    FetchRequestData.FetchPartition fetch = entry.fetch();
    FetchResponseData.PartitionData partition =
        new FetchResponseData.PartitionData()
            .setPartitionIndex(MetadataLog.PARTITION.partition())
            .setHighWatermark(log().highWatermark())
            .setLogStartOffset(log().logStartOffset())
            .setCurrentLeader(leaderAndEpoch(context.self().number(), epoch))
            .setRecords(new BatchRecords(List.of()));
    StoredSnapshot snapshot = neededSnapshot(fetch);
    EpochCache.@Nullable EpochEnd divergence = divergence(fetch);
    if (snapshot != null) {
      partition.snapshotId().setEndOffset(snapshot.endOffset()).setEpoch(snapshot.epoch());
    } else if (divergence != null) {
      partition.divergingEpoch().setEpoch(divergence.epoch()).setEndOffset(divergence.endOffset());
    } else {
      partition.setRecords(
          new BatchRecords(log().read(fetch.fetchOffset(), log().logEndOffset(), MAX_BYTES)));
    }
    entry.request().reply(QuorumMessages.response(partition));
  }

  /** The snapshot that a fetcher must take first, since the log no longer reaches back to it. */
  private @Nullable StoredSnapshot neededSnapshot(FetchRequestData.FetchPartition fetch) {
    StoredSnapshot snapshot = context.disk().snapshot();
    boolean tooFarBack =
        fetch.fetchOffset() < log().logStartOffset()
            || (log().logStartOffset() > 0
                && snapshot != null
                && fetch.fetchOffset() == log().logStartOffset()
                && fetch.lastFetchedEpoch() != snapshot.epoch());
    return tooFarBack ? snapshot : null;
  }

  /** Where the fetcher's log parts from this one, or null if it does not. */
  EpochCache.@Nullable EpochEnd divergence(FetchRequestData.FetchPartition fetch) {
    if (fetch.fetchOffset() == 0 || neededSnapshot(fetch) != null) {
      return null;
    }
    if (atSnapshot(fetch)) {
      return null;
    }
    EpochCache.EpochEnd end = log().endOfEpoch(fetch.lastFetchedEpoch());
    if (end == null) {
      return new EpochCache.EpochEnd(Math.max(0, log().latestEpoch()), log().logEndOffset());
    }
    boolean agrees =
        end.epoch() == fetch.lastFetchedEpoch() && end.endOffset() >= fetch.fetchOffset();
    return agrees ? null : end;
  }

  private boolean atSnapshot(FetchRequestData.FetchPartition fetch) {
    StoredSnapshot snapshot = context.disk().snapshot();
    return snapshot != null
        && fetch.fetchOffset() == snapshot.endOffset()
        && fetch.lastFetchedEpoch() == snapshot.epoch();
  }

  /** Answers with a part of the snapshot: whole batches from the byte position asked for. */
  void serve(Request request, FetchSnapshotRequestData fetch, int epoch) {
    FetchSnapshotRequestData.PartitionSnapshot asked = QuorumMessages.only(fetch);
    StoredSnapshot snapshot = context.disk().snapshot();
    FetchSnapshotResponseData.PartitionSnapshot answer =
        new FetchSnapshotResponseData.PartitionSnapshot()
            .setIndex(MetadataLog.PARTITION.partition())
            .setSnapshotId(
                new FetchSnapshotResponseData.SnapshotId()
                    .setEndOffset(asked.snapshotId().endOffset())
                    .setEpoch(asked.snapshotId().epoch()));
    answer.currentLeader().setLeaderId(context.self().number()).setLeaderEpoch(epoch);
    if (snapshot == null || snapshot.endOffset() != asked.snapshotId().endOffset()) {
      answer.setErrorCode(Errors.SNAPSHOT_NOT_FOUND.code());
    } else {
      long size = snapshot.batches().stream().mapToLong(RecordBatch::sizeBytes).sum();
      answer
          .setSize(size)
          .setPosition(asked.position())
          .setUnalignedRecords(new BatchRecords(part(snapshot, asked.position())));
    }
    request.reply(QuorumMessages.response(answer));
  }

  private static List<RecordBatch> part(StoredSnapshot snapshot, long position) {
    List<RecordBatch> part = new ArrayList<>();
    long at = 0;
    long bytes = 0;
    for (RecordBatch batch : snapshot.batches()) {
      if (at >= position) {
        bytes += batch.sizeBytes();
        if (bytes > MAX_BYTES && !part.isEmpty()) {
          break;
        }
        part.add(batch);
      }
      at += batch.sizeBytes();
    }
    return part;
  }
}
