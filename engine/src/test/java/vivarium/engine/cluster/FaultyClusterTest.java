package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.Fate;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.Stamped;

/** Each fault in a running cluster: what it does, what it yields to, and that it can be healed. */
class FaultyClusterTest {

  private static final NodeId PRODUCER = NodeId.producer("producer");

  private final TestCluster cluster =
      new TestCluster(threeBrokers().producer(ProducerSettings.of("producer", "orders"))).run(2);

  private long acknowledged() {
    return cluster.model().ledger().acknowledged();
  }

  private void isWholeAndLostNothing() {
    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(cluster.model().ledger().lost()).isZero();
    assertThat(cluster.model().ledger().invariantsBroken()).isZero();
    assertThat(cluster.model().faults()).isEmpty();
  }

  @Test
  void scriptedErrorsReachTheClientAreTheirCauseAndEndByThemselves() {
    FaultSpec script =
        new FaultSpec.ApiError(
            "NOT_LEADER_OR_FOLLOWER", RequestScope.next(3, "Produce").on(ORDERS_0));
    cluster.does(new Command.Inject(script));
    assertThat(cluster.model().faults()).containsKey(script.key());
    cluster.run(4);

    List<Stamped> refused = cluster.stamped(Client.Refused.class);
    assertThat(refused).hasSize(3);
    for (Stamped each : refused) {
      assertThat(((Client.Refused) each.event()).error()).isEqualTo("NOT_LEADER_OR_FOLLOWER");
      assertThat(cluster.event(each.causeSeq()).event()).isInstanceOf(Fault.Struck.class);
    }
    assertThat(cluster.events(Fault.Healed.class)).containsExactly(new Fault.Healed(script, true));
    long before = acknowledged();
    cluster.run(2);
    assertThat(acknowledged()).isGreaterThan(before);
    isWholeAndLostNothing();
  }

  @Test
  void aRequestThatIsStruckIsNotCarriedOut() {
    cluster.does(new Command.Inject(new FaultSpec.Disconnect(RequestScope.next(0, "Produce"))));
    cluster.run(1);
    int appended = cluster.events(Replica.Appended.class).size();
    cluster.run(3);
    assertThat(cluster.events(Replica.Appended.class)).hasSize(appended);
    assertThat(cluster.events(Client.Refused.class))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.outcome()).isEqualTo(Client.Outcome.DISCONNECTED));
    cluster.does(new Command.HealAll()).run(4);
    assertThat(cluster.events(Replica.Appended.class).size()).isGreaterThan(appended);
    isWholeAndLostNothing();
  }

  @Test
  void aFrozenBrokerAnswersNoScriptedErrorBeforeItResumes() {
    NodeId leader = cluster.leader();
    cluster
        .does(new Command.Freeze(leader))
        .does(
            new Command.Inject(
                new FaultSpec.ApiError(
                    "KAFKA_STORAGE_ERROR", RequestScope.next(1, "Fetch").from(leader))))
        .run(1);
    assertThat(cluster.events(Fault.Struck.class)).isEmpty();
    cluster.does(new Command.Resume(leader)).run(1);
    assertThat(cluster.events(Fault.Struck.class)).hasSize(1);
  }

  @Test
  void aCrashEndsAFreeze() {
    NodeId follower = cluster.follower();
    cluster.does(new Command.Freeze(follower)).does(new Command.Kill(follower));
    assertThat(cluster.simulation().cluster().nodes().isFrozen(follower)).isFalse();
    cluster.does(new Command.Restart(follower)).run(6);
    isWholeAndLostNothing();
  }

  @Test
  void aCutLinkIsCutHoweverItIsDelayed() {
    NodeId leader = cluster.leader();
    NodeId follower = cluster.follower();
    cluster
        .does(new Command.Inject(new FaultSpec.LinkDelay(LinkScope.between(leader, follower), 100)))
        .does(new Command.CutLink(leader, follower))
        .does(
            new Command.Inject(
                new FaultSpec.OneMessage(
                    Fate.DROP, new MessageChoice.Next(null, leader, follower), 0)))
        .run(4);
    assertThat(cluster.state().isr()).doesNotContain(follower.number());
    assertThat(cluster.events(Fault.Struck.class)).as("nothing leaves a cut link").isEmpty();
    cluster.does(new Command.HealAll()).run(5);
    isWholeAndLostNothing();
  }

  @Test
  void lossAndJitterMakeMessagesLateAndLoseNone() {
    NodeId leader = cluster.leader();
    LinkScope all = new LinkScope(leader, null, true);
    cluster
        .does(new Command.Inject(new FaultSpec.LinkLoss(all, 0.3)))
        .does(new Command.Inject(new FaultSpec.LinkJitter(all, 50)))
        .run(10);
    assertThat(cluster.client(PRODUCER).recordsAcknowledged()).isPositive();
    cluster.does(new Command.HealAll()).run(6);
    isWholeAndLostNothing();
  }

  @Test
  void aHeldMessageComesWhenItIsHealed() {
    NodeId leader = cluster.leader();
    FaultSpec hold =
        new FaultSpec.OneMessage(Fate.HOLD, new MessageChoice.Next("Produce", PRODUCER, leader), 0);
    cluster.does(new Command.Inject(hold)).run(1);
    long before = acknowledged();
    cluster.run(1);
    assertThat(acknowledged()).isEqualTo(before);
    cluster.does(new Command.Heal(hold.key())).run(2);
    assertThat(acknowledged()).isGreaterThan(before);
    isWholeAndLostNothing();
  }

  @Test
  void aRequestSentTwiceIsAppendedTwiceOnlyWithoutIdempotence() {
    assertThat(duplicatesWith(true)).isZero();
    assertThat(duplicatesWith(false)).isPositive();
  }

  private static long duplicatesWith(boolean idempotent) {
    ProducerSettings usual = ProducerSettings.of("producer", "orders");
    TestCluster cluster =
        new TestCluster(
                threeBrokers()
                    .producer(
                        new ProducerSettings(
                            usual.clientId(),
                            usual.topic(),
                            usual.recordsPerSecond(),
                            usual.keys(),
                            usual.valueBytes(),
                            usual.acks(),
                            usual.lingerMs(),
                            usual.batchSizeBytes(),
                            idempotent,
                            usual.retries(),
                            usual.deliveryTimeoutMs(),
                            usual.requestTimeoutMs(),
                            1)))
            .run(2);
    cluster
        .does(
            new Command.Inject(
                new FaultSpec.OneMessage(
                    Fate.DUPLICATE,
                    new MessageChoice.Next("Produce", PRODUCER, cluster.leader()),
                    0)))
        .run(3);
    assertThat(cluster.events(Fault.Struck.class)).hasSize(1);
    return cluster.events(Verdict.RecordsDuplicated.class).size();
  }

  @Test
  void aSlowProcessorAndASlowDiskMakeAcknowledgementsLate() {
    NodeId leader = cluster.leader();
    for (FaultSpec slow :
        List.of(new FaultSpec.SlowCpu(leader, 300), new FaultSpec.SlowDisk(leader, 300))) {
      cluster.does(new Command.Inject(slow)).run(2);
      assertThat(cluster.events(Client.Acknowledged.class).getLast().latencyNanos())
          .as(slow.key())
          .isGreaterThan(300_000_000L);
      cluster.does(new Command.Heal(slow.key())).run(4);
    }
    assertThat(cluster.events(Client.Acknowledged.class).getLast().latencyNanos())
        .isLessThan(300_000_000L);
    isWholeAndLostNothing();
  }

  @Test
  void aFullDiskEndsItsBrokerHoweverSlowItIsAndAgainUntilItIsHealed() {
    NodeId leader = cluster.leader();
    FaultSpec full = new FaultSpec.DiskFull(leader);
    cluster
        .does(new Command.Inject(new FaultSpec.SlowDisk(leader, 100)))
        .does(new Command.Inject(full))
        .run(6);
    assertThat(cluster.node(leader).stoppedHow()).isEqualTo(Node.How.DISK_FULL);
    Stamped stopped =
        cluster.last(each -> each.event() instanceof Node.Stopped && each.node().equals(leader));
    assertThat(cluster.event(stopped.causeSeq()).event()).isEqualTo(new Fault.Injected(full));
    assertThat(cluster.leader()).isNotEqualTo(leader);

    cluster.does(new Command.Restart(leader)).run(1);
    assertThat(cluster.node(leader).isAlive()).isFalse();
    assertThat(cluster.events(Node.Stopped.class)).hasSize(2);

    cluster.does(new Command.HealAll()).does(new Command.Restart(leader)).run(6);
    isWholeAndLostNothing();
  }

  @Test
  void aPowerLossOfALeaderLosesNothingThatOthersHold() {
    NodeId leader = cluster.leader();
    cluster.does(new Command.PowerLoss(leader)).run(4);
    assertThat(cluster.node(leader).stoppedHow()).isEqualTo(Node.How.POWER_LOSS);
    assertThat(cluster.leader()).isNotEqualTo(leader);
    cluster.does(new Command.Restart(leader)).run(6);
    isWholeAndLostNothing();
  }

  @Test
  void aPowerLossLosesWhatOneReplicaHadAndHadNotFlushed() {
    ClusterConfig.Builder alone =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .simulationConfig("link.latency.ms", "2")
            .simulationConfig("disk.flush.interval.ms", "3600000")
            .topic(TopicSpec.of("orders", 1, 1))
            .producer(ProducerSettings.of("producer", "orders"));
    TestCluster single = new TestCluster(alone).run(3);
    NodeId leader = single.leader();
    single.does(new Command.PowerLoss(leader)).run(3);
    single.does(new Command.Restart(leader)).run(6);
    assertThat(single.leader()).isEqualTo(leader);
    assertThat(single.events(Verdict.RecordsLost.class))
        .isNotEmpty()
        .allSatisfy(
            lost -> {
              assertThat(lost.expected()).isTrue();
              assertThat(lost.reason()).startsWith("power loss");
            });
    assertThat(single.model().ledger().invariantsBroken()).isZero();
  }

  @Test
  void aCrashKeepsWhatAPowerLossWouldLose() {
    ClusterConfig.Builder alone =
        threeBrokers()
            .simulationConfig("disk.flush.interval.ms", "3600000")
            .producer(ProducerSettings.of("producer", "orders"));
    TestCluster crashing = new TestCluster(alone).run(3);
    NodeId leader = crashing.leader();
    var log = crashing.simulation().cluster().log(leader.number(), ORDERS_0);
    assertThat(log).isNotNull();
    long end = log.logEndOffset();
    crashing.does(new Command.Kill(leader));
    assertThat(log.logEndOffset()).isEqualTo(end).isPositive();
    crashing.does(new Command.PowerLoss(leader));
    assertThat(log.logEndOffset()).isLessThan(end);
    crashing.run(3).does(new Command.Restart(leader)).run(6);
    assertThat(crashing.model().ledger().lost()).isZero();
    assertThat(crashing.model().ledger().invariantsBroken()).isZero();
  }

  @Test
  void aWipedReplicaCopiesEverythingBeforeItCountsAgain() {
    NodeId leader = cluster.leader();
    cluster.does(new Command.WipeDisk(leader)).does(new Command.Restart(leader)).run(8);
    assertThat(cluster.leader()).isNotEqualTo(leader);
    assertThat(cluster.events(Node.DiskWiped.class)).hasSize(1);
    isWholeAndLostNothing();
  }

  @Test
  void aWipedReplicaIsNotTakenForCompleteWhenNobodyElseIs() {
    NodeId leader = cluster.leader();
    for (int id : List.of(1, 2, 3)) {
      if (id != leader.number()) {
        cluster.does(new Command.Kill(NodeId.broker(id)));
      }
    }
    cluster.run(4).does(new Command.WipeDisk(leader)).run(3);
    cluster.does(new Command.Restart(leader)).run(6);
    assertThat(cluster.state().hasLeader()).isFalse();
    assertThat(cluster.state().isr()).isEmpty();
    assertThat(cluster.model().ledger().invariantsBroken()).isZero();
  }

  @Test
  void aControllersPowerLossKeepsItsMetadata() {
    NodeId controller = NodeId.controller(101);
    cluster.does(new Command.PowerLoss(controller)).run(2);
    cluster.does(new Command.Restart(controller)).run(5);
    assertThat(cluster.model().topics()).containsKey("orders");
    long before = acknowledged();
    cluster.run(2);
    assertThat(acknowledged()).isGreaterThan(before);
    isWholeAndLostNothing();
  }
}
