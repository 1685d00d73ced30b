package vivarium.engine.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

class BlameTest {

  private static final NodeId ONE = NodeId.broker(1);
  private static final NodeId TWO = NodeId.broker(2);
  private static final NodeId THREE = NodeId.broker(3);
  private static final NodeId CLIENT = NodeId.producer("web");
  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private final Blame blame = new Blame(() -> Stamped.NO_CAUSE);
  private final Map<TopicPartition, PartitionState> decided = new TreeMap<>();
  private long seq;
  private long nowNanos;

  private long note(NodeId node, ClusterEvent event) {
    blame.note(new Stamped(++seq, nowNanos, node, Stamped.NO_CAUSE, event));
    return seq;
  }

  @Test
  void theLatestThatTookANodeOrItsLinkAwayIsToBlame() {
    long cut = note(ONE, new ClusterEvent.Fault.LinkCut(ONE, TWO));
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(cut);
    long killed = note(ONE, new ClusterEvent.Node.Stopped(ClusterEvent.Node.How.CRASH));
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(killed);
    assertThat(blame.whySilent(ONE, TWO)).as("broker 2 is alive").isEqualTo(cut);
  }

  @Test
  void whatIsMendedIsNoLongerToBlame() {
    note(ONE, new ClusterEvent.Node.Frozen());
    long resumed = note(ONE, new ClusterEvent.Node.Resumed());
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(Stamped.NO_CAUSE);
    assertThat(blame.whyBack(TWO, ONE)).isEqualTo(resumed);
    note(ONE, new ClusterEvent.Fault.LinkCut(ONE, TWO));
    long healed = note(ONE, new ClusterEvent.Fault.LinkHealed(ONE, TWO));
    assertThat(blame.whySilent(TWO, ONE)).isEqualTo(Stamped.NO_CAUSE);
    assertThat(blame.whyBack(TWO, ONE)).isEqualTo(healed);
  }

  @Test
  void theSessionOfAnOldProcessEndsBecauseThatProcessDid() {
    long killed = note(ONE, new ClusterEvent.Node.Stopped(ClusterEvent.Node.How.CRASH));
    note(ONE, new ClusterEvent.Node.Started());
    assertThat(blame.whySilent(TWO, ONE)).as("it runs").isEqualTo(Stamped.NO_CAUSE);
    assertThat(blame.whySessionEnded(TWO, ONE)).isEqualTo(killed);
    note(ONE, new ClusterEvent.Node.Registered(7, null));
    assertThat(blame.whySessionEnded(TWO, ONE)).isEqualTo(Stamped.NO_CAUSE);
  }

  private long decide(TopicPartition partition, int leader, int epoch, Integer... isr) {
    PartitionState after =
        new PartitionState(leader, epoch, 0, List.of(1, 2, 3), List.of(isr), List.of(), List.of());
    PartitionState before = decided.put(partition, after);
    return note(
        NodeId.controller(101),
        new ClusterEvent.Metadata.PartitionChanged(partition, before, after));
  }

  @Test
  void aWriteToALeaderThatIsCutOffWaitsForItsFollowersEvenWhenAnotherLeadsByNow() {
    decide(ORDERS_0, 1, 0, 1, 2, 3);
    long cut = note(ONE, new ClusterEvent.Fault.LinkCut(ONE, TWO));
    decide(ORDERS_0, 2, 1, 2, 3);
    assertThat(blame.whyUnanswered(CLIENT, ONE, ORDERS_0, true, 0)).isEqualTo(cut);
  }

  @Test
  void aWriteThatWaitedWhileTheIsrShrankBlamesThat() {
    decide(ORDERS_0, 1, 0, 1, 2);
    nowNanos = 5;
    long shrank = decide(ORDERS_0, 1, 0, 1);
    assertThat(blame.whyUnanswered(CLIENT, ONE, ORDERS_0, true, 4)).isEqualTo(shrank);
    assertThat(blame.whyUnanswered(CLIENT, ONE, ORDERS_0, true, 6)).isEqualTo(Stamped.NO_CAUSE);
  }

  @Test
  void anOffsetIsOutOfRangeBecauseOfWhatRemovedTheRecords() {
    decide(ORDERS_0, 1, 0, 1, 2, 3);
    long deleted = note(ONE, new ClusterEvent.Replica.LogStartMoved(ORDERS_0, 7));
    long shrank = decide(ORDERS_0, 1, 0, 1);
    assertThat(blame.whyRefused(CLIENT, ORDERS_0, Errors.OFFSET_OUT_OF_RANGE)).isEqualTo(deleted);
    assertThat(blame.whyRefused(CLIENT, ORDERS_0, Errors.NOT_ENOUGH_REPLICAS)).isEqualTo(shrank);
  }

  @Test
  void aMemberIsRefusedBecauseOfTheRebalanceItMissedOrOfWhereItsGroupIsKept() {
    TopicPartition home = new TopicPartition(OffsetsTopic.NAME, 0);
    long kept = decide(home, 1, 0, 1, 2, 3);
    long rebalance =
        note(
            ONE,
            new ClusterEvent.Client.GroupChanged(
                "billing", GroupState.PREPARING_REBALANCE, 1, List.of(), 0, "a reason"));
    decide(ORDERS_0, 1, 0, 1);
    assertThat(blame.whyGroupRefused("billing", Errors.ILLEGAL_GENERATION)).isEqualTo(rebalance);
    assertThat(blame.whyGroupRefused("billing", Errors.NOT_COORDINATOR)).isEqualTo(kept);
    assertThat(blame.whyGroupRefused("billing", Errors.COORDINATOR_NOT_AVAILABLE)).isEqualTo(kept);
    long killed = note(TWO, new ClusterEvent.Node.Stopped(ClusterEvent.Node.How.CRASH));
    assertThat(blame.whyGroupRefused("billing", Errors.COORDINATOR_NOT_AVAILABLE))
        .isEqualTo(killed);
  }

  @Test
  void aFollowerCatchesUpBecauseItIsBackOrElseBecauseAnotherLeads() {
    note(THREE, new ClusterEvent.Node.Started());
    decide(ORDERS_0, 1, 0, 1, 2, 3);
    nowNanos = 5;
    decide(ORDERS_0, 1, 0, 1, 2);
    long led = decide(ORDERS_0, 2, 1, 2);
    assertThat(blame.whyCaughtUp(ORDERS_0, TWO, THREE)).isEqualTo(led);
    nowNanos = 9;
    long restarted = note(THREE, new ClusterEvent.Node.Started());
    assertThat(blame.whyCaughtUp(ORDERS_0, TWO, THREE)).isEqualTo(restarted);
  }
}
