package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** Brokers that stand on a ZooKeeper ensemble. */
class ZooKeeperClusterTest {

  private static final NodeId WRITER = NodeId.producer("writer");
  private static final List<NodeId> ENSEMBLE =
      List.of(NodeId.zookeeper(101), NodeId.zookeeper(102), NodeId.zookeeper(103));

  private static ClusterConfig.Builder config() {
    return TestCluster.threeBrokers()
        .coordination(CoordinationMode.ZOOKEEPER)
        .controllers(3)
        .producer(ProducerSettings.of("writer", "orders").withRecordsPerSecond(20));
  }

  private static TestCluster running() {
    return new TestCluster(config()).run(3);
  }

  private static NodeId controllerOf(TestCluster cluster) {
    return Objects.requireNonNull(cluster.model().controller(), "no controller");
  }

  private static void makeAnotherThanTheLeader(TestCluster cluster) {
    if (cluster.leader().equals(controllerOf(cluster))) {
      cluster.does(new Command.Reassign(ORDERS_0, rotated(cluster.state().replicas()))).run(2);
      cluster.does(new Command.ElectLeaders(ElectionType.PREFERRED, List.of(ORDERS_0)));
      cluster.run(2);
    }
    assertThat(cluster.leader()).isNotEqualTo(controllerOf(cluster));
  }

  private static List<Integer> rotated(List<Integer> replicas) {
    List<Integer> result = new ArrayList<>(replicas.subList(1, replicas.size()));
    result.add(replicas.getFirst());
    return result;
  }

  private static long acknowledged(TestCluster cluster) {
    return cluster.client(WRITER).recordsAcknowledged();
  }

  private static void nothingIsBroken(TestCluster cluster) {
    assertThat(cluster.events(Verdict.class)).isEmpty();
  }

  @Test
  void aBrokerIsTheControllerAndStateLiesInZnodes() {
    TestCluster cluster = running();
    assertThat(controllerOf(cluster).isBroker()).isTrue();
    assertThat(cluster.model().znodes())
        .containsKeys(
            "/controller",
            "/controller_epoch",
            "/brokers/ids/1",
            "/brokers/ids/2",
            "/brokers/ids/3",
            "/brokers/topics/orders/partitions/0/state",
            "/config/topics/orders");
    assertThat(acknowledged(cluster)).isPositive();
    nothingIsBroken(cluster);
  }

  @Test
  void aKilledLeaderIsReplacedOnceItsSessionHasExpired() {
    TestCluster cluster = running();
    makeAnotherThanTheLeader(cluster);
    NodeId leader = cluster.leader();
    int epoch = cluster.state().leaderEpoch();
    cluster.does(new Command.Kill(leader)).run(6);
    assertThat(cluster.leader()).isNotEqualTo(leader);
    assertThat(cluster.state().leaderEpoch()).isGreaterThan(epoch);
    assertThat(cluster.state().isr()).doesNotContain(leader.number());
    assertThat(cluster.state().elr()).isEmpty();
    cluster.does(new Command.Restart(leader)).run(6);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(1, 2, 3);
    nothingIsBroken(cluster);
  }

  @Test
  void aKilledControllerIsReplacedByAnotherBrokerInALaterEpoch() {
    TestCluster cluster = running();
    NodeId old = controllerOf(cluster);
    int epoch = cluster.model().controllerTerm();
    cluster.does(new Command.Kill(old)).run(6);
    assertThat(controllerOf(cluster)).isNotEqualTo(old);
    assertThat(cluster.model().controllerTerm()).isGreaterThan(epoch);
    long before = acknowledged(cluster);
    cluster.run(3);
    assertThat(acknowledged(cluster)).isGreaterThan(before);
    nothingIsBroken(cluster);
  }

  @Test
  void aControllerThatWasFrozenIsFencedWhenItComesBack() {
    TestCluster cluster = running();
    NodeId zombie = controllerOf(cluster);
    cluster.does(new Command.Freeze(zombie)).run(8);
    NodeId successor = controllerOf(cluster);
    assertThat(successor).isNotEqualTo(zombie);
    cluster.does(new Command.Resume(zombie)).run(8);
    assertThat(controllerOf(cluster)).isEqualTo(successor);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(1, 2, 3);
    nothingIsBroken(cluster);
  }

  @Test
  void withoutAMajorityOfTheEnsembleNothingIsDecidedAndProducingGoesOn() {
    TestCluster cluster = running();
    PartitionStateOf before = new PartitionStateOf(cluster);
    cluster.does(new Command.Kill(ENSEMBLE.get(0))).does(new Command.Kill(ENSEMBLE.get(1))).run(5);
    long acknowledged = acknowledged(cluster);
    cluster.run(3);
    assertThat(acknowledged(cluster)).isGreaterThan(acknowledged);
    assertThat(new PartitionStateOf(cluster)).isEqualTo(before);
    CommandResult refused = cluster.submit(new Command.AddPartitions("orders", 2));
    assertThat(refused.isAccepted()).isFalse();
    cluster
        .does(new Command.Restart(ENSEMBLE.get(0)))
        .does(new Command.Restart(ENSEMBLE.get(1)))
        .run(8);
    // As of any request that timed out, it was not known whether it would still be carried out.
    cluster.submit(new Command.AddPartitions("orders", 2));
    assertThat(cluster.model().partition(new TopicPartition("orders", 1))).isNotNull();
    nothingIsBroken(cluster);
  }

  private record PartitionStateOf(int leader, int leaderEpoch) {
    PartitionStateOf(TestCluster cluster) {
      this(cluster.state().leader(), cluster.state().leaderEpoch());
    }
  }

  @Test
  void aCleanShutdownMovesLeadershipsFirst() {
    TestCluster cluster = running();
    NodeId leader = cluster.leader();
    cluster.does(new Command.ShutDown(leader)).run(3);
    assertThat(cluster.leader()).isNotEqualTo(leader);
    assertThat(cluster.node(leader).isAlive()).isFalse();
    cluster.does(new Command.Restart(leader)).run(5);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(1, 2, 3);
    nothingIsBroken(cluster);
  }

  @Test
  void aLeaderWritesItsIsrByItselfAndLeavesWordForTheController() {
    TestCluster cluster = running();
    NodeId follower = cluster.follower();
    cluster.does(new Command.CutLink(follower, cluster.leader()));
    cluster.does(new Command.CutLink(cluster.leader(), follower));
    cluster.run(40);
    assertThat(cluster.state().isr()).doesNotContain(follower.number());
    String state = "/brokers/topics/orders/partitions/0/state";
    Stamped shrunk =
        cluster.last(
            each ->
                each.event() instanceof Coordination.ZnodeChanged changed
                    && changed.path().equals(state));
    assertThat(shrunk.node()).isEqualTo(cluster.leader());
    assertThat(cluster.events(Coordination.ZnodeCreated.class))
        .anyMatch(created -> created.path().startsWith("/isr_change_notification/isr_change_"));
    nothingIsBroken(cluster);
  }

  @Test
  void topicsAreDeletedAndReassignedAndConfigsSet() {
    TestCluster cluster = running();
    cluster
        .does(new Command.SetTopicConfig("orders", "min.insync.replicas", "1"))
        .does(new Command.Reassign(ORDERS_0, List.of(3, 1)))
        .run(5);
    assertThat(cluster.state().replicas()).containsExactly(3, 1);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(1, 3);
    cluster.does(new Command.RemoveClient(WRITER)).run(1);
    cluster.does(new Command.DeleteTopic("orders")).run(2);
    assertThat(cluster.model().topics()).doesNotContainKey("orders");
    assertThat(cluster.model().znodes().keySet())
        .noneMatch(path -> path.startsWith("/brokers/topics/orders"));
    nothingIsBroken(cluster);
  }

  /** KRaft would not elect it: there a replica that lost its disk is no eligible leader. */
  @Test
  void theLastInSyncReplicaLeadsAgainWithItsDiskWipedAndItsLossIsExpected() {
    TestCluster cluster = running();
    NodeId leader = cluster.leader();
    cluster.state().isr().stream()
        .filter(id -> id != leader.number())
        .forEach(id -> cluster.does(new Command.Kill(NodeId.broker(id))));
    cluster.run(8);
    assertThat(cluster.state().isr()).containsExactly(leader.number());
    cluster.does(new Command.WipeDisk(leader)).run(8);
    cluster.does(new Command.Restart(leader)).run(8);
    assertThat(cluster.leader()).isEqualTo(leader);
    assertThat(cluster.events(Verdict.class))
        .isNotEmpty()
        .allSatisfy(
            verdict -> {
              assertThat(verdict).isInstanceOf(Verdict.RecordsLost.class);
              Verdict.RecordsLost lost = (Verdict.RecordsLost) verdict;
              assertThat(lost.expected()).isTrue();
              assertThat(lost.reason()).startsWith("without eligible leader replicas");
            });
  }
}
