package vivarium.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;

/** A producer that waits in vain knows why: every such event names its cause. */
class ProducerTimeoutTest {

  private static final NodeId PRODUCER = NodeId.producer("producer");

  private static ProducerSettings settings(int acks) {
    return new ProducerSettings(
        "producer",
        "orders",
        20,
        0,
        64,
        acks,
        0,
        16_384,
        acks == ProducerSettings.ACKS_ALL,
        Integer.MAX_VALUE,
        60_000,
        400,
        1);
  }

  private static TestCluster cluster(int acks) {
    return new TestCluster(threeBrokers().producer(settings(acks))).run(2);
  }

  /** What caused the latest refusal, which must be one that nobody answered. */
  private static ClusterEvent causeOfTimeout(TestCluster cluster) {
    Stamped refused = cluster.last(each -> each.event() instanceof Client.Refused);
    Client.Refused event = (Client.Refused) refused.event();
    assertThat(event.error()).isEqualTo("REQUEST_TIMED_OUT");
    assertThat(event.outcome()).isEqualTo(Client.Outcome.TIMED_OUT);
    assertThat(refused.causeSeq()).isPositive();
    return cluster.event(refused.causeSeq()).event();
  }

  @Test
  void aFrozenFollowerIsWhyAWriteWithAcksAllIsNotAnswered() {
    TestCluster cluster = cluster(ProducerSettings.ACKS_ALL);
    NodeId follower = cluster.follower();
    cluster.does(new Command.Freeze(follower)).run(1);
    assertThat(causeOfTimeout(cluster)).isEqualTo(new Node.Frozen());
    assertThat(cluster.last(each -> each.event() instanceof Node.Frozen).node())
        .isEqualTo(follower);
  }

  @Test
  void aLinkCutFromLeaderToFollowerIsWhyAWriteWithAcksAllIsNotAnswered() {
    TestCluster cluster = cluster(ProducerSettings.ACKS_ALL);
    NodeId leader = cluster.leader();
    NodeId follower = cluster.follower();
    cluster.does(new Command.CutLink(leader, follower)).run(1);
    assertThat(causeOfTimeout(cluster)).isEqualTo(new Fault.LinkCut(leader, follower));
  }

  @Test
  void aLatencyLongerThanThePatienceIsWhyNothingComesInTime() {
    TestCluster cluster = cluster(ProducerSettings.ACKS_ALL);
    cluster.does(new Command.SetSimulationConfig("link.latency.ms", "300")).run(2);
    assertThat(causeOfTimeout(cluster))
        .isEqualTo(
            new Metadata.ConfigChanged(
                Metadata.ConfigScope.SIMULATION, "", "link.latency.ms", "300"));
  }

  @Test
  void aFaultOnTheWayIsWhyNothingComesInTime() {
    TestCluster cluster = cluster(1);
    NodeId leader = cluster.leader();
    for (FaultSpec fault :
        List.of(
            new FaultSpec.LinkDelay(LinkScope.between(PRODUCER, leader), 1_000),
            new FaultSpec.SlowCpu(leader, 1_000),
            new FaultSpec.SlowDisk(leader, 1_000))) {
      cluster.does(new Command.Inject(fault)).run(2);
      assertThat(causeOfTimeout(cluster)).isEqualTo(new Fault.Injected(fault));
      cluster.does(new Command.HealAll()).run(6);
    }
  }

  @Test
  void aMessageThatWasDroppedIsWhyNothingComesInTime() {
    TestCluster cluster = cluster(1);
    FaultSpec drop =
        new FaultSpec.OneMessage(
            FaultSpec.Fate.DROP, new MessageChoice.Next("Produce", PRODUCER, cluster.leader()), 0);
    cluster.does(new Command.Inject(drop)).run(1);
    assertThat(causeOfTimeout(cluster))
        .isInstanceOfSatisfying(
            Fault.Struck.class, struck -> assertThat(struck.fault()).isEqualTo(drop));
    long acknowledged = cluster.model().ledger().acknowledged();
    cluster.run(2);
    assertThat(cluster.model().ledger().acknowledged())
        .as("it goes on over a new connection")
        .isGreaterThan(acknowledged);
  }

  @Test
  void aPatienceShorterThanTheLatencyIsWhyNothingComesInTime() {
    TestCluster cluster = cluster(1);
    cluster.does(new Command.SetSimulationConfig("link.latency.ms", "100")).run(2);
    ProducerSettings before = settings(1);
    ProducerSettings impatient =
        new ProducerSettings(
            "producer", "orders", 20, 0, 64, 1, 0, 16_384, false, 9, 60_000, 150, 1);
    cluster.does(new Command.ChangeProducer(before.withRecordsPerSecond(10)));
    cluster.does(new Command.ChangeProducer(impatient)).run(1);
    assertThat(causeOfTimeout(cluster)).isEqualTo(new Client.ProducerChanged(impatient));
  }

  @Test
  void aFollowerThatIsFrozenDoesNotExplainWhyAWriteWithAcksOneIsLate() {
    TestCluster cluster = cluster(1);
    cluster.does(new Command.Freeze(cluster.follower())).run(0.1);
    NodeId leader = cluster.leader();
    cluster.does(new Command.CutLink(leader, PRODUCER)).run(1);
    assertThat(causeOfTimeout(cluster)).isEqualTo(new Fault.LinkCut(leader, PRODUCER));
  }

  @Test
  void aLinkThatCameBackTooLateIsWhyWhatWasSentBeforeIsNotAnswered() {
    TestCluster cluster = cluster(1);
    cluster.does(new Command.SetSimulationConfig("link.latency.ms", "50")).run(1);
    NodeId leader = cluster.leader();
    cluster.does(new Command.CutLink(leader, PRODUCER));
    while (cluster.events(Client.Refused.class).isEmpty()) {
      cluster.run(0.01);
    }
    // It tries again after 0.1 s and gives that up after 0.4 s more; what is lost arrives too late.
    cluster.run(0.47).does(new Command.HealLink(leader, PRODUCER)).run(0.04);
    assertThat(causeOfTimeout(cluster)).isEqualTo(new Fault.LinkHealed(leader, PRODUCER));
  }

  @Test
  void whatWaitedPastItsDeliveryTimeoutNamesWhyItWasRefusedBefore() {
    ProducerSettings settings =
        new ProducerSettings(
            "producer", "orders", 20, 0, 64, -1, 0, 16_384, true, 9_999, 1_500, 400, 1);
    TestCluster cluster = new TestCluster(threeBrokers().producer(settings)).run(2);
    for (int broker = 1; broker <= 3; broker++) {
      cluster.does(new Command.CutLink(NodeId.broker(broker), PRODUCER));
    }
    cluster.run(4);
    Stamped gaveUp =
        cluster.last(each -> each.event() instanceof Client.Refused e && !e.willRetry());
    assertThat(cluster.event(gaveUp.causeSeq()).event())
        .isInstanceOfSatisfying(
            Fault.LinkCut.class, cut -> assertThat(cut.to()).isEqualTo(PRODUCER));
  }

  @Test
  void noRefusalIsWithoutACause() {
    TestCluster cluster = cluster(ProducerSettings.ACKS_ALL);
    cluster.does(new Command.Kill(cluster.leader())).run(1);
    cluster.does(new Command.Freeze(cluster.follower())).run(4);
    cluster.does(new Command.HealAll()).run(4);
    assertThat(cluster.stamped(Client.Refused.class))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.causeSeq()).isPositive());
  }
}
