package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.OffsetCommitResponseData;
import org.apache.kafka.common.message.OffsetFetchResponseData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.Assignments;

/** A consumer's membership in its group: find the coordinator, join, sync, heartbeat, commit. */
final class ConsumerMembership {

  private static final byte GROUP_KEY = 0;
  private static final long BACKOFF_NANOS = TopicMetadata.RETRY_BACKOFF_NANOS;
  private static final String LANE = "group";
  private static final String JOIN_LANE = "group-join";

  private final NodeContext context;
  private final Consumer consumer;
  private final TopicMetadata metadata;
  private @Nullable NodeId coordinator;
  private String memberId = "";
  private int generation = -1;
  private boolean joining;
  private boolean stable;
  private boolean expired;

  /** Whether this member hands the partitions out, and how many it handed out last. */
  private boolean leads;

  private int handedOut;

  private boolean heartbeating;

  ConsumerMembership(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    this.context = context;
    this.consumer = consumer;
    this.metadata = metadata;
  }

  private interface AnswerListener {
    void answered(ApiMessage response);
  }

  private String groupId() {
    return consumer.settings().groupId();
  }

  /**
   * Sends a request; an answer goes to {@code onAnswer}, a failure has the coordinator sought anew.
   */
  private void ask(
      NodeId node,
      String lane,
      ApiMessage body,
      long timeoutNanos,
      AnswerListener onAnswer,
      Runnable onFailure) {
    long sentNanos = context.nowNanos();
    context.request(
        node,
        lane,
        body,
        timeoutNanos,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            onAnswer.answered(response);
          }

          @Override
          public void failed(Failure failure) {
            context.setCause(
                consumer.blame().whyCoordinatorSilent(context.self(), node, groupId(), sentNanos));
            onFailure.run();
          }
        });
  }

  void findCoordinator() {
    coordinator = null;
    joining = true;
    ask(
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
            join();
          } else {
            context.after(BACKOFF_NANOS, this::findCoordinator);
          }
        },
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  private void join() {
    NodeId node = coordinator;
    if (node == null) {
      findCoordinator();
      return;
    }
    joining = true;
    stable = false;
    JoinGroupRequestData request =
        new JoinGroupRequestData()
            .setGroupId(groupId())
            .setMemberId(memberId)
            .setProtocolType(Assignments.PROTOCOL_TYPE)
            .setSessionTimeoutMs(consumer.settings().sessionTimeoutMs())
            .setRebalanceTimeoutMs(Math.min(consumer.settings().maxPollIntervalMs(), 60_000));
    request
        .protocols()
        .add(
            new JoinGroupRequestData.JoinGroupRequestProtocol()
                .setName(RangeAssignor.NAME)
                .setMetadata(Assignments.encodeSubscription(List.of(consumer.settings().topic()))));
    ask(
        node,
        JOIN_LANE,
        request,
        consumer.settings().maxPollIntervalMs() * Consumer.MS + 5_000_000_000L,
        response -> joined((JoinGroupResponseData) response),
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  private void joined(JoinGroupResponseData response) {
    Errors error = Errors.forCode(response.errorCode());
    because(error);
    switch (error) {
      case NONE -> {
        memberId = response.memberId();
        generation = response.generationId();
        leads = response.leader().equals(memberId);
        if (leads) {
          syncAsLeader(response);
        } else {
          sync(List.of());
        }
      }
      case MEMBER_ID_REQUIRED -> {
        memberId = response.memberId();
        join();
      }
      case UNKNOWN_MEMBER_ID -> {
        memberId = "";
        join();
      }
      case NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE ->
          context.after(BACKOFF_NANOS, this::findCoordinator);
      default -> {
        consumer.tellRefused(anyPartition(), "JoinGroup", error, context.cause());
        context.after(10 * BACKOFF_NANOS, this::findCoordinator);
      }
    }
  }

  private void syncAsLeader(JoinGroupResponseData response) {
    handedOut = metadata.partitions();
    if (handedOut == 0) {
      metadata.refresh(); // Nothing can be handed out before the topic is known.
    }
    TreeMap<String, SortedSet<String>> subscriptions = new TreeMap<>();
    for (var member : response.members()) {
      subscriptions.put(
          member.memberId(), new TreeSet<>(Assignments.subscribedTopics(member.metadata())));
    }
    TreeMap<String, Integer> counts = new TreeMap<>();
    counts.put(consumer.settings().topic(), metadata.partitions());
    List<SyncGroupRequestData.SyncGroupRequestAssignment> assignments = new ArrayList<>();
    RangeAssignor.assign(subscriptions, counts)
        .forEach(
            (member, partitions) ->
                assignments.add(
                    new SyncGroupRequestData.SyncGroupRequestAssignment()
                        .setMemberId(member)
                        .setAssignment(Assignments.encodeAssignment(partitions))));
    sync(assignments);
  }

  private void sync(List<SyncGroupRequestData.SyncGroupRequestAssignment> assignments) {
    NodeId node = coordinator;
    if (node == null) {
      findCoordinator();
      return;
    }
    int joinedGeneration = generation;
    ask(
        node,
        JOIN_LANE,
        new SyncGroupRequestData()
            .setGroupId(groupId())
            .setGenerationId(generation)
            .setMemberId(memberId)
            .setProtocolType(Assignments.PROTOCOL_TYPE)
            .setProtocolName(RangeAssignor.NAME)
            .setAssignments(assignments),
        consumer.requestTimeoutNanos(),
        response -> synced(joinedGeneration, (SyncGroupResponseData) response),
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  private void synced(int joinedGeneration, SyncGroupResponseData response) {
    Errors error = Errors.forCode(response.errorCode());
    if (error == Errors.NONE && joinedGeneration == generation) {
      joining = false;
      stable = true;
      consumer.assigned(Assignments.assignedPartitions(response.assignment()));
      startHeartbeats();
    } else {
      handle(error);
    }
  }

  /** The topic is known now, or has more partitions: the leader hands out anew. */
  void metadataUpdated() {
    if (leads && stable && metadata.partitions() > handedOut) {
      context.setCause(consumer.blame().whyEnlarged(consumer.settings().topic()));
      rejoin();
    }
  }

  /** Takes part in the next rebalance; what was processed is committed first. */
  void rejoin() {
    if (joining) {
      return;
    }
    joining = true;
    stable = false;
    expired = false;
    long cause = context.cause();
    consumer.commit(
        () -> {
          context.setCause(cause);
          consumer.revoked();
          join();
        });
  }

  /** What follows from an error of the coordinator has the same cause as the error. */
  private void because(Errors error) {
    if (error != Errors.NONE && error != Errors.MEMBER_ID_REQUIRED) {
      context.setCause(consumer.blame().whyGroupRefused(groupId(), error));
    }
  }

  /** What is told of the group as a whole is told of the topic's first partition. */
  private TopicPartition anyPartition() {
    return new TopicPartition(consumer.settings().topic(), 0);
  }

  /** What an error of the coordinator means for the membership. */
  private void handle(Errors error) {
    because(error);
    switch (error) {
      case NONE -> {}
      case REBALANCE_IN_PROGRESS -> {
        joining = false;
        rejoin();
      }
      case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, FENCED_INSTANCE_ID -> {
        memberId = error == Errors.UNKNOWN_MEMBER_ID ? "" : memberId;
        generation = -1;
        consumer.revoked();
        join();
      }
      default -> {
        stable = false;
        context.after(BACKOFF_NANOS, this::findCoordinator);
      }
    }
  }

  private void startHeartbeats() {
    if (!heartbeating) {
      heartbeating = true;
      heartbeatLater();
    }
  }

  private void heartbeatLater() {
    context.after(consumer.settings().heartbeatIntervalMs() * Consumer.MS, this::heartbeat);
  }

  private void heartbeat() {
    context.clearCause();
    NodeId node = coordinator;
    if (expired || node == null || memberId.isEmpty()) {
      heartbeatLater();
      return;
    }
    if (consumer.pollsTooSeldom()) {
      expire();
      heartbeatLater();
      return;
    }
    ask(
        node,
        LANE,
        new HeartbeatRequestData()
            .setGroupId(groupId())
            .setGenerationId(generation)
            .setMemberId(memberId),
        consumer.requestTimeoutNanos(),
        response -> {
          Errors error = Errors.forCode(((HeartbeatResponseData) response).errorCode());
          if (stable) {
            handle(error);
          }
          heartbeatLater();
        },
        () -> {
          if (stable) {
            stable = false;
            context.after(BACKOFF_NANOS, this::findCoordinator);
          }
          heartbeatLater();
        });
  }

  /** {@code max.poll.interval.ms} is over: the client leaves for the application, which is busy. */
  private void expire() {
    context.setCause(consumer.blame().whyBusy(context.self()));
    expired = true;
    stable = false;
    leave(() -> {});
    memberId = "";
    generation = -1;
    consumer.revoked();
    consumer.tellRefused(
        anyPartition(),
        "LeaveGroup",
        "MAX_POLL_INTERVAL_EXCEEDED",
        Client.Outcome.TIMED_OUT,
        "no poll for longer than max.poll.interval.ms=" + consumer.settings().maxPollIntervalMs(),
        context.cause());
  }

  /** Whether the member has left because its application polled too seldom. */
  boolean hasExpired() {
    return expired;
  }

  void leave(Runnable then) {
    NodeId node = coordinator;
    if (node == null || memberId.isEmpty()) {
      then.run();
      return;
    }
    ask(
        node,
        LANE,
        new LeaveGroupRequestData()
            .setGroupId(groupId())
            .setMembers(List.of(new LeaveGroupRequestData.MemberIdentity().setMemberId(memberId))),
        consumer.requestTimeoutNanos(),
        response -> then.run(),
        then);
  }

  void fetchOffsets(List<TopicPartition> partitions) {
    NodeId node = coordinator;
    if (node == null || partitions.isEmpty()) {
      return;
    }
    int forGeneration = generation;
    ask(
        node,
        LANE,
        OffsetRequests.fetch(
            groupId(), consumer.settings().topic(), metadata.topicId(), partitions),
        consumer.requestTimeoutNanos(),
        response -> {
          if (forGeneration == generation) {
            offsetsFetched(partitions, (OffsetFetchResponseData) response);
          }
        },
        () -> retryOffsets(partitions, forGeneration));
  }

  private void retryOffsets(List<TopicPartition> partitions, int forGeneration) {
    context.after(
        BACKOFF_NANOS,
        () -> {
          if (forGeneration == generation && stable) {
            fetchOffsets(partitions);
          }
        });
  }

  private void offsetsFetched(List<TopicPartition> partitions, OffsetFetchResponseData response) {
    var group = response.groups().getFirst();
    if (group.errorCode() != Errors.NONE.code()) {
      handle(Errors.forCode(group.errorCode()));
      return;
    }
    TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    for (var topic : group.topics()) {
      for (var partition : topic.partitions()) {
        if (partition.errorCode() != Errors.NONE.code()) {
          retryOffsets(partitions, generation);
          return;
        }
        if (partition.committedOffset() >= 0) {
          committed.put(
              new TopicPartition(consumer.settings().topic(), partition.partitionIndex()),
              partition.committedOffset());
        }
      }
    }
    consumer.offsetsKnown(committed);
  }

  void commit(TreeMap<TopicPartition, Long> offsets, Runnable then) {
    NodeId node = coordinator;
    if (node == null) {
      then.run();
      return;
    }
    ask(
        node,
        LANE,
        OffsetRequests.commit(consumer.settings().topic(), metadata.topicId(), offsets)
            .setGroupId(groupId())
            .setGenerationIdOrMemberEpoch(generation)
            .setMemberId(memberId),
        consumer.requestTimeoutNanos(),
        response -> {
          committed(offsets, (OffsetCommitResponseData) response);
          then.run();
        },
        then);
  }

  private void committed(TreeMap<TopicPartition, Long> offsets, OffsetCommitResponseData response) {
    for (var topic : response.topics()) {
      for (var partition : topic.partitions()) {
        Errors error = Errors.forCode(partition.errorCode());
        if (error != Errors.NONE) {
          because(error);
          consumer.tellRefused(
              new TopicPartition(consumer.settings().topic(), partition.partitionIndex()),
              "OffsetCommit",
              error,
              context.cause());
          if (stable) {
            handle(error);
          }
          return;
        }
      }
    }
    consumer.committed(offsets);
  }
}
