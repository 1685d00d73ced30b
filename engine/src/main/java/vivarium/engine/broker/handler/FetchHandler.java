package vivarium.engine.broker.handler;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.event.WaitReason;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.DelayedOperation;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.replica.LocalReplica;
import vivarium.engine.replica.Reader;
import vivarium.engine.replica.ReplicaManager;
import vivarium.engine.replica.ReplicaReader;
import vivarium.engine.wire.BatchRecords;
import vivarium.engine.wire.Messages;

/**
 * Fetch, by consumers and by followers; one with too little to give waits. Left out: fetch sessions
 * (every answer says that there is none, as a broker without room for them does) and aborted
 * transactions.
 */
public final class FetchHandler implements ApiHandler {

  private final HostBroker broker;
  private final ReplicaManager replicas;

  public FetchHandler(HostBroker broker, ReplicaManager replicas) {
    this.broker = broker;
    this.replicas = replicas;
  }

  /** {@code fetch.max.bytes} of a broker, as Kafka has it: 55 MiB. */
  private static final int MAX_ANSWER_BYTES = 55 << 20;

  /** One partition of a request, and the topic it is of; null where the topic id is unknown. */
  private record Asked(
      String topicName, Uuid topicId, @Nullable TopicPartition id, FetchPartition fetch) {}

  @Override
  public void handle(Request request) {
    FetchRequestData fetch = (FetchRequestData) request.body();
    if (Messages.isFollowerFetch(fetch) && !request.from().isBroker()) {
      // A follower's fetch moves the high watermark; Kafka asks for ClusterAction.
      request.reply(
          new FetchResponseData().setErrorCode(Errors.CLUSTER_AUTHORIZATION_FAILED.code()));
      return;
    }
    List<Asked> asked = new ArrayList<>();
    for (var topic : fetch.topics()) {
      TopicImage image = topicOf(topic);
      for (var partition : topic.partitions()) {
        asked.add(
            new Asked(
                image == null ? topic.topic() : image.name(),
                image == null ? topic.topicId() : image.id(),
                image == null ? null : new TopicPartition(image.name(), partition.partition()),
                partition));
      }
    }
    new Delayed(request, fetch, asked).first();
  }

  private @Nullable TopicImage topicOf(FetchRequestData.FetchTopic topic) {
    return topic.topicId().equals(Uuid.ZERO_UUID)
        ? broker.image().topic(topic.topic())
        : broker.image().topic(topic.topicId());
  }

  /** One fetch, from its arrival to its answer. */
  private final class Delayed implements DelayedOperation {

    private final Request request;
    private final FetchRequestData fetch;
    private final List<Asked> asked;
    private final Reader reader;

    Delayed(Request request, FetchRequestData fetch, List<Asked> asked) {
      this.request = request;
      this.fetch = fetch;
      this.asked = asked;
      this.reader = Reader.of(fetch, request.version());
    }

    void first() {
      Answer answer = read();
      if (reader.isFollower()) {
        noteFollower(answer);
      }
      if (fetch.maxWaitMs() <= 0 || asked.isEmpty() || answer.isDue(fetch.minBytes())) {
        request.reply(answer.response);
        return;
      }
      List<TopicPartition> partitions = new ArrayList<>();
      for (Asked each : asked) {
        if (each.id() != null) {
          partitions.add(each.id());
        }
      }
      boolean complete =
          replicas.purgatory().completeOrWatch(this, partitions, fetch.maxWaitMs() * 1_000_000L);
      if (!complete) {
        request.park(WaitReason.DATA, List.of());
      }
    }

    /** A follower that was served has all before its fetch offset. */
    private void noteFollower(Answer answer) {
      for (int i = 0; i < asked.size(); i++) {
        TopicPartition id = asked.get(i).id();
        LocalReplica replica = id == null ? null : replicas.replica(id);
        if (replica != null && answer.mayWait.get(i)) {
          replicas.followerFetched(
              replica,
              fetch.replicaState().replicaId(),
              asked.get(i).fetch().fetchOffset(),
              asked.get(i).fetch().logStartOffset(),
              fetch.replicaState().replicaEpoch());
        }
      }
    }

    @Override
    public boolean tryComplete() {
      if (availableBytes() < fetch.minBytes()) {
        return false;
      }
      request.reply(read().response);
      return true;
    }

    /** Bytes there are to give; a partition that would be refused counts as enough. */
    private long availableBytes() {
      long bytes = 0;
      for (Asked each : asked) {
        LocalReplica replica = each.id() == null ? null : replicas.replica(each.id());
        if (replica == null
            || replicas.refusalToRead(replica.id(), each.fetch().currentLeaderEpoch(), reader)
                != Errors.NONE) {
          return Long.MAX_VALUE;
        }
        long end =
            reader.isFollower() ? replica.log().logEndOffset() : replica.log().highWatermark();
        if (end < each.fetch().fetchOffset() && reader.isFollower()) {
          return Long.MAX_VALUE; // The log was cut meanwhile: the follower must hear of it.
        }
        if (end > each.fetch().fetchOffset() && !mustWait(replica)) {
          bytes += replica.log().sizeBetween(each.fetch().fetchOffset(), end, fetch.minBytes());
        }
      }
      return bytes;
    }

    /** Whether the follower that asks is out of sync and has had its share for now. */
    private boolean mustWait(LocalReplica replica) {
      return reader.isFollower()
          && !replica.state().isr().contains(fetch.replicaState().replicaId())
          && replicas.leaderThrottle().mustWait(replica.id());
    }

    @Override
    public void expire() {
      request.reply(read().response);
    }

    private Answer read() {
      Answer answer = new Answer();
      int left = Math.min(fetch.maxBytes(), MAX_ANSWER_BYTES);
      for (Asked each : asked) {
        ReplicaReader.Read read = read(each, left);
        left = Math.max(0, left - read.bytes());
        if (reader.isFollower() && each.id() != null) {
          replicas.leaderThrottle().record(each.id(), read.bytes());
        }
        tellReader(each, read.data().preferredReadReplica());
        answer.add(each, read);
      }
      return answer;
    }

    /** KIP-392: the consumer is sent to a replica nearer to it. */
    private void tellReader(Asked each, int replica) {
      if (replica >= 0 && each.id() != null) {
        long cause = broker.context().cause();
        broker
            .context()
            .emit(new Replica.ReaderSent(each.id(), request.clientId(), replica, reader.rack()));
        broker.context().setCause(cause);
      }
    }

    private ReplicaReader.Read read(Asked each, int left) {
      if (each.id() == null) {
        Errors error =
            each.topicId().equals(Uuid.ZERO_UUID)
                ? Errors.UNKNOWN_TOPIC_OR_PARTITION
                : Errors.UNKNOWN_TOPIC_ID;
        return new ReplicaReader.Read(
            new FetchResponseData.PartitionData()
                .setPartitionIndex(each.fetch().partition())
                .setErrorCode(error.code())
                .setHighWatermark(-1)
                .setRecords(BatchRecords.EMPTY),
            0,
            false);
      }
      LocalReplica replica = replicas.replica(each.id());
      if (left == 0 || (replica != null && mustWait(replica))) {
        // The answer is full, or the throttle is: this partition's turn comes with the next fetch.
        ReplicaReader.Read full = ReplicaReader.read(replicas, each.id(), each.fetch(), reader, 0);
        full.data().setRecords(BatchRecords.EMPTY);
        return new ReplicaReader.Read(full.data(), 0, full.mayWait());
      }
      return ReplicaReader.read(
          replicas,
          each.id(),
          each.fetch(),
          reader,
          Math.min(left, each.fetch().partitionMaxBytes()));
    }
  }

  /** An answer in the making. */
  private final class Answer {
    private final FetchResponseData response = new FetchResponseData();
    private final List<Boolean> mayWait = new ArrayList<>();
    private FetchResponseData.@Nullable FetchableTopicResponse topic;
    private long bytes;

    void add(Asked asked, ReplicaReader.Read read) {
      if (topic == null
          || !topic.topicId().equals(asked.topicId())
          || !topic.topic().equals(asked.topicName())) {
        topic =
            new FetchResponseData.FetchableTopicResponse()
                .setTopic(asked.topicName())
                .setTopicId(asked.topicId());
        response.responses().add(topic);
      }
      topic.partitions().add(read.data());
      mayWait.add(read.mayWait());
      bytes += read.bytes();
      tellLeader(read.data());
    }

    /** KIP-951: where the leader is that the answer names. */
    private void tellLeader(FetchResponseData.PartitionData data) {
      int leader = data.currentLeader().leaderId();
      BrokerImage node = leader < 0 ? null : broker.image().broker(leader);
      if (node != null && response.nodeEndpoints().find(leader) == null) {
        response
            .nodeEndpoints()
            .add(
                new FetchResponseData.NodeEndpoint()
                    .setNodeId(leader)
                    .setHost(node.host())
                    .setPort(node.port())
                    .setRack(node.rack()));
      }
    }

    boolean isDue(int minBytes) {
      return bytes >= minBytes || mayWait.contains(false);
    }
  }
}
