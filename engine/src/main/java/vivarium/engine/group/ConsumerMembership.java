package vivarium.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.NodeId;
import vivarium.engine.group.GroupStore.Stored;
import vivarium.engine.group.Standing.State;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/**
 * How members of the consumer protocol (KIP-848) join, are led to what they shall have, show that
 * they live, and leave: all by one request, ConsumerGroupHeartbeat, which is answered once what
 * follows from it is stored.
 *
 * <p>Left out: static membership; subscription by regular expression; members of the classic
 * protocol in such a group and the migration of groups that have members, which Kafka has by {@code
 * group.consumer.migration.policy}; {@code group.consumer.max.size}.
 */
public final class ConsumerMembership {

  private static final long MS = 1_000_000L;

  /** So many steps may wait until another is stored; who comes then is told to come again. */
  private static final int MAX_WAITING = 10_000;

  private final HostBroker broker;
  private final NodeContext context;
  private final GroupCoordinator coordinator;
  private final GroupStore store;

  ConsumerMembership(HostBroker broker, GroupCoordinator coordinator, GroupStore store) {
    this.broker = broker;
    this.context = broker.context();
    this.coordinator = coordinator;
    this.store = store;
  }

  /** A group was found in the log of a partition this broker has begun to lead. */
  void takeOver(ConsumerGroup group) {
    for (ConsumerMember member : group.image().members().values()) {
      restartSession(group, member.id());
      watchRevocation(group, member, null);
    }
    tell(group, "coordinator moved to " + context.self());
  }

  /** ConsumerGroupHeartbeat, whatever it is for. */
  public void heartbeat(Request request) {
    var heartbeat = (ConsumerGroupHeartbeatRequestData) request.body();
    HeartbeatCheck.Refusal refusal = HeartbeatCheck.refuse(heartbeat, request.version());
    if (refusal != null) {
      request.reply(error(refusal.error(), refusal.message()));
      return;
    }
    String groupId = heartbeat.groupId();
    if (!coordinator.coordinates(groupId)) {
      request.reply(error(Errors.NOT_COORDINATOR));
      return;
    }
    ConsumerGroup group =
        heartbeat.memberEpoch() == HeartbeatCheck.JOINING
            ? coordinator.findOrCreateConsumerGroup(groupId)
            : coordinator.findConsumerGroup(groupId);
    if (group == null) {
      String why =
          coordinator.find(groupId) == null
              ? "Group %s not found.".formatted(groupId)
              : "Group %s is not a consumer group.".formatted(groupId);
      request.reply(error(Errors.GROUP_ID_NOT_FOUND, why));
      return;
    }
    if (group.waitingSteps() >= MAX_WAITING) {
      request.reply(error(Errors.COORDINATOR_LOAD_IN_PROGRESS));
      return;
    }
    long cause = context.cause();
    group.whenStored(
        () -> {
          if (group.isAbandoned()) {
            request.reply(error(Errors.NOT_COORDINATOR));
            return;
          }
          context.setCause(cause);
          if (heartbeat.memberEpoch() == HeartbeatCheck.LEAVING) {
            leave(request, heartbeat, group);
          } else {
            step(request, heartbeat, group);
          }
        });
  }

  private void leave(
      Request request, ConsumerGroupHeartbeatRequestData heartbeat, ConsumerGroup group) {
    ConsumerMember member = group.image().member(heartbeat.memberId());
    if (member == null) {
      request.reply(unknown(heartbeat.memberId(), group));
      return;
    }
    remove(
        group,
        member,
        "member " + member.clientId() + " left",
        stored ->
            request.reply(
                stored.error() == Errors.NONE
                    ? new ConsumerGroupHeartbeatResponseData()
                        .setMemberId(member.id())
                        .setMemberEpoch(heartbeat.memberEpoch())
                    : error(stored.error())));
  }

  private void step(
      Request request, ConsumerGroupHeartbeatRequestData heartbeat, ConsumerGroup group) {
    ConsumerGroupImage before = group.image();
    boolean joins = heartbeat.memberEpoch() == HeartbeatCheck.JOINING;
    String id = idOf(heartbeat);
    ConsumerMember old = before.member(id);
    if (old == null && !joins) {
      request.reply(unknown(id, group));
      return;
    }
    SortedSet<HeldPartition> owned = owned(heartbeat);
    if (old != null && !joins && isFenced(old.standing(), heartbeat.memberEpoch(), owned)) {
      request.reply(
          error(
              Errors.FENCED_MEMBER_EPOCH,
              "The member's epoch is %d, not %d: it must give up all its partitions and rejoin."
                  .formatted(old.epoch(), heartbeat.memberEpoch())));
      return;
    }
    if (old != null) {
      heard(request, group, id);
    }
    ConsumerMember updated = updated(request, heartbeat, id, old);
    @Nullable String why = old == null ? "member " + updated.clientId() + " joined" : null;
    ConsumerGroupImage next = before.with(updated);
    SubscribedTopics topics = new SubscribedTopics(broker.image());
    long hash = topics.hash(next);
    if (old == null || !old.topics().equals(updated.topics())) {
      next = next.bumped(hash);
      why = old == null ? why : "member " + updated.clientId() + " changed its subscription";
    } else if (hash != next.metadataHash()) {
      blameEnlargement(next);
      next = next.bumped(hash);
      why = "the topics of the group changed";
    }
    if (next.epoch() > next.targetEpoch()) {
      next = next.withTarget(topics.target(next));
    }
    ConsumerMember moved = updated.with(new Reconciliation(updated, next, owned).step());
    next = next.with(moved);
    boolean tellsAll = joins || isFullRequest(heartbeat);
    boolean changed = old == null || !old.standing().assigned().equals(moved.standing().assigned());
    store(
        group,
        next,
        why == null ? movement(moved) : why,
        stored -> {
          if (stored.error() != Errors.NONE) {
            request.reply(error(stored.error()));
          } else {
            request.reply(answer(moved, tellsAll || changed));
          }
          if (stored.isAppended()) {
            if (old == null) {
              heard(request, group, id);
            }
            watchRevocation(group, moved, old);
          }
        });
  }

  private static String movement(ConsumerMember member) {
    return switch (member.standing().state()) {
      case STABLE -> "member %s reached epoch %d".formatted(member.clientId(), member.epoch());
      case UNREVOKED_PARTITIONS ->
          "member %s must give back %d partitions"
              .formatted(member.clientId(), member.standing().pendingRevocation().size());
      case UNRELEASED_PARTITIONS ->
          "member %s waits for partitions that others give back".formatted(member.clientId());
    };
  }

  /** What follows from a topic with more partitions was caused by whoever gave it more. */
  private void blameEnlargement(ConsumerGroupImage group) {
    context.clearCause();
    for (String topic : group.topics()) {
      long seq = broker.blame().whyEnlarged(topic);
      if (seq > context.cause()) {
        context.setCause(seq);
      }
    }
  }

  /** Before version 1 of the protocol the coordinator names the members. */
  private String idOf(ConsumerGroupHeartbeatRequestData heartbeat) {
    return heartbeat.memberId().isEmpty()
        ? new Uuid(context.random().nextLong(), context.random().nextLong()).toString()
        : heartbeat.memberId();
  }

  private static @Nullable SortedSet<HeldPartition> owned(
      ConsumerGroupHeartbeatRequestData heartbeat) {
    if (heartbeat.topicPartitions() == null) {
      return null;
    }
    TreeSet<HeldPartition> owned = new TreeSet<>();
    for (var topic : heartbeat.topicPartitions()) {
      topic.partitions().forEach(i -> owned.add(new HeldPartition(topic.topicId(), i)));
    }
    return owned;
  }

  /**
   * A member may come with the epoch before if it owns nothing that it should not: the answer with
   * the new one may have been lost.
   */
  private static boolean isFenced(
      Standing standing, int epoch, @Nullable SortedSet<HeldPartition> owned) {
    if (epoch == standing.epoch()) {
      return false;
    }
    boolean lostAnAnswer =
        epoch == standing.previousEpoch()
            && owned != null
            && standing.assigned().containsAll(owned);
    return !lostAnAnswer;
  }

  private static ConsumerMember updated(
      Request request,
      ConsumerGroupHeartbeatRequestData heartbeat,
      String id,
      @Nullable ConsumerMember old) {
    List<String> topics = heartbeat.subscribedTopicNames();
    String rack = heartbeat.rackId();
    String assignor = heartbeat.serverAssignor();
    int timeoutMs = heartbeat.rebalanceTimeoutMs();
    return new ConsumerMember(
        id,
        request.clientId(),
        "/127.0.0.1",
        rack != null ? rack : old == null ? "" : old.rack(),
        timeoutMs >= 0 ? timeoutMs : old == null ? 0 : old.rebalanceTimeoutMs(),
        topics != null ? new TreeSet<>(topics) : old == null ? new TreeSet<>() : old.topics(),
        assignor != null ? assignor : old == null ? "" : old.assignor(),
        old == null ? Standing.NEW : old.standing());
  }

  /** Whether it says all that a member can say, as after a lost answer. */
  private static boolean isFullRequest(ConsumerGroupHeartbeatRequestData heartbeat) {
    return heartbeat.rebalanceTimeoutMs() >= 0
        && heartbeat.subscribedTopicNames() != null
        && heartbeat.topicPartitions() != null;
  }

  private ConsumerGroupHeartbeatResponseData answer(ConsumerMember member, boolean tellsAssigned) {
    ConsumerGroupHeartbeatResponseData answer =
        new ConsumerGroupHeartbeatResponseData()
            .setMemberId(member.id())
            .setMemberEpoch(member.epoch())
            .setHeartbeatIntervalMs(
                broker.image().brokerInt(ConfigCatalog.GROUP_CONSUMER_HEARTBEAT_INTERVAL_MS));
    if (tellsAssigned) {
      List<ConsumerGroupHeartbeatResponseData.TopicPartitions> assigned = new ArrayList<>();
      ConsumerGroupRecords.byTopic(member.standing().assigned())
          .forEach(
              (topic, indexes) ->
                  assigned.add(
                      new ConsumerGroupHeartbeatResponseData.TopicPartitions()
                          .setTopicId(topic)
                          .setPartitions(indexes)));
      answer.setAssignment(
          new ConsumerGroupHeartbeatResponseData.Assignment().setTopicPartitions(assigned));
    }
    return answer;
  }

  private static ConsumerGroupHeartbeatResponseData error(Errors error) {
    return error(error, error.message());
  }

  private static ConsumerGroupHeartbeatResponseData error(Errors error, String message) {
    return new ConsumerGroupHeartbeatResponseData()
        .setErrorCode(error.code())
        .setErrorMessage(message);
  }

  private static ConsumerGroupHeartbeatResponseData unknown(String memberId, ConsumerGroup group) {
    return error(
        Errors.UNKNOWN_MEMBER_ID,
        "Member %s is not a member of group %s.".formatted(memberId, group.id()));
  }

  /** Is told once what became of a step. */
  private interface StoredListener {
    void stored(Stored stored);
  }

  /** The group becomes the next image once that is stored; meanwhile it stands still. */
  private void store(
      ConsumerGroup group, ConsumerGroupImage next, String reason, StoredListener listener) {
    if (next.equals(group.image())) {
      listener.stored(Stored.WELL);
      return;
    }
    group.beginStoring();
    long cause = context.cause();
    store.writeConsumerGroup(
        coordinator.home(group.id()),
        group.id(),
        group.image(),
        next,
        stored -> {
          if (group.isAbandoned()) {
            listener.stored(new Stored(Errors.NOT_COORDINATOR, false));
            return;
          }
          context.setCause(cause);
          if (stored.isAppended()) {
            group.become(next);
          }
          listener.stored(stored);
          if (stored.isAppended()) {
            tell(group, reason);
          }
          group.endStoring();
        });
  }

  /** The next epoch is without the member, and for the topics of those who stay. */
  private void remove(
      ConsumerGroup group, ConsumerMember member, String reason, StoredListener listener) {
    ConsumerGroupImage rest = group.image().without(member.id());
    store(
        group,
        rest.bumped(new SubscribedTopics(broker.image()).hash(rest)),
        reason,
        stored -> {
          if (stored.isAppended()) {
            group.endPresence(member.id());
          }
          listener.stored(stored);
        });
  }

  private void heard(Request request, ConsumerGroup group, String memberId) {
    group.presence(memberId).client = request.from();
    restartSession(group, memberId);
  }

  private void restartSession(ConsumerGroup group, String memberId) {
    ConsumerGroup.Presence presence = group.presence(memberId);
    if (presence.session != null) {
      presence.session.cancel();
    }
    int timeoutMs = broker.image().brokerInt(ConfigCatalog.GROUP_CONSUMER_SESSION_TIMEOUT_MS);
    long deadlineNanos = context.nowNanos() + timeoutMs * MS;
    presence.sessionDeadlineNanos = deadlineNanos;
    presence.session =
        context.after(
            timeoutMs * MS,
            () ->
                group.whenStored(
                    () -> {
                      boolean silent = presence.sessionDeadlineNanos == deadlineNanos;
                      sessionOver(group, silent ? memberId : null, timeoutMs);
                    }));
  }

  private void sessionOver(ConsumerGroup group, @Nullable String memberId, int timeoutMs) {
    ConsumerMember member = memberId == null ? null : group.image().member(memberId);
    if (member == null || group.isAbandoned()) {
      return; // It was heard of while something was being stored, or is gone.
    }
    NodeId client = group.presence(member.id()).client;
    context.clearCause();
    if (client != null) {
      context.setCause(broker.blame().whySilent(context.self(), client));
    }
    remove(
        group,
        member,
        "no heartbeat of member %s for %d ms (group.consumer.session.timeout.ms)"
            .formatted(member.clientId(), timeoutMs),
        stored -> {
          if (!stored.isAppended()) {
            restartSession(group, member.id());
          }
        });
  }

  /** A member that must give something back has its rebalance timeout for it. */
  private void watchRevocation(
      ConsumerGroup group, ConsumerMember member, @Nullable ConsumerMember before) {
    ConsumerGroup.Presence presence = group.presence(member.id());
    if (member.standing().state() != State.UNREVOKED_PARTITIONS) {
      presence.endRevocation();
      return;
    }
    if (before != null && before.standing().equals(member.standing())) {
      return;
    }
    presence.endRevocation();
    long timeoutNanos = member.rebalanceTimeoutMs() * MS;
    presence.revocationDeadlineNanos = context.nowNanos() + timeoutNanos;
    presence.revocation =
        context.after(timeoutNanos, () -> group.whenStored(() -> revocationOverdue(group, member)));
  }

  private void revocationOverdue(ConsumerGroup group, ConsumerMember then) {
    ConsumerMember member = group.image().member(then.id());
    if (member == null || group.isAbandoned() || !member.standing().equals(then.standing())) {
      return;
    }
    NodeId client = group.presence(member.id()).client;
    context.clearCause();
    if (client != null) {
      context.setCause(broker.blame().whyBusy(client));
    }
    remove(
        group,
        member,
        "member %s did not give its partitions back within %d ms"
            .formatted(member.clientId(), member.rebalanceTimeoutMs()),
        stored -> {
          if (!stored.isAppended()) {
            watchRevocation(group, member, null);
          }
        });
  }

  /** Whether a commit, or a question for offsets, of this member counts. */
  Errors mayCommit(ConsumerGroup group, int epoch, String memberId) {
    if (epoch < 0 && group.image().members().isEmpty()) {
      return Errors.NONE;
    }
    ConsumerMember member = group.image().member(memberId);
    if (member == null) {
      return Errors.UNKNOWN_MEMBER_ID;
    }
    return epoch == member.epoch() ? Errors.NONE : Errors.STALE_MEMBER_EPOCH;
  }

  private void tell(ConsumerGroup group, String reason) {
    context.emit(group.changed(group.deadlineNanos(), reason));
  }
}
