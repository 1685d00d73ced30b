package vivarium.engine.group;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.group.Billing.group;
import static vivarium.engine.group.Billing.longestGapMs;
import static vivarium.engine.group.Billing.ownedBy;
import static vivarium.engine.group.Billing.shares;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.config.Profile;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;

/** While a member joins, {@code cooperative-sticky} reads on and {@code range} stops (KIP-429). */
class CooperativeRebalanceTest {

  private static final int PARTITIONS = 6;

  private static ConsumerSettings consumer(String name, AssignmentStrategy strategy) {
    return ConsumerSettings.of(name, "billing", "orders")
        .withProcessingMs(1)
        .withAssignmentStrategy(strategy);
  }

  /** Two members and so much written that each partition has something to read all the time. */
  private static TestCluster twoMembers(AssignmentStrategy strategy) {
    ClusterConfig.Builder config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .simulationConfig("link.latency.ms", "20")
            .topic(TopicSpec.of("orders", PARTITIONS, 3))
            .consumer(consumer("one", strategy))
            .consumer(consumer("two", strategy));
    for (int i = 0; i < 6; i++) {
      config.producer(ProducerSettings.of("producer" + i, "orders").withRecordsPerSecond(60));
    }
    return new TestCluster(config).run(8);
  }

  @Test
  void whatStaysIsReadWithoutAGapWhileAThirdMemberJoins() {
    TestCluster cluster = twoMembers(AssignmentStrategy.COOPERATIVE_STICKY);
    assertThat(shares(cluster)).containsExactly(3, 3);
    List<TopicPartition> one = ownedBy(cluster, "one");
    List<TopicPartition> two = ownedBy(cluster, "two");
    int generation = group(cluster).generation();
    long joins = cluster.simulation().nowNanos();

    cluster
        .does(new Command.AddConsumer(consumer("three", AssignmentStrategy.COOPERATIVE_STICKY)))
        .run(8);
    assertThat(shares(cluster)).containsExactly(2, 2, 2);
    assertThat(group(cluster).generation()).as("two rebalances").isEqualTo(generation + 2);
    List<TopicPartition> stayed = new ArrayList<>(ownedBy(cluster, "one"));
    stayed.addAll(ownedBy(cluster, "two"));
    assertThat(one).containsAll(ownedBy(cluster, "one"));
    assertThat(two).containsAll(ownedBy(cluster, "two"));
    assertThat(stayed)
        .allSatisfy(
            partition ->
                assertThat(longestGapMs(cluster, partition, joins))
                    .as("gap of %s", partition)
                    .isLessThan(300));
    assertThat(ownedBy(cluster, "three"))
        .anySatisfy(
            partition ->
                assertThat(longestGapMs(cluster, partition, joins))
                    .as("gap of %s, which moves", partition)
                    .isGreaterThan(300));
    assertNothingBroken(cluster);
  }

  @Test
  void withRangeAllOfAMemberStopsUntilEverybodyHasJoined() {
    TestCluster cluster = twoMembers(AssignmentStrategy.RANGE);
    long joins = cluster.simulation().nowNanos();
    cluster.does(new Command.AddConsumer(consumer("three", AssignmentStrategy.RANGE))).run(8);
    assertThat(shares(cluster)).containsExactly(2, 2, 2);
    for (String member : List.of("one", "two")) {
      assertThat(ownedBy(cluster, member)).isNotEmpty();
    }
    long stopped =
        IntStream.range(0, PARTITIONS)
            .filter(i -> longestGapMs(cluster, new TopicPartition("orders", i), joins) >= 300)
            .count();
    assertThat(stopped).as("partitions that were not read for a while").isGreaterThanOrEqualTo(3);
    assertNothingBroken(cluster);
  }

  @Test
  void allIsReadAndCommittedInTheEndThoughMembersComeAndDie() {
    TestCluster cluster = twoMembers(AssignmentStrategy.COOPERATIVE_STICKY);
    cluster
        .does(new Command.AddConsumer(consumer("three", AssignmentStrategy.COOPERATIVE_STICKY)))
        .run(5)
        .does(new Command.RemoveClient(NodeId.consumer("one")))
        .run(5)
        .does(new Command.AddConsumer(consumer("four", AssignmentStrategy.COOPERATIVE_STICKY)))
        .run(1)
        .does(new Command.RemoveClient(NodeId.consumer("two")))
        .run(5);
    for (int i = 0; i < 6; i++) {
      cluster.does(new Command.RemoveClient(NodeId.producer("producer" + i)));
    }
    cluster.run(10);
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertThat(group(cluster).committed()).hasSize(PARTITIONS);
    for (int i = 0; i < PARTITIONS; i++) {
      TopicPartition partition = new TopicPartition("orders", i);
      assertThat(cluster.model().lag(group(cluster), partition))
          .as("lag of %s", partition)
          .isZero();
    }
    assertNothingBroken(cluster);
  }

  @Test
  void aMemberWithAnotherStrategyIsRefused() {
    TestCluster cluster = twoMembers(AssignmentStrategy.RANGE);
    cluster
        .does(new Command.AddConsumer(consumer("three", AssignmentStrategy.COOPERATIVE_STICKY)))
        .run(3);
    assertThat(group(cluster).members()).hasSize(2);
    assertThat(cluster.events(Client.Refused.class))
        .anySatisfy(
            refused -> {
              assertThat(refused.api()).isEqualTo("JoinGroup");
              assertThat(refused.error()).isEqualTo("INCONSISTENT_GROUP_PROTOCOL");
            });
  }

  @Test
  void aGroupWhoseMembersAllChangeTheStrategyGoesOn() {
    TestCluster cluster = twoMembers(AssignmentStrategy.RANGE);
    cluster
        .does(new Command.ChangeConsumer(consumer("one", AssignmentStrategy.COOPERATIVE_STICKY)))
        .run(3);
    assertThat(group(cluster).members()).as("one of them is refused").hasSize(1);
    cluster
        .does(new Command.ChangeConsumer(consumer("two", AssignmentStrategy.COOPERATIVE_STICKY)))
        .run(8);
    assertThat(group(cluster).state()).isEqualTo(GroupState.STABLE);
    assertThat(shares(cluster)).containsExactly(3, 3);
    assertNothingBroken(cluster);
  }

  private static void assertNothingBroken(TestCluster cluster) {
    assertThat(cluster.events(ClusterEvent.Verdict.InvariantBroken.class)).isEmpty();
  }
}
