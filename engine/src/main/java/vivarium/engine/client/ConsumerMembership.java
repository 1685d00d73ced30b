package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
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
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;
import vivarium.engine.wire.Assignments;
import vivarium.engine.wire.Subscription;

/** A consumer's membership in its group: find the coordinator, join, sync, heartbeat, commit. */
final class ConsumerMembership {

  private static final byte GROUP_KEY = 0;
  private static final int NO_GENERATION = -1;
  private static final long BACKOFF_NANOS = TopicMetadata.RETRY_BACKOFF_NANOS;
  private static final String LANE = "group";
  private static final String JOIN_LANE = "group-join";

  private final NodeContext context;
  private final Consumer consumer;
  private final TopicMetadata metadata;
  private final CoordinatorRequests requests;
  private @Nullable NodeId coordinator;
  private String memberId = "";
  private int generation = NO_GENERATION;
  private int ownedSince = NO_GENERATION;
  private String protocol = "";
  private boolean joining;
  private boolean rebalancing;
  private boolean stable;
  private boolean expired;
  private boolean retired;

  /** Whether this member hands the partitions out, and how many it handed out last. */
  private boolean leads;

  private int handedOut;

  private boolean heartbeating;

  ConsumerMembership(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    this.context = context;
    this.consumer = consumer;
    this.metadata = metadata;
    this.requests = new CoordinatorRequests(context, consumer);
  }

  private String groupId() {
    return consumer.settings().groupId();
  }

  void findCoordinator() {
    if (retired) {
      return;
    }
    coordinator = null;
    joining = true;
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
            join();
          } else {
            context.after(BACKOFF_NANOS, this::findCoordinator);
          }
        },
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  private void join() {
    NodeId node = coordinator;
    if (node == null || retired) {
      findCoordinator();
      return;
    }
    joining = true;
    stable = false;
    rebalancing = true;
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
                .setName(consumer.settings().assignmentStrategy().text())
                .setMetadata(Assignments.encodeSubscription(subscription())));
    requests.ask(
        node,
        JOIN_LANE,
        request,
        consumer.settings().maxPollIntervalMs() * Consumer.MS + 5_000_000_000L,
        response -> joined((JoinGroupResponseData) response),
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  /** What is kept counts as given in the generation whose assignment came last. */
  private Subscription subscription() {
    TreeSet<String> topics = new TreeSet<>(List.of(consumer.settings().topic()));
    return isCooperative()
        ? new Subscription(topics, consumer.owned(), ownedSince)
        : new Subscription(topics, List.of(), NO_GENERATION);
  }

  private boolean isCooperative() {
    return consumer.settings().assignmentStrategy().isCooperative();
  }

  private void joined(JoinGroupResponseData response) {
    if (retired) {
      return;
    }
    Errors error = Errors.forCode(response.errorCode());
    because(error);
    switch (error) {
      case NONE -> {
        memberId = response.memberId();
        generation = response.generationId();
        protocol = response.protocolName();
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
        lose();
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
    TreeMap<String, Integer> counts = new TreeMap<>();
    counts.put(consumer.settings().topic(), metadata.partitions());
    sync(Shares.of(response, counts));
  }

  private void sync(List<SyncGroupRequestData.SyncGroupRequestAssignment> assignments) {
    NodeId node = coordinator;
    if (node == null) {
      findCoordinator();
      return;
    }
    int joinedGeneration = generation;
    requests.ask(
        node,
        JOIN_LANE,
        new SyncGroupRequestData()
            .setGroupId(groupId())
            .setGenerationId(generation)
            .setMemberId(memberId)
            .setProtocolType(Assignments.PROTOCOL_TYPE)
            .setProtocolName(protocol)
            .setAssignments(assignments),
        consumer.requestTimeoutNanos(),
        response -> synced(joinedGeneration, (SyncGroupResponseData) response),
        () -> context.after(BACKOFF_NANOS, this::findCoordinator));
  }

  private void synced(int joinedGeneration, SyncGroupResponseData response) {
    if (retired) {
      return;
    }
    Errors error = Errors.forCode(response.errorCode());
    if (error == Errors.NONE && joinedGeneration == generation) {
      joining = false;
      stable = true;
      rebalancing = false;
      take(Assignments.assignedPartitions(response.assignment()));
      startHeartbeats();
    } else {
      handle(error);
    }
  }

  /** What is not given again must be given up; then all rejoin, so that it can be handed out. */
  private void take(List<TopicPartition> given) {
    if (!isCooperative()) {
      consumer.revoked();
    }
    boolean givesUp = !given.containsAll(consumer.owned());
    ownedSince = generation;
    consumer.assigned(given);
    if (givesUp) {
      rejoin();
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
    if (joining || retired) {
      return;
    }
    joining = true;
    stable = false;
    expired = false;
    long cause = context.cause();
    consumer.commit(
        () -> {
          context.setCause(cause);
          if (!isCooperative()) {
            consumer.revoked();
          }
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
    if (retired) {
      return;
    }
    because(error);
    switch (error) {
      case NONE -> {}
      case REBALANCE_IN_PROGRESS -> {
        joining = false;
        rejoin();
      }
      case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, FENCED_INSTANCE_ID -> {
        memberId = error == Errors.UNKNOWN_MEMBER_ID ? "" : memberId;
        lose();
        join();
      }
      default -> {
        stable = false;
        context.after(BACKOFF_NANOS, this::findCoordinator);
      }
    }
  }

  /** The group goes on without this member: others may have its partitions already. */
  private void lose() {
    generation = NO_GENERATION;
    ownedSince = NO_GENERATION;
    consumer.revoked();
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
    if (retired) {
      return;
    }
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
    requests.ask(
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
    lose();
    consumer.tellRefused(
        anyPartition(),
        "LeaveGroup",
        "MAX_POLL_INTERVAL_EXCEEDED",
        Client.Outcome.TIMED_OUT,
        "no poll for longer than max.poll.interval.ms=" + consumer.settings().maxPollIntervalMs(),
        context.cause());
  }

  /** Commits what was processed and leaves for good; {@code then} runs when that is done. */
  void retire(Runnable then) {
    stable = false;
    joining = true;
    consumer.commit(
        () -> {
          retired = true;
          consumer.revoked();
          leave(then);
        });
  }

  /** Whether a rebalance is under way, in which Kafka's classic consumer commits nothing. */
  boolean isRebalancing() {
    return rebalancing;
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
    requests.ask(
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
    long revocations = consumer.revocations();
    requests.ask(
        node,
        LANE,
        OffsetRequests.fetch(
            groupId(), consumer.settings().topic(), metadata.topicId(), partitions),
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
          if (revocations == consumer.revocations()) {
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
    TreeMap<TopicPartition, Long> committed =
        OffsetRequests.committed(consumer.settings().topic(), group);
    if (committed == null) {
      retryOffsets(partitions, consumer.revocations());
      return;
    }
    consumer.offsetsKnown(partitions, committed);
  }

  void commit(TreeMap<TopicPartition, Long> offsets, Runnable then) {
    NodeId node = coordinator;
    if (node == null || rebalancing) {
      then.run();
      return;
    }
    requests.ask(
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
