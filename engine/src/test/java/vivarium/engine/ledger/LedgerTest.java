package vivarium.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

class LedgerTest {

  private static final double RATE = 300;

  /** The leader is cut off from its followers, goes on for a moment, and dies for good. */
  private static TestCluster leaderDiesAlone(int acks) {
    TestCluster cluster =
        new TestCluster(
                threeBrokers()
                    .producer(
                        ProducerSettings.of("producer", "orders")
                            .withAcks(acks)
                            .withRecordsPerSecond(RATE)))
            .run(2);
    NodeId leader = cluster.leader();
    for (int broker : cluster.state().replicas()) {
      if (broker != leader.number()) {
        cluster.does(new Command.CutLink(leader, NodeId.broker(broker)));
      }
    }
    return cluster.run(0.5).does(new Command.Kill(leader)).run(4);
  }

  @Test
  void acksOneLosesWhatAcksAllKeeps() {
    TestCluster one = leaderDiesAlone(1);
    assertThat(one.model().ledger().lostExpected()).isPositive();
    assertThat(one.events(Verdict.RecordsLost.class))
        .allMatch(lost -> lost.expected() && lost.reason().startsWith("acks=1"));

    TestCluster all = leaderDiesAlone(ProducerSettings.ACKS_ALL);
    assertThat(all.model().ledger().acknowledged()).isPositive();
    assertThat(all.model().ledger().lost()).isZero();
  }

  @Test
  void anUncleanElectionLosesWhatWasCommittedAndTheSettingIsNamed() {
    TestCluster cluster =
        new TestCluster(
                threeBrokers()
                    .producer(ProducerSettings.of("producer", "orders").withRecordsPerSecond(RATE)))
            .run(2);
    NodeId leader = cluster.leader();
    NodeId behind = cluster.follower();
    cluster.does(new Command.SetTopicConfig("orders", "min.insync.replicas", "1"));
    cluster.does(new Command.Kill(behind)).run(4);
    for (int broker : cluster.state().replicas()) {
      NodeId id = NodeId.broker(broker);
      if (!id.equals(leader) && !id.equals(behind)) {
        cluster.does(new Command.Kill(id));
      }
    }
    cluster.run(4).does(new Command.Kill(leader)).run(3);
    assertThat(cluster.state().hasLeader()).isFalse();
    cluster.does(new Command.Restart(behind)).run(3);
    assertThat(cluster.state().hasLeader()).as("without unclean election").isFalse();

    cluster
        .does(new Command.SetTopicConfig("orders", "unclean.leader.election.enable", "true"))
        .run(3);
    assertThat(cluster.leader()).isEqualTo(behind);
    assertThat(cluster.model().ledger().lostExpected()).isPositive();
    assertThat(cluster.model().ledger().lostByBug()).isZero();
    assertThat(cluster.model().ledger().invariantsBroken()).isZero();
    assertThat(cluster.events(Verdict.RecordsLost.class).getFirst().reason())
        .startsWith("unclean.leader.election.enable=true");
  }
}
