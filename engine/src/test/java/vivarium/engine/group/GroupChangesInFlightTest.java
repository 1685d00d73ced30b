package vivarium.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;
import static vivarium.engine.group.Billing.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.group.GroupCoordinator.Committed;
import vivarium.engine.group.GroupCoordinator.Offset;

/**
 * A group changes while something else about it is written and not replicated yet: whatever the
 * coordinator says then, the next one reads the same from the log.
 */
class GroupChangesInFlightTest {

  private static final String BILLING = "billing";

  /** A classic group that has committed, and in which nobody is. */
  private static TestCluster left(ClusterConfig.Builder config) {
    TestCluster cluster =
        new TestCluster(
                config
                    .simulationConfig("link.latency.ms", "20")
                    .producer(ProducerSettings.of("web", "orders").withRecordsPerSecond(30))
                    .consumer(ConsumerSettings.of("one", BILLING, "orders").withProcessingMs(1)))
            .run(5);
    return cluster.does(new Command.RemoveClient(NodeId.consumer("one"))).run(2);
  }

  private static NodeId coordinatorOf(TestCluster cluster) {
    return Objects.requireNonNull(group(cluster).coordinator());
  }

  private static GroupCoordinator groups(TestCluster cluster, NodeId coordinator) {
    return Objects.requireNonNull(cluster.simulation().cluster().broker(coordinator.number()))
        .groups();
  }

  private static SortedMap<TopicPartition, Committed> offsets(
      TestCluster cluster, NodeId coordinator) {
    return Objects.requireNonNull(groups(cluster, coordinator).offsets(BILLING));
  }

  /** A member that speaks the other protocol comes. */
  private static void changeProtocol(TestCluster cluster, NodeId coordinator) {
    assertThat(groups(cluster, coordinator).findOrCreateConsumerGroup(BILLING)).isNotNull();
  }

  private static void assertTheNextCoordinatorSaysTheSame(TestCluster cluster, NodeId coordinator) {
    var said = offsets(cluster, coordinator);
    TopicPartition home = groups(cluster, coordinator).home(BILLING);
    cluster.does(new Command.Kill(coordinator)).run(10);
    var partition = Objects.requireNonNull(cluster.model().partition(home));
    assertThat(offsets(cluster, NodeId.broker(partition.state().leader()))).isEqualTo(said);
  }

  @Test
  void aCommitCountsThoughTheGroupSpeaksAnotherProtocolBeforeItIsReplicated() {
    TestCluster cluster = left(TestCluster.threeBrokers());
    NodeId coordinator = coordinatorOf(cluster);
    List<Errors> answers = new ArrayList<>();
    groups(cluster, coordinator)
        .commit(BILLING, -1, "", List.of(new Offset(ORDERS_0, 7, -1, "by hand")), answers::add);
    changeProtocol(cluster, coordinator);
    cluster.run(1);
    assertThat(answers).containsExactly(Errors.NONE);
    assertThat(offsets(cluster, coordinator))
        .containsEntry(ORDERS_0, new Committed(7, -1, "by hand"));
    assertTheNextCoordinatorSaysTheSame(cluster, coordinator);
  }

  @Test
  void aCommitCountsThoughTheGroupIsDeletedBeforeItIsReplicated() {
    TestCluster cluster = left(TestCluster.threeBrokers());
    NodeId coordinator = coordinatorOf(cluster);
    List<Errors> answers = new ArrayList<>();
    groups(cluster, coordinator).delete(BILLING, answers::add);
    groups(cluster, coordinator)
        .commit(BILLING, -1, "", List.of(new Offset(ORDERS_0, 7, -1, "by hand")), answers::add);
    cluster.run(1);
    assertThat(answers).containsExactly(Errors.NONE, Errors.NONE);
    assertThat(offsets(cluster, coordinator)).containsOnlyKeys(ORDERS_0);
    assertTheNextCoordinatorSaysTheSame(cluster, coordinator);
  }

  @Test
  void whatIsDeletedIsForgottenThoughTheGroupSpeaksAnotherProtocolBeforeThatIsReplicated() {
    TestCluster cluster = left(TestCluster.threeBrokers());
    NodeId coordinator = coordinatorOf(cluster);
    List<Errors> answers = new ArrayList<>();
    groups(cluster, coordinator).delete(BILLING, answers::add);
    changeProtocol(cluster, coordinator);
    cluster.run(1);
    assertThat(answers).containsExactly(Errors.NONE);
    assertThat(offsets(cluster, coordinator)).isEmpty();
    assertTheNextCoordinatorSaysTheSame(cluster, coordinator);
  }

  @Test
  void whatIsOutOfDateIsForgottenThoughAMemberComesBeforeThatIsReplicated() {
    TestCluster cluster =
        left(
            TestCluster.threeBrokers()
                .brokerConfig("offsets.retention.minutes", "1")
                .brokerConfig("offsets.retention.check.interval.ms", "1000"));
    NodeId coordinator = coordinatorOf(cluster);
    TopicPartition home = groups(cluster, coordinator).home(BILLING);
    long before = endOffset(cluster, coordinator, home);
    for (int ms = 0; ms < 70_000 && endOffset(cluster, coordinator, home) == before; ms++) {
      cluster.run(0.001);
    }
    assertThat(endOffset(cluster, coordinator, home)).isGreaterThan(before);
    assertThat(offsets(cluster, coordinator)).as("it is not replicated yet").isNotEmpty();
    changeProtocol(cluster, coordinator);
    cluster.run(1);
    assertThat(offsets(cluster, coordinator)).isEmpty();
    assertTheNextCoordinatorSaysTheSame(cluster, coordinator);
  }

  private static long endOffset(TestCluster cluster, NodeId broker, TopicPartition id) {
    return Objects.requireNonNull(cluster.simulation().cluster().log(broker.number(), id))
        .logEndOffset();
  }
}
