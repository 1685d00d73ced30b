package vivarium.engine.group;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.TopicPartition;

/** A group of either protocol, and what it has committed. */
abstract sealed class Group permits ClassicGroup, ConsumerGroup {

  private final String id;
  private final TreeMap<TopicPartition, CommittedOffset> offsets = new TreeMap<>();

  Group(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  abstract GroupState state();

  /** Its generation, or its epoch in the consumer protocol. */
  abstract int generation();

  /** Which protocol its members speak, and by which assignor partitions are handed out. */
  abstract GroupProtocol groupProtocol();

  /** The members as events tell of them. */
  abstract List<GroupMember> view();

  /** Whether nobody is in it or about to be. */
  abstract boolean isVacant();

  /** Since when nobody is in it, in milliseconds; counts while it is empty, 0 if not known. */
  abstract long emptySinceMs();

  /**
   * The event that tells what the group is now.
   *
   * @param deadlineNanos until when it waits for members, or 0 if it does not
   */
  Client.GroupChanged changed(long deadlineNanos, String reason) {
    return new Client.GroupChanged(
        id, state(), generation(), view(), deadlineNanos, reason, groupProtocol());
  }

  boolean is(GroupState other) {
    return state() == other;
  }

  SortedMap<TopicPartition, CommittedOffset> offsets() {
    return Collections.unmodifiableSortedMap(offsets);
  }

  void commit(TopicPartition partition, CommittedOffset offset) {
    offsets.put(partition, offset);
  }

  void forget(TopicPartition partition) {
    offsets.remove(partition);
  }

  /** Takes over what the group of this name has committed while it spoke the other protocol. */
  void inherit(Group before) {
    offsets.putAll(before.offsets);
  }
}
