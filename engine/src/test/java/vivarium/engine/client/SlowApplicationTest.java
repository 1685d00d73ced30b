package vivarium.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.config.Profile;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** Rebalances while an application works for seconds on what one poll gave it. */
class SlowApplicationTest {

  private static final int PROCESSING_MS = 300;
  private static final int MAX_POLL_RECORDS = 50;

  private static ConsumerSettings consumer(String name) {
    return new ConsumerSettings(
        name,
        "billing",
        "orders",
        PROCESSING_MS,
        MAX_POLL_RECORDS,
        true,
        1_000,
        true,
        6_000,
        500,
        60_000,
        AssignmentStrategy.RANGE,
        GroupProtocol.CLASSIC,
        "");
  }

  /** One member, which is never done; each of its polls takes it 15 s, longer than its session. */
  private static TestCluster busy() {
    ClusterConfig.Builder config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .simulationConfig("link.latency.ms", "2")
            .topic(TopicSpec.of("orders", 1, 3))
            .producer(ProducerSettings.of("web", "orders").withRecordsPerSecond(100))
            .consumer(consumer("one"));
    return new TestCluster(config).run(26);
  }

  @Test
  void theGroupWaitsUntilTheApplicationPollsAgain() {
    TestCluster cluster = busy();
    long joins = cluster.simulation().nowNanos();
    cluster.does(new Command.AddConsumer(consumer("two"))).run(30);
    long began = firstAfter(cluster, joins, GroupState.PREPARING_REBALANCE);
    long allJoined = firstAfter(cluster, began, GroupState.COMPLETING_REBALANCE);
    List<Client.Read> readMeanwhile =
        cluster.stamped(Client.Read.class).stream()
            .filter(each -> each.atNanos() > began && each.atNanos() < allJoined)
            .map(each -> (Client.Read) each.event())
            .toList();
    assertThat(readMeanwhile).as("what it had in its hands").hasSizeBetween(25, MAX_POLL_RECORDS);
    assertThat(cluster.stamped(Client.Committed.class))
        .filteredOn(each -> each.atNanos() > began && each.atNanos() < allJoined)
        .extracting(each -> ((Client.Committed) each.event()).offset())
        .as("all of it is committed before the partitions are given up")
        .contains(readMeanwhile.getLast().nextOffset());
    assertThat(cluster.events(Client.GroupChanged.class))
        .extracting(Client.GroupChanged::reason)
        .as("it has not lost its session by working")
        .noneMatch(reason -> reason.contains("session.timeout.ms"));
  }

  private static long firstAfter(TestCluster cluster, long nanos, GroupState state) {
    return cluster.stamped(Client.GroupChanged.class).stream()
        .filter(each -> each.atNanos() >= nanos)
        .filter(each -> ((Client.GroupChanged) each.event()).state() == state)
        .mapToLong(Stamped::atNanos)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatAnApplicationHasInItsHandsIsReadOnceThoughItsPartitionIsGivenAgain() {
    TestCluster cluster = busy().does(new Command.AddConsumer(consumer("two"))).run(60);
    TreeMap<TopicPartition, Long> next = new TreeMap<>();
    for (Client.Read read : cluster.events(Client.Read.class)) {
      long from = read.nextOffset() - read.recordCount();
      assertThat(next.getOrDefault(read.partition(), from)).as("before %s", read).isEqualTo(from);
      next.put(read.partition(), read.nextOffset());
    }
    assertThat(next).hasSize(1);
    TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    for (Client.Committed each : cluster.events(Client.Committed.class)) {
      assertThat(each.offset())
          .as("%s", each)
          .isGreaterThanOrEqualTo(committed.getOrDefault(each.partition(), 0L));
      committed.put(each.partition(), each.offset());
    }
  }
}
