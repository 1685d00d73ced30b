package vivarium.engine.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** What a cluster in which nothing is broken any more must come to (liveness). */
final class Wholeness {

  private Wholeness() {}

  /** What keeps the cluster from being whole, in words; empty if it is. */
  static String missing(Cluster cluster, ClusterModel model) {
    if (model.controller() == null) {
      return "no controller is active";
    }
    for (NodeView broker : model.brokers()) {
      if (!broker.isAlive() || broker.isFenced()) {
        return broker.id() + " is fenced or down";
      }
    }
    for (NodeId controller : cluster.coordinatorIds()) {
      NodeView view = model.node(controller);
      if (view == null || view.metadataEndOffset() < model.metadataEndOffset()) {
        return controller + " lacks committed metadata";
      }
    }
    for (PartitionView partition : model.partitions().values()) {
      if (!partition.state().hasLeader() || !partition.state().outOfSync().isEmpty()) {
        return "%s is %s".formatted(partition.id(), partition.state());
      }
    }
    return unstableGroup(model);
  }

  private static String unstableGroup(ClusterModel model) {
    return model.groups().entrySet().stream()
        .filter(group -> group.getValue().state() != GroupState.STABLE)
        .map(group -> "group %s is %s".formatted(group.getKey(), group.getValue().state()))
        .findFirst()
        .orElse("");
  }

  /** What keeps all replicas from being the same and all groups at their ends; empty if nothing. */
  static String unequal(Cluster cluster, ClusterModel model) {
    String missing = missing(cluster, model);
    if (!missing.isEmpty()) {
      return missing;
    }
    for (TopicPartition id : cluster.partitionsOnDisks()) {
      String difference = difference(cluster, model.partition(id), id);
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    return model.groups().entrySet().stream()
        .filter(group -> model.totalLag(group.getValue()) > 0)
        .map(
            group ->
                "group %s lags by %d".formatted(group.getKey(), model.totalLag(group.getValue())))
        .findFirst()
        .orElse("");
  }

  private static String difference(
      Cluster cluster, @Nullable PartitionView view, TopicPartition id) {
    if (view == null) {
      return id + " lies on a disk and is unknown to the controller";
    }
    List<RecordBatch> first = null;
    for (int replica : view.state().replicas()) {
      PartitionLog log = cluster.log(replica, id);
      if (log == null) {
        return "broker %d has no log of %s".formatted(replica, id);
      }
      if (log.highWatermark() != log.logEndOffset()) {
        return "%s on broker %d: high watermark %d, log end %d"
            .formatted(id, replica, log.highWatermark(), log.logEndOffset());
      }
      if (first != null && !same(first, log.batches())) {
        return "%s differs on broker %d".formatted(id, replica);
      }
      first = log.batches();
    }
    return "";
  }

  private static boolean same(List<RecordBatch> one, List<RecordBatch> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      RecordBatch a = one.get(i);
      RecordBatch b = other.get(i);
      if (a.baseOffset() != b.baseOffset()
          || a.leaderEpoch() != b.leaderEpoch()
          || a.checksum() != b.checksum()) {
        return false;
      }
    }
    return true;
  }
}
