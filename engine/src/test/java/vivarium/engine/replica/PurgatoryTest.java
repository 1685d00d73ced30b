package vivarium.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.broker.Broker;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

class PurgatoryTest {

  /** A follower's fetch waits for all partitions of a leader, and one of them wakes it. */
  @Test
  void aWaitThatIsOverIsForgottenByIdlePartitionsToo() {
    TestCluster cluster =
        new TestCluster(
            TestCluster.threeBrokers()
                .topic(TopicSpec.of("idle", 12, 3))
                .producer(ProducerSettings.of("writer", "orders").withRecordsPerSecond(200)));
    cluster.run(5);
    int soon = watched(cluster);
    cluster.run(60);
    assertThat(watched(cluster)).isLessThanOrEqualTo(2 * soon);
  }

  private static int watched(TestCluster cluster) {
    int all = 0;
    for (NodeId id : cluster.simulation().cluster().brokerIds()) {
      Broker broker = cluster.simulation().cluster().broker(id.number());
      assertThat(broker).isNotNull();
      all += broker.replicas().purgatory().watched();
    }
    return all;
  }
}
