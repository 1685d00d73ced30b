package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

/** {@code eligible.leader.replicas.version} (KIP-966) on and off. */
class WithoutElrTest {

  private static final String ELR = "eligible.leader.replicas.version";

  /** All three are gone, one after the other; then the one comes back that was not the last. */
  private static TestCluster lastLeaderDown(int level) {
    TestCluster cluster =
        new TestCluster(
                threeBrokers()
                    .feature(ELR, level)
                    .producer(ProducerSettings.of("producer", "orders")))
            .run(2);
    int leader = cluster.state().leader();
    for (int i = 1; i <= 2; i++) {
      NodeId next = NodeId.broker((leader + i - 1) % 3 + 1);
      cluster.does(new Command.ShutDown(next)).run(8);
    }
    return cluster.does(new Command.Kill(NodeId.broker(leader))).run(15);
  }

  @Test
  void withItTheFirstEligibleReplicaThatIsBackLeads() {
    TestCluster cluster = lastLeaderDown(1);
    assertThat(cluster.state().isr()).isEmpty();
    assertThat(cluster.state().elr()).isNotEmpty();
    int crashed = cluster.state().lastKnownElr().getFirst();
    int eligible =
        cluster.state().elr().stream().filter(id -> id != crashed).findFirst().orElseThrow();
    cluster.does(new Command.Restart(NodeId.broker(eligible))).run(10);
    assertThat(cluster.state().leader()).isEqualTo(eligible);
  }

  @Test
  void withoutItTheLastOfTheIsrStaysInItAndIsWaitedFor() {
    TestCluster cluster = lastLeaderDown(0);
    assertThat(cluster.state().leader()).isEqualTo(-1);
    assertThat(cluster.state().isr()).hasSize(1);
    int last = cluster.state().isr().getFirst();
    for (int id = 1; id <= 3; id++) {
      if (id != last) {
        cluster.does(new Command.Restart(NodeId.broker(id)));
      }
    }
    cluster.run(10);
    assertThat(cluster.state().leader()).isEqualTo(-1);

    cluster.does(new Command.Restart(NodeId.broker(last))).run(15);
    assertThat(cluster.state().leader()).isEqualTo(last);
    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(cluster.events(ClusterEvent.Metadata.PartitionChanged.class))
        .allSatisfy(
            changed -> {
              assertThat(changed.after().elr()).isEmpty();
              assertThat(changed.after().lastKnownElr()).isEmpty();
            });
    assertThat(cluster.events(ClusterEvent.Verdict.InvariantBroken.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2})
  void aLevelThereIsNotIsRefused(int level) {
    assertThatThrownBy(() -> ClusterConfig.builder().feature(ELR, level).build())
        .hasMessage(ELR + "=" + level + " is not valid: it must be a level from 0 to 1");
  }

  @Test
  void aFeatureThereIsNotIsRefusedAndSoIsOneWithZooKeeper() {
    assertThatThrownBy(() -> ClusterConfig.builder().feature("elr.version", 0).build())
        .hasMessage("there is no feature 'elr.version'; there are: " + ELR);
    assertThatThrownBy(
            () ->
                ClusterConfig.builder()
                    .coordination(CoordinationMode.ZOOKEEPER)
                    .feature(ELR, 0)
                    .build())
        .hasMessageContaining("features are for coordination=kraft");
  }
}
