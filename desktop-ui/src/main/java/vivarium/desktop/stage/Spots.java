package vivarium.desktop.stage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
   * @param boxes the records one by one; null where there is no room for that
   */
  public record Lane(
      Rect cell, Point role, Point lag, Point end, double unit, @Nullable Boxes boxes) {}

  /**
   * The boxes of a lane's records.
   *
   * @param top their upper edge
   * @param height of each
   * @param window which offset stands where
   * @param endOffset where the replica's log ends: the window may go on
   */
  record Boxes(double top, double height, LogWindow window, long endOffset) {

    /** The first offset of the box at a point, or -1. */
    long offsetAt(double x, double y) {
      LogWindow.Item item = itemAt(x, y);
      return item == null ? -1 : item.offset();
    }

    private LogWindow.@Nullable Item itemAt(double x, double y) {
      if (y < top || y >= top + height) {
        return null;
      }
      for (LogWindow.Item item : window.items()) {
        if (item.end() <= endOffset && x >= item.x() && x < item.x() + item.width()) {
          return item;
        }
      }
      return null;
    }

    /** The box in which an offset lies, or null. */
    @Nullable Rect boxOf(long offset) {
      for (LogWindow.Item item : window.items()) {
        if (item.end() <= endOffset && offset >= item.offset() && offset < item.end()) {
          return new Rect(item.x(), top, item.width() - 2, height);
        }
      }
      return null;
    }
  }

  Spots() {
    this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
  }

  Spots copy() {
    return new Spots(
        Map.copyOf(sessions), Map.copyOf(lanes), Map.copyOf(rebalances), Map.copyOf(groups));
  }
}
