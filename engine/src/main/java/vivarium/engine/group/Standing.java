package vivarium.engine.group;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How far a member of the consumer protocol has come towards what it shall have (Kafka's {@code
 * ConsumerGroupCurrentMemberAssignment}).
 *
 * @param epoch the member's epoch; 0 before it has been given anything
 * @param previousEpoch the one before, with which it may come if an answer was lost
 * @param assigned what it has, or may take up now
 * @param pendingRevocation what it must give back first; still its own until it says so
 */
record Standing(
    State state,
    int epoch,
    int previousEpoch,
    SortedSet<HeldPartition> assigned,
    SortedSet<HeldPartition> pendingRevocation) {

  /** Kafka's {@code MemberState}. The order is that of the numbers in the log. */
  enum State {
    /** It has what it shall have. */
    STABLE,
    /** It must give something back before it may go to the next epoch. */
    UNREVOKED_PARTITIONS,
    /** It waits for partitions that others have not given back yet. */
    UNRELEASED_PARTITIONS
  }

  static final Standing NEW =
      new Standing(State.STABLE, 0, -1, Collections.emptySortedSet(), Collections.emptySortedSet());

  Standing {
    assigned = Collections.unmodifiableSortedSet(new TreeSet<>(assigned));
    pendingRevocation = Collections.unmodifiableSortedSet(new TreeSet<>(pendingRevocation));
  }

  /** The next one, in this epoch or a later one. */
  Standing next(
      State newState,
      int newEpoch,
      Collection<HeldPartition> newAssigned,
      Collection<HeldPartition> newPendingRevocation) {
    return new Standing(
        newState,
        newEpoch,
        newEpoch == epoch ? previousEpoch : epoch,
        new TreeSet<>(newAssigned),
        new TreeSet<>(newPendingRevocation));
  }

  boolean isReconciledTo(int targetEpoch) {
    return state == State.STABLE && epoch == targetEpoch;
  }

  /** All that nobody else may have. */
  SortedSet<HeldPartition> held() {
    TreeSet<HeldPartition> held = new TreeSet<>(assigned);
    held.addAll(pendingRevocation);
    return held;
  }
}
