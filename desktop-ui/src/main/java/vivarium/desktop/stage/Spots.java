package vivarium.desktop.stage;

import java.util.HashMap;
import java.util.Map;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * Where in a frame something moves or runs out by itself, between two frames: what {@link Effects}
 * and {@link Timers} draw. Whatever is out of sight or too small to be told apart has no place.
 *
 * @param sessions the timer of each broker's session, and of each member's
 * @param lanes the replicas
 * @param rebalances the timer of each group's rebalance
 * @param groups the card of each group
 */
public record Spots(
    Map<NodeId, Point> sessions,
    Map<Replica, Lane> lanes,
    Map<String, Point> rebalances,
    Map<String, Rect> groups) {

  /** A partition's replica on a broker. */
  public record Replica(TopicPartition partition, int broker) {}

  /**
   * What of a replica's cell is needed.
   *
   * @param cell all of it
   * @param role where the icon of its role stands
   * @param lag where the timer of a replica that lags stands
   * @param end behind its last record, at half the records' height
   * @param unit from a record to the next
   */
  public record Lane(Rect cell, Point role, Point lag, Point end, double unit) {}

  Spots() {
    this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  Spots copy() {
    return new Spots(
        Map.copyOf(sessions), Map.copyOf(lanes), Map.copyOf(rebalances), Map.copyOf(groups));
  }
}
