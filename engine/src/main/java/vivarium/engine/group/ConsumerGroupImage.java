package vivarium.engine.group;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.GroupState;

/**
 * All that the log keeps of a group of the consumer protocol at one moment.
 *
 * @param epoch the group's; it goes up when members, subscriptions or topics change
 * @param metadataHash stands for the topics and their sizes for which the epoch was reached
 * @param targetEpoch the group epoch for which the target was made
 * @param target what each member shall have
 */
record ConsumerGroupImage(
    int epoch,
    long metadataHash,
    int targetEpoch,
    SortedMap<String, ConsumerMember> members,
    SortedMap<String, SortedSet<HeldPartition>> target) {

  static final ConsumerGroupImage EMPTY =
      new ConsumerGroupImage(0, 0, 0, Collections.emptySortedMap(), Collections.emptySortedMap());

  ConsumerGroupImage {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    target = Collections.unmodifiableSortedMap(new TreeMap<>(target));
  }

  @Nullable ConsumerMember member(String id) {
    return members.get(id);
  }

  SortedSet<HeldPartition> targetOf(String memberId) {
    return target.getOrDefault(memberId, Collections.emptySortedSet());
  }

  ConsumerGroupImage with(ConsumerMember member) {
    TreeMap<String, ConsumerMember> all = new TreeMap<>(members);
    all.put(member.id(), member);
    return new ConsumerGroupImage(epoch, metadataHash, targetEpoch, all, target);
  }

  /** The group at its next epoch. */
  ConsumerGroupImage bumped(long newMetadataHash) {
    return new ConsumerGroupImage(epoch + 1, newMetadataHash, targetEpoch, members, target);
  }

  /** With a target for the group's epoch. */
  ConsumerGroupImage withTarget(SortedMap<String, SortedSet<HeldPartition>> newTarget) {
    return new ConsumerGroupImage(epoch, metadataHash, epoch, members, newTarget);
  }

  /** Without the member; the next epoch is for the caller to begin. */
  ConsumerGroupImage without(String memberId) {
    TreeMap<String, ConsumerMember> rest = new TreeMap<>(members);
    rest.remove(memberId);
    TreeMap<String, SortedSet<HeldPartition>> restOfTarget = new TreeMap<>(target);
    restOfTarget.remove(memberId);
    return new ConsumerGroupImage(epoch, metadataHash, targetEpoch, rest, restOfTarget);
  }

  /** The names that any member subscribes to. */
  SortedSet<String> topics() {
    TreeSet<String> topics = new TreeSet<>();
    members.values().forEach(member -> topics.addAll(member.topics()));
    return topics;
  }

  /** What other members than this one hold. */
  SortedSet<HeldPartition> heldByOthers(String memberId) {
    TreeSet<HeldPartition> held = new TreeSet<>();
    for (ConsumerMember member : members.values()) {
      if (!member.id().equals(memberId)) {
        held.addAll(member.standing().held());
      }
    }
    return held;
  }

  /** Source: Kafka's {@code ConsumerGroup.maybeUpdateGroupState}. */
  GroupState state() {
    if (members.isEmpty()) {
      return GroupState.EMPTY;
    }
    if (epoch > targetEpoch) {
      return GroupState.ASSIGNING;
    }
    boolean reconciled =
        members.values().stream().allMatch(each -> each.standing().isReconciledTo(targetEpoch));
    return reconciled ? GroupState.STABLE : GroupState.RECONCILING;
  }

  /** The assignor most members ask for, the first by name of several; uniform if none asks. */
  String assignor() {
    TreeMap<String, Integer> votes = new TreeMap<>();
    for (ConsumerMember member : members.values()) {
      if (!member.assignor().isEmpty()) {
        votes.merge(member.assignor(), 1, Integer::sum);
      }
    }
    String best = ServerAssignor.DEFAULT;
    int most = 0;
    for (var entry : votes.entrySet()) {
      if (entry.getValue() > most) {
        most = entry.getValue();
        best = entry.getKey();
      }
    }
    return best;
  }
}
