package vivarium.engine.client;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;
import vivarium.engine.wire.Assignments;
import vivarium.engine.wire.Subscription;

/**
 * A membership in the classic protocol: join, sync, heartbeat, leave. While the application works,
 * heartbeats go on; what their answers ask for, and what was given meanwhile, waits for its next
 * poll.
 *
 * <p>Source: Kafka's {@code AbstractCoordinator} and {@code ConsumerCoordinator}.
 */
final class ClassicMembership extends GroupMembership {

  private static final int NO_GENERATION = -1;
  private static final String JOIN_LANE = "group-join";

  private int generation = NO_GENERATION;
  private int ownedSince = NO_GENERATION;
  private String protocol = "";
  private boolean joining;
  private boolean rebalancing;
  private boolean stable;

  /** Whether this member hands the partitions out, and how many it handed out last. */
  private boolean leads;

  private int handedOut;

  private boolean heartbeating;

  /** What this member was given and has not taken up; null if there is no such thing. */
  private @Nullable List<TopicPartition> given;

  /** Whether it joins at the next poll, and because of which event. */
  private boolean rejoinNeeded;

  private long rejoinCause;

  ClassicMembership(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    super(context, consumer, metadata);
  }

  @Override
  void findCoordinator() {
    joining = !retired;
    super.findCoordinator();
  }

  /** A member stays one under another coordinator; its heartbeats tell if it does not. */
  @Override
  void coordinatorFound() {
    joining = false;
    if (generation == NO_GENERATION || rebalancing) {
      rejoinAtPoll();
    } else {
      stable = true;
    }
  }

  @Override
  int generation() {
    return generation;
  }

  @Override
  void polled() {
    List<TopicPartition> toTake = given;
    if (toTake != null) {
      given = null;
      take(toTake);
    }
    if (rejoinNeeded) {
      context.setCause(rejoinCause);
      rejoin();
    }
  }

  /** An application with nothing in its hands is polling. */
  private void polledIfIdle() {
    if (!consumer.isProcessing()) {
      polled();
    }
  }

  private void rejoinAtPoll() {
    if (!rejoinNeeded) {
      rejoinNeeded = true;
      rejoinCause = context.cause();
    }
    polledIfIdle();
  }

  @Override
  boolean isInGroup() {
    return stable;
  }

  /** The classic protocol does not ask who wants to know. */
  @Override
  void identify(OffsetFetchRequestGroup group) {}

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
        rejoinAtPoll();
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
      given = Assignments.assignedPartitions(response.assignment());
      polledIfIdle();
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

  /** The leader hands out anew, also if the topic was made anew with fewer partitions. */
  @Override
  void metadataUpdated() {
    if (leads && stable && metadata.partitions() != handedOut) {
      context.setCause(consumer.blame().whyEnlarged(consumer.settings().topic()));
      rejoinAtPoll();
    }
  }

  /**
   * Takes part in the next rebalance; what was processed is committed first, and what is about to
   * be given up is no longer read.
   */
  @Override
  void rejoin() {
    rejoinNeeded = false;
    if (joining || retired) {
      return;
    }
    joining = true;
    stable = false;
    expired = false;
    if (!isCooperative()) {
      consumer.stopReading(new TreeSet<>(consumer.owned()));
    }
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

  @Override
  void handle(Errors error) {
    if (retired) {
      return;
    }
    because(error);
    switch (error) {
      case NONE -> {}
      case REBALANCE_IN_PROGRESS -> {
        joining = false;
        rejoinAtPoll();
      }
      case UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, FENCED_INSTANCE_ID -> {
        memberId = error == Errors.UNKNOWN_MEMBER_ID ? "" : memberId;
        lose();
        rejoinAtPoll();
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
    given = null;
    stable = false;
    joining = false;
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
    tellExpired("LeaveGroup");
  }

  @Override
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

  /** Kafka's classic consumer commits nothing in a rebalance. */
  @Override
  boolean isRebalancing() {
    return rebalancing;
  }

  @Override
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
}
