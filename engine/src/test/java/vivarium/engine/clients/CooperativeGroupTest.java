package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClusterModel;

/** Built-in consumers and a KafkaConsumer share a group by cooperative rebalances (KIP-429). */
class CooperativeGroupTest {

  private static final int PARTITIONS = 6;

  private static ConsumerSettings builtIn(String name) {
    return ConsumerSettings.of(name, "billing", "orders")
        .withProcessingMs(0)
        .withAssignmentStrategy(AssignmentStrategy.COOPERATIVE_STICKY);
  }

  private static List<Integer> shares(ClusterModel model) {
    var group = model.groups().get("billing");
    return group == null || group.state() != GroupState.STABLE
        ? List.of()
        : group.members().stream().map(member -> member.assignment().size()).sorted().toList();
  }

  /** What a real consumer was told to give up, and what it has. */
  private static final class Told implements ConsumerRebalanceListener {
    final List<TopicPartition> revoked = new ArrayList<>();
    final TreeSet<Integer> owned = new TreeSet<>();

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      revoked.addAll(partitions);
      partitions.forEach(partition -> owned.remove(partition.partition()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      partitions.forEach(partition -> owned.add(partition.partition()));
    }
  }

  @Test
  void theyShareEvenlyWhoeverLeadsAndOnlyWhatMovesIsGivenUp() {
    ClusterConfig.Builder config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", PARTITIONS, 3))
            .producer(ProducerSettings.of("web", "orders").withRecordsPerSecond(200))
            .consumer(builtIn("one"));
    Told told = new Told();
    try (ClusterUnderTest cluster = new ClusterUnderTest(config);
        KafkaConsumer<String, String> real =
            cluster.consumer(
                Map.of(
                    "group.id",
                    "billing",
                    "client.id",
                    "real",
                    "partition.assignment.strategy",
                    CooperativeStickyAssignor.class.getName()))) {
      cluster.awaitThat(now -> shares(now).equals(List.of(PARTITIONS)));
      real.subscribe(List.of("orders"), told);
      pollUntilShares(cluster, real, List.of(3, 3));
      assertThat(told.revoked).isEmpty();
      TreeSet<Integer> before = new TreeSet<>(told.owned);
      assertThat(before).hasSize(3);

      cluster.command(new Command.AddConsumer(builtIn("two")));
      pollUntilShares(cluster, real, List.of(2, 2, 2));
      assertThat(told.revoked).as("only what moves is given up").hasSize(1);
      assertThat(before).containsAll(told.owned);

      cluster.command(new Command.RemoveClient(NodeId.consumer("one")));
      pollUntilShares(cluster, real, List.of(3, 3)); // The real one may lead now.
      cluster.command(new Command.AddConsumer(builtIn("three")));
      pollUntilShares(cluster, real, List.of(2, 2, 2));
      assertThat(cluster.eventsAfter(0))
          .noneMatch(event -> event instanceof ClusterEvent.Verdict.InvariantBroken);
    }
  }

  private static void pollUntilShares(
      ClusterUnderTest cluster, KafkaConsumer<String, String> real, List<Integer> shares) {
    cluster.awaitThat(
        now -> {
          real.poll(Duration.ofMillis(20));
          return shares(now).equals(shares)
              && Objects.requireNonNull(now.groups().get("billing")).members().stream()
                  .filter(member -> member.clientId().equals("real"))
                  .allMatch(member -> member.assignment().size() == real.assignment().size());
        });
  }
}
