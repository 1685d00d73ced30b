package vivarium.engine.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Excerpt;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordPage.Gap;
import vivarium.engine.api.RecordPage.Refused;
import vivarium.engine.api.RecordPage.Why;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.api.RecordQuery.Position;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.broker.Broker;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordHeader;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.wire.BatchDecoder;
import vivarium.engine.wire.BatchDecoder.Decoded;

/** Reads a replica's log for someone who looks at it. Nothing in the cluster notices. */
final class RecordReading {

  private final Cluster cluster;

  RecordReading(Cluster cluster) {
    this.cluster = cluster;
  }

  RecordPage read(RecordQuery query) {
    TopicPartition id = query.partition();
    TopicImage topic = newestImageOf(id);
    boolean somebodyRuns = cluster.brokerIds().stream().anyMatch(cluster.nodes()::isRunning);
    if (topic == null && somebodyRuns) {
      return new Refused("there is no topic '%s'".formatted(id.topic()));
    }
    PartitionState state = topic == null ? null : topic.partition(id.partition());
    if (topic != null && state == null) {
      return new Refused(
          "there is no partition %s; the topic has %d, counted from 0"
              .formatted(id, topic.partitions().size()));
    }
    int broker = query.broker();
    if (broker == RecordQuery.LEADER) {
      if (state == null) {
        return new Refused(
            "no broker runs that knows who leads %s; choose a broker whose disk is to be read"
                .formatted(id));
      }
      if (!state.hasLeader()) {
        return new Refused(
            "%s has no leader now; choose one of the brokers %s, whose disks can be read"
                .formatted(id, names(state)));
      }
      broker = state.leader();
    }
    PartitionLog log = cluster.log(broker, id);
    if (log == null) {
      return new Refused(
          state == null
              ? "broker %d holds no replica of %s".formatted(broker, id)
              : "broker %d holds no replica of %s; brokers %s are to hold one"
                  .formatted(broker, id, names(state)));
    }
    boolean leads = state != null && state.leader() == broker;
    return new Page(log, query)
        .read(broker, cluster.nodes().isRunning(NodeId.broker(broker)), leads);
  }

  private static String names(PartitionState state) {
    return state.replicas().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The topic as the running broker knows it that has heard most of the partition. */
  private @Nullable TopicImage newestImageOf(TopicPartition id) {
    TopicImage newest = null;
    int newestEpoch = -1;
    for (NodeId each : cluster.brokerIds()) {
      Broker broker = cluster.broker(each.number());
      TopicImage topic = broker == null ? null : broker.image().topic(id.topic());
      if (topic != null) {
        PartitionState state = topic.partition(id.partition());
        int epoch = state == null ? 0 : state.partitionEpoch();
        if (epoch > newestEpoch) {
          newest = topic;
          newestEpoch = epoch;
        }
      }
    }
    return newest;
  }

  /** One page in the making. */
  private static final class Page {

    private final PartitionLog log;
    private final RecordQuery query;
    private final List<StoredRecord> records = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private long next;
    private long timestampMs = Long.MIN_VALUE;
    private int bytesLeft = RecordQuery.MAX_BYTES;

    Page(PartitionLog log, RecordQuery query) {
      this.log = log;
      this.query = query;
    }

    RecordPage read(int broker, boolean running, boolean leads) {
      begin();
      for (RecordBatch batch : log.read(next, log.logEndOffset() + 1, RecordQuery.MAX_BYTES)) {
        if (isFull()) {
          break;
        }
        take(batch);
      }
      return new RecordPage.Records(
          broker,
          running,
          leads,
          records,
          gaps,
          log.logStartOffset(),
          log.highWatermark(),
          log.highWatermark(),
          log.logEndOffset(),
          next);
    }

    private void begin() {
      long start = log.logStartOffset();
      long wanted =
          switch (query.from()) {
            case Position.Earliest() -> 0;
            case Position.Offset(long offset) -> offset;
            case Position.Tail(int count) -> Math.max(start, log.logEndOffset() - count);
            case Position.Timestamp(long ms) -> {
              timestampMs = ms;
              RecordBatch first = log.firstBatchSince(ms);
              yield first == null ? log.logEndOffset() : Math.max(start, first.baseOffset());
            }
          };
      if (wanted < start) {
        gaps.add(new Gap(wanted, start - 1, Why.BEFORE_LOG_START));
      }
      next = Math.max(start, wanted);
    }

    private boolean isFull() {
      return records.size() == query.maxRecords() || bytesLeft <= 0;
    }

    private void take(RecordBatch batch) {
      BatchDecoder.Attributes attributes = BatchDecoder.attributes(batch);
      try {
        BatchDecoder.decode(
            batch,
            record -> {
              if (record.offset() >= next && isWanted(record)) {
                gapUpTo(record.offset(), Why.MISSING);
                records.add(stored(record, batch, attributes));
                next = record.offset() + 1;
              }
              return !isFull();
            });
        if (!isFull()) {
          gapUpTo(batch.nextOffset(), Why.MISSING);
        }
      } catch (CorruptRecordsException unreadable) {
        gapUpTo(batch.nextOffset(), Why.UNREADABLE);
      }
    }

    /** From a timestamp on, the records before it in the first batch are not part of the page. */
    private boolean isWanted(Decoded record) {
      if (records.isEmpty() && record.timestampMs() < timestampMs) {
        next = record.offset() + 1;
        return false;
      }
      return true;
    }

    private void gapUpTo(long offset, Why why) {
      if (offset > next) {
        gaps.add(new Gap(next, offset - 1, why));
        next = offset;
      }
    }

    private StoredRecord stored(
        Decoded record, RecordBatch batch, BatchDecoder.Attributes attributes) {
      List<StoredRecord.Header> headers = new ArrayList<>();
      for (RecordHeader header : record.headers()) {
        if (headers.size() < StoredRecord.MAX_HEADERS) {
          byte[] value = header.value();
          headers.add(
              new StoredRecord.Header(
                  header.key(), excerpt(value == null ? null : ByteBuffer.wrap(value))));
          bytesLeft -= header.key().length();
        }
      }
      return new StoredRecord(
          record.offset(),
          record.timestampMs(),
          attributes.logAppendTime(),
          batch.leaderEpoch(),
          batch.producerId(),
          batch.producerEpoch(),
          record.sequence(),
          batch.baseOffset(),
          batch.recordCount(),
          attributes.compression(),
          batch.isTransactional(),
          record.control(),
          excerpt(record.key()),
          excerpt(record.value()),
          headers);
    }

    private @Nullable Excerpt excerpt(@Nullable ByteBuffer buffer) {
      if (buffer == null) {
        return null;
      }
      Excerpt excerpt =
          Excerpt.of(buffer, Math.min(RecordQuery.MAX_BYTES_OF_ONE, Math.max(0, bytesLeft)));
      bytesLeft -= excerpt.size();
      return excerpt;
    }
  }
}
