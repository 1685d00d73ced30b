package vivarium.engine.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.metadata.TopicRecord;
import org.junit.jupiter.api.Test;
import vivarium.engine.controller.PartitionChange.Election;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;

/** Elections and ELR as Kafka's {@code PartitionChangeBuilder} decides them. */
class PartitionChangeTest {

  private static final Uuid TOPIC = new Uuid(1, 1);
  private static final int MIN_ISR = 2;

  private static PartitionState state(
      int leader, List<Integer> isr, List<Integer> elr, List<Integer> lastKnownElr) {
    return new PartitionState(leader, 5, 9, List.of(1, 2, 3), isr, elr, lastKnownElr);
  }

  private static PartitionChange change(PartitionState state, IntPredicate alive) {
    return new PartitionChange(state, TOPIC, 0, alive, MIN_ISR);
  }

  /** The state after the record is replayed, as every broker replays it. */
  private static PartitionState after(PartitionState before, PartitionChange change) {
    MetadataDelta delta = new MetadataDelta(MetadataImage.EMPTY);
    delta.replay(new TopicRecord().setName("t").setTopicId(TOPIC));
    delta.replay(
        new PartitionRecord()
            .setTopicId(TOPIC)
            .setPartitionId(0)
            .setLeader(before.leader())
            .setLeaderEpoch(before.leaderEpoch())
            .setPartitionEpoch(before.partitionEpoch())
            .setReplicas(before.replicas())
            .setIsr(before.isr())
            .setEligibleLeaderReplicas(before.elr())
            .setLastKnownElr(before.lastKnownElr()));
    change.build().ifPresent(delta::replay);
    return delta.apply(2).existingPartition(new TopicPartition("t", 0));
  }

  /** A reassignment that was cancelled can leave as last known leader whom it had brought in. */
  @Test
  void onlyAReplicaIsElectedHoweverTheLastKnownLeaderIsCalled() {
    PartitionState before = state(-1, List.of(), List.of(), List.of(4));
    assertThat(after(before, change(before, id -> id == 4)).leader()).isEqualTo(-1);
    PartitionState unclean = after(before, change(before, id -> true).election(Election.UNCLEAN));
    assertThat(unclean.leader()).isEqualTo(1);
    assertThat(unclean.isr()).containsExactly(1);
  }

  @Test
  void theFirstLiveMemberOfTheIsrInOrderOfAssignmentIsElected() {
    PartitionState before = state(1, List.of(3, 2, 1), List.of(), List.of());
    PartitionState after = after(before, change(before, id -> id != 1).isrWithout(1));
    assertThat(after.leader()).isEqualTo(2);
    assertThat(after.leaderEpoch()).isEqualTo(6);
    assertThat(after.isr()).containsExactly(3, 2);
    assertThat(after.elr()).isEmpty();
  }

  @Test
  void aPreferredElectionTakesTheFirstReplicaOnlyIfItIsInSync() {
    PartitionState whole = state(2, List.of(2, 3, 1), List.of(), List.of());
    assertThat(after(whole, change(whole, id -> true).election(Election.PREFERRED)).leader())
        .isEqualTo(1);
    PartitionState lagging = state(2, List.of(2, 3), List.of(), List.of());
    assertThat(change(lagging, id -> true).election(Election.PREFERRED).build()).isEmpty();
    assertThat(change(whole, id -> id != 1).election(Election.PREFERRED).build()).isEmpty();
  }

  @Test
  void aShrinkThatKeepsTheLeaderKeepsItsEpoch() {
    PartitionState before = state(1, List.of(1, 2, 3), List.of(), List.of());
    PartitionState after = after(before, change(before, id -> true).isr(List.of(1, 2)));
    assertThat(after.leaderEpoch()).isEqualTo(5);
    assertThat(after.partitionEpoch()).isEqualTo(10);
  }

  @Test
  void underMinIsrWhoeverLeavesTheIsrStaysEligible() {
    PartitionState before = state(1, List.of(1, 2), List.of(), List.of());
    PartitionState after = after(before, change(before, id -> true).isr(List.of(1)));
    assertThat(after.isr()).containsExactly(1);
    assertThat(after.elr()).containsExactly(2);
  }

  @Test
  void theLastReplicaStandingGoesAndAnEligibleOneMayLeadLater() {
    PartitionState before = state(1, List.of(1), List.of(2), List.of());
    PartitionState offline = after(before, change(before, id -> false).isrWithout(1));
    assertThat(offline.leader()).isEqualTo(PartitionState.NO_LEADER);
    assertThat(offline.isr()).isEmpty();
    assertThat(offline.elr()).containsExactly(1, 2);
    assertThat(offline.lastKnownElr()).containsExactly(1);

    PartitionState back = after(offline, change(offline, id -> id == 2));
    assertThat(back.leader()).isEqualTo(2);
    assertThat(back.isr()).containsExactly(2);
    assertThat(back.elr()).containsExactly(1);
    assertThat(back.lastKnownElr()).isEmpty();
  }

  @Test
  void afterAnUncleanShutdownAReplicaIsNoLongerEligible() {
    PartitionState before = state(-1, List.of(), List.of(1, 2), List.of(1));
    PartitionState after =
        after(before, change(before, id -> false).isrWithout(1).uncleanlyShutDown(1));
    assertThat(after.elr()).containsExactly(2);
  }

  @Test
  void aReplicaOutsideTheIsrLeadsOnlyIfUncleanElectionIsAllowed() {
    PartitionState before = state(-1, List.of(1), List.of(), List.of());
    assertThat(change(before, id -> id == 3).build()).isEmpty();
    PartitionState after = after(before, change(before, id -> id == 3).election(Election.UNCLEAN));
    assertThat(after.leader()).isEqualTo(3);
    assertThat(after.isr()).containsExactly(3);
  }

  @Test
  void placementMovesTheLeaderOnByOneBrokerForEachPartition() {
    List<List<Integer>> placed = Placement.place(List.of(1, 2, 3), List.of(), 4, 2, 1);
    assertThat(placed).containsExactly(List.of(2, 3), List.of(3, 1), List.of(1, 2), List.of(2, 3));
    TreeMap<Integer, Integer> leaders = new TreeMap<>();
    placed.forEach(replicas -> leaders.merge(replicas.getFirst(), 1, Integer::sum));
    assertThat(leaders.values()).allMatch(count -> count <= 2);
  }
}
