package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.TopicView;

/** Partitions that move to other brokers, and topics that get more of them. */
class ReassignmentTest {

  /** Four brokers, orders-0 on three of them. */
  private static TestCluster cluster() {
    return new TestCluster(TestCluster.threeBrokers().brokers(4)).run(2);
  }

  private static int outside(PartitionState state) {
    return List.of(1, 2, 3, 4).stream()
        .filter(id -> !state.replicas().contains(id))
        .findFirst()
        .orElseThrow();
  }

  private static String refusal(TestCluster cluster, Command command) {
    return ((CommandResult.Refused) cluster.submit(command)).reason();
  }

  private static TopicView orders(TestCluster cluster) {
    TopicView topic = cluster.model().topics().get("orders");
    assertThat(topic).isNotNull();
    return topic;
  }

  @Test
  void theNewReplicaCopiesEverythingThenTheOldOneGoesAndAnotherLeads() {
    TestCluster cluster = cluster();
    PartitionState before = cluster.state();
    int comes = outside(before);
    int goes = before.leader();
    List<Integer> target = List.of(comes, before.replicas().get(1), before.replicas().get(2));
    cluster.does(new Command.Reassign(ORDERS_0, target)).run(5);

    PartitionState after = cluster.state();
    assertThat(after.replicas()).isEqualTo(target);
    assertThat(after.isReassigning()).isFalse();
    assertThat(after.isr()).containsExactlyInAnyOrderElementsOf(target);
    assertThat(after.leader()).as("a new leader, since the old one went").isEqualTo(comes);
    assertThat(cluster.events(Metadata.PartitionChanged.class))
        .filteredOn(event -> event.partition().equals(ORDERS_0) && event.before() != null)
        .filteredOn(event -> event.reassignmentBegan() || event.reassignmentEnded())
        .extracting(event -> event.after().adding() + "/" + event.after().removing())
        .containsExactly("[" + comes + "]/[" + goes + "]", "[]/[]");
    assertThat(cluster.events(Metadata.PartitionChanged.class))
        .noneMatch(Metadata.PartitionChanged::electedUncleanly);
    assertThat(cluster.stamped(Replica.Removed.class))
        .extracting(Stamped::node)
        .as("its log is deleted")
        .containsExactly(NodeId.broker(goes));
    assertThat(cluster.events(ClusterEvent.Verdict.class)).isEmpty();
  }

  @Test
  void theSameLeaderGoesOnInANewEpochWhenAFollowerIsExchanged() {
    TestCluster cluster = cluster();
    PartitionState before = cluster.state();
    int comes = outside(before);
    List<Integer> target = List.of(before.leader(), before.replicas().get(1), comes);
    cluster.does(new Command.Reassign(ORDERS_0, target)).run(5);

    assertThat(cluster.state().leader()).isEqualTo(before.leader());
    assertThat(cluster.state().leaderEpoch())
        .as("fences the follower that went")
        .isEqualTo(before.leaderEpoch() + 1);
    cluster.run(30);
    assertThat(cluster.events(Replica.FellBehind.class)).isEmpty();
    assertThat(cluster.state().isr()).containsExactlyInAnyOrderElementsOf(target);
    Stamped caughtUp = cluster.last(each -> each.event() instanceof Replica.CaughtUp);
    assertThat(
            ((Metadata.PartitionChanged) cluster.event(caughtUp.causeSeq()).event())
                .reassignmentBegan())
        .isTrue();
  }

  @Test
  void whileItLastsThePartitionIsWholeAndItCanBeGivenUp() {
    TestCluster cluster = cluster();
    PartitionState before = cluster.state();
    int comes = outside(before);
    cluster.does(new Command.Kill(NodeId.broker(comes))).run(3);
    List<Integer> target = List.of(before.leader(), before.replicas().get(1), comes);
    cluster.does(new Command.Reassign(ORDERS_0, target)).run(3);
    assertThat(cluster.state().adding()).containsExactly(comes);
    assertThat(cluster.state().health(2)).isEqualTo(Health.HEALTHY);

    cluster.does(new Command.Reassign(ORDERS_0, List.of())).run(1);
    assertThat(cluster.state().replicas()).containsExactlyInAnyOrderElementsOf(before.replicas());
    assertThat(cluster.state().isReassigning()).isFalse();
    assertThat(cluster.events(Metadata.PartitionChanged.class).getLast().reassignmentCancelled())
        .isTrue();
    assertThat(refusal(cluster, new Command.Reassign(ORDERS_0, List.of())))
        .startsWith("NO_REASSIGNMENT_IN_PROGRESS");
  }

  @Test
  void theReplicationFactorGrowsAndShrinks() {
    TestCluster cluster = cluster();
    PartitionState before = cluster.state();
    cluster.does(new Command.Reassign(ORDERS_0, List.of(before.leader()))).run(3);
    assertThat(cluster.state().replicas()).containsExactly(before.leader());
    assertThat(cluster.state().isr()).containsExactly(before.leader());
    cluster.does(new Command.Reassign(ORDERS_0, List.of(1, 2, 3, 4))).run(5);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(orders(cluster).replicationFactor()).isEqualTo(4);
  }

  @Test
  void anotherOrderOfTheSameBrokersIsDoneAtOnce() {
    TestCluster cluster = cluster();
    PartitionState before = cluster.state();
    cluster.does(new Command.Reassign(ORDERS_0, before.replicas().reversed())).run(1);
    assertThat(cluster.state().replicas()).isEqualTo(before.replicas().reversed());
    assertThat(cluster.state().leader()).as("until an election").isEqualTo(before.leader());
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader", "follower"})
  void aThrottleLeavesTheRestOfTheNetworkToClients(String side) {
    ClusterConfig.Builder config =
        TestCluster.threeBrokers()
            .brokers(4)
            .brokerConfig(side + ".replication.throttled.rate", "40000")
            .producer(
                ProducerSettings.of("web", "orders")
                    .withRecordsPerSecond(200)
                    .withValueBytes(1_000));
    TestCluster cluster = new TestCluster(config).run(20);
    int comes = outside(cluster.state());
    cluster.does(
        new Command.SetTopicConfig("orders", side + ".replication.throttled.replicas", "*"));
    long copied = cluster.model().ledger().acknowledged();
    cluster.does(new Command.Reassign(ORDERS_0, List.of(1, 2, 3, 4))).run(3);
    assertThat(cluster.state().adding()).containsExactly(comes);
    assertThat(cluster.model().ledger().acknowledged())
        .as("those in sync are not held up")
        .isGreaterThan(copied + 400);

    cluster.does(
        new Command.SetTopicConfig("orders", side + ".replication.throttled.replicas", null));
    cluster.run(3);
    assertThat(cluster.state().isReassigning()).isFalse();
    assertThat(cluster.state().isr()).hasSize(4);
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    TestCluster cluster = cluster();
    assertThat(refusal(cluster, new Command.Reassign(ORDERS_0, List.of(1, 9))))
        .startsWith("INVALID_REPLICA_ASSIGNMENT")
        .contains("[1, 9]");
    assertThat(refusal(cluster, new Command.Reassign(ORDERS_0, List.of(1, 1))))
        .startsWith("INVALID_REPLICA_ASSIGNMENT");
    assertThat(refusal(cluster, new Command.AddPartitions("orders", 1)))
        .startsWith("INVALID_PARTITIONS");
    assertThat(refusal(cluster, new Command.AddPartitions("nosuch", 4)))
        .startsWith("UNKNOWN_TOPIC_OR_PARTITION")
        .contains("nosuch");
  }

  @Test
  void newPartitionsAreWrittenAndReadWithoutAnyoneBeingToldByHand() {
    ClusterConfig.Builder config =
        TestCluster.threeBrokers()
            .producer(ProducerSettings.of("web", "orders"))
            .consumer(ConsumerSettings.of("reader", "readers", "orders"));
    TestCluster cluster = new TestCluster(config).run(3);
    int before = orders(cluster).partitions();
    cluster.does(new Command.AddPartitions("orders", before + 3)).run(30);
    assertThat(orders(cluster).partitions()).isEqualTo(before + 3);
    assertThat(cluster.events(Metadata.PartitionsAdded.class))
        .containsExactly(new Metadata.PartitionsAdded("orders", before, before + 3));
    GroupView group = cluster.model().groups().get("readers");
    assertThat(group).isNotNull();
    assertThat(group.members().getFirst().assignment())
        .as("the group shares them out, and the producer's keys fall on them")
        .hasSize(before + 3);
    Stamped rebalance =
        cluster.last(
            each ->
                each.event() instanceof ClusterEvent.Client.GroupChanged group1
                    && group1.state() == GroupState.PREPARING_REBALANCE);
    assertThat(cluster.event(rebalance.causeSeq()).event())
        .isInstanceOf(Metadata.PartitionsAdded.class);
  }
}
