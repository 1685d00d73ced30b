package vivarium.engine.quorum;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchSnapshotRequestData;
import org.apache.kafka.common.message.FetchSnapshotResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.BatchRecords;

/**
 * Copies the metadata log from a leader: fetches, cuts off what the leader does not have, takes a
 * snapshot where the leader no longer has the beginning. Whom to fetch from its owner decides.
 */
final class MetadataFetcher {

  private static final String LANE = "metadata-fetcher";
  private static final int MAX_WAIT_MS = 500;
  private static final int MAX_BYTES = 1 << 20;
  private static final long BACKOFF_NANOS = 100_000_000L;

  private final NodeContext context;
  private final MetadataLog metadata;
  private final QuorumTimes times;
  private final Owner owner;
  private @Nullable NodeId source;
  private int epoch;
  private long turn;
  private long sourceHighWatermark = Long.MAX_VALUE;

  /** Whose log it is. */
  interface Owner {
    /** The source has answered: the log, or how much of it is known as committed, may be new. */
    void fetched();

    /** The source says who leads, in which epoch; leader -1 if it does not know. */
    void told(int leader, int epoch);

    /** The source does not answer, or does not lead and does not know who does. */
    void unhelpful();
  }

  MetadataFetcher(NodeContext context, MetadataLog metadata, QuorumTimes times, Owner owner) {
    this.context = context;
    this.metadata = metadata;
    this.times = times;
    this.owner = owner;
  }

  /** Fetches from here until told otherwise. */
  void fetchFrom(NodeId newSource, int newEpoch) {
    stop();
    source = newSource;
    epoch = newEpoch;
    fetch(newSource);
  }

  /** How much the source last said is committed; all there can be before it has said anything. */
  long sourceHighWatermark() {
    return sourceHighWatermark;
  }

  /** Whom it fetches from, or null. */
  @Nullable NodeId source() {
    return source;
  }

  void stop() {
    turn++;
    NodeId old = source;
    source = null;
    if (old != null) {
      context.disconnect(old, LANE);
    }
  }

  private void fetch(NodeId from) {
    PartitionLog log = metadata.log();
    FetchRequestData request =
        QuorumMessages.request(
            new FetchRequestData.FetchPartition()
                .setPartition(MetadataLog.PARTITION.partition())
                .setCurrentLeaderEpoch(epoch)
                .setFetchOffset(log.logEndOffset())
                .setLastFetchedEpoch(metadata.lastEpoch())
                .setHighWatermark(log.highWatermark())
                .setPartitionMaxBytes(MAX_BYTES));
    request
        .setMaxWaitMs(MAX_WAIT_MS)
        .setMinBytes(1)
        .setMaxBytes(MAX_BYTES)
        .setReplicaState(new FetchRequestData.ReplicaState().setReplicaId(context.self().number()));
    ask(
        from,
        request,
        response -> {
          FetchResponseData.PartitionData answer =
              QuorumMessages.only((FetchResponseData) response);
          var leader = answer.currentLeader();
          if (isRefused(answer.errorCode(), leader.leaderId(), leader.leaderEpoch())) {
            return;
          }
          take(from, answer);
        });
  }

  /** Sends a request; the answer is for this turn only. */
  private void ask(NodeId from, ApiMessage request, Taker taker) {
    long thisTurn = turn;
    context.request(
        from,
        LANE,
        request,
        times.fetchTimeoutNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            if (turn == thisTurn) {
              taker.take(response);
            }
          }

          @Override
          public void failed(Failure failure) {
            if (turn == thisTurn) {
              giveUp();
            }
          }
        });
  }

  private interface Taker {
    void take(ApiMessage response);
  }

  private boolean isRefused(short errorCode, int leader, int leaderEpoch) {
    if (errorCode == Errors.NONE.code() && leaderEpoch == epoch) {
      return false;
    }
    long thisTurn = turn;
    owner.told(leader, leaderEpoch);
    if (turn == thisTurn) {
      giveUp();
    }
    return true;
  }

  /** After a pause, lets the owner think again. */
  private void giveUp() {
    long thisTurn = turn;
    context.after(
        BACKOFF_NANOS,
        () -> {
          if (turn == thisTurn) {
            context.clearCause();
            owner.unhelpful();
          }
        });
  }

  private void take(NodeId from, FetchResponseData.PartitionData answer) {
    long thisTurn = turn;
    if (answer.snapshotId().epoch() >= 0) {
      fetchSnapshot(
          from, answer.snapshotId().endOffset(), answer.snapshotId().epoch(), 0, new ArrayList<>());
      return;
    }
    if (answer.divergingEpoch().epoch() >= 0) {
      truncate(answer.divergingEpoch());
    } else {
      append(answer);
    }
    owner.fetched();
    if (turn == thisTurn) {
      context.clearCause();
      fetch(from);
    }
  }

  private void append(FetchResponseData.PartitionData answer) {
    PartitionLog log = metadata.log();
    long before = log.logEndOffset();
    for (RecordBatch batch : sound(() -> BatchRecords.batchesOf(answer.records()))) {
      if (batch.baseOffset() >= log.logEndOffset()) {
        log.appendAsFollower(batch);
      }
    }
    if (log.logEndOffset() > before && context.self().isController()) {
      context.emit(new Coordination.MetadataAppended(log.logEndOffset()));
    }
    sourceHighWatermark = answer.highWatermark();
    log.setHighWatermark(Math.max(log.highWatermark(), sourceHighWatermark));
  }

  private void truncate(FetchResponseData.EpochEndOffset diverging) {
    PartitionLog log = metadata.log();
    long before = log.logEndOffset();
    EpochCache.EpochEnd mine = log.endOfEpoch(diverging.epoch());
    long end =
        mine == null || mine.epoch() == diverging.epoch()
            ? Math.min(mine == null ? before : mine.endOffset(), diverging.endOffset())
            : mine.endOffset();
    if (end < log.highWatermark()) {
      throw new IllegalStateException(
          "%s was asked to cut committed metadata: to %d, below high watermark %d"
              .formatted(context.self(), end, log.highWatermark()));
    }
    log.truncateTo(end);
    context.emit(new Coordination.MetadataTruncated(before, log.logEndOffset()));
  }

  private void fetchSnapshot(
      NodeId from, long endOffset, int snapshotEpoch, long position, List<RecordBatch> so) {
    FetchSnapshotRequestData request =
        QuorumMessages.request(
            new FetchSnapshotRequestData.PartitionSnapshot()
                .setPartition(MetadataLog.PARTITION.partition())
                .setCurrentLeaderEpoch(epoch)
                .setSnapshotId(
                    new FetchSnapshotRequestData.SnapshotId()
                        .setEndOffset(endOffset)
                        .setEpoch(snapshotEpoch))
                .setPosition(position));
    request.setReplicaId(context.self().number()).setMaxBytes(MAX_BYTES);
    ask(
        from,
        request,
        response -> {
          var answer = QuorumMessages.only((FetchSnapshotResponseData) response);
          var leader = answer.currentLeader();
          if (isRefused(answer.errorCode(), leader.leaderId(), leader.leaderEpoch())) {
            return;
          }
          so.addAll(sound(() -> BatchRecords.batchesOf(answer.unalignedRecords())));
          long have = so.stream().mapToLong(RecordBatch::sizeBytes).sum();
          if (have < answer.size()) {
            fetchSnapshot(from, endOffset, snapshotEpoch, have, so);
            return;
          }
          metadata.install(new StoredSnapshot(endOffset, snapshotEpoch, so));
          context.emit(new Coordination.SnapshotLoaded(endOffset));
          long thisTurn = turn;
          owner.fetched();
          if (turn == thisTurn) {
            fetch(from);
          }
        });
  }

  private interface Batches {
    List<RecordBatch> read() throws CorruptRecordsException;
  }

  private static List<RecordBatch> sound(Batches batches) {
    try {
      return batches.read();
    } catch (CorruptRecordsException e) {
      throw new IllegalStateException("the quorum's leader sent corrupt metadata", e);
    }
  }
}
