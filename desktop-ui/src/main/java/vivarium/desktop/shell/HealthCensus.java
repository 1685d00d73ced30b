package vivarium.desktop.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;

/**
 * The partitions by how they are, and their replicas: counted again only when one of them may have
 * changed.
 */
final class HealthCensus {

  private final Map<Health, List<PartitionView>> partitions = new EnumMap<>(Health.class);
  private int assigned;
  private int takenUp;
  private @Nullable ClusterModel counted;
  private long countedStateSeq;

  /** Partitions of this health, in order. */
  List<PartitionView> of(Health health, ClusterModel model) {
    bringUpTo(model);
    return partitions.getOrDefault(health, List.of());
  }

  /** How many replicas the controller has given to brokers. */
  int assigned(ClusterModel model) {
    bringUpTo(model);
    return assigned;
  }

  /** How many of {@link #assigned} the brokers have taken up. */
  int takenUp(ClusterModel model) {
    bringUpTo(model);
    return takenUp;
  }

  private void bringUpTo(ClusterModel model) {
    if (counted != model || countedStateSeq != model.stateSeq()) {
      count(model);
    }
  }

  private void count(ClusterModel model) {
    partitions.clear();
    assigned = 0;
    takenUp = 0;
    String topic = "";
    int minInSync = 0;
    for (PartitionView partition : model.partitions().values()) {
      if (!partition.id().topic().equals(topic)) {
        topic = partition.id().topic();
        minInSync = model.minInSyncReplicas(topic);
      }
      Health health = partition.state().health(minInSync);
      partitions.computeIfAbsent(health, unused -> new ArrayList<>()).add(partition);
      int replicas = partition.state().replicas().size();
      assigned += replicas;
      takenUp += Math.min(replicas, partition.replicas().size());
    }
    counted = model;
    countedStateSeq = model.stateSeq();
  }
}
