package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

/** Brokers in racks: replicas spread over them, and consumers read from their own (KIP-392). */
class RackTest {

  private static final List<String> RACKS = List.of("north", "south", "west");
  private static final NodeId READER = NodeId.consumer("reader");

  private static ClusterConfig.Builder config() {
    return TestCluster.threeBrokers()
        .racks(RACKS)
        .producer(ProducerSettings.of("writer", "orders").withRecordsPerSecond(50));
  }

  private static String rackOf(NodeId broker) {
    return RACKS.get(broker.number() - 1);
  }

  /** With a consumer in the rack of a follower of orders-0, and the selector given. */
  private static TestCluster reading(String selector) {
    NodeId follower = new TestCluster(config()).run(1).follower();
    return new TestCluster(
            config()
                .brokerConfig(ConfigCatalog.REPLICA_SELECTOR, selector)
                .consumer(
                    ConsumerSettings.of("reader", "readers", "orders")
                        .withProcessingMs(0)
                        .withRack(rackOf(follower))))
        .run(3);
  }

  /** Whom the consumer has asked for records in the last seconds. */
  private static List<NodeId> asked(TestCluster cluster, double lastSeconds) {
    long since = cluster.simulation().nowNanos() - (long) (lastSeconds * 1e9);
    return cluster.stamped(Flow.Sent.class).stream()
        .filter(stamped -> stamped.atNanos() >= since)
        .map(stamped -> (Flow.Sent) stamped.event())
        .filter(sent -> sent.from().equals(READER) && sent.api().equals("Fetch"))
        .map(Flow.Sent::to)
        .distinct()
        .toList();
  }

  @Test
  void theReplicasOfEveryPartitionSpreadOverTheRacks() {
    TestCluster cluster =
        new TestCluster(
                ClusterConfig.builder()
                    .profile(Profile.INSTANT)
                    .brokers(6)
                    .racks(RACKS)
                    .topic(TopicSpec.of("spread", 12, 3)))
            .run(1);
    assertThat(cluster.model().partitions().values())
        .filteredOn(partition -> partition.id().topic().equals("spread"))
        .hasSize(12)
        .allSatisfy(
            partition ->
                assertThat(partition.state().replicas())
                    .extracting(id -> cluster.node(NodeId.broker(id)).rack())
                    .containsExactlyInAnyOrderElementsOf(RACKS));
  }

  @Test
  void aConsumerReadsFromTheInSyncReplicaInItsRack() {
    TestCluster cluster = reading(ConfigCatalog.RACK_AWARE_SELECTOR);
    NodeId near = cluster.follower();
    assertThat(cluster.events(Replica.ReaderSent.class))
        .first()
        .isEqualTo(new Replica.ReaderSent(ORDERS_0, "reader", near.number(), rackOf(near)));
    assertThat(asked(cluster, 2)).containsExactly(near);
    long read = cluster.client(READER).recordsRead();
    assertThat(read).isPositive();
    cluster.run(2);
    assertThat(cluster.client(READER).recordsRead()).isGreaterThan(read + 50);
  }

  @Test
  void withoutTheRackAwareSelectorEveryoneReadsFromTheLeader() {
    TestCluster cluster = reading("org.apache.kafka.common.replica.LeaderSelector");
    assertThat(asked(cluster, 3)).containsExactly(cluster.leader());
    assertThat(cluster.events(Replica.ReaderSent.class)).isEmpty();
  }

  @Test
  void aReplicaThatIsNoLongerInSyncIsLeftForTheLeaderAndComeBackTo() {
    TestCluster cluster = reading(ConfigCatalog.RACK_AWARE_SELECTOR);
    NodeId near = cluster.follower();
    cluster.does(new Command.Kill(near)).run(15);
    assertThat(asked(cluster, 3)).containsExactly(cluster.leader());
    long read = cluster.client(READER).recordsRead();
    cluster.does(new Command.Restart(near)).run(15);
    assertThat(asked(cluster, 3)).containsExactly(near);
    assertThat(cluster.client(READER).recordsRead()).isGreaterThan(read + 500);
    assertThat(cluster.events(ClusterEvent.Verdict.class)).isEmpty();
  }

  @Test
  void aRackThatIsNoNameIsRefused() {
    assertThatThrownBy(() -> config().racks(List.of("a", "b c")).build())
        .hasMessage("rack 'b c' must be letters, digits, '.', '_' or '-', at most 20");
  }
}
