package vivarium.engine.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;

/**
 * Where the partitions of a broker go that is to be removed. In each partition another takes its
 * place: one in a rack where the partition is not yet, if there is one, and of these the one with
 * the fewest replicas. The others stay, as with {@code kafka-reassign-partitions} by hand.
 */
final class Evacuation {

  private final MetadataImage image;
  private final int leaving;
  private final TreeMap<Integer, Integer> replicasOn = new TreeMap<>();

  /**
   * @param alsoLeaving brokers that must get nothing, since they are to go, too
   */
  Evacuation(MetadataImage image, int leaving, SortedSet<Integer> alsoLeaving) {
    this.image = image;
    this.leaving = leaving;
    for (BrokerImage broker : image.brokers().values()) {
      if (broker.isActive() && broker.id() != leaving && !alsoLeaving.contains(broker.id())) {
        replicasOn.put(broker.id(), 0);
      }
    }
    for (TopicImage topic : image.topics().values()) {
      for (PartitionState state : topic.partitions().values()) {
        state
            .replicas()
            .forEach(id -> replicasOn.computeIfPresent(id, (unused, count) -> count + 1));
      }
    }
  }

  /** The partitions on a broker, or on their way to or from it. */
  static List<TopicPartition> on(int broker, MetadataImage image) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicImage topic : image.topics().values()) {
      topic
          .partitions()
          .forEach(
              (index, state) -> {
                if (state.replicas().contains(broker)) {
                  partitions.add(new TopicPartition(topic.name(), index));
                }
              });
    }
    return partitions;
  }

  /** The new replicas of partitions, all of which the broker holds. */
  SortedMap<TopicPartition, List<Integer>> plan(List<TopicPartition> partitions) throws NotNow {
    TreeMap<TopicPartition, List<Integer>> targets = new TreeMap<>();
    for (TopicPartition id : partitions) {
      targets.put(id, target(id, image.existingPartition(id)));
    }
    return targets;
  }

  private List<Integer> target(TopicPartition id, PartitionState state) throws NotNow {
    if (state.isReassigning()) {
      throw new NotNow(
          "%s is being reassigned; wait until that is done, or give it up with 'reassign %s cancel'"
              .formatted(id, id));
    }
    if (!state.hasLeader()) {
      throw new NotNow(
          "%s has no leader to copy it from; restart one of brokers %s first"
              .formatted(id, named(state.replicas())));
    }
    List<Integer> target = new ArrayList<>(state.replicas());
    TreeSet<String> racks = new TreeSet<>();
    target.stream().filter(each -> each != leaving).map(this::rackOf).forEach(racks::add);
    int successor =
        replicasOn.keySet().stream()
            .filter(each -> !target.contains(each))
            .min(
                Comparator.<Integer, Boolean>comparing(each -> racks.contains(rackOf(each)))
                    .thenComparing(replicasOn::get)
                    .thenComparing(Comparator.naturalOrder()))
            .orElseThrow(() -> tooFew(id, state));
    target.replaceAll(each -> each == leaving ? successor : each);
    replicasOn.merge(successor, 1, Integer::sum);
    return target;
  }

  private NotNow tooFew(TopicPartition id, PartitionState state) {
    return new NotNow(
        "topic %s needs %d brokers, its replication factor, and without broker %d there are %d that run; add a broker, or reassign its partitions to fewer first"
            .formatted(id.topic(), state.replicationFactor(), leaving, replicasOn.size()));
  }

  private static String named(List<Integer> brokers) {
    return brokers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private String rackOf(int broker) {
    @Nullable BrokerImage known = image.broker(broker);
    return known == null || known.rack() == null ? "" : known.rack();
  }
}
