package vivarium.engine.group;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.WaitReason;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.sim.Timer;

/**
 * How members join a group, are given their partitions, show that they live, and leave (Kafka's
 * classic group protocol). Left out: static membership; {@code group.instance.id} is ignored.
 */
public final class ClassicMembership {

  private static final long MS = 1_000_000L;
  private static final int FIRST_VERSION_THAT_NEEDS_AN_ID = 4;

  private final HostBroker broker;
  private final NodeContext context;
  private final GroupCoordinator coordinator;
  private final GroupStore store;
  private long membersNamed;

  ClassicMembership(HostBroker broker, GroupCoordinator coordinator, GroupStore store) {
    this.broker = broker;
    this.context = broker.context();
    this.coordinator = coordinator;
    this.store = store;
  }

  /** A group was found in the log of a partition this broker has begun to lead. */
  void takeOver(ClassicGroup group) {
    for (ClassicMember member : group.members()) {
      restartSession(group, member);
    }
    tell(group, "coordinator moved to " + context.self());
  }

  /** The group is coordinated elsewhere now: whoever waits here must look for it again. */
  void giveUp(ClassicGroup group) {
    for (ClassicMember member : group.members()) {
      answerJoin(member, joinError(member.id(), Errors.NOT_COORDINATOR));
      answerSync(member, syncError(Errors.NOT_COORDINATOR));
    }
    group.abandon();
  }

  /** JoinGroup: becomes a member, or stays one, and takes part in the next rebalance. */
  public void join(Request request) {
    JoinGroupRequestData join = (JoinGroupRequestData) request.body();
    ClassicGroup group = coordinator.findClassic(join.groupId());
    Map<String, byte[]> protocols = new LinkedHashMap<>();
    join.protocols().forEach(protocol -> protocols.put(protocol.name(), protocol.metadata()));
    Errors refusal = refuse(join, group, protocols);
    if (refusal != Errors.NONE) {
      request.reply(joinError(join.memberId(), refusal));
      return;
    }
    if (join.memberId().isEmpty()) {
      joinAsNewcomer(request, join, coordinator.findOrCreateClassic(join.groupId()), protocols);
      return;
    }
    ClassicMember member = group == null ? null : group.member(join.memberId());
    if (group != null && member != null) {
      rejoin(request, join, group, member, protocols);
    } else if (group != null && group.noLongerExpect(join.memberId())) {
      addMember(request, join, group, join.memberId(), protocols);
    } else {
      request.reply(joinError(join.memberId(), Errors.UNKNOWN_MEMBER_ID));
    }
  }

  private Errors refuse(
      JoinGroupRequestData join, @Nullable ClassicGroup group, Map<String, byte[]> protocols) {
    if (join.groupId().isEmpty()) {
      return Errors.INVALID_GROUP_ID;
    }
    if (!coordinator.coordinates(join.groupId())) {
      return Errors.NOT_COORDINATOR;
    }
    if (!coordinator.isValidSession(join.sessionTimeoutMs())) {
      return Errors.INVALID_SESSION_TIMEOUT;
    }
    if (coordinator.find(join.groupId()) instanceof ConsumerGroup other && !other.isVacant()) {
      return Errors.INCONSISTENT_GROUP_PROTOCOL;
    }
    boolean supported =
        group == null
            ? ClassicGroup.mayBegin(join.protocolType(), protocols.keySet())
            : group.supports(join.protocolType(), protocols.keySet());
    return supported ? Errors.NONE : Errors.INCONSISTENT_GROUP_PROTOCOL;
  }

  private void joinAsNewcomer(
      Request request,
      JoinGroupRequestData join,
      ClassicGroup group,
      Map<String, byte[]> protocols) {
    String memberId =
        "%s-%d-%016x".formatted(request.clientId(), ++membersNamed, context.random().nextLong());
    if (request.version() >= FIRST_VERSION_THAT_NEEDS_AN_ID) {
      // KIP-394: a client that gives up before it knows its id must not stay a member.
      group.expect(
          memberId,
          context.after(
              join.sessionTimeoutMs() * MS,
              () -> {
                group.noLongerExpect(memberId);
                completeJoinIfAllAreThere(group);
              }));
      request.reply(joinError(memberId, Errors.MEMBER_ID_REQUIRED));
    } else {
      addMember(request, join, group, memberId, protocols);
    }
  }

  private void addMember(
      Request request,
      JoinGroupRequestData join,
      ClassicGroup group,
      String memberId,
      Map<String, byte[]> protocols) {
    ClassicMember member =
        new ClassicMember(
            memberId,
            request.clientId(),
            "/127.0.0.1",
            join.sessionTimeoutMs(),
            rebalanceTimeoutMs(join),
            protocols);
    member.joinedFrom(request.from());
    group.add(member, join.protocolType());
    awaitJoin(request, group, member);
    prepareRebalance(group, "member " + request.clientId() + " joined");
  }

  private static int rebalanceTimeoutMs(JoinGroupRequestData join) {
    return join.rebalanceTimeoutMs() > 0 ? join.rebalanceTimeoutMs() : join.sessionTimeoutMs();
  }

  private void rejoin(
      Request request,
      JoinGroupRequestData join,
      ClassicGroup group,
      ClassicMember member,
      Map<String, byte[]> protocols) {
    boolean same = member.hasSameProtocols(protocols);
    boolean mustRebalance =
        switch (group.state()) {
          case PREPARING_REBALANCE, EMPTY, DEAD, ASSIGNING, RECONCILING -> true;
          case COMPLETING_REBALANCE -> !same;
          case STABLE -> !same || group.isLeader(member);
        };
    member.update(join.sessionTimeoutMs(), rebalanceTimeoutMs(join), protocols);
    member.joinedFrom(request.from());
    if (mustRebalance) {
      awaitJoin(request, group, member);
      prepareRebalance(group, "member " + request.clientId() + " rejoined");
    } else {
      // Its answer was lost: it is told again of the generation it is already in.
      request.reply(joinAnswer(group, member));
      restartSession(group, member);
    }
  }

  private void awaitJoin(Request request, ClassicGroup group, ClassicMember member) {
    answerJoin(member, joinError(member.id(), Errors.UNKNOWN_MEMBER_ID));
    member.awaitJoin(request);
    request.park(WaitReason.GROUP, List.of());
    restartSession(group, member);
  }

  /** Begins a rebalance, unless one is already collecting members, and ends it if all are there. */
  private void prepareRebalance(ClassicGroup group, String reason) {
    if (!group.is(GroupState.PREPARING_REBALANCE)) {
      for (ClassicMember member : group.members()) {
        answerSync(member, syncError(Errors.REBALANCE_IN_PROGRESS));
      }
      boolean wasEmpty = group.is(GroupState.EMPTY);
      int initialDelayMs =
          wasEmpty ? broker.image().brokerInt(ConfigCatalog.GROUP_INITIAL_REBALANCE_DELAY_MS) : 0;
      if (initialDelayMs > 0) {
        group.takeNewMemberAdded();
        group.delayInitialRebalance(
            context.after(
                initialDelayMs * MS,
                () -> initialDelayOver(group, initialDelayMs, initialDelayMs)));
        tell(group, initialDelayMs, reason);
        return;
      }
      group.prepareRebalance(
          context.after(group.rebalanceTimeoutMs() * MS, () -> completeJoin(group)));
      tell(group, group.rebalanceTimeoutMs(), reason);
      completeJoinIfAllAreThere(group);
    } else if (!group.isInInitialDelay()) {
      completeJoinIfAllAreThere(group);
    }
  }

  /** A new group waits again while members keep coming, up to the rebalance timeout. */
  private void initialDelayOver(ClassicGroup group, int delayMs, int waitedMs) {
    if (group.takeNewMemberAdded() && waitedMs < group.rebalanceTimeoutMs()) {
      int moreMs = Math.min(delayMs, group.rebalanceTimeoutMs() - waitedMs);
      group.delayInitialRebalance(
          context.after(moreMs * MS, () -> initialDelayOver(group, delayMs, waitedMs + moreMs)));
    } else {
      completeJoin(group);
    }
  }

  private void completeJoinIfAllAreThere(ClassicGroup group) {
    if (group.is(GroupState.PREPARING_REBALANCE)
        && !group.isInInitialDelay()
        && group.allHaveJoined()) {
      completeJoin(group);
    }
  }

  private void completeJoin(ClassicGroup group) {
    if (!group.is(GroupState.PREPARING_REBALANCE)) {
      return;
    }
    for (ClassicMember late : group.notYetJoined()) {
      group.remove(late);
    }
    Timer syncTimer = context.after(group.rebalanceTimeoutMs() * MS, () -> syncOverdue(group));
    group.completeJoin(group.members().isEmpty() ? null : syncTimer, context.nowMs());
    if (group.members().isEmpty()) {
      syncTimer.cancel();
      store.writeGroup(coordinator.home(group.id()), group, error -> {});
      tell(group, "no members are left");
      return;
    }
    tell(group, group.rebalanceTimeoutMs(), "all members have joined");
    for (ClassicMember member : group.members()) {
      answerJoin(member, joinAnswer(group, member));
      restartSession(group, member);
    }
  }

  /** Members that have not asked for their partitions in time are out. */
  private void syncOverdue(ClassicGroup group) {
    if (group.is(GroupState.COMPLETING_REBALANCE)) {
      for (ClassicMember member : List.copyOf(group.members())) {
        if (member.awaitingSync() == null) {
          group.remove(member);
        }
      }
      prepareRebalance(group, "members did not sync in time");
    }
  }

  private static JoinGroupResponseData joinAnswer(ClassicGroup group, ClassicMember member) {
    JoinGroupResponseData answer =
        new JoinGroupResponseData()
            .setGenerationId(group.generation())
            .setProtocolType(group.protocolType())
            .setProtocolName(group.protocol())
            .setLeader(group.leader())
            .setMemberId(member.id());
    if (group.isLeader(member)) {
      for (ClassicMember each : group.members()) {
        answer
            .members()
            .add(
                new JoinGroupResponseData.JoinGroupResponseMember()
                    .setMemberId(each.id())
                    .setMetadata(each.subscription(group.protocol())));
      }
    }
    return answer;
  }

  private static JoinGroupResponseData joinError(String memberId, Errors error) {
    return new JoinGroupResponseData()
        .setErrorCode(error.code())
        .setGenerationId(-1)
        .setProtocolName("")
        .setLeader("")
        .setMemberId(memberId);
  }

  private static void answerJoin(ClassicMember member, JoinGroupResponseData answer) {
    Request waiting = member.awaitingJoin();
    if (waiting != null) {
      member.awaitJoin(null);
      waiting.reply(answer);
    }
  }

  /** SyncGroup: the leader hands in the assignment, everyone is given their part of it. */
  public void sync(Request request) {
    SyncGroupRequestData sync = (SyncGroupRequestData) request.body();
    ClassicGroup group = coordinator.findClassic(sync.groupId());
    ClassicMember member = group == null ? null : group.member(sync.memberId());
    Errors refusal = refuse(sync.groupId(), group, member, sync.generationId());
    if (refusal == Errors.NONE
        && group != null
        && (differs(sync.protocolType(), group.protocolType())
            || differs(sync.protocolName(), group.protocol()))) {
      refusal = Errors.INCONSISTENT_GROUP_PROTOCOL;
    }
    if (refusal != Errors.NONE || group == null || member == null) {
      request.reply(syncError(refusal));
      return;
    }
    switch (group.state()) {
      case EMPTY, DEAD, ASSIGNING, RECONCILING ->
          request.reply(syncError(Errors.UNKNOWN_MEMBER_ID));
      case PREPARING_REBALANCE -> request.reply(syncError(Errors.REBALANCE_IN_PROGRESS));
      case STABLE -> {
        request.reply(syncAnswer(group, member));
        restartSession(group, member);
      }
      case COMPLETING_REBALANCE -> {
        member.awaitSync(request);
        request.park(WaitReason.GROUP, List.of());
        if (group.isLeader(member)) {
          assign(group, sync);
        }
      }
    }
  }

  /** Versions before 5 of SyncGroup do not say. */
  private static boolean differs(@Nullable String said, String ofGroup) {
    return said != null && !ofGroup.isEmpty() && !said.equals(ofGroup);
  }

  private void assign(ClassicGroup group, SyncGroupRequestData sync) {
    TreeMap<String, byte[]> assignments = new TreeMap<>();
    sync.assignments().forEach(a -> assignments.put(a.memberId(), a.assignment()));
    for (ClassicMember member : group.members()) {
      member.assign(assignments.getOrDefault(member.id(), new byte[0]));
    }
    int generation = group.generation();
    long cause = context.cause();
    store.writeGroup(
        coordinator.home(group.id()),
        group,
        error -> {
          if (!group.is(GroupState.COMPLETING_REBALANCE) || group.generation() != generation) {
            return; // Another rebalance has begun; its members were told so.
          }
          context.setCause(
              error == Errors.NONE ? cause : broker.blame().whyUncoordinated(group.id()));
          if (error == Errors.NONE) {
            group.stabilize();
            tell(group, "partitions assigned");
            for (ClassicMember member : group.members()) {
              answerSync(member, syncAnswer(group, member));
              restartSession(group, member);
            }
          } else {
            group.members().forEach(member -> answerSync(member, syncError(error)));
            prepareRebalance(group, "the assignment could not be stored: " + error.name());
          }
        });
  }

  private static SyncGroupResponseData syncAnswer(ClassicGroup group, ClassicMember member) {
    return new SyncGroupResponseData()
        .setProtocolType(group.protocolType())
        .setProtocolName(group.protocol())
        .setAssignment(member.assignment());
  }

  private static SyncGroupResponseData syncError(Errors error) {
    return new SyncGroupResponseData().setErrorCode(error.code()).setAssignment(new byte[0]);
  }

  private static void answerSync(ClassicMember member, SyncGroupResponseData answer) {
    Request waiting = member.awaitingSync();
    if (waiting != null) {
      member.awaitSync(null);
      waiting.reply(answer);
    }
  }

  /** Heartbeat: shows that the member lives, and tells it if it must rejoin. */
  public Errors heartbeat(HeartbeatRequestData heartbeat) {
    ClassicGroup group = coordinator.findClassic(heartbeat.groupId());
    ClassicMember member = group == null ? null : group.member(heartbeat.memberId());
    Errors refusal = refuse(heartbeat.groupId(), group, member, heartbeat.generationId());
    if (refusal != Errors.NONE || group == null || member == null) {
      return refusal;
    }
    restartSession(group, member);
    return group.is(GroupState.PREPARING_REBALANCE) ? Errors.REBALANCE_IN_PROGRESS : Errors.NONE;
  }

  /** Whether a commit of this member counts. */
  Errors mayCommit(ClassicGroup group, int generation, String memberId) {
    if (generation < 0 && memberId.isEmpty()) {
      return group.is(GroupState.EMPTY) ? Errors.NONE : Errors.UNKNOWN_MEMBER_ID;
    }
    ClassicMember member = group.member(memberId);
    if (member == null) {
      return Errors.UNKNOWN_MEMBER_ID;
    }
    if (generation != group.generation()) {
      return Errors.ILLEGAL_GENERATION;
    }
    if (group.is(GroupState.COMPLETING_REBALANCE)) {
      return Errors.REBALANCE_IN_PROGRESS;
    }
    restartSession(group, member);
    return Errors.NONE;
  }

  private Errors refuse(
      String groupId,
      @Nullable ClassicGroup group,
      @Nullable ClassicMember member,
      int generation) {
    if (!coordinator.coordinates(groupId)) {
      return Errors.NOT_COORDINATOR;
    }
    if (group == null || member == null) {
      return Errors.UNKNOWN_MEMBER_ID;
    }
    return generation == group.generation() ? Errors.NONE : Errors.ILLEGAL_GENERATION;
  }

  /** LeaveGroup: the member goes at once, and the rest share what it had. */
  public Errors leave(String groupId, String memberId) {
    if (!coordinator.coordinates(groupId)) {
      return Errors.NOT_COORDINATOR;
    }
    ClassicGroup group = coordinator.findClassic(groupId);
    if (group != null && group.noLongerExpect(memberId)) {
      completeJoinIfAllAreThere(group);
      return Errors.NONE;
    }
    ClassicMember member = group == null ? null : group.member(memberId);
    if (group == null || member == null) {
      return Errors.UNKNOWN_MEMBER_ID;
    }
    remove(group, member, "member " + member.clientId() + " left");
    return Errors.NONE;
  }

  private void restartSession(ClassicGroup group, ClassicMember member) {
    member.session(context.after(member.sessionTimeoutMs() * MS, () -> sessionOver(group, member)));
  }

  private void sessionOver(ClassicGroup group, ClassicMember member) {
    if (member.isAwaiting()) {
      restartSession(group, member); // It is the coordinator that keeps it waiting.
      return;
    }
    NodeId client = member.client();
    context.clearCause();
    if (client != null) {
      context.setCause(broker.blame().whySilent(context.self(), client));
    }
    remove(
        group,
        member,
        "no heartbeat of member %s for %d ms (session.timeout.ms)"
            .formatted(member.clientId(), member.sessionTimeoutMs()));
  }

  private void remove(ClassicGroup group, ClassicMember member, String reason) {
    answerJoin(member, joinError(member.id(), Errors.UNKNOWN_MEMBER_ID));
    answerSync(member, syncError(Errors.UNKNOWN_MEMBER_ID));
    group.remove(member);
    switch (group.state()) {
      case STABLE, COMPLETING_REBALANCE -> prepareRebalance(group, reason);
      case PREPARING_REBALANCE -> completeJoinIfAllAreThere(group);
      case EMPTY, DEAD, ASSIGNING, RECONCILING -> {} // The last two are of the other protocol.
    }
  }

  private void tell(ClassicGroup group, String reason) {
    tell(group, 0, reason);
  }

  /** Tells of a group that waits so long for its members. */
  private void tell(ClassicGroup group, long waitMs, String reason) {
    long deadlineNanos = waitMs == 0 ? 0 : context.nowNanos() + waitMs * MS;
    context.emit(group.changed(deadlineNanos, reason));
  }
}
