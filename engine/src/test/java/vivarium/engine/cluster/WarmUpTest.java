package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.Command;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

/** What is done to a cluster before it has what it begins with. */
class WarmUpTest {

  private static final NodeId WRITER = NodeId.producer("writer");

  private static TestCluster cluster() {
    return new TestCluster(
        TestCluster.threeBrokers()
            .producer(ProducerSettings.of("writer", "orders").withRecordsPerSecond(50))
            .consumer(ConsumerSettings.of("reader", "readers", "orders")));
  }

  private static boolean countsTime(TestCluster cluster) {
    return cluster.events(Metadata.ConfigChanged.class).stream()
        .anyMatch(changed -> changed.scope() == Metadata.ConfigScope.SIMULATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"broker", "controller"})
  void whatCannotBeMadeYetIsMadeWhenWhoWasKilledIsBack(String kind) {
    TestCluster cluster = cluster();
    NodeId victim =
        kind.equals("broker")
            ? NodeId.broker(2)
            : cluster.simulation().cluster().coordinatorIds().getFirst();
    cluster.does(new Command.Kill(victim)).run(15);
    assertThat(cluster.model().partition(TestCluster.ORDERS_0)).isNull();
    assertThat(countsTime(cluster)).isTrue();

    cluster.does(new Command.Restart(victim)).run(10);

    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(cluster.client(WRITER).acknowledgedPerSecond(cluster.simulation().nowNanos()))
        .isPositive();
    assertThat(cluster.model().groups()).containsKey("readers");
  }

  @Test
  void untouchedItHasEverythingInAMoment() {
    TestCluster cluster = cluster().run(1);

    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(countsTime(cluster)).isTrue();
  }

  @Test
  void noRecordIsSentBeforeTheSettingsAreInForce() {
    TestCluster cluster =
        new TestCluster(
            TestCluster.threeBrokers()
                .profile(Profile.CLASSROOM)
                .simulationConfig(ConfigCatalog.LINK_LATENCY_MS, "200")
                .producer(ProducerSettings.of("writer", "orders").withRecordsPerSecond(50))
                .consumer(ConsumerSettings.of("reader", "readers", "orders")));
    cluster.run(8);

    List<Flow.Sent> produced =
        cluster.events(Flow.Sent.class).stream()
            .filter(sent -> sent.api().equals("Produce"))
            .toList();
    assertThat(produced).hasSizeGreaterThan(3);
    assertThat(produced)
        .allSatisfy(
            sent ->
                assertThat(sent.arrivalNanos() - sent.departureNanos())
                    .isGreaterThanOrEqualTo(200_000_000L));
  }
}
