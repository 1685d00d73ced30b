package vivarium.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata.PartitionChanged;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.NodeView.Process;

class ClusterModelTest {

  private final TestCluster cluster =
      new TestCluster(
              threeBrokers()
                  .producer(ProducerSettings.of("producer", "orders").withRecordsPerSecond(20))
                  .consumer(ConsumerSettings.of("consumer", "group", "orders")))
          .run(4);

  @Test
  void theModelSaysWhatTheLogsSay() {
    var view = cluster.model().partition(TestCluster.ORDERS_0);
    assertThat(view).isNotNull();
    view.replicas()
        .forEach(
            (broker, replica) -> {
              var log = cluster.simulation().cluster().log(broker, TestCluster.ORDERS_0);
              assertThat(log).isNotNull();
              assertThat(replica.logEndOffset()).isEqualTo(log.logEndOffset());
              assertThat(replica.highWatermark()).isEqualTo(log.highWatermark());
            });
  }

  @Test
  void aCopyStaysWhatItWas() {
    ClusterModel copy = cluster.model().copy();
    long seq = copy.seq();
    int leader = cluster.leader().number();
    cluster.does(new Command.Kill(cluster.leader())).run(4);
    assertThat(copy.seq()).isEqualTo(seq);
    assertThat(copy.brokers()).allMatch(node -> node.process() == Process.RUNNING);
    var partition = copy.partition(TestCluster.ORDERS_0);
    assertThat(partition).isNotNull();
    assertThat(partition.state().leader()).isEqualTo(leader);
    assertThat(cluster.model().brokers())
        .anyMatch(node -> node.process() == Process.STOPPED && node.isFenced());
    assertThat(partition.outOfIsrSinceNanos(leader)).isEqualTo(-1);
  }

  @Test
  void howBusyANodeIsFallsByHalfInThreeTenthsOfASecond() {
    ClusterModel model = cluster.model();
    NodeId leader = cluster.leader();
    long now = model.atNanos();
    double traffic = model.traffic(leader, now);

    assertThat(traffic).isGreaterThan(model.traffic(NodeId.controller(101), now)).isPositive();
    assertThat(model.traffic(leader, now + 300_000_000)).isCloseTo(traffic / 2, within(1e-9));
    assertThat(model.traffic(leader, now + 60_000_000_000L)).isZero();
    assertThat(model.traffic(NodeId.broker(99), now)).isZero();
  }

  @Test
  void whatWasWrittenToLatelyIsRememberedForASecondInItsOrder() {
    ClusterModel model = cluster.model();
    List<Long> times = List.copyOf(model.writtenLately().values());

    assertThat(times)
        .isNotEmpty()
        .isSorted()
        .allMatch(at -> at >= model.atNanos() - 2_000_000_000L);
    assertThat(model.writtenLately().keySet()).allMatch(id -> id.topic().equals("orders"));
    ClusterModel copy = model.copy();
    cluster.run(2);
    assertThat(copy.writtenLately().values()).containsExactlyElementsOf(times);
    assertThat(model.writtenLately()).isNotEqualTo(copy.writtenLately());
  }

  @Test
  void ofThoseWhoWentTheLastEightAreRemembered() {
    ClusterModel model = new ClusterModel();
    for (int i = 1; i <= 10; i++) {
      NodeId client = NodeId.external("client-" + i);
      List<Client> story =
          List.of(
              new Client.Connected("127.0.0.1:9", "test"),
              new Client.Acknowledged(TestCluster.ORDERS_0, 0, i, -1, 5),
              new Client.Disconnected("it closed the connection"));
      for (Client event : story) {
        model.apply(new Stamped(model.seq() + 1, i, client, Stamped.NO_CAUSE, event));
      }
    }

    ClusterModel copy = model.copy();

    assertThat(copy.clients()).isEmpty();
    assertThat(copy.goneClients().keySet())
        .extracting(NodeId::name)
        .containsExactly(
            "client-3",
            "client-4",
            "client-5",
            "client-6",
            "client-7",
            "client-8",
            "client-9",
            "client-10");
    ClientView last = Objects.requireNonNull(copy.client(NodeId.external("client-10")));
    assertThat(last.isConnected()).isFalse();
    assertThat(last.disconnectedAtNanos()).isEqualTo(10);
    assertThat(last.disconnectedWhy()).isEqualTo("it closed the connection");
    assertThat(last.recordsAcknowledged()).isEqualTo(10);
  }

  @Test
  void aReplicaIsOutOfTheIsrSinceItLeftItWhateverElseChanges() {
    NodeId killed = cluster.leader();
    cluster.does(new Command.Kill(killed)).run(4);
    var partition = Objects.requireNonNull(cluster.model().partition(TestCluster.ORDERS_0));
    long since = partition.outOfIsrSinceNanos(killed.number());
    assertThat(since).isEqualTo(partition.isrChangedAtNanos()).isPositive();

    cluster.does(new Command.Kill(cluster.leader())).run(4);
    assertThat(partition.changedAtNanos()).isGreaterThan(since);
    assertThat(partition.outOfIsrSinceNanos(killed.number())).isEqualTo(since);
    cluster.does(new Command.Restart(killed)).run(8);
    assertThat(partition.outOfIsrSinceNanos(killed.number())).isEqualTo(-1);
  }

  @Test
  void anIsrIsSmallBecauseOfWhoIsMissingNotOfWhoCameBack() {
    NodeId missing = cluster.leader();
    cluster.does(new Command.Kill(missing)).run(4);
    NodeId back = cluster.leader();
    cluster.does(new Command.Kill(back)).run(4).does(new Command.Restart(back)).run(8);
    var partition = Objects.requireNonNull(cluster.model().partition(TestCluster.ORDERS_0));
    assertThat(partition.state().isr()).contains(back.number()).doesNotContain(missing.number());

    var why = (PartitionChanged) cluster.event(cluster.model().whyHealth(partition)).event();

    assertThat(Objects.requireNonNull(why.before()).isr()).contains(missing.number());
    assertThat(why.after().isr()).doesNotContain(missing.number());
  }

  @Test
  void anEventTwiceIsRefused() {
    assertThatThrownBy(() -> cluster.model().apply(cluster.event(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already in the model");
  }

  @Test
  void theFourUnhealthyStatesAreToldApart() {
    assertThat(health(1, 1, 2, 3)).isEqualTo(Health.HEALTHY);
    assertThat(health(1, 1, 2)).isEqualTo(Health.AT_MIN_ISR);
    assertThat(health(1, 1)).isEqualTo(Health.UNDER_MIN_ISR);
    assertThat(health(-1)).isEqualTo(Health.OFFLINE);
    PartitionState fewer = state(1, 1, 2);
    assertThat(fewer.health(1)).isEqualTo(Health.UNDER_REPLICATED);
  }

  private static Health health(int leader, Integer... isr) {
    return state(leader, isr).health(2);
  }

  private static PartitionState state(int leader, Integer... isr) {
    var replicas = List.of(1, 2, 3);
    return new PartitionState(leader, 0, 0, replicas, List.of(isr), List.of(), List.of());
  }
}
