package vivarium.engine.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;

/**
 * A broker that is to lead a partition of which it has no replica: it must be reassigned first.
 *
 * @param broker the broker's id
 * @param replicas the ids of the brokers that have a replica, the preferred leader first
 */
public record NoReplica(TopicPartition partition, int broker, List<Integer> replicas)
    implements Doubt {

  /** Those in a condition as the cluster is now; of what is not there at all, nothing is said. */
  static Stream<NoReplica> in(Condition condition, ClusterModel model) {
    return switch (condition) {
      case Condition.And(Condition one, Condition other) ->
          Stream.concat(in(one, model), in(other, model));
      case Condition.Or(Condition one, Condition other) ->
          Stream.concat(in(one, model), in(other, model));
      case Condition.Leader(TopicPartition partition, int leader, boolean isLeader) ->
          isLeader && leader != PartitionState.NO_LEADER
              ? ofLeader(partition, leader, model).stream()
              : Stream.empty();
      case Condition.Compare other -> Stream.empty();
      case Condition.LeaderChanges other -> Stream.empty();
      case Condition.ControllerChanges other -> Stream.empty();
      case Condition.Broker other -> Stream.empty();
      case Condition.Group other -> Stream.empty();
      case Condition.ErrorTold other -> Stream.empty();
    };
  }

  private static Optional<NoReplica> ofLeader(
      TopicPartition partition, int leader, ClusterModel model) {
    PartitionView view = model.partition(partition);
    if (view == null || model.node(NodeId.broker(leader)) == null) {
      return Optional.empty();
    }
    List<Integer> replicas = view.state().replicas();
    return replicas.contains(leader)
        ? Optional.empty()
        : Optional.of(new NoReplica(partition, leader, replicas));
  }

  /** The brokers that have a replica, as a list for people. */
  public String listed() {
    return replicas.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** A client may reassign the partition. */
  @Override
  public boolean canComeFromOutside() {
    return true;
  }

  @Override
  public boolean canCome() {
    return true;
  }

  @Override
  public String sentence() {
    return "broker %d has no replica of %s; replicas: %s".formatted(broker, partition, listed());
  }
}
