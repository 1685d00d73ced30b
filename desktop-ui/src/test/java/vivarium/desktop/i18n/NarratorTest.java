package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

class NarratorTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private final Narrator english = new Narrator(Texts.ENGLISH);
  private final Narrator korean = new Narrator(Texts.KOREAN);

  private static Stamped stamped(NodeId node, ClusterEvent event) {
    return new Stamped(7, 41_318_000_000L, node, 0, event);
  }

  private static PartitionState state(int leader, int epoch, Integer... isr) {
    return new PartitionState(
        leader, epoch, epoch, List.of(1, 2, 3), List.of(isr), List.of(), List.of());
  }

  @Test
  void aLeaderElectionNamesLeaderEpochAndIsr() {
    Stamped election =
        stamped(
            NodeId.controller(101),
            new Metadata.PartitionChanged(ORDERS_0, state(1, 4, 1, 2, 3), state(2, 5, 2, 3)));

    assertThat(english.sentence(election))
        .isEqualTo("orders-0: broker 2 is the new leader, epoch 5, ISR [2,3]");
    assertThat(korean.sentence(election)).isEqualTo("orders-0: 새 리더는 브로커 2, 에포크 5, ISR [2,3]");
  }

  @Test
  void aShrinkSaysFromWhatToWhat() {
    Stamped shrink =
        stamped(
            NodeId.controller(101),
            new Metadata.PartitionChanged(ORDERS_0, state(1, 4, 1, 2, 3), state(1, 4, 1, 3)));

    assertThat(english.sentence(shrink)).isEqualTo("orders-0: ISR shrank from [1,2,3] to [1,3]");
  }

  @Test
  void losingTheLastLeaderIsSaidPlainly() {
    Stamped leaderless =
        stamped(
            NodeId.controller(101),
            new Metadata.PartitionChanged(
                ORDERS_0, state(1, 4, 1), state(PartitionState.NO_LEADER, 5, 1)));

    assertThat(english.sentence(leaderless)).isEqualTo("orders-0 has no leader: it is offline");
  }

  @Test
  void aBriefCauseSaysWhen() {
    Stamped cut = stamped(NodeId.broker(2), new Fault.LinkCut(NodeId.broker(2), NodeId.broker(3)));

    assertThat(english.brief(cut)).isEqualTo("link 2→3 was cut · 00:41.3");
  }

  @Test
  void aRefusalCarriesKafkasErrorName() {
    Stamped refused =
        stamped(
            NodeId.producer("mobile"),
            new Client.Refused(
                ORDERS_0, "Produce", "NOT_ENOUGH_REPLICAS", Client.Outcome.ANSWERED, "…", 1, true));

    assertThat(english.sentence(refused))
        .isEqualTo("mobile was told NOT_ENOUGH_REPLICAS for Produce to orders-0, and retries");
    assertThat(korean.sentence(refused)).contains("NOT_ENOUGH_REPLICAS");
    assertThat(english.sentence(unanswered(Client.Outcome.TIMED_OUT, "REQUEST_TIMED_OUT")))
        .isEqualTo("mobile gave up waiting: REQUEST_TIMED_OUT for Produce to orders-0");
    assertThat(english.sentence(unanswered(Client.Outcome.DISCONNECTED, "NETWORK_EXCEPTION")))
        .isEqualTo("mobile lost its connection: NETWORK_EXCEPTION for Produce to orders-0");
    assertThat(korean.sentence(unanswered(Client.Outcome.TIMED_OUT, "REQUEST_TIMED_OUT")))
        .contains("기다리다");
  }

  private static Stamped unanswered(Client.Outcome outcome, String error) {
    return stamped(
        NodeId.producer("mobile"),
        new Client.Refused(ORDERS_0, "Produce", error, outcome, "…", 1, false));
  }

  @Test
  void aReasonSpeaksTheLanguageOfItsSentence() {
    Stamped fenced =
        stamped(
            NodeId.broker(1),
            new Node.Fenced(7, "no heartbeat for 9000 ms (broker.session.timeout.ms=9000)"));

    assertThat(english.sentence(fenced))
        .isEqualTo(
            "broker 1 was fenced: no heartbeat for 9000 ms (broker.session.timeout.ms=9000)");
    assertThat(korean.sentence(fenced))
        .endsWith("9000 ms 동안 하트비트 없음 (broker.session.timeout.ms=9000)");
  }

  @Test
  void trafficAndBookkeepingAreNotTold() {
    assertThat(Narrator.isTold(new Replica.HighWatermarkMoved(ORDERS_0, 3))).isFalse();
    assertThat(Narrator.isTold(new Client.Committed("billing", ORDERS_0, 3))).isFalse();
    assertThat(Narrator.isTold(new ClusterEvent.Flow.Released(1))).isFalse();
    assertThat(Narrator.isTold(new Metadata.PartitionChanged(ORDERS_0, null, state(1, 0, 1))))
        .as("a new partition is told by its topic")
        .isFalse();
    assertThat(Narrator.isTold(new Node.Stopped(Node.How.CRASH))).isTrue();
  }
}
