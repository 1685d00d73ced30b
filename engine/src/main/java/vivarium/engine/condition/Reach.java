package vivarium.engine.condition;

import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;

/**
 * How large the numbers become of which conditions speak.
 *
 * @param most the largest that a quantity has as things are, or by a scenario's own steps
 * @param mostEver the largest that it may have, whatever else is done
 */
public record Reach(ToLongFunction<Quantity> most, ToLongFunction<Quantity> mostEver) {

  /** The largest number of what may become as many as anyone likes. */
  static final long NO_END = Long.MAX_VALUE;

  /** As the cluster is now. */
  static Reach of(ClusterModel model) {
    return new Reach(
        quantity ->
            switch (quantity) {
              case Quantity.IsrOf(TopicPartition id) -> replicas(model, id);
              case Quantity.ElrOf(TopicPartition id) -> replicas(model, id);
              case Quantity.Partitions all -> model.partitions().size();
              case Quantity.LagOf any -> NO_END;
              case Quantity.RecordsLost any -> NO_END;
              case Quantity.RecordsDuplicated any -> NO_END;
              case Quantity.RecordsReordered any -> NO_END;
            },
        upToReplicas(ClusterConfig.MAX_BROKERS));
  }

  private static long replicas(ClusterModel model, TopicPartition id) {
    PartitionView partition = model.partition(id);
    return partition == null ? NO_END : partition.state().replicationFactor();
  }

  /** Numbers without an end but for those of a partition's replicas, one a broker. */
  static ToLongFunction<Quantity> upToReplicas(int brokers) {
    return quantity ->
        quantity instanceof Quantity.IsrOf || quantity instanceof Quantity.ElrOf ? brokers : NO_END;
  }

  /** What in a condition asks for other numbers than there are. */
  public Stream<OutOfReach> exceededIn(Condition condition) {
    return switch (condition) {
      case Condition.And(Condition one, Condition other) ->
          Stream.concat(exceededIn(one), exceededIn(other));
      case Condition.Or(Condition one, Condition other) ->
          Stream.concat(exceededIn(one), exceededIn(other));
      case Condition.Compare compare -> {
        long now = most.applyAsLong(compare.quantity());
        yield OutOfReach.canHold(compare, now)
            ? Stream.empty()
            : Stream.of(
                new OutOfReach(
                    compare, now, Math.max(now, mostEver.applyAsLong(compare.quantity()))));
      }
      case Condition.Leader other -> Stream.empty();
      case Condition.LeaderChanges other -> Stream.empty();
      case Condition.ControllerChanges other -> Stream.empty();
      case Condition.Broker other -> Stream.empty();
      case Condition.Group other -> Stream.empty();
      case Condition.ErrorTold other -> Stream.empty();
    };
  }
}
