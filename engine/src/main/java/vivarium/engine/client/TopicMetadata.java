package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;

/**
 * What a client knows of its topics' leaders, and how it learns anew (Kafka's {@code Metadata}).
 */
final class TopicMetadata {

  /** {@code retry.backoff.ms} of Kafka's clients. */
  static final long RETRY_BACKOFF_NANOS = 100_000_000L;

  /**
   * {@code metadata.max.age.ms}: 5 minutes with Kafka, and less here so that new partitions are
   * found while someone watches.
   */
  private static final long MAX_AGE_NANOS = 10_000_000_000L;

  private static final int NO_LEADER = -1;

  private final NodeContext context;
  private final Supplier<List<NodeId>> bootstrap;
  private final String topic;
  private final long requestTimeoutNanos;
  private final Runnable whenUpdated;
  private final TreeMap<Integer, Leader> leaders = new TreeMap<>();
  private Uuid topicId = Uuid.ZERO_UUID;
  private int nextToAsk;
  private long updates;
  private boolean asking;

  /** Who leads a partition, in which epoch. */
  record Leader(int brokerId, int epoch) {}

  /**
   * @param bootstrap brokers to ask, each in its turn: those that are there now, as a name that
   *     stands for all of them would be resolved
   * @param whenUpdated told after each answer
   */
  TopicMetadata(
      NodeContext context,
      Supplier<List<NodeId>> bootstrap,
      String topic,
      long requestTimeoutNanos,
      Runnable whenUpdated) {
    this.context = context;
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.requestTimeoutNanos = requestTimeoutNanos;
    this.whenUpdated = whenUpdated;
    this.nextToAsk = context.random().nextInt(bootstrap.get().size());
  }

  Uuid topicId() {
    return topicId;
  }

  /** How many partitions the topic is known to have; 0 while nothing is known. */
  int partitions() {
    return leaders.size();
  }

  /** The broker that leads the partition, or -1. */
  int leaderOf(int partition) {
    Leader leader = leaders.get(partition);
    return leader == null ? NO_LEADER : leader.brokerId();
  }

  int leaderEpochOf(int partition) {
    Leader leader = leaders.get(partition);
    return leader == null ? -1 : leader.epoch();
  }

  /** The next broker to ask for anything that any broker can answer. */
  NodeId anyBroker() {
    List<NodeId> brokers = bootstrap.get();
    NodeId next = brokers.get(nextToAsk % brokers.size());
    nextToAsk++;
    return next;
  }

  /** Asks a broker, unless one is being asked already. */
  void refresh() {
    if (asking) {
      return;
    }
    asking = true;
    NodeId broker = anyBroker();
    context.request(
        broker,
        "metadata",
        new MetadataRequestData()
            .setTopics(
                new ArrayList<>(
                    List.of(new MetadataRequestData.MetadataRequestTopic().setName(topic))))
            .setAllowAutoTopicCreation(true),
        requestTimeoutNanos,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            asking = false;
            update((MetadataResponseData) response);
          }

          @Override
          public void failed(Failure failure) {
            refreshLater();
          }
        });
  }

  private void refreshLater() {
    context.after(
        RETRY_BACKOFF_NANOS,
        () -> {
          asking = false;
          refresh();
        });
  }

  private void update(MetadataResponseData response) {
    boolean incomplete = false;
    for (var answered : response.topics()) {
      if (answered.errorCode() != Errors.NONE.code()) {
        incomplete = true;
        continue;
      }
      if (!answered.topicId().equals(topicId)) {
        topicId = answered.topicId();
        leaders.clear(); // Another topic has the name now, and its epochs begin anew.
      }
      for (var partition : answered.partitions()) {
        Leader known = leaders.get(partition.partitionIndex());
        // A broker that is behind must not take the client back to an old leader.
        if (known == null || partition.leaderEpoch() >= known.epoch()) {
          leaders.put(
              partition.partitionIndex(),
              new Leader(partition.leaderId(), partition.leaderEpoch()));
        }
        incomplete |= leaderOf(partition.partitionIndex()) == NO_LEADER;
      }
    }
    if (incomplete) {
      asking = true;
      refreshLater();
    }
    long update = ++updates;
    context.after(
        MAX_AGE_NANOS,
        () -> {
          if (updates == update) {
            context.clearCause();
            refresh();
          }
        });
    whenUpdated.run();
  }
}
