package vivarium.engine.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.BatchRecords;
import vivarium.engine.wire.Messages;

/**
 * Fetches from one leader what the replicas here that follow it lack: ask, truncate where the logs
 * diverge, append, ask again. One request is under way at a time (Kafka's {@code
 * ReplicaFetcherThread} with truncation on fetch, KIP-595).
 */
final class ReplicaFetcher {

  /** {@code replica.fetch.max.bytes} and {@code replica.fetch.response.max.bytes}. */
  private static final int MAX_PARTITION_BYTES = 1 << 20;

  private static final int MAX_BYTES = 10 << 20;

  private final HostBroker broker;
  private final NodeContext context;
  private final NodeId leader;
  private final ReplicationThrottle throttle;
  private final TreeMap<TopicPartition, Followed> followed = new TreeMap<>();
  private boolean asking;

  private static final class Followed {
    final LocalReplica replica;
    final int leaderEpoch;
    long notBeforeNanos;
    int askedEpoch = -1;
    long askedOffset = -1;

    Followed(LocalReplica replica) {
      this.replica = replica;
      this.leaderEpoch = replica.leaderEpoch();
    }
  }

  ReplicaFetcher(HostBroker broker, int leader, ReplicationThrottle throttle) {
    this.broker = broker;
    this.throttle = throttle;
    this.context = broker.context();
    this.leader = NodeId.broker(leader);
  }

  /** Follows the leader with this replica, if it does not already in this leader epoch. */
  void add(LocalReplica replica) {
    Followed known = followed.get(replica.id());
    if (known == null || known.replica != replica || known.leaderEpoch != replica.leaderEpoch()) {
      followed.put(replica.id(), new Followed(replica));
    }
  }

  void remove(TopicPartition partition) {
    followed.remove(partition);
  }

  /** Asks if there is something to ask for and no request is under way. */
  void wake() {
    if (asking || followed.isEmpty()) {
      return;
    }
    List<Followed> due = new ArrayList<>();
    long earliest = Long.MAX_VALUE;
    for (Followed entry : followed.values()) {
      if (entry.notBeforeNanos <= context.nowNanos() && mustWait(entry)) {
        backOff(entry);
      }
      if (entry.notBeforeNanos <= context.nowNanos()) {
        due.add(entry);
      } else {
        earliest = Math.min(earliest, entry.notBeforeNanos);
      }
    }
    asking = true;
    if (due.isEmpty()) {
      context.after(earliest - context.nowNanos(), this::again);
    } else {
      ask(due);
    }
  }

  private boolean mustWait(Followed entry) {
    return !entry.replica.state().isr().contains(broker.brokerId())
        && throttle.mustWait(entry.replica.id());
  }

  private void again() {
    asking = false;
    context.clearCause();
    wake();
  }

  private void ask(List<Followed> due) {
    context.request(
        leader,
        "replica-fetcher",
        request(due),
        broker.image().brokerNanos(ConfigCatalog.REPLICA_SOCKET_TIMEOUT_MS),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            FetchResponseData data = (FetchResponseData) response;
            int bytes = Messages.recordBytes(data);
            if (bytes == 0) {
              process(data);
            } else {
              context.write(bytes, () -> process(data));
            }
          }

          @Override
          public void failed(Failure failure) {
            long backoff = broker.image().brokerNanos(ConfigCatalog.REPLICA_FETCH_BACKOFF_MS);
            context.after(backoff, ReplicaFetcher.this::again);
          }
        });
  }

  private FetchRequestData request(List<Followed> due) {
    FetchRequestData request =
        new FetchRequestData()
            .setReplicaState(
                new FetchRequestData.ReplicaState()
                    .setReplicaId(broker.brokerId())
                    .setReplicaEpoch(broker.brokerEpoch()))
            .setMaxWaitMs(broker.image().brokerInt(ConfigCatalog.REPLICA_FETCH_WAIT_MAX_MS))
            .setMinBytes(1)
            .setMaxBytes(MAX_BYTES);
    FetchRequestData.FetchTopic topic = null;
    for (Followed entry : due) {
      LocalReplica replica = entry.replica;
      entry.askedEpoch = entry.leaderEpoch;
      entry.askedOffset = replica.log().logEndOffset();
      if (topic == null || !topic.topicId().equals(replica.topicId())) {
        topic =
            new FetchRequestData.FetchTopic()
                .setTopic(replica.id().topic())
                .setTopicId(replica.topicId());
        request.topics().add(topic);
      }
      topic
          .partitions()
          .add(
              new FetchRequestData.FetchPartition()
                  .setPartition(replica.id().partition())
                  .setCurrentLeaderEpoch(entry.leaderEpoch)
                  .setFetchOffset(replica.log().logEndOffset())
                  .setLastFetchedEpoch(replica.log().latestEpoch())
                  .setLogStartOffset(replica.log().logStartOffset())
                  .setPartitionMaxBytes(MAX_PARTITION_BYTES));
    }
    return request;
  }

  private void process(FetchResponseData response) {
    if (response.errorCode() != Errors.NONE.code()) {
      followed.values().forEach(this::backOff);
    }
    for (var topic : response.responses()) {
      for (var partition : topic.partitions()) {
        process(topic.topicId(), topic.topic(), partition);
      }
    }
    again();
  }

  private void process(Uuid topicId, String topic, FetchResponseData.PartitionData partition) {
    Followed entry = followed.get(new TopicPartition(topic, partition.partitionIndex()));
    if (entry == null
        || !entry.replica.topicId().equals(topicId)
        || entry.replica.isLeader()
        || entry.replica.leaderEpoch() != entry.leaderEpoch
        || entry.askedEpoch != entry.leaderEpoch
        || entry.askedOffset != entry.replica.log().logEndOffset()) {
      return; // The role or the log changed while the answer was on its way.
    }
    switch (Errors.forCode(partition.errorCode())) {
      case NONE -> append(entry, partition);
      case OFFSET_OUT_OF_RANGE -> restart(entry, partition);
      default -> backOff(entry);
    }
  }

  private void backOff(Followed entry) {
    entry.notBeforeNanos =
        context.nowNanos() + broker.image().brokerNanos(ConfigCatalog.REPLICA_FETCH_BACKOFF_MS);
  }

  private void append(Followed entry, FetchResponseData.PartitionData partition) {
    PartitionLog log = entry.replica.log();
    if (partition.divergingEpoch().epoch() >= 0) {
      truncate(entry.replica, partition.divergingEpoch());
      return;
    }
    try {
      for (RecordBatch batch : BatchRecords.batchesOf(partition.records())) {
        if (batch.baseOffset() < log.logEndOffset()) {
          continue; // Truncated and fetched again while this answer was on its way.
        }
        log.appendAsFollower(batch);
        throttle.record(entry.replica.id(), batch.sizeBytes());
        context.emit(new Replica.Appended(entry.replica.id(), batch.summary()));
      }
    } catch (CorruptRecordsException e) {
      backOff(entry);
      return;
    }
    long logStart = partition.logStartOffset();
    long oldHighWatermark = log.highWatermark();
    log.setHighWatermark(Math.max(oldHighWatermark, partition.highWatermark()));
    if (log.highWatermark() != oldHighWatermark) {
      context.emit(new Replica.HighWatermarkMoved(entry.replica.id(), log.highWatermark()));
    }
    if (logStart > log.logStartOffset()) {
      log.deleteBefore(logStart);
      context.emit(new Replica.LogStartMoved(entry.replica.id(), log.logStartOffset()));
    }
  }

  /**
   * Cuts off what the leader does not have: everything past the point up to which both logs were
   * written by the same leaders (KIP-101, KIP-279).
   */
  private void truncate(LocalReplica replica, FetchResponseData.EpochEndOffset leaderEnd) {
    PartitionLog log = replica.log();
    EpochCache.EpochEnd own = log.endOfEpoch(leaderEnd.epoch());
    long target =
        own == null ? leaderEnd.endOffset() : Math.min(own.endOffset(), leaderEnd.endOffset());
    long before = log.logEndOffset();
    log.truncateTo(Math.max(log.logStartOffset(), target));
    if (log.logEndOffset() != before) {
      tellTruncated(replica, before);
    }
  }

  /** What it lost is what the leader lacks that was decided on last. */
  private void tellTruncated(LocalReplica replica, long oldEnd) {
    context.emit(
        new Replica.Truncated(replica.id(), oldEnd, replica.log().logEndOffset()),
        broker.blame().whyLed(replica.id()));
  }

  /** The leader no longer has what this log ends with, or never had it. */
  private void restart(Followed entry, FetchResponseData.PartitionData partition) {
    PartitionLog log = entry.replica.log();
    long before = log.logEndOffset();
    if (before > partition.highWatermark() && before > partition.logStartOffset()) {
      log.truncateTo(Math.max(log.logStartOffset(), partition.highWatermark()));
    }
    if (log.logEndOffset() < partition.logStartOffset()) {
      log.restartAt(partition.logStartOffset());
      context.emit(new Replica.LogStartMoved(entry.replica.id(), log.logStartOffset()));
    } else if (log.logEndOffset() == before) {
      backOff(entry);
    } else {
      tellTruncated(entry.replica, before);
    }
  }
}
