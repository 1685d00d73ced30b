package vivarium.engine.group;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.group.Standing.State;

/**
 * One step of a member towards its target: first it gives back, then it may take up what nobody
 * else holds any more.
 *
 * <pre>
 *                 has something to give back
 *   STABLE ──────────────────────────────────────▶ UNREVOKED_PARTITIONS
 *     ▲  │                                               │ it no longer owns that
 *     │  │ others hold what it shall have                │
 *     │  └──────────▶ UNRELEASED_PARTITIONS ◀────────────┤
 *     │                   │ all was released             │
 *     └───────────────────┴──────────────────────────────┘
 * </pre>
 *
 * Source: KIP-848 and Kafka's {@code CurrentAssignmentBuilder}.
 */
final class Reconciliation {

  private final Standing standing;
  private final ConsumerGroupImage group;
  private final String memberId;
  private final @Nullable SortedSet<HeldPartition> owned;

  /**
   * @param owned what the member says it owns, or null if it does not say
   */
  Reconciliation(
      ConsumerMember member, ConsumerGroupImage group, @Nullable SortedSet<HeldPartition> owned) {
    this.standing = member.standing();
    this.memberId = member.id();
    this.group = group;
    this.owned = owned;
  }

  /** Where the member stands after it. */
  Standing step() {
    return switch (standing.state()) {
      case STABLE ->
          standing.epoch() == group.targetEpoch() ? standing : towardsTarget(standing.epoch());
      case UNREVOKED_PARTITIONS ->
          ownsAnyOf(standing.pendingRevocation()) ? standing : towardsTarget(standing.epoch() + 1);
      case UNRELEASED_PARTITIONS -> towardsTarget(standing.epoch());
    };
  }

  private boolean ownsAnyOf(SortedSet<HeldPartition> partitions) {
    return owned == null || owned.stream().anyMatch(partitions::contains);
  }

  private Standing towardsTarget(int epoch) {
    SortedSet<HeldPartition> target = group.targetOf(memberId);
    TreeSet<HeldPartition> kept = new TreeSet<>(standing.assigned());
    kept.retainAll(target);
    TreeSet<HeldPartition> toRevoke = new TreeSet<>(standing.assigned());
    toRevoke.removeAll(target);
    if (!toRevoke.isEmpty() && ownsAnyOf(toRevoke)) {
      return standing.next(State.UNREVOKED_PARTITIONS, epoch, kept, toRevoke);
    }
    TreeSet<HeldPartition> toAssign = new TreeSet<>(target);
    toAssign.removeAll(kept);
    boolean unreleased = toAssign.removeAll(group.heldByOthers(memberId));
    kept.addAll(toAssign);
    return standing.next(
        unreleased ? State.UNRELEASED_PARTITIONS : State.STABLE,
        group.targetEpoch(),
        kept,
        new TreeSet<>());
  }
}
