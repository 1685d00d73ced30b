package vivarium.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.log.PartitionLog;

class ReplicationTest {

  private static final ProducerSettings PRODUCER =
      ProducerSettings.of("producer", "orders").withRecordsPerSecond(50);

  @Test
  void aFollowerCutOffFromTheLeaderLeavesTheIsrAndComesBackWhenHealed() {
    TestCluster cluster = new TestCluster(threeBrokers().producer(PRODUCER)).run(2);
    NodeId follower = cluster.follower();
    cluster.does(new Command.CutLink(follower, cluster.leader())).run(5);

    assertThat(cluster.state().isr()).hasSize(2).doesNotContain(follower.number());
    Stamped shrunk =
        cluster.last(
            s ->
                s.event() instanceof Metadata.PartitionChanged change
                    && change.partition().equals(ORDERS_0));
    Stamped behind = cluster.event(shrunk.causeSeq());
    assertThat(behind.event()).isInstanceOf(Replica.FellBehind.class);
    assertThat(cluster.event(behind.causeSeq()).event()).isInstanceOf(Fault.LinkCut.class);

    cluster.does(new Command.HealAll()).run(5);
    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(cluster.events(Replica.CaughtUp.class))
        .contains(new Replica.CaughtUp(ORDERS_0, follower.number()));
  }

  @Test
  void belowMinIsrWritesWithAcksAllAreRefusedAndNothingIsCommitted() {
    TestCluster cluster = new TestCluster(threeBrokers().producer(PRODUCER)).run(2);
    NodeId leader = cluster.leader();
    for (int broker : cluster.state().replicas()) {
      if (broker != leader.number()) {
        cluster.does(new Command.Kill(NodeId.broker(broker)));
      }
    }
    cluster.run(10); // What waits at the leader has timed out, and was sent again.
    assertThat(cluster.state().isr()).containsExactly(leader.number());
    assertThat(cluster.events(Client.Refused.class))
        .extracting(Client.Refused::error)
        .contains("NOT_ENOUGH_REPLICAS");
    PartitionLog log = log(cluster, leader);
    long committed = log.highWatermark();
    cluster.run(3);
    assertThat(log.highWatermark()).isEqualTo(committed);
  }

  @Test
  void aNewLeaderIsElectedAndTheOldOneTruncatesWhatNobodyElseHad() {
    TestCluster cluster =
        new TestCluster(threeBrokers().producer(PRODUCER.withAcks(1).withRecordsPerSecond(400)))
            .run(2);
    NodeId old = cluster.leader();
    for (int broker : cluster.state().replicas()) {
      if (broker != old.number()) {
        cluster.does(new Command.CutLink(old, NodeId.broker(broker)));
      }
    }
    cluster.run(0.3).does(new Command.Kill(old)).does(new Command.HealAll()).run(4);
    assertThat(cluster.leader()).isNotEqualTo(old);
    cluster.does(new Command.Restart(old)).run(4);

    assertThat(cluster.events(Replica.Truncated.class)).isNotEmpty();
    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(cluster.model().ledger().lostExpected()).isPositive();
    assertThat(cluster.model().ledger().lostByBug()).isZero();
    assertThat(log(cluster, old).batches().getFirst().toString())
        .isEqualTo(log(cluster, cluster.leader()).batches().getFirst().toString());
  }

  @Test
  void theHighWatermarkFollowsTheSlowestMemberOfTheIsr() {
    TestCluster cluster = new TestCluster(threeBrokers().producer(PRODUCER)).run(2);
    cluster.does(new Command.Freeze(cluster.follower()));
    PartitionLog log = log(cluster, cluster.leader());
    cluster.run(0.1);
    long stuck = log.highWatermark();
    cluster.run(0.5);
    assertThat(log.highWatermark()).isEqualTo(stuck);
    assertThat(log.logEndOffset()).isGreaterThan(stuck);
    cluster.run(5);
    assertThat(cluster.state().isr()).hasSize(2);
    assertThat(log.highWatermark()).isGreaterThan(stuck);
  }

  @Test
  void aCleanShutdownHandsOverBeforeTheProcessEnds() {
    TestCluster cluster = new TestCluster(threeBrokers().producer(PRODUCER)).run(2);
    NodeId old = cluster.leader();
    cluster.does(new Command.ShutDown(old)).run(3);
    Stamped moved =
        cluster.last(
            s ->
                s.event() instanceof Metadata.PartitionChanged change
                    && change.partition().equals(ORDERS_0)
                    && change.leaderChanged());
    Stamped stopped = cluster.last(s -> s.event() instanceof Node.Stopped);
    assertThat(stopped.event()).isEqualTo(new Node.Stopped(Node.How.CLEAN));
    assertThat(moved.seq()).isLessThan(stopped.seq());
    assertThat(cluster.model().ledger().lost()).isZero();
  }

  @Test
  void retentionMovesTheLogStartOnEveryReplica() {
    TestCluster cluster =
        new TestCluster(threeBrokers().producer(PRODUCER))
            .run(2)
            .does(new Command.SetTopicConfig("orders", "retention.bytes", "2000"))
            .run(4);
    for (int broker : cluster.state().replicas()) {
      PartitionLog log = log(cluster, NodeId.broker(broker));
      assertThat(log.logStartOffset()).isPositive();
      assertThat(log.sizeBytes()).isLessThan(15_000);
    }
  }

  private static PartitionLog log(TestCluster cluster, NodeId broker) {
    PartitionLog log = cluster.simulation().cluster().log(broker.number(), ORDERS_0);
    if (log == null) {
      throw new AssertionError(broker + " has no log of " + ORDERS_0);
    }
    return log;
  }

  /** Early in a run, when less time than replica.lag.time.max.ms has passed since it began. */
  @Test
  void whoeverNeverFetchedDoesNotHoldUpWhatIsCommitted() {
    TestCluster cluster =
        new TestCluster(
                threeBrokers()
                    .brokers(4)
                    .brokerConfig("replica.lag.time.max.ms", "60000")
                    .producer(PRODUCER))
            .run(1);
    List<Integer> replicas = new ArrayList<>(cluster.state().replicas());
    NodeId newcomer =
        IntStream.rangeClosed(1, 4)
            .filter(id -> !replicas.contains(id))
            .mapToObj(NodeId::broker)
            .findFirst()
            .orElseThrow();
    cluster.does(new Command.CutLink(newcomer, cluster.leader()));
    replicas.add(newcomer.number());
    cluster.does(new Command.Reassign(ORDERS_0, replicas)).run(1);
    long acknowledged = cluster.client(NodeId.producer("producer")).recordsAcknowledged();
    cluster.run(2);
    assertThat(cluster.client(NodeId.producer("producer")).recordsAcknowledged())
        .isGreaterThan(acknowledged + 50);
  }
}
