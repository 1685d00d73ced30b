package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** Elections that no failure forces. */
class LeaderElectionTest {

  private static final Command ELECT =
      new Command.ElectLeaders(ElectionType.PREFERRED, List.of(ORDERS_0));

  /** The preferred leader died and is in sync again, while another leads. */
  private static TestCluster imbalanced(ClusterConfig.Builder config) {
    TestCluster cluster = new TestCluster(config).run(2);
    NodeId preferred = cluster.leader();
    cluster.does(new Command.Kill(preferred)).run(3);
    cluster.does(new Command.Restart(preferred)).run(3);
    assertThat(cluster.state().isr()).hasSize(3);
    return cluster;
  }

  @Test
  void onRequestThePreferredReplicaLeadsAgainAndTheEventSaysWhy() {
    TestCluster cluster = imbalanced(threeBrokers());
    assertThat(cluster.state().leader()).isNotEqualTo(cluster.state().preferredLeader());
    int epoch = cluster.state().leaderEpoch();
    cluster.does(ELECT).run(1);
    assertThat(cluster.state().leader()).isEqualTo(cluster.state().preferredLeader());
    assertThat(cluster.state().leaderEpoch()).isEqualTo(epoch + 1);
    assertThat(cluster.state().isr()).hasSize(3);
    Stamped changed = cluster.last(each -> each.event() instanceof Metadata.PartitionChanged);
    assertThat(cluster.event(changed.causeSeq()).event())
        .isEqualTo(new Metadata.ElectionHeld(ElectionType.PREFERRED, 1, "it was asked for"));
    assertThat(((CommandResult.Refused) cluster.submit(ELECT)).reason())
        .startsWith("orders-0: ELECTION_NOT_NEEDED: ");
  }

  @Test
  void ofItselfAtItsIntervalUnlessThatIsTurnedOff() {
    ClusterConfig.Builder often =
        threeBrokers().brokerConfig("leader.imbalance.check.interval.seconds", "10");
    TestCluster balances = imbalanced(often).run(10);
    assertThat(balances.state().leader()).isEqualTo(balances.state().preferredLeader());
    assertThat(balances.events(Metadata.ElectionHeld.class))
        .extracting(Metadata.ElectionHeld::reason)
        .containsExactly("auto.leader.rebalance.enable=true, looked at every 10 s");

    TestCluster stays =
        imbalanced(often.brokerConfig("auto.leader.rebalance.enable", "false")).run(30);
    assertThat(stays.state().leader()).isNotEqualTo(stays.state().preferredLeader());
    assertThat(stays.events(Metadata.ElectionHeld.class)).isEmpty();
  }

  @Test
  void anUncleanElectionOnRequestTakesWhoeverLives() {
    TestCluster cluster = new TestCluster(threeBrokers()).run(2);
    NodeId leader = cluster.leader();
    NodeId follower = cluster.follower();
    for (int id : cluster.state().replicas()) {
      if (id != leader.number()) {
        cluster.does(new Command.WipeDisk(NodeId.broker(id)));
      }
    }
    cluster.run(3).does(new Command.Kill(leader)).run(3);
    cluster.does(new Command.Restart(follower)).run(3);
    assertThat(cluster.state().hasLeader()).as("no replica in sync is left").isFalse();
    assertThat(((CommandResult.Refused) cluster.submit(ELECT)).reason())
        .startsWith("orders-0: PREFERRED_LEADER_NOT_AVAILABLE: ");
    cluster.does(new Command.ElectLeaders(ElectionType.UNCLEAN, List.of(ORDERS_0))).run(1);
    assertThat(cluster.leader()).isEqualTo(follower);
  }
}
