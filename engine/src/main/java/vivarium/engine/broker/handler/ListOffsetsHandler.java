package vivarium.engine.broker.handler;

import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.LogRecord;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.Request;
import vivarium.engine.replica.Leadership;
import vivarium.engine.replica.LocalReplica;
import vivarium.engine.replica.ReplicaManager;

/**
 * ListOffsets: the offset at a timestamp, or at one of the special ones. Left out: tiered storage,
 * for which there is nothing to tell. In a compressed batch the offset is that of its first record.
 */
public final class ListOffsetsHandler implements ApiHandler {

  private static final long LATEST = -1;
  private static final long EARLIEST = -2;
  private static final long MAX_TIMESTAMP = -3;
  private static final long EARLIEST_LOCAL = -4;
  private static final long LATEST_TIERED = -5;
  private static final long UNKNOWN = -1;
  private static final int CONSUMER = -1;
  private static final int NO_EPOCH = -1;

  /** Older clients know no leader epochs. */
  private static final short MIN_VERSION_WITH_EPOCH = 4;

  private final ReplicaManager replicas;

  public ListOffsetsHandler(ReplicaManager replicas) {
    this.replicas = replicas;
  }

  @Override
  public void handle(Request request) {
    ListOffsetsRequestData list = (ListOffsetsRequestData) request.body();
    ListOffsetsResponseData response = new ListOffsetsResponseData();
    for (var topic : list.topics()) {
      var answer = new ListOffsetsResponseData.ListOffsetsTopicResponse().setName(topic.name());
      response.topics().add(answer);
      for (ListOffsetsPartition asked : topic.partitions()) {
        TopicPartition id = new TopicPartition(topic.name(), asked.partitionIndex());
        var answered = answer(id, asked, list.replicaId() == CONSUMER);
        if (request.version() < MIN_VERSION_WITH_EPOCH) {
          answered.setLeaderEpoch(NO_EPOCH);
        }
        answer.partitions().add(answered);
      }
    }
    request.reply(response);
  }

  private ListOffsetsPartitionResponse answer(
      TopicPartition id, ListOffsetsPartition asked, boolean forConsumer) {
    LocalReplica replica = replicas.replica(id);
    ListOffsetsPartitionResponse answer =
        new ListOffsetsPartitionResponse()
            .setPartitionIndex(asked.partitionIndex())
            .setTimestamp(UNKNOWN)
            .setOffset(UNKNOWN);
    Errors refusal = replicas.refusal(id, asked.currentLeaderEpoch());
    Leadership leadership = replica == null ? null : replica.leadership();
    if (refusal != Errors.NONE || replica == null || leadership == null) {
      return answer.setErrorCode(refusal.code());
    }
    PartitionLog log = replica.log();
    if (asked.timestamp() == LATEST && forConsumer) {
      // KIP-207: a new leader whose high watermark has not caught up must not seem to go back.
      return log.highWatermark() < leadership.epochStartOffset()
          ? answer.setErrorCode(Errors.OFFSET_NOT_AVAILABLE.code())
          : at(answer, log, log.highWatermark(), UNKNOWN);
    }
    if (asked.timestamp() == LATEST) {
      return at(answer, log, log.logEndOffset(), UNKNOWN);
    }
    if (asked.timestamp() == EARLIEST || asked.timestamp() == EARLIEST_LOCAL) {
      return at(answer, log, log.logStartOffset(), UNKNOWN);
    }
    if (asked.timestamp() == LATEST_TIERED) {
      return answer;
    }
    return byTimestamp(answer, log, asked.timestamp());
  }

  private static ListOffsetsPartitionResponse byTimestamp(
      ListOffsetsPartitionResponse answer, PartitionLog log, long timestampMs) {
    boolean ofMax = timestampMs == MAX_TIMESTAMP;
    RecordBatch batch = ofMax ? log.batchOfMaxTimestamp() : log.firstBatchSince(timestampMs);
    if (batch == null || batch.baseOffset() >= log.highWatermark()) {
      return answer;
    }
    long wanted = ofMax ? batch.maxTimestampMs() : timestampMs;
    if (batch.isCompressed()) {
      return at(answer, log, batch.baseOffset(), batch.maxTimestampMs());
    }
    try {
      for (LogRecord record : batch.records()) {
        if (record.timestampMs() >= wanted) {
          return at(answer, log, record.offset(), record.timestampMs());
        }
      }
      return answer;
    } catch (RuntimeException unreadable) {
      // The records lie where they should, and are none: their producer alone is to blame.
      return answer.setErrorCode(Errors.CORRUPT_MESSAGE.code());
    }
  }

  private static ListOffsetsPartitionResponse at(
      ListOffsetsPartitionResponse answer, PartitionLog log, long offset, long timestampMs) {
    return answer
        .setOffset(offset)
        .setTimestamp(timestampMs)
        .setLeaderEpoch(log.epochs().epochAt(offset));
  }
}
