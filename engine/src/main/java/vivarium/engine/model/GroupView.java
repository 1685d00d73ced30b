package vivarium.engine.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/** A consumer group: state, members and what they own, committed offsets and read positions. */
public final class GroupView {

  private final String id;
  GroupState state = GroupState.EMPTY;
  int generation;
  GroupProtocol protocol = GroupProtocol.UNKNOWN;
  List<GroupMember> members = List.of();
  List<GroupMember> membersBefore = List.of();
  @Nullable NodeId coordinator;
  long changedAtNanos;
  long changedSeq;
  long deadlineNanos;
  final TreeMap<TopicPartition, Long> committed = new TreeMap<>();
  final TreeMap<TopicPartition, Long> positions = new TreeMap<>();

  GroupView(String id) {
    this.id = id;
  }

  /** Takes over the members; those who last owned something are remembered as those before. */
  void members(List<GroupMember> now) {
    if (members.stream().anyMatch(member -> !member.assignment().isEmpty())) {
      membersBefore = members;
    }
    members = now;
  }

  GroupView copy() {
    GroupView copy = new GroupView(id);
    copy.state = state;
    copy.generation = generation;
    copy.protocol = protocol;
    copy.members = members;
    copy.membersBefore = membersBefore;
    copy.coordinator = coordinator;
    copy.changedAtNanos = changedAtNanos;
    copy.changedSeq = changedSeq;
    copy.deadlineNanos = deadlineNanos;
    copy.committed.putAll(committed);
    copy.positions.putAll(positions);
    return copy;
  }

  public String id() {
    return id;
  }

  public GroupState state() {
    return state;
  }

  /** Which protocol its members speak, and by which assignor partitions are handed out. */
  public GroupProtocol protocol() {
    return protocol;
  }

  /** Its generation, or its epoch in the consumer protocol. */
  public int generation() {
    return generation;
  }

  public List<GroupMember> members() {
    return members;
  }

  /** The members with what they owned when partitions were last shared out, before the present. */
  public List<GroupMember> membersBefore() {
    return membersBefore;
  }

  /** The broker that coordinates the group, once it is known. */
  public @Nullable NodeId coordinator() {
    return coordinator;
  }

  public long changedAtNanos() {
    return changedAtNanos;
  }

  public long changedSeq() {
    return changedSeq;
  }

  /** When it goes on without the members it waits for, or 0 if it does not wait. */
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /** Committed offsets; a partition without one is absent, which is not the same as 0. */
  public SortedMap<TopicPartition, Long> committed() {
    return Collections.unmodifiableSortedMap(committed);
  }

  /** Next offset to be read by the member that owns the partition. */
  public SortedMap<TopicPartition, Long> positions() {
    return Collections.unmodifiableSortedMap(positions);
  }

  /** The member that owns the partition, or null. */
  public @Nullable GroupMember owner(TopicPartition partition) {
    for (GroupMember member : members) {
      if (member.assignment().contains(partition)) {
        return member;
      }
    }
    return null;
  }
}
