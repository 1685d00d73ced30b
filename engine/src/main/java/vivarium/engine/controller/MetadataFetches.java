package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.metadata.MetadataLog;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.wire.BatchRecords;

/** Serves the metadata log to the brokers that follow it; a fetch at its end waits for more. */
final class MetadataFetches {

  /** Batches given in one answer take at most this, unless the first is larger. */
  private static final int MAX_BYTES = 1 << 20;

  private final NodeContext context;
  private final PartitionLog log;
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(Request request, long offset, int term) {}

  MetadataFetches(NodeContext context, PartitionLog log) {
    this.context = context;
    this.log = log;
  }

  void handle(Request request, FetchRequestData fetch, int term) {
    long offset = fetch.topics().getFirst().partitions().getFirst().fetchOffset();
    Waiting entry = new Waiting(request, offset, term);
    if (offset < log.highWatermark() || fetch.maxWaitMs() == 0) {
      answer(entry);
      return;
    }
    waiting.add(entry);
    context.after(
        fetch.maxWaitMs() * 1_000_000L,
        () -> {
          if (waiting.remove(entry)) {
            context.clearCause();
            answer(entry);
          }
        });
  }

  /** More is committed: whoever waits is answered. */
  void completeWaiting() {
    List<Waiting> due = List.copyOf(waiting);
    waiting.clear();
    due.forEach(this::answer);
  }

  private void answer(Waiting entry) {
    FetchResponseData.PartitionData partition =
        new FetchResponseData.PartitionData()
            .setPartitionIndex(MetadataLog.PARTITION.partition())
            .setHighWatermark(log.highWatermark())
            .setLogStartOffset(log.logStartOffset())
            .setCurrentLeader(
                new FetchResponseData.LeaderIdAndEpoch()
                    .setLeaderId(context.self().number())
                    .setLeaderEpoch(entry.term()))
            .setRecords(new BatchRecords(log.read(entry.offset(), log.highWatermark(), MAX_BYTES)));
    entry
        .request()
        .reply(
            new FetchResponseData()
                .setResponses(
                    List.of(
                        new FetchResponseData.FetchableTopicResponse()
                            .setTopic(MetadataLog.PARTITION.topic())
                            .setTopicId(MetadataLog.TOPIC_ID)
                            .setPartitions(List.of(partition)))));
  }
}
