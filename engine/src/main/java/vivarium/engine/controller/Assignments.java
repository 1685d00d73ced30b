package vivarium.engine.controller;

import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionRecord;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.sim.SeededRandom;

/** Which brokers new partitions get, chosen here or by hand. */
final class Assignments {

  private final ActiveController controller;
  private final SeededRandom random;

  Assignments(ActiveController controller, SeededRandom random) {
    this.controller = controller;
    this.random = random.stream("placement");
  }

  /**
   * Chooses brokers.
   *
   * @return a list of replicas for each partition, the preferred leader first
   * @throws RefusedException if there are too few brokers
   */
  List<List<Integer>> choose(int partitions, int replicationFactor) throws RefusedException {
    MetadataImage image = controller.image();
    int registered = image.brokers().size();
    long active = image.brokers().values().stream().filter(BrokerImage::isActive).count();
    if (replicationFactor < 1 || replicationFactor > registered || active == 0) {
      throw new RefusedException(
          Errors.INVALID_REPLICATION_FACTOR,
          "Unable to replicate the partition %d time(s): %d broker(s) are registered, %d unfenced."
              .formatted(replicationFactor, registered, active));
    }
    return Placement.place(image.brokers().values(), partitions, replicationFactor, random);
  }

  /** Checks that the cluster may have so many partitions more. */
  void checkRoomFor(int partitions) throws RefusedException {
    int already =
        controller.image().topics().values().stream()
            .mapToInt(each -> each.partitions().size())
            .sum();
    if (already + partitions > ConfigCatalog.MAX_PARTITIONS) {
      throw new RefusedException(
          Errors.POLICY_VIOLATION,
          "The cluster has %d partitions, and %d more would make it more than %d."
              .formatted(already, partitions, ConfigCatalog.MAX_PARTITIONS));
    }
  }

  /**
   * Checks brokers that someone chose for a new partition.
   *
   * @return the same
   */
  List<Integer> checkNew(int partition, List<Integer> brokers) throws RefusedException {
    check(partition, brokers);
    if (brokers.stream().noneMatch(controller.image()::isActive)) {
      throw new RefusedException(
          Errors.INVALID_REPLICA_ASSIGNMENT,
          "The assignment of partition %d must name an unfenced broker.".formatted(partition));
    }
    return List.copyOf(brokers);
  }

  /** Checks brokers that someone chose for a partition. */
  void check(int partition, List<Integer> brokers) throws RefusedException {
    if (brokers.isEmpty()
        || brokers.stream().distinct().count() != brokers.size()
        || brokers.stream().anyMatch(id -> controller.image().broker(id) == null)) {
      throw new RefusedException(
          Errors.INVALID_REPLICA_ASSIGNMENT,
          "The assignment of partition %d must name distinct registered brokers: %s does not."
              .formatted(partition, brokers));
    }
  }

  /** The record of a new partition; fenced replicas begin outside the ISR. */
  PartitionRecord newPartition(Uuid topic, int index, List<Integer> replicas) {
    List<Integer> isr = replicas.stream().filter(controller.image()::isActive).toList();
    return new PartitionRecord()
        .setTopicId(topic)
        .setPartitionId(index)
        .setReplicas(replicas)
        .setIsr(isr)
        .setLeader(isr.getFirst())
        .setLeaderEpoch(0)
        .setPartitionEpoch(0);
  }
}
