package vivarium.engine.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.wire.Subscription;

/**
 * Kafka's cooperative sticky assignor (KIP-429): balanced, and no partition moves without need. One
 * that moves is withheld while its owner has not given it up; the owner then rejoins, and the next
 * rebalance hands it out. Left out: Kafka's preference for partitions in a member's own rack.
 */
final class CooperativeStickyAssignor {

  private static final int NO_GENERATION = -1;

  private final SortedMap<String, Subscription> subscriptions;
  private final TreeSet<TopicPartition> all = new TreeSet<>();
  private final TreeMap<TopicPartition, String> target = new TreeMap<>();
  private final TreeMap<String, Integer> loads = new TreeMap<>();

  private CooperativeStickyAssignor(
      SortedMap<String, Subscription> subscriptions, SortedMap<String, Integer> partitionCounts) {
    this.subscriptions = subscriptions;
    subscriptions.keySet().forEach(member -> loads.put(member, 0));
    partitionCounts.forEach(
        (topic, count) -> {
          for (int i = 0; i < count; i++) {
            all.add(new TopicPartition(topic, i));
          }
        });
  }

  /**
   * Hands out partitions that nobody has, and leaves those alone that stay.
   *
   * @param subscriptions what each member wants, and has, by member id
   * @param partitionCounts how many partitions each known topic has
   * @return what each member has now; what it had before and has no more it must give up
   */
  static SortedMap<String, List<TopicPartition>> assign(
      SortedMap<String, Subscription> subscriptions, SortedMap<String, Integer> partitionCounts) {
    return new CooperativeStickyAssignor(subscriptions, partitionCounts).assign();
  }

  private SortedMap<String, List<TopicPartition>> assign() {
    keepWhatIsOwned();
    for (TopicPartition partition : all) {
      if (!target.containsKey(partition)) {
        String member = leastLoaded(partition);
        if (member != null) {
          give(partition, member);
        }
      }
    }
    boolean moved = true;
    while (moved) { // Each move makes the loads more even, so that this ends.
      moved = moveOne();
    }
    return withoutWhatMustBeRevokedFirst();
  }

  /** A claim counts if its generation is the latest and nobody else claims the same. */
  private void keepWhatIsOwned() {
    int latest =
        subscriptions.values().stream()
            .mapToInt(Subscription::generation)
            .max()
            .orElse(NO_GENERATION);
    TreeSet<TopicPartition> disputed = new TreeSet<>();
    subscriptions.forEach(
        (member, subscription) -> {
          if (subscription.generation() == latest) {
            for (TopicPartition partition : subscription.owned()) {
              if (all.contains(partition)
                  && wants(member, partition)
                  && target.put(partition, member) != null) {
                disputed.add(partition);
              }
            }
          }
        });
    disputed.forEach(target::remove);
    target.values().forEach(member -> loads.merge(member, 1, Integer::sum));
  }

  private boolean wants(String member, TopicPartition partition) {
    Subscription subscription = subscriptions.get(member);
    return subscription != null && subscription.topics().contains(partition.topic());
  }

  private int load(String member) {
    return loads.getOrDefault(member, 0);
  }

  private void give(TopicPartition partition, String member) {
    String before = target.put(partition, member);
    if (before != null) {
      loads.merge(before, -1, Integer::sum);
    }
    loads.merge(member, 1, Integer::sum);
  }

  private @Nullable String leastLoaded(TopicPartition partition) {
    return subscriptions.keySet().stream()
        .filter(member -> wants(member, partition))
        .min(Comparator.comparingInt(this::load))
        .orElse(null);
  }

  /** Moves a partition from a member with the most to one with at least two less. */
  private boolean moveOne() {
    List<String> fullestFirst =
        loads.keySet().stream().sorted(Comparator.comparingInt(this::load).reversed()).toList();
    for (String from : fullestFirst) {
      for (TopicPartition partition : target.descendingKeySet()) {
        String to = from.equals(target.get(partition)) ? leastLoaded(partition) : null;
        if (to != null && load(to) + 1 < load(from)) {
          give(partition, to);
          return true;
        }
      }
    }
    return false;
  }

  private SortedMap<String, List<TopicPartition>> withoutWhatMustBeRevokedFirst() {
    TreeMap<TopicPartition, List<String>> claims = new TreeMap<>();
    subscriptions.forEach(
        (member, subscription) ->
            subscription
                .owned()
                .forEach(
                    partition ->
                        claims
                            .computeIfAbsent(partition, unused -> new ArrayList<>())
                            .add(member)));
    TreeMap<String, List<TopicPartition>> assignment = new TreeMap<>();
    subscriptions.keySet().forEach(member -> assignment.put(member, new ArrayList<>()));
    for (Map.Entry<TopicPartition, String> each : target.entrySet()) {
      boolean othersHaveIt =
          claims.getOrDefault(each.getKey(), List.of()).stream()
              .anyMatch(member -> !member.equals(each.getValue()));
      List<TopicPartition> share = assignment.get(each.getValue());
      if (!othersHaveIt && share != null) {
        share.add(each.getKey());
      }
    }
    return assignment;
  }
}
