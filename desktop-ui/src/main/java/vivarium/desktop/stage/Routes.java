package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Grid.Row;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * Which way messages take. They run between the rows, never over a record: clients above the cells
 * of a row, followers below them, and what concerns a broker itself along the bus above all
 * brokers. A request and its reply keep to their own side.
 */
public final class Routes {

  private static final double CORNER = 9;

  /** How far requests and replies are apart. */
  private static final double SIDE = 2.6;

  private final Grid grid;
  private final Map<NodeId, Rect> places;
  private final Map<NodeId, Rect> readers;
  private final Map<Key, Route> known = new HashMap<>();

  /**
   * The ways of one frame.
   *
   * @param places where clients and controllers stand
   * @param readers where clients from outside stand as consumers
   */
  public Routes(Grid grid, Map<NodeId, Rect> places, Map<NodeId, Rect> readers) {
    this.grid = grid;
    this.places = places;
    this.readers = readers;
  }

  private record Key(
      NodeId asker,
      NodeId server,
      @Nullable TopicPartition partition,
      boolean reads,
      boolean reply) {}

  /**
   * The way from one node to another.
   *
   * @param partition the row it concerns; null, or a row not shown, runs along the bus
   * @param reads whether a client asks as a consumer
   * @param reply whether it is an answer, which goes the way of its request back
   * @return null if one of the two is not on the stage
   */
  public @Nullable Route route(
      NodeId from, NodeId to, @Nullable TopicPartition partition, boolean reads, boolean reply) {
    NodeId asker = reply ? to : from;
    NodeId server = reply ? from : to;
    Key key = new Key(asker, server, partition, reads, reply);
    Route found = known.get(key);
    if (found == null) {
      found = find(asker, server, partition, reads, reply ? SIDE : -SIDE);
      if (found != null && reply) {
        found = found.reversed();
      }
      if (found != null) {
        known.put(key, found);
      }
    }
    return found;
  }

  /** The middle of the ways between two nodes, for wires. */
  @Nullable Route middle(
      NodeId asker, NodeId server, @Nullable TopicPartition partition, boolean reads) {
    return find(asker, server, partition, reads, 0);
  }

  /** Where a node stands; a client that writes and reads stands in two places. */
  private @Nullable Rect place(NodeId node, boolean reads) {
    Rect first = (reads ? readers : places).get(node);
    return first != null ? first : (reads ? places : readers).get(node);
  }

  private @Nullable Route find(
      NodeId asker, NodeId server, @Nullable TopicPartition partition, boolean reads, double side) {
    Row row = partition == null ? null : grid.rowOf(partition);
    int serverColumn = grid.columnOf(server);
    int askerColumn = grid.columnOf(asker);
    if (row != null && serverColumn >= 0) {
      return askerColumn >= 0
          ? betweenReplicas(askerColumn, serverColumn, row, side)
          : fromClient(place(asker, reads), serverColumn, row, side);
    }
    return alongBus(asker, server, reads, side);
  }

  private @Nullable Route betweenReplicas(int from, int to, Row row, double side) {
    Rect a = grid.cell(from, row);
    Rect b = grid.cell(to, row);
    double y = grid.insideY(row.replicasY() + side);
    double shift = Math.min(26, a.w() * 0.12) * Integer.signum(to - from);
    double start = a.centerX() + shift + side;
    double end = b.centerX() - shift - side;
    if (grid.insideX(start) == grid.insideX(end)) {
      return null; // Both are out of sight, at the same side.
    }
    List<Point> corners = new ArrayList<>();
    if (grid.insideX(start) == start) {
      corners.add(new Point(start, grid.insideY(a.bottom())));
    }
    corners.add(new Point(grid.insideX(start), y));
    corners.add(new Point(grid.insideX(end), y));
    if (grid.insideX(end) == end) {
      corners.add(new Point(end, grid.insideY(b.bottom())));
    }
    return Route.through(corners, 5);
  }

  private @Nullable Route fromClient(@Nullable Rect place, int column, Row row, double side) {
    if (place == null) {
      return null;
    }
    Rect cell = grid.cell(column, row);
    double y = grid.insideY(row.clientsY() + side);
    boolean fromLeft = place.x() < grid.gutterLeft().right();
    double enter = cell.x() + cell.w() * (fromLeft ? 0.3 : 0.7) + side;
    double entered = grid.insideX(enter);
    double turn = gutterX(place, fromLeft) + (fromLeft ? -side : side);
    return Route.through(
        List.of(
            new Point(fromLeft ? place.right() : place.x(), place.centerY() + side),
            new Point(turn, place.centerY() + side),
            new Point(turn, y),
            new Point(entered, y),
            new Point(entered, entered == enter ? grid.insideY(cell.y()) : y)),
        CORNER);
  }

  private @Nullable Route alongBus(NodeId asker, NodeId server, boolean reads, double side) {
    double y = grid.busY() + side;
    Point start = busEnd(asker, reads, side);
    Point end = busEnd(server, reads, side);
    if (start == null || end == null || start.equals(end)) {
      return null;
    }
    ArrayList<Point> corners = new ArrayList<>();
    leave(corners, asker, reads, start, side, y);
    ArrayList<Point> back = new ArrayList<>();
    leave(back, server, reads, end, side, y);
    corners.addAll(back.reversed());
    return Route.through(corners, CORNER);
  }

  /** From the edge of a node to the bus. */
  private void leave(
      List<Point> corners, NodeId node, boolean reads, Point edge, double side, double busY) {
    corners.add(edge);
    if (node.isServer()) {
      corners.add(new Point(edge.x(), busY));
      return;
    }
    Rect known = place(node, reads);
    Rect place = known == null ? new Rect(edge.x(), edge.y(), 0, 0) : known;
    boolean fromLeft = place.x() < grid.gutterLeft().right();
    double turn = gutterX(place, fromLeft) + (fromLeft ? -side : side);
    corners.add(new Point(turn, edge.y()));
    corners.add(new Point(turn, busY));
  }

  private @Nullable Point busEnd(NodeId node, boolean reads, double side) {
    int column = grid.columnOf(node);
    if (column >= 0) {
      Rect header = grid.header(column);
      return new Point(grid.insideX(header.centerX() + side), header.y());
    }
    Rect place = place(node, reads);
    if (place == null) {
      return null;
    }
    if (node.isCoordinator()) {
      return new Point(place.centerX() + side, place.bottom());
    }
    boolean fromLeft = place.x() < grid.gutterLeft().right();
    return new Point(fromLeft ? place.right() : place.x(), place.centerY() + side);
  }

  /** Clients turn at different distances, so that their ways can be told apart. */
  private double gutterX(Rect place, boolean left) {
    Rect gutter = left ? grid.gutterLeft() : grid.gutterRight();
    int step = Math.floorMod((int) Math.round(place.y() / 23), 4);
    double part = 0.3 + 0.15 * step;
    return left ? gutter.right() - gutter.w() * part : gutter.x() + gutter.w() * part;
  }
}
