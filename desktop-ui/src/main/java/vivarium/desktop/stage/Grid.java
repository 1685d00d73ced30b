package vivarium.desktop.stage;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * Where brokers (columns) and partitions (rows) stand, and where messages run between them.
 *
 * @param view the window onto the grid
 * @param brokers in the order of their columns
 * @param columnByBroker the index of each broker in {@code brokers}
 * @param columns one rectangle a broker, from its header to its last row; some may be out of sight
 * @param partitions all that have rows, in their order, in sight or not
 * @param rows those in sight, the first and last perhaps in part; none at {@link Detail#HEAT}
 * @param busY the line above the brokers on which requests to a broker itself run
 * @param gutterLeft where messages of producers go up and down
 * @param gutterRight where messages of groups go up and down
 */
public record Grid(
    GridView view,
    List<NodeId> brokers,
    Map<NodeId, Integer> columnByBroker,
    List<Rect> columns,
    List<TopicPartition> partitions,
    List<Row> rows,
    double busY,
    Rect gutterLeft,
    Rect gutterRight) {

  /** What of a row lies between two cells, where messages run; never less than this. */
  private static final double LANE_CHANNEL = 24;

  private static final double MIN_LANE_CHANNEL = 8;

  /** A narrower column of lanes has no room beside its cells. */
  static final double TIGHT_COLUMN = 110;

  /** A narrower one has no room for the number of its broker beside its state. */
  static final double NARROW_COLUMN = 42;

  public Grid {
    brokers = List.copyOf(brokers);
    columnByBroker = Map.copyOf(columnByBroker);
    columns = List.copyOf(columns);
    partitions = List.copyOf(partitions);
    rows = List.copyOf(rows);
  }

  /** How much a cell can show, by the room it has. */
  public enum Detail {
    /** Every record is a box. */
    LANE,
    /** The log is a bar with its high watermark. */
    BAR,
    /** The replica is one coloured square. */
    SQUARE,
    /** Replicas are smaller than can be told apart: a pixel shows the worst of those in it. */
    HEAT
  }

  /**
   * A partition's place.
   *
   * @param clientsY the line above its cells, on which produces and consumers' fetches run
   * @param cellTop upper edge of its cells
   * @param cellBottom lower edge of its cells
   * @param replicasY the line below its cells, on which followers fetch
   */
  public record Row(
      TopicPartition partition,
      double clientsY,
      double cellTop,
      double cellBottom,
      double replicasY) {

    public double cellHeight() {
      return cellBottom - cellTop;
    }
  }

  /** How much a cell can show. */
  public Detail detail() {
    return view.detail();
  }

  /** Of each column. */
  public double headerHeight() {
    return view.headerHeight();
  }

  /** Of what a lane contains; 1 is made for a row of {@link GridView#LANE_ROW}. */
  public double scale() {
    return view.rowPitch() / GridView.LANE_ROW;
  }

  /** Whether the names of brokers stand above their columns, not in them. */
  boolean hasNarrowColumns() {
    return !columns.isEmpty() && columns.getFirst().w() < NARROW_COLUMN;
  }

  /** The column of a broker, or -1. */
  public int columnOf(NodeId broker) {
    return columnByBroker.getOrDefault(broker, -1);
  }

  public Rect header(int column) {
    Rect all = columns.get(column);
    return new Rect(all.x(), all.y(), all.w(), headerHeight());
  }

  /** The row of a partition; null while it is out of sight. */
  public @Nullable Row rowOf(TopicPartition partition) {
    int index = Collections.binarySearch(partitions, partition);
    if (index < view.firstRow() || index >= view.endRow()) {
      return null;
    }
    return rows.isEmpty() ? row(index) : rows.get(index - view.firstRow());
  }

  private Row row(int index) {
    return row(view, partitions.get(index), index);
  }

  static Row row(GridView view, TopicPartition partition, int index) {
    double pitch = view.rowPitch();
    double cellHeight =
        switch (view.detail()) {
          case LANE -> pitch - Math.max(MIN_LANE_CHANNEL, pitch * LANE_CHANNEL / GridView.LANE_ROW);
          case BAR -> Math.max(8, pitch * 0.56);
          case SQUARE -> Math.max(3, pitch - 2);
          case HEAT -> pitch;
        };
    double top = view.rowY(index);
    double channel = (pitch - cellHeight) / 2;
    double cellTop = top + channel;
    double cellBottom = cellTop + cellHeight;
    return new Row(
        partition, top + channel * 0.55, cellTop, cellBottom, cellBottom + channel * 0.45);
  }

  /** The broker in whose column a point lies, if one is in sight there. */
  public @Nullable NodeId brokerAt(double x, double y) {
    for (int i = 0; i < columns.size(); i++) {
      if (view.showsColumn(i) && columns.get(i).contains(x, y) && insideX(x) == x) {
        return brokers.get(i);
      }
    }
    return null;
  }

  /** The partition whose row is at a height, if one is in sight there. */
  public @Nullable TopicPartition partitionAt(double y) {
    int index = (int) Math.floor(view.rowAt(y));
    return index < 0 || index >= partitions.size() ? null : partitions.get(index);
  }

  /** The place, or the nearest to it, in the window onto the columns. */
  double insideX(double x) {
    return Math.clamp(x, view.left(), Math.max(view.left(), view.right()));
  }

  /** The height, or the nearest to it, in the window onto the rows. */
  double insideY(double y) {
    Rect body = view.body();
    return Math.clamp(y, body.y(), Math.max(body.y(), body.bottom()));
  }

  public Rect cell(int column, Row row) {
    Rect all = columns.get(column);
    double margin =
        switch (detail()) {
          case LANE -> all.w() < TIGHT_COLUMN ? 4 : 9;
          case BAR -> Math.min(6, all.w() * 0.08);
          case SQUARE -> Math.min(4, all.w() * 0.1);
          case HEAT -> 0;
        };
    return new Rect(
        all.x() + margin, row.cellTop(), Math.max(1, all.w() - 2 * margin), row.cellHeight());
  }
}
