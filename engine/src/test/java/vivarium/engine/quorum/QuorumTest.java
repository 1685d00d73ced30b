package vivarium.engine.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.NodeView;

/**
 * Three controllers: who leads, what a majority is for, and what a controller finds on its disk.
 */
class QuorumTest {

  private static ClusterConfig.Builder threeControllers() {
    return TestCluster.threeBrokers().controllers(3);
  }

  private static NodeId active(TestCluster cluster) {
    NodeId controller = cluster.model().controller();
    assertThat(controller).as("the active controller").isNotNull();
    return controller;
  }

  private static List<NodeId> standbys(TestCluster cluster) {
    NodeId active = active(cluster);
    return cluster.model().coordinators().stream()
        .map(NodeView::id)
        .filter(id -> !id.equals(active))
        .toList();
  }

  private static void cutBothWays(TestCluster cluster, NodeId a, NodeId b) {
    cluster.does(new Command.CutLink(a, b)).does(new Command.CutLink(b, a));
  }

  private static CommandResult createTopic(TestCluster cluster, String name) {
    return cluster.submit(new Command.CreateTopic(TopicSpec.of(name, 1, 3)));
  }

  @Test
  void oneLeadsTheOthersFollow() {
    TestCluster cluster = new TestCluster(threeControllers()).run(5);
    assertThat(cluster.model().coordinators())
        .extracting(NodeView::quorumRole)
        .containsExactlyInAnyOrder(QuorumRole.LEADER, QuorumRole.FOLLOWER, QuorumRole.FOLLOWER);
    assertThat(cluster.events(Coordination.ControllerElected.class)).hasSize(1);
    assertThat(cluster.model().coordinators())
        .extracting(NodeView::metadataEndOffset)
        .containsOnly(cluster.model().metadataEndOffset());
  }

  @Test
  void anotherTakesOverWhenTheActiveControllerDies() {
    TestCluster cluster = new TestCluster(threeControllers()).run(5);
    NodeId first = active(cluster);
    int term = cluster.model().controllerTerm();

    cluster.does(new Command.Kill(first)).run(5);

    assertThat(active(cluster)).isNotEqualTo(first);
    assertThat(cluster.model().controllerTerm()).isGreaterThan(term);
    assertThat(createTopic(cluster, "later").isAccepted()).isTrue();
    Stamped elected = cluster.last(e -> e.event() instanceof Coordination.ControllerElected);
    assertThat(chainOf(cluster, elected)).as("why it was elected").contains("Stopped");

    cluster.does(new Command.Restart(first)).run(5);
    assertThat(cluster.node(first).quorumRole()).isEqualTo(QuorumRole.FOLLOWER);
    assertThat(cluster.node(first).metadataEndOffset())
        .isEqualTo(cluster.model().metadataEndOffset());
  }

  private static String chainOf(TestCluster cluster, Stamped event) {
    StringBuilder chain = new StringBuilder();
    for (Stamped at = event; at.causeSeq() != Stamped.NO_CAUSE; ) {
      at = cluster.event(at.causeSeq());
      chain.append(at.event().getClass().getSimpleName()).append(' ');
    }
    return chain.toString();
  }

  @Test
  void withoutAMajorityNothingIsDecidedAndRecordsStillFlow() {
    TestCluster cluster =
        new TestCluster(
                threeControllers()
                    .producer(ProducerSettings.of("p", "orders").withRecordsPerSecond(50)))
            .run(5);
    standbys(cluster).forEach(standby -> cluster.does(new Command.Kill(standby)));
    NodeId alone = active(cluster);
    cluster.run(5);
    assertThat(cluster.model().controller()).as("an active controller").isNull();
    assertThat(cluster.node(alone).quorumRole()).isNotEqualTo(QuorumRole.LEADER);
    assertThat(createTopic(cluster, "never").isAccepted()).isFalse();

    int acknowledged = cluster.events(Client.Acknowledged.class).size();
    cluster.run(2);
    assertThat(cluster.events(Client.Acknowledged.class).size()).isGreaterThan(acknowledged);

    int decided = cluster.events(Metadata.PartitionChanged.class).size();
    cluster.does(new Command.Kill(cluster.follower())).run(10);
    assertThat(cluster.events(Metadata.PartitionChanged.class)).hasSize(decided);
    assertThat(cluster.state().isr()).as("ISR that nobody can change").hasSize(3);
  }

  @Test
  void anActiveControllerCutOffFromTheOthersResignsAndWhatItWroteAloneIsCutOff() {
    TestCluster cluster = new TestCluster(threeControllers()).run(5);
    NodeId old = active(cluster);
    standbys(cluster).forEach(standby -> cutBothWays(cluster, old, standby));
    // Still in office, it writes what it cannot commit.
    cluster.does(new Command.Kill(NodeId.broker(cluster.state().leader())));
    cluster.run(8);

    assertThat(active(cluster)).isNotEqualTo(old);
    assertThat(cluster.events(Coordination.QuorumRoleChanged.class))
        .anySatisfy(
            change -> {
              assertThat(change.role()).isEqualTo(QuorumRole.RESIGNED);
              assertThat(change.reason()).contains("no majority of voters fetched");
            });

    cluster.does(new Command.HealAll()).run(6);
    assertThat(cluster.node(old).quorumRole()).isEqualTo(QuorumRole.FOLLOWER);
    assertThat(cluster.node(old).metadataEndOffset())
        .isEqualTo(cluster.model().metadataEndOffset());
    assertThat(cluster.state().hasLeader()).isTrue();
  }

  @Test
  void aFollowerCutOffDoesNotDisturbTheTermWhenItComesBack() {
    TestCluster cluster = new TestCluster(threeControllers()).run(5);
    int term = cluster.model().controllerTerm();
    NodeId lonely = standbys(cluster).getFirst();
    cluster.model().coordinators().stream()
        .map(NodeView::id)
        .filter(id -> !id.equals(lonely))
        .forEach(other -> cutBothWays(cluster, lonely, other));
    cluster.run(20).does(new Command.HealAll()).run(10);
    assertThat(cluster.model().controllerTerm()).as("term (pre-vote, KIP-996)").isEqualTo(term);
    assertThat(cluster.node(lonely).quorumRole()).isEqualTo(QuorumRole.FOLLOWER);
  }

  @Test
  void aControllerThatShutsDownHandsOverAtOnce() {
    TestCluster cluster = new TestCluster(threeControllers()).run(5);
    NodeId first = active(cluster);
    cluster.does(new Command.ShutDown(first)).run(0.5);
    assertThat(active(cluster)).isNotEqualTo(first);
  }

  @Test
  void aControllerLeftFarBehindTakesASnapshot() {
    TestCluster cluster =
        new TestCluster(
                threeControllers()
                    .brokerConfig("metadata.log.max.record.bytes.between.snapshots", "2000"))
            .run(5);
    NodeId behind = standbys(cluster).getFirst();
    cluster.does(new Command.Kill(behind)).does(new Command.Kill(NodeId.broker(3)));
    for (int topic = 0; topic < 20; topic++) {
      createTopic(cluster, "topic-" + topic);
      cluster.run(0.2);
    }
    assertThat(cluster.events(Coordination.SnapshotTaken.class)).isNotEmpty();
    cluster.does(new Command.Restart(behind)).does(new Command.Restart(NodeId.broker(3))).run(6);
    assertThat(cluster.events(Coordination.SnapshotLoaded.class)).isNotEmpty();
    assertThat(cluster.node(behind).metadataEndOffset())
        .isEqualTo(cluster.model().metadataEndOffset());
    assertThat(cluster.state().isr()).as("ISR once broker 3 knows all").containsOnly(1, 2, 3);
    assertThat(cluster.state().hasLeader()).isTrue();
  }

  @Test
  void allControllersKilledFindTheirMetadataAgain() {
    TestCluster cluster = new TestCluster(threeControllers()).run(5);
    long before = cluster.model().metadataEndOffset();
    List<NodeId> all = cluster.model().coordinators().stream().map(NodeView::id).toList();
    all.forEach(each -> cluster.does(new Command.Kill(each)));
    cluster.run(1);
    all.forEach(each -> cluster.does(new Command.Restart(each)));
    cluster.run(5);
    assertThat(cluster.model().metadataEndOffset()).isGreaterThanOrEqualTo(before);
    assertThat(createTopic(cluster, "orders").isAccepted()).as("a second topic orders").isFalse();
    assertThat(createTopic(cluster, "other").isAccepted()).isTrue();
  }
}
