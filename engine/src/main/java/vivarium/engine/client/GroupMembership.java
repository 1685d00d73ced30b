package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;

/**
 * A consumer's membership in its group, by either protocol: who coordinates the group, and the
 * group's offsets.
 */
abstract class GroupMembership {

  static final long BACKOFF_NANOS = TopicMetadata.RETRY_BACKOFF_NANOS;
  static final String LANE = "group";
  private static final byte GROUP_KEY = 0;

  final NodeContext context;
  final Consumer consumer;
  final TopicMetadata metadata;
  final CoordinatorRequests requests;
  @Nullable NodeId coordinator;
  String memberId = "";
  boolean expired;
  boolean retired;

  GroupMembership(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    this.context = context;
    this.consumer = consumer;
    this.metadata = metadata;
    this.requests = new CoordinatorRequests(context, consumer);
  }

  /** A membership by the protocol that the consumer's settings name. */
  static GroupMembership of(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    return consumer.settings().usesConsumerProtocol()
        ? new ConsumerMembership(context, consumer, metadata)
        : new ClassicMembership(context, consumer, metadata);
  }

  /** The coordinator is known, perhaps another one than before. */
  abstract void coordinatorFound();

  /** The generation, or the member's epoch in the consumer protocol; below 1 outside a group. */
  abstract int generation();

  /** What an error of the coordinator means for the membership. */
  abstract void handle(Errors error);

  /** The topic is known now, or has more partitions. */
  abstract void metadataUpdated();

  /** The application has nothing in its hands: what waits for that can be done. */
  abstract void polled();

  /** Joins anew after the application polled too seldom. */
  abstract void rejoin();

  /** Commits what was processed and leaves for good; {@code then} runs when that is done. */
  abstract void retire(Runnable then);

  /** Leaves the group; {@code then} runs whether that went well or not. */
  abstract void leave(Runnable then);

  /** Whether nothing may be committed because a rebalance is under way. */
  abstract boolean isRebalancing();

  /** Whether an error of a commit or of a question for offsets counts for the membership. */
  abstract boolean isInGroup();

  /** Says in a question for offsets who asks, where the protocol wants to know. */
  abstract void identify(OffsetFetchRequestGroup group);

  String groupId() {
    return consumer.settings().groupId();
  }

  /** Whether the member has left because its application polled too seldom. */
  boolean hasExpired() {
    return expired;
  }

  void findCoordinator() {
    if (retired) {
      return;
    }
    coordinator = null;
    requests.ask(
        metadata.anyBroker(),
        "find-coordinator",
        new FindCoordinatorRequestData()
            .setKeyType(GROUP_KEY)
            .setCoordinatorKeys(new ArrayList<>(List.of(groupId()))),
        consumer.requestTimeoutNanos(),
        response -> {
          var found = ((FindCoordinatorResponseData) response).coordinators().getFirst();
          if (found.errorCode() == Errors.NONE.code()) {
            coordinator = NodeId.broker(found.nodeId());
            coordinatorFound();
          } else {
            context.after(BACKOFF_NANOS, this::findCoordinator);
          }
        },
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  /** What follows from an error of the coordinator has the same cause as the error. */
  void because(Errors error) {
    if (error != Errors.NONE && error != Errors.MEMBER_ID_REQUIRED) {
      context.setCause(consumer.blame().whyGroupRefused(groupId(), error));
    }
  }

  /** What is told of the group as a whole is told of the topic's first partition. */
  TopicPartition anyPartition() {
    return new TopicPartition(consumer.settings().topic(), 0);
  }

  /** Tells that {@code max.poll.interval.ms} is over and the client has left for that. */
  void tellExpired(String api) {
    consumer.tellRefused(
        anyPartition(),
        api,
        "MAX_POLL_INTERVAL_EXCEEDED",
        Client.Outcome.TIMED_OUT,
        "no poll for longer than max.poll.interval.ms=" + consumer.settings().maxPollIntervalMs(),
        context.cause());
  }

  void fetchOffsets(List<TopicPartition> partitions) {
    NodeId node = coordinator;
    if (partitions.isEmpty()) {
      return;
    }
    long revocations = consumer.revocations();
    if (node == null) {
      retryOffsets(partitions, revocations);
      return;
    }
    var request =
        OffsetRequests.fetch(
            groupId(), consumer.settings().topic(), metadata.topicId(), partitions);
    identify(request.groups().getFirst());
    requests.ask(
        node,
        LANE,
        request,
        consumer.requestTimeoutNanos(),
        response -> {
          if (revocations == consumer.revocations()) {
            offsetsFetched(partitions, (OffsetFetchResponseData) response);
          }
        },
        () -> retryOffsets(partitions, revocations));
  }

  private void retryOffsets(List<TopicPartition> partitions, long revocations) {
    context.after(
        BACKOFF_NANOS,
        () -> {
          if (revocations == consumer.revocations() && !retired) {
            fetchOffsets(partitions);
          }
        });
  }

  private void offsetsFetched(List<TopicPartition> partitions, OffsetFetchResponseData response) {
    var group = response.groups().getFirst();
    Errors error = Errors.forCode(group.errorCode());
    TreeMap<TopicPartition, Long> committed =
        error == Errors.NONE ? OffsetRequests.committed(consumer.settings().topic(), group) : null;
    if (committed != null) {
      consumer.offsetsKnown(partitions, committed);
      return;
    }
    if (error != Errors.NONE && error != Errors.STALE_MEMBER_EPOCH) {
      handle(error);
    }
    retryOffsets(partitions, consumer.revocations());
  }

  void commit(TreeMap<TopicPartition, Long> offsets, Runnable then) {
    NodeId node = coordinator;
    if (node == null || isRebalancing()) {
      then.run();
      return;
    }
    int sentIn = generation();
    requests.ask(
        node,
        LANE,
        OffsetRequests.commit(consumer.settings().topic(), metadata.topicId(), offsets)
            .setGroupId(groupId())
            .setGenerationIdOrMemberEpoch(sentIn)
            .setMemberId(memberId),
        consumer.requestTimeoutNanos(),
        response -> committed(offsets, (OffsetCommitResponseData) response, sentIn, then),
        then);
  }

  private void committed(
      TreeMap<TopicPartition, Long> offsets,
      OffsetCommitResponseData response,
      int sentIn,
      Runnable then) {
    for (var topic : response.topics()) {
      for (var partition : topic.partitions()) {
        Errors error = Errors.forCode(partition.errorCode());
        if (error == Errors.STALE_MEMBER_EPOCH && generation() > sentIn) {
          commit(offsets, then); // The member was told of its new epoch meanwhile.
          return;
        }
        if (error != Errors.NONE) {
          because(error);
          consumer.tellRefused(
              new TopicPartition(consumer.settings().topic(), partition.partitionIndex()),
              "OffsetCommit",
              error,
              context.cause());
          if (isInGroup()) {
            handle(error);
          }
          then.run();
          return;
        }
      }
    }
    consumer.committed(offsets);
    then.run();
  }
}
