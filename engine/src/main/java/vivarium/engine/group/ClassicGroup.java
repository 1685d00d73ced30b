package vivarium.engine.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.sim.Timer;
import vivarium.engine.wire.Assignments;

/**
 * One group: its members, its generation and where it stands.
 *
 * <pre>
 *            first member joins             all have joined, or time is up
 *   Empty ───────────────────▶ PreparingRebalance ───────────────▶ CompletingRebalance
 *     ▲                           ▲    ▲      │ nobody is left              │
 *     │                           │    │      └────▶ Empty                  │ the leader has sent
 *     │                 member    │    └────────────────────────────────────┤ the assignment
 *     │                 changes   │         member changes                  ▼
 *     └───────────────────────────┴──────────────────────────────────── Stable
 * </pre>
 */
final class ClassicGroup extends Group {

  private final LinkedHashMap<String, ClassicMember> members = new LinkedHashMap<>();
  private final TreeMap<String, Timer> pendingMembers = new TreeMap<>();
  private GroupState state = GroupState.EMPTY;
  private int generation;
  private String protocolType = "";
  private String protocol = "";
  private String leader = "";
  private long emptySinceMs;
  private boolean newMemberAdded;
  private boolean inInitialDelay;
  private @Nullable Timer rebalance;

  ClassicGroup(String id) {
    super(id);
  }

  @Override
  GroupState state() {
    return state;
  }

  @Override
  int generation() {
    return generation;
  }

  @Override
  GroupProtocol groupProtocol() {
    return new GroupProtocol(GroupProtocol.CLASSIC, protocol);
  }

  String protocolType() {
    return protocolType;
  }

  String protocol() {
    return protocol;
  }

  String leader() {
    return leader;
  }

  boolean isLeader(ClassicMember member) {
    return member.id().equals(leader);
  }

  Collection<ClassicMember> members() {
    return members.values();
  }

  @Nullable ClassicMember member(String memberId) {
    return members.get(memberId);
  }

  /** Adds a member; the first becomes the leader. */
  void add(ClassicMember member, String itsProtocolType) {
    if (members.isEmpty()) {
      protocolType = itsProtocolType;
      leader = member.id();
    }
    members.put(member.id(), member);
    newMemberAdded = true;
  }

  /** Removes a member; the longest-standing of the rest leads if it led. */
  void remove(ClassicMember member) {
    members.remove(member.id());
    member.session(null);
    if (isLeader(member)) {
      leader = members.isEmpty() ? "" : members.keySet().iterator().next();
    }
  }

  /** Whether a member joined since this was last asked. */
  boolean takeNewMemberAdded() {
    boolean added = newMemberAdded;
    newMemberAdded = false;
    return added;
  }

  /** A member was given an id and has to come back with it. */
  void expect(String memberId, Timer expiry) {
    pendingMembers.put(memberId, expiry);
  }

  /** The member came back, or will not; returns whether it was expected. */
  boolean noLongerExpect(String memberId) {
    Timer expiry = pendingMembers.remove(memberId);
    if (expiry != null) {
      expiry.cancel();
    }
    return expiry != null;
  }

  /** Whether nobody is missing before the rebalance can go on. */
  boolean allHaveJoined() {
    return pendingMembers.isEmpty()
        && members.values().stream().allMatch(member -> member.awaitingJoin() != null);
  }

  List<ClassicMember> notYetJoined() {
    return members.values().stream().filter(member -> member.awaitingJoin() == null).toList();
  }

  /** Whether the group's type fits and every member knows one of these protocols. */
  boolean supports(String type, Collection<String> names) {
    if (members.isEmpty()) {
      return mayBegin(type, names);
    }
    return protocolType.equals(type)
        && names.stream()
            .anyMatch(
                name -> members.values().stream().allMatch(m -> m.protocols().containsKey(name)));
  }

  /** Whether a group can begin with a member of this type that knows these protocols. */
  static boolean mayBegin(String type, Collection<String> names) {
    return !type.isEmpty() && !names.isEmpty();
  }

  int rebalanceTimeoutMs() {
    return members.values().stream().mapToInt(ClassicMember::rebalanceTimeoutMs).max().orElse(0);
  }

  /** Waits for members to rejoin, at most until the timer. */
  void prepareRebalance(Timer timer) {
    state = GroupState.PREPARING_REBALANCE;
    inInitialDelay = false;
    replaceTimer(timer);
  }

  /** A new group waits for more members until the timer, however many are there. */
  void delayInitialRebalance(Timer timer) {
    prepareRebalance(timer);
    inInitialDelay = true;
  }

  boolean isInInitialDelay() {
    return inInitialDelay;
  }

  /**
   * Everyone is there: the next generation begins, with the protocol most members like best.
   *
   * @param nowMs since when the group is empty, if it is
   */
  void completeJoin(@Nullable Timer syncTimer, long nowMs) {
    generation++;
    emptySinceMs = nowMs;
    protocol = members.isEmpty() ? "" : electProtocol();
    state = members.isEmpty() ? GroupState.EMPTY : GroupState.COMPLETING_REBALANCE;
    replaceTimer(syncTimer);
  }

  private String electProtocol() {
    TreeSet<String> candidates =
        new TreeSet<>(members.values().iterator().next().protocols().keySet());
    members.values().forEach(member -> candidates.retainAll(member.protocols().keySet()));
    TreeMap<String, Integer> votes = new TreeMap<>();
    for (ClassicMember member : members.values()) {
      member.protocols().keySet().stream()
          .filter(candidates::contains)
          .findFirst()
          .ifPresent(name -> votes.merge(name, 1, Integer::sum));
    }
    return Collections.max(
            votes.entrySet(),
            Map.Entry.<String, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Collections.reverseOrder())))
        .getKey();
  }

  void stabilize() {
    state = GroupState.STABLE;
    replaceTimer(null);
  }

  /** The group is handled elsewhere from now on, or gone: nothing here may act for it any more. */
  void abandon() {
    state = GroupState.DEAD;
    replaceTimer(null);
    members.values().forEach(member -> member.session(null));
    pendingMembers.values().forEach(Timer::cancel);
    pendingMembers.clear();
  }

  private void replaceTimer(@Nullable Timer timer) {
    if (rebalance != null) {
      rebalance.cancel();
    }
    rebalance = timer;
  }

  @Override
  long emptySinceMs() {
    return emptySinceMs;
  }

  @Override
  boolean isVacant() {
    return state == GroupState.EMPTY && pendingMembers.isEmpty();
  }

  /** Takes over what the log tells of the group. */
  void restore(
      long sinceMs,
      int itsGeneration,
      String itsProtocolType,
      String itsProtocol,
      String itsLeader,
      List<ClassicMember> itsMembers) {
    emptySinceMs = sinceMs;
    generation = itsGeneration;
    protocolType = itsProtocolType;
    protocol = itsProtocol;
    leader = itsLeader;
    members.clear();
    itsMembers.forEach(member -> members.put(member.id(), member));
    state = members.isEmpty() ? GroupState.EMPTY : GroupState.STABLE;
  }

  /** An assignment counts only in a stable group. */
  @Override
  List<GroupMember> view() {
    List<GroupMember> view = new ArrayList<>();
    for (ClassicMember member : members.values()) {
      boolean assigned =
          state == GroupState.STABLE && protocolType.equals(Assignments.PROTOCOL_TYPE);
      view.add(
          new GroupMember(
              member.id(),
              member.clientId(),
              member.clientHost(),
              assigned ? Assignments.assignedPartitions(member.assignment()) : List.of()));
    }
    return view;
  }
}
