package vivarium.desktop.shell;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;

/** The partitions by how they are: counted again only when one of them may have changed. */
final class HealthCensus {

  private final Map<Health, List<PartitionView>> partitions = new EnumMap<>(Health.class);
  private @Nullable ClusterModel counted;
  private long countedStateSeq;

  /** Partitions of this health, in order. */
  List<PartitionView> of(Health health, ClusterModel model) {
    if (counted != model || countedStateSeq != model.stateSeq()) {
      count(model);
    }
    return partitions.getOrDefault(health, List.of());
  }

  private void count(ClusterModel model) {
    partitions.clear();
    String topic = "";
    int minInSync = 0;
    for (PartitionView partition : model.partitions().values()) {
      if (!partition.id().topic().equals(topic)) {
        topic = partition.id().topic();
        minInSync = model.minInSyncReplicas(topic);
      }
      Health health = partition.state().health(minInSync);
      partitions.computeIfAbsent(health, unused -> new ArrayList<>()).add(partition);
    }
    counted = model;
    countedStateSeq = model.stateSeq();
  }
}
