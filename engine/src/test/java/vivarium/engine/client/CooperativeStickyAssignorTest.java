package vivarium.engine.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.wire.Subscription;

class CooperativeStickyAssignorTest {

  private static final List<String> TOPICS = List.of("orders");

  private static Subscription has(int generation, TopicPartition... owned) {
    return new Subscription(new TreeSet<>(TOPICS), List.of(owned), generation);
  }

  private static TopicPartition p(int partition) {
    return new TopicPartition("orders", partition);
  }

  private static SortedMap<String, List<TopicPartition>> assign(
      Map<String, Subscription> members, int partitions) {
    return CooperativeStickyAssignor.assign(
        new TreeMap<>(members), new TreeMap<>(Map.of("orders", partitions)));
  }

  @Test
  void aNewGroupSharesInTurn() {
    assertThat(assign(Map.of("a", has(-1), "b", has(-1)), 5))
        .isEqualTo(Map.of("a", List.of(p(0), p(2), p(4)), "b", List.of(p(1), p(3))));
  }

  @Test
  void whatMovesIsWithheldUntilItsOwnerHasGivenItUp() {
    var first = assign(Map.of("a", has(1, p(0), p(1), p(2)), "b", has(-1)), 3);
    assertThat(first).isEqualTo(Map.of("a", List.of(p(0), p(1)), "b", List.of()));
    var second = assign(Map.of("a", has(2, p(0), p(1)), "b", has(2)), 3);
    assertThat(second).isEqualTo(Map.of("a", List.of(p(0), p(1)), "b", List.of(p(2))));
  }

  @Test
  void aClaimOfAnOlderGenerationDoesNotCount() {
    var assignment = assign(Map.of("a", has(3, p(0)), "b", has(2, p(0), p(1))), 2);
    assertThat(assignment.get("a")).as("b must give 0 up first").isEmpty();
    assertThat(assignment.get("b")).containsExactly(p(1));
  }

  @Test
  void whatTwoClaimInTheSameGenerationIsNobodys() {
    var assignment = assign(Map.of("a", has(3, p(0)), "b", has(3, p(0))), 1);
    assertThat(assignment).isEqualTo(Map.of("a", List.of(), "b", List.of()));
  }

  @Test
  void aMemberIsGivenOnlyWhatItSubscribesTo() {
    var other = new Subscription(new TreeSet<>(List.of("payments")), List.of(), -1);
    assertThat(assign(Map.of("a", other, "b", has(-1)), 3))
        .isEqualTo(Map.of("a", List.of(), "b", List.of(p(0), p(1), p(2))));
  }

  /** Members come and go at random; after two rebalances all is shared fairly. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whoeverComesAndGoesSharesStayEvenAndNothingMovesWithoutNeed(long seed) {
    Random random = new Random(seed);
    TreeMap<String, List<TopicPartition>> owned = new TreeMap<>();
    owned.put("m0", List.of());
    int partitions = 1 + random.nextInt(12);
    for (int step = 1; step <= 100; step++) {
      if (owned.size() > 1 && random.nextBoolean()) {
        owned.remove(List.copyOf(owned.keySet()).get(random.nextInt(owned.size())));
      } else if (owned.size() < 8) {
        owned.put("m" + step, List.of());
      }
      partitions += random.nextInt(10) == 0 ? 1 : 0;

      var first = assign(members(owned, step), partitions);
      assertNoPartitionTwice(first);
      // A member that keeps reading what it has not been told to give up owns it still.
      TreeMap<String, List<TopicPartition>> kept = new TreeMap<>(first);
      var second = assign(members(kept, step), partitions);
      assertNoPartitionTwice(second);

      List<Integer> sizes = second.values().stream().map(List::size).sorted().toList();
      assertThat(sizes.getLast() - sizes.getFirst()).as("step %d", step).isLessThanOrEqualTo(1);
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(partitions);
      assertThat(stayed(owned, second))
          .as("step %d: as much stays as with Kafka's assignor", step)
          .isGreaterThanOrEqualTo(stayed(owned, kafkas(owned, step, partitions)));
      assertThat(assign(members(second, step), partitions)).as("nothing more").isEqualTo(second);
      owned = new TreeMap<>(second);
    }
  }

  private static Map<String, Subscription> members(
      Map<String, List<TopicPartition>> owned, int generation) {
    TreeMap<String, Subscription> members = new TreeMap<>();
    owned.forEach(
        (member, has) ->
            members.put(member, new Subscription(new TreeSet<>(TOPICS), has, generation)));
    return members;
  }

  private static void assertNoPartitionTwice(Map<String, List<TopicPartition>> assignment) {
    assertThat(assignment.values().stream().flatMap(List::stream)).doesNotHaveDuplicates();
  }

  private static int stayed(
      Map<String, List<TopicPartition>> before, Map<String, List<TopicPartition>> after) {
    return before.entrySet().stream()
        .mapToInt(
            each ->
                (int)
                    each.getValue().stream()
                        .filter(after.getOrDefault(each.getKey(), List.of())::contains)
                        .count())
        .sum();
  }

  private static Map<String, List<TopicPartition>> kafkas(
      Map<String, List<TopicPartition>> owned, int generation, int partitions) {
    Map<String, ConsumerPartitionAssignor.Subscription> subscriptions = new HashMap<>();
    owned.forEach(
        (member, has) ->
            subscriptions.put(
                member,
                new ConsumerPartitionAssignor.Subscription(
                    TOPICS,
                    ByteBuffer.allocate(Integer.BYTES).putInt(0, generation),
                    has.stream()
                        .map(
                            each ->
                                new org.apache.kafka.common.TopicPartition(
                                    each.topic(), each.partition()))
                        .toList(),
                    generation,
                    Optional.empty())));
    Map<String, List<TopicPartition>> result = new HashMap<>();
    new org.apache.kafka.clients.consumer.CooperativeStickyAssignor()
        .assign(new HashMap<>(Map.of("orders", partitions)), subscriptions)
        .forEach(
            (member, given) -> {
              List<TopicPartition> ours = new ArrayList<>();
              given.forEach(each -> ours.add(p(each.partition())));
              result.put(member, ours);
            });
    return result;
  }
}
