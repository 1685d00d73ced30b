package vivarium.engine.broker;

import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.NodeId;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.BatchRecords;

/** Follows the metadata log as an observer of the quorum and replays what is committed. */
final class MetadataFollower {

  private static final int MAX_WAIT_MS = 500;
  private static final int MAX_BYTES = 1 << 20;
  private static final long BACKOFF_NANOS = 100_000_000L;

  private final NodeContext context;
  private final NodeId controller;
  private final MetadataListener listener;
  private final MetadataLog log;
  private MetadataImage image = MetadataImage.EMPTY;
  private boolean published;

  /** Learns of each step the broker's metadata takes. */
  interface MetadataListener {
    void metadataChanged(MetadataDelta delta, MetadataImage image);
  }

  MetadataFollower(NodeContext context, NodeId controller, MetadataListener listener) {
    this.context = context;
    this.controller = controller;
    this.listener = listener;
    this.log = new MetadataLog(context.disk());
  }

  /**
   * Begins to follow. What the disk has is known at once, but not acted on before the controller
   * has been heard of: it may be long out of date.
   */
  void start() {
    image = log.replay(image, log.log().highWatermark()).apply(log.log().highWatermark());
    fetch();
  }

  MetadataImage image() {
    return image;
  }

  private void fetch() {
    var partition =
        new FetchRequestData.FetchPartition()
            .setPartition(MetadataLog.PARTITION.partition())
            .setFetchOffset(log.log().logEndOffset())
            .setLastFetchedEpoch(log.log().latestEpoch())
            .setPartitionMaxBytes(MAX_BYTES);
    FetchRequestData request =
        new FetchRequestData()
            .setMaxWaitMs(MAX_WAIT_MS)
            .setMinBytes(1)
            .setMaxBytes(MAX_BYTES)
            .setReplicaState(
                new FetchRequestData.ReplicaState().setReplicaId(context.self().number()))
            .setTopics(
                List.of(
                    new FetchRequestData.FetchTopic()
                        .setTopic(MetadataLog.PARTITION.topic())
                        .setTopicId(MetadataLog.TOPIC_ID)
                        .setPartitions(List.of(partition))));
    context.request(
        controller,
        "metadata-fetcher",
        request,
        image.brokerNanos(ConfigCatalog.BROKER_SESSION_TIMEOUT_MS),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            FetchResponseData data = (FetchResponseData) response;
            append(data.responses().getFirst().partitions().getFirst());
            context.clearCause();
            fetch();
          }

          @Override
          public void failed(Failure failure) {
            context.after(
                BACKOFF_NANOS,
                () -> {
                  context.clearCause();
                  fetch();
                });
          }
        });
  }

  private void append(FetchResponseData.PartitionData answer) {
    PartitionLog metadata = log.log();
    for (RecordBatch batch : batchesOf(answer)) {
      if (batch.baseOffset() >= metadata.logEndOffset()) {
        metadata.appendAsFollower(batch);
      }
    }
    metadata.setHighWatermark(answer.highWatermark());
    boolean caughtUp = metadata.logEndOffset() >= answer.highWatermark();
    if (!caughtUp || (published && metadata.highWatermark() == image.endOffset())) {
      return;
    }
    // The first time, everything from the beginning of the log is new to the listener.
    MetadataImage from = published ? image : MetadataImage.EMPTY;
    MetadataDelta delta = log.replay(from, metadata.highWatermark());
    image = delta.apply(metadata.highWatermark());
    published = true;
    listener.metadataChanged(delta, image);
  }

  private static List<RecordBatch> batchesOf(FetchResponseData.PartitionData answer) {
    try {
      return BatchRecords.batchesOf(answer.records());
    } catch (CorruptRecordsException e) {
      throw new IllegalStateException("the controller sent corrupt metadata", e);
    }
  }
}
