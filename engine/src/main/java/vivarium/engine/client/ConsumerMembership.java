package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.OffsetFetchRequestData.OffsetFetchRequestGroup;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.net.NodeContext;
import vivarium.engine.sim.Timer;

/**
 * A membership in the consumer protocol (KIP-848): heartbeats alone, by whose answers the
 * coordinator tells what to give back and what to take up. All else is read on meanwhile.
 *
 * <p>Source: Kafka's {@code ConsumerMembershipManager} and {@code ConsumerHeartbeatRequestManager}.
 */
final class ConsumerMembership extends GroupMembership {

  private static final int JOINING = 0;
  private static final int LEAVING = -1;
  private static final int MAX_REBALANCE_MS = 60_000;

  private int epoch = JOINING;
  private long heartbeatNanos = BACKOFF_NANOS;
  private boolean asking;
  private boolean tellsAll = true;
  private boolean committing;
  private boolean seekingTopic;
  private @Nullable Timer next;

  /** What the coordinator says it has; null while that is done, or nothing was said yet. */
  private @Nullable List<ConsumerGroupHeartbeatResponseData.TopicPartitions> given;

  /** What it last said it owns. */
  private List<TopicPartition> said = List.of();

  ConsumerMembership(NodeContext context, Consumer consumer, TopicMetadata metadata) {
    super(context, consumer, metadata);
    memberId = new Uuid(context.random().nextLong(), context.random().nextLong()).toString();
  }

  @Override
  void coordinatorFound() {
    tellsAll = true;
    heartbeat();
  }

  @Override
  int generation() {
    return epoch;
  }

  @Override
  boolean isRebalancing() {
    return epoch <= JOINING;
  }

  @Override
  boolean isInGroup() {
    return epoch > JOINING;
  }

  @Override
  void identify(OffsetFetchRequestGroup group) {
    if (isInGroup()) {
      group.setMemberId(memberId).setMemberEpoch(epoch);
    }
  }

  private void heartbeatAfter(long nanos) {
    if (next != null) {
      next.cancel();
    }
    next =
        context.after(
            nanos,
            () -> {
              context.clearCause();
              heartbeat();
            });
  }

  private void heartbeat() {
    NodeId node = coordinator;
    if (retired || expired || node == null || asking) {
      return; // Whoever ends that sends the next one.
    }
    if (consumer.pollsTooSeldom()) {
      expire();
      return;
    }
    asking = true;
    int sentIn = epoch;
    requests.ask(
        node,
        LANE,
        request(),
        consumer.requestTimeoutNanos(),
        response -> {
          asking = false;
          if (!retired && !expired && sentIn == epoch) {
            answered((ConsumerGroupHeartbeatResponseData) response);
          } else {
            heartbeatAfter(BACKOFF_NANOS);
          }
        },
        () -> {
          asking = false;
          seekCoordinatorAfter(BACKOFF_NANOS);
        });
  }

  /** Until it is found nothing is sent; then all is said, since an answer may be lost. */
  private void seekCoordinatorAfter(long nanos) {
    coordinator = null;
    context.after(nanos, this::findCoordinator);
  }

  /** All that a member can say when it joins or an answer may be lost; else only what is new. */
  private ConsumerGroupHeartbeatRequestData request() {
    List<TopicPartition> owned = consumer.owned();
    var request =
        new ConsumerGroupHeartbeatRequestData()
            .setGroupId(groupId())
            .setMemberId(memberId)
            .setMemberEpoch(epoch);
    if (tellsAll) {
      String rack = consumer.settings().rack();
      request
          .setRackId(rack.isEmpty() ? null : rack)
          .setRebalanceTimeoutMs(
              Math.min(consumer.settings().maxPollIntervalMs(), MAX_REBALANCE_MS))
          .setSubscribedTopicNames(List.of(consumer.settings().topic()));
    }
    if (tellsAll || !owned.equals(said)) {
      List<ConsumerGroupHeartbeatRequestData.TopicPartitions> topics = new ArrayList<>();
      if (!owned.isEmpty()) {
        topics.add(
            new ConsumerGroupHeartbeatRequestData.TopicPartitions()
                .setTopicId(metadata.topicId())
                .setPartitions(
                    new ArrayList<>(owned.stream().map(TopicPartition::partition).toList())));
      }
      request.setTopicPartitions(topics);
    }
    tellsAll = false;
    said = owned;
    return request;
  }

  private void answered(ConsumerGroupHeartbeatResponseData response) {
    Errors error = Errors.forCode(response.errorCode());
    if (error != Errors.NONE) {
      handle(error);
      return;
    }
    epoch = response.memberEpoch();
    heartbeatNanos = response.heartbeatIntervalMs() * Consumer.MS;
    var assignment = response.assignment();
    if (assignment != null) {
      given = assignment.topicPartitions();
    }
    heartbeatAfter(heartbeatNanos);
    reconcile();
    if (!consumer.owned().equals(said)) {
      heartbeat();
    }
  }

  /** What was processed is committed before anything is given up, and only between two polls. */
  private void reconcile() {
    var toHave = given;
    if (toHave == null || committing || consumer.isProcessing()) {
      return;
    }
    TreeSet<TopicPartition> target = named(toHave);
    if (target == null) {
      seekTopic();
      return;
    }
    if (target.containsAll(consumer.owned())) {
      take(target);
      return;
    }
    TreeSet<TopicPartition> toRevoke = new TreeSet<>(consumer.owned());
    toRevoke.removeAll(target);
    consumer.stopReading(toRevoke);
    committing = true;
    int reconciledIn = epoch;
    long cause = context.cause();
    consumer.commit(
        () -> {
          committing = false;
          if (retired || expired || reconciledIn != epoch) {
            reconcile();
            return;
          }
          context.setCause(cause);
          take(target);
        });
  }

  /** The topic is not known yet by its id; it may take a while until it is. */
  private void seekTopic() {
    if (!seekingTopic) {
      seekingTopic = true;
      context.after(
          BACKOFF_NANOS,
          () -> {
            seekingTopic = false;
            metadata.refresh();
          });
    }
  }

  /** Gives up what is not among these, takes up what is new, and says so at once. */
  private void take(TreeSet<TopicPartition> target) {
    var toHave = given;
    if (toHave != null && target.equals(named(toHave))) {
      given = null;
    }
    if (!List.copyOf(target).equals(consumer.owned())) {
      consumer.assigned(List.copyOf(target));
      heartbeat();
    }
  }

  /** The partitions by name, or null if their topic is not known. */
  private @Nullable TreeSet<TopicPartition> named(
      List<ConsumerGroupHeartbeatResponseData.TopicPartitions> topics) {
    TreeSet<TopicPartition> named = new TreeSet<>();
    for (var topic : topics) {
      if (!topic.topicId().equals(metadata.topicId())) {
        return null;
      }
      topic
          .partitions()
          .forEach(i -> named.add(new TopicPartition(consumer.settings().topic(), i)));
    }
    return named;
  }

  @Override
  void metadataUpdated() {
    reconcile();
  }

  @Override
  void polled() {
    reconcile();
  }

  @Override
  void handle(Errors error) {
    if (retired || expired) {
      return;
    }
    because(error);
    switch (error) {
      case NONE, STALE_MEMBER_EPOCH -> {}
      case UNKNOWN_MEMBER_ID, FENCED_MEMBER_EPOCH -> {
        lose();
        heartbeat();
      }
      case NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS ->
          seekCoordinatorAfter(BACKOFF_NANOS);
      default -> {
        consumer.tellRefused(anyPartition(), "ConsumerGroupHeartbeat", error, context.cause());
        seekCoordinatorAfter(10 * BACKOFF_NANOS);
      }
    }
  }

  /** The group goes on without this member: others may have its partitions already. */
  private void lose() {
    epoch = JOINING;
    tellsAll = true;
    given = null;
    said = List.of();
    consumer.revoked();
  }

  @Override
  void rejoin() {
    expired = false;
    findCoordinator();
  }

  /** {@code max.poll.interval.ms} is over: the client leaves for the application, which is busy. */
  private void expire() {
    context.setCause(consumer.blame().whyBusy(context.self()));
    expired = true;
    leave(() -> {});
    lose();
    tellExpired("ConsumerGroupHeartbeat");
  }

  @Override
  void retire(Runnable then) {
    consumer.commit(
        () -> {
          retired = true;
          consumer.revoked();
          leave(then);
        });
  }

  @Override
  void leave(Runnable then) {
    NodeId node = coordinator;
    if (node == null || !isInGroup()) {
      then.run();
      return;
    }
    requests.ask(
        node,
        LANE,
        new ConsumerGroupHeartbeatRequestData()
            .setGroupId(groupId())
            .setMemberId(memberId)
            .setMemberEpoch(LEAVING),
        consumer.requestTimeoutNanos(),
        response -> then.run(),
        then);
  }
}
