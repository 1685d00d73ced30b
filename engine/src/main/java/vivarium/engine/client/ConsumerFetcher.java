package vivarium.engine.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.BatchRecords;

/**
 * Fetches ahead of the application from the leaders of the partitions it owns, or from replicas in
 * its own rack that these name.
 */
final class ConsumerFetcher {

  private static final int MAX_WAIT_MS = 500;
  private static final int MAX_PARTITION_BYTES = 1 << 20;
  private static final int MAX_BYTES = 50 << 20;
  private static final long EARLIEST = -2;
  private static final long LATEST = -1;
  private static final int NO_REPLICA = -1;

  /** Kafka asks the leader anew after {@code metadata.max.age.ms}, which is 5 minutes there. */
  private static final long PREFERRED_NANOS = 300_000_000_000L;

  /** A partition with so many batches waiting for the application is not fetched. */
  private static final int MAX_BUFFERED_BATCHES = 4;

  private final NodeContext context;
  private final Consumer consumer;
  private final TopicMetadata metadata;
  private final TreeMap<TopicPartition, Owned> owned = new TreeMap<>();
  private final TreeSet<Integer> asking = new TreeSet<>();
  private final TreeSet<TopicPartition> givingUp = new TreeSet<>();
  private long revocations;

  /**
   * A batch, or what is left of it, as the application is given it.
   *
   * @param state of the assignment in which it was fetched
   */
  record Fetched(Owned state, TopicPartition partition, long nextOffset, int recordCount) {}

  /** For which position of which assignment a fetch was. */
  private record Asked(Owned state, long offset) {}

  /** How far a partition has been read since it was assigned; another assignment has another. */
  static final class Owned {
    private final ArrayDeque<Fetched> buffered = new ArrayDeque<>();
    private long fetchOffset = -1;
    private long processedOffset = -1;
    private long committedOffset = -1;
    private long notBeforeNanos;
    private int preferredReplica = NO_REPLICA;
    private long preferredUntilNanos;
  }

  ConsumerFetcher(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    this.context = context;
    this.consumer = consumer;
    this.metadata = metadata;
  }

  /** Gives up what is not among these; what stays is read on from where it is. */
  void assign(List<TopicPartition> partitions) {
    givingUp.clear();
    if (owned.keySet().retainAll(partitions)) {
      revocations++;
    }
    partitions.forEach(partition -> owned.putIfAbsent(partition, new Owned()));
  }

  /** No more of these is given to the application, until what is kept is assigned. */
  void stopReading(SortedSet<TopicPartition> partitions) {
    givingUp.clear();
    givingUp.addAll(partitions);
  }

  List<TopicPartition> owned() {
    return List.copyOf(owned.keySet());
  }

  /** What is owned, and not read yet because it is not known from where. */
  List<TopicPartition> unpositioned() {
    return owned.entrySet().stream()
        .filter(each -> each.getValue().fetchOffset < 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** How often something was given up: what was asked for before is out of date. */
  long revocations() {
    return revocations;
  }

  /** Begins at the committed offsets; where there is none, asks where to begin. */
  void startAt(List<TopicPartition> partitions, TreeMap<TopicPartition, Long> committed) {
    for (TopicPartition partition : partitions) {
      Owned state = owned.get(partition);
      Long offset = committed.get(partition);
      if (state == null || state.fetchOffset >= 0) {
        continue; // Given up meanwhile, or asked for twice.
      }
      if (offset != null) {
        state.fetchOffset = offset;
        state.processedOffset = offset;
        state.committedOffset = offset;
      } else {
        resetOffset(partition);
      }
    }
    fetch();
  }

  /** {@code auto.offset.reset}. */
  private void resetOffset(TopicPartition partition) {
    int leader = metadata.leaderOf(partition.partition());
    if (leader < 0) {
      retryReset(partition);
      return;
    }
    ListOffsetsRequestData request = new ListOffsetsRequestData().setReplicaId(-1);
    request
        .topics()
        .add(
            new ListOffsetsRequestData.ListOffsetsTopic()
                .setName(partition.topic())
                .setPartitions(
                    List.of(
                        new ListOffsetsRequestData.ListOffsetsPartition()
                            .setPartitionIndex(partition.partition())
                            .setCurrentLeaderEpoch(-1)
                            .setTimestamp(
                                consumer.settings().fromEarliest() ? EARLIEST : LATEST))));
    context.request(
        NodeId.broker(leader),
        "list-offsets",
        request,
        consumer.requestTimeoutNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            var answer =
                ((ListOffsetsResponseData) response).topics().getFirst().partitions().getFirst();
            Owned state = owned.get(partition);
            if (state == null || state.fetchOffset >= 0) {
              return; // Revoked, or given again with a committed offset.
            }
            if (answer.errorCode() == Errors.NONE.code()) {
              state.fetchOffset = answer.offset();
              state.processedOffset = answer.offset();
              fetch();
            } else {
              retryReset(partition);
            }
          }

          @Override
          public void failed(Failure failure) {
            retryReset(partition);
          }
        });
  }

  private void retryReset(TopicPartition partition) {
    metadata.refresh();
    context.after(
        TopicMetadata.RETRY_BACKOFF_NANOS,
        () -> {
          Owned state = owned.get(partition);
          if (state != null && state.fetchOffset < 0) {
            resetOffset(partition);
          }
        });
  }

  /** Asks every broker that is not being asked for the partitions that have room. */
  void fetch() {
    TreeMap<Integer, List<TopicPartition>> byBroker = new TreeMap<>();
    owned.forEach(
        (partition, state) -> {
          int broker = brokerToRead(partition, state);
          boolean ready =
              state.fetchOffset >= 0
                  && !givingUp.contains(partition)
                  && state.buffered.size() < MAX_BUFFERED_BATCHES
                  && state.notBeforeNanos <= context.nowNanos();
          if (ready && broker >= 0 && !asking.contains(broker)) {
            byBroker.computeIfAbsent(broker, unused -> new ArrayList<>()).add(partition);
          }
        });
    byBroker.forEach(this::ask);
  }

  /** The leader, or the replica that the leader named not long ago (KIP-392). */
  private int brokerToRead(TopicPartition partition, Owned state) {
    return state.preferredReplica != NO_REPLICA && context.nowNanos() < state.preferredUntilNanos
        ? state.preferredReplica
        : metadata.leaderOf(partition.partition());
  }

  private void ask(int broker, List<TopicPartition> partitions) {
    asking.add(broker);
    var topic =
        new FetchRequestData.FetchTopic()
            .setTopic(consumer.settings().topic())
            .setTopicId(metadata.topicId());
    TreeMap<TopicPartition, Asked> asked = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      Owned state = owned.get(partition);
      if (state != null) {
        asked.put(partition, new Asked(state, state.fetchOffset));
        topic
            .partitions()
            .add(
                new FetchRequestData.FetchPartition()
                    .setPartition(partition.partition())
                    .setCurrentLeaderEpoch(metadata.leaderEpochOf(partition.partition()))
                    .setFetchOffset(state.fetchOffset)
                    .setLastFetchedEpoch(-1)
                    .setPartitionMaxBytes(MAX_PARTITION_BYTES));
      }
    }
    context.clearCause();
    context.request(
        NodeId.broker(broker),
        "fetch",
        new FetchRequestData()
            .setMaxWaitMs(MAX_WAIT_MS)
            .setMinBytes(1)
            .setMaxBytes(MAX_BYTES)
            .setRackId(consumer.settings().rack())
            .setTopics(List.of(topic)),
        consumer.requestTimeoutNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            asking.remove(broker);
            for (var answered : ((FetchResponseData) response).responses()) {
              answered.partitions().forEach(data -> take(answered.topic(), data, asked));
            }
            consumer.poll();
            fetch();
          }

          @Override
          public void failed(Failure failure) {
            owned.values().stream()
                .filter(state -> state.preferredReplica == broker)
                .forEach(state -> state.preferredReplica = NO_REPLICA);
            metadata.refresh();
            context.after(
                TopicMetadata.RETRY_BACKOFF_NANOS,
                () -> {
                  asking.remove(broker);
                  fetch();
                });
          }
        });
  }

  private void take(
      String topic, FetchResponseData.PartitionData data, TreeMap<TopicPartition, Asked> asked) {
    TopicPartition partition = new TopicPartition(topic, data.partitionIndex());
    Owned state = owned.get(partition);
    Asked before = asked.get(partition);
    if (state == null
        || before == null
        || before.state() != state
        || before.offset() != state.fetchOffset) {
      return; // Revoked, or begun anew elsewhere, while the answer was on its way.
    }
    switch (Errors.forCode(data.errorCode())) {
      case NONE -> {
        if (data.preferredReadReplica() != NO_REPLICA) {
          state.preferredReplica = data.preferredReadReplica();
          state.preferredUntilNanos = context.nowNanos() + PREFERRED_NANOS;
        }
        buffer(partition, state, data);
      }
      case OFFSET_OUT_OF_RANGE -> {
        if (state.preferredReplica != NO_REPLICA) {
          state.preferredReplica = NO_REPLICA; // The leader may well have it.
          return;
        }
        consumer.tellRefused(
            partition,
            "Fetch",
            Errors.OFFSET_OUT_OF_RANGE,
            consumer.blame().whyRefused(context.self(), partition, Errors.OFFSET_OUT_OF_RANGE));
        state.fetchOffset = -1;
        state.buffered.clear();
        resetOffset(partition);
      }
      default -> {
        state.preferredReplica = NO_REPLICA;
        state.notBeforeNanos = context.nowNanos() + TopicMetadata.RETRY_BACKOFF_NANOS;
        context.after(TopicMetadata.RETRY_BACKOFF_NANOS, this::fetch);
        metadata.refresh();
      }
    }
  }

  private void buffer(TopicPartition partition, Owned state, FetchResponseData.PartitionData data) {
    try {
      for (RecordBatch batch : BatchRecords.batchesOf(data.records())) {
        if (batch.lastOffset() < state.fetchOffset) {
          continue;
        }
        // A batch may begin before the offset asked for; its earlier records are skipped.
        int count = (int) (batch.nextOffset() - Math.max(state.fetchOffset, batch.baseOffset()));
        state.fetchOffset = batch.nextOffset();
        state.buffered.addLast(
            new Fetched(state, partition, batch.nextOffset(), batch.isControl() ? 0 : count));
      }
    } catch (CorruptRecordsException e) {
      throw new IllegalStateException("a broker of this cluster sent corrupt records", e);
    }
  }

  /** Takes up to so many records for the application; at least one batch if there is one. */
  List<Fetched> take(int maxRecords) {
    List<Fetched> taken = new ArrayList<>();
    int records = 0;
    for (Map.Entry<TopicPartition, Owned> entry : owned.entrySet()) {
      if (givingUp.contains(entry.getKey())) {
        continue;
      }
      for (Iterator<Fetched> each = entry.getValue().buffered.iterator(); each.hasNext(); ) {
        Fetched next = each.next();
        if (!taken.isEmpty() && records + next.recordCount() > maxRecords) {
          return taken;
        }
        records += next.recordCount();
        taken.add(next);
        each.remove();
      }
    }
    return taken;
  }

  /**
   * Whether the partition is still assigned as it was when this was fetched: if it was given up
   * meanwhile, others may have read it, and whoever has it begins at the committed offset.
   */
  boolean isAssigned(Fetched fetched) {
    return owned.get(fetched.partition()) == fetched.state();
  }

  void processed(Fetched fetched) {
    fetched.state().processedOffset = fetched.nextOffset();
  }

  /** What has been processed since the last commit. */
  TreeMap<TopicPartition, Long> uncommitted() {
    TreeMap<TopicPartition, Long> positions = new TreeMap<>();
    owned.forEach(
        (partition, state) -> {
          if (state.processedOffset >= 0 && state.processedOffset != state.committedOffset) {
            positions.put(partition, state.processedOffset);
          }
        });
    return positions;
  }

  void committed(TreeMap<TopicPartition, Long> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          Owned state = owned.get(partition);
          if (state != null) {
            state.committedOffset = offset;
          }
        });
  }
}
