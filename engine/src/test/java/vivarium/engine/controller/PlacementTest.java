package vivarium.engine.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.sim.SeededRandom;

class PlacementTest {

  private static BrokerImage broker(int id, @Nullable String rack, boolean fenced) {
    return new BrokerImage(id, id, Uuid.ZERO_UUID, "h", 1, List.of(), rack, fenced, false);
  }

  private static List<List<Integer>> place(
      List<BrokerImage> brokers, int partitions, int replicationFactor, long seed) {
    return Placement.place(brokers, partitions, replicationFactor, SeededRandom.ofSeed(seed));
  }

  private static Map<Integer, Long> leaders(List<List<Integer>> placed) {
    return placed.stream()
        .collect(Collectors.groupingBy(List::getFirst, TreeMap::new, Collectors.counting()));
  }

  @RepeatedTest(20)
  void withoutRacksLeadersMoveOnByOneAndFollowersComeNextInTheRing(RepetitionInfo run) {
    List<BrokerImage> brokers =
        List.of(broker(1, null, false), broker(2, null, false), broker(3, null, false));
    List<List<Integer>> placed = place(brokers, 3, 2, run.getCurrentRepetition());
    for (List<Integer> replicas : placed) {
      assertThat(replicas.get(1)).isEqualTo(replicas.get(0) % 3 + 1);
    }
    for (int i = 1; i < placed.size(); i++) {
      assertThat(placed.get(i).getFirst()).isEqualTo(placed.get(i - 1).getFirst() % 3 + 1);
    }
  }

  @RepeatedTest(20)
  void everyPartitionSpreadsOverAllRacksAndLeadersOverAllBrokers(RepetitionInfo run) {
    List<BrokerImage> brokers = new ArrayList<>();
    for (int id = 1; id <= 6; id++) {
      brokers.add(broker(id, List.of("a", "b", "c").get((id - 1) % 3), false));
    }
    List<List<Integer>> placed = place(brokers, 60, 3, run.getCurrentRepetition());
    assertThat(placed)
        .allSatisfy(
            replicas ->
                assertThat(replicas)
                    .extracting(id -> brokers.get(id - 1).rack())
                    .containsExactlyInAnyOrder("a", "b", "c"));
    assertThat(leaders(placed)).hasSize(6);
    assertThat(leaders(placed).values()).allMatch(count -> count >= 5 && count <= 15);
  }

  @Test
  void moreReplicasThanRacksTakeASecondBrokerOfARackAndNeverABrokerTwice() {
    List<BrokerImage> brokers =
        List.of(
            broker(1, "a", false),
            broker(2, "b", false),
            broker(3, "a", false),
            broker(4, "b", false));
    assertThat(place(brokers, 20, 3, 1))
        .allSatisfy(
            replicas -> {
              assertThat(replicas).hasSize(3).doesNotHaveDuplicates();
              assertThat(replicas).extracting(id -> brokers.get(id - 1).rack()).contains("a", "b");
            });
  }

  @RepeatedTest(20)
  void aFencedBrokerDoesNotLeadAndIsTakenLastInItsRack(RepetitionInfo run) {
    List<BrokerImage> brokers =
        List.of(
            broker(1, "a", false),
            broker(2, "b", true),
            broker(3, "b", false),
            broker(4, "c", true));
    List<List<Integer>> placed = place(brokers, 12, 3, run.getCurrentRepetition());
    assertThat(leaders(placed)).containsOnlyKeys(1, 3);
    assertThat(placed)
        .allSatisfy(replicas -> assertThat(replicas).containsExactlyInAnyOrder(1, 3, 4));
  }

  @Test
  void oneActiveBrokerLeadsEverything() {
    List<BrokerImage> brokers = List.of(broker(1, "a", false), broker(2, "b", true));
    assertThat(place(brokers, 5, 2, 1)).hasSize(5).allMatch(List.of(1, 2)::equals);
  }
}
