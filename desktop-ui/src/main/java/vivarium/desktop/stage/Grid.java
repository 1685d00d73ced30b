package vivarium.desktop.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * Where brokers (columns) and partitions (rows) stand, and where messages run between them.
 *
 * @param detail how much a cell can show
 * @param brokers in the order of their columns
 * @param columns one rectangle a broker, from its header to its last row
 * @param headerHeight of each column
 * @param rows in order; those scrolled away are absent
 * @param busY the line above the brokers on which requests to a broker itself run
 * @param gutterLeft where messages of producers go up and down
 * @param gutterRight where messages of groups go up and down
 * @param scale of what a lane contains; 1 is made for a row of 95
 */
public record Grid(
    Detail detail,
    List<NodeId> brokers,
    List<Rect> columns,
    double headerHeight,
    List<Row> rows,
    double busY,
    Rect gutterLeft,
    Rect gutterRight,
    double scale) {

  public Grid {
    brokers = List.copyOf(brokers);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** How much a cell can show, by the room it has. */
  public enum Detail {
    /** Every record is a box. */
    LANE,
    /** The log is a bar with its high watermark. */
    BAR,
    /** The replica is one coloured square. */
    SQUARE
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

  public int columnOf(NodeId broker) {
    return brokers.indexOf(broker);
  }

  public Rect header(int column) {
    Rect all = columns.get(column);
    return new Rect(all.x(), all.y(), all.w(), headerHeight);
  }

  public @Nullable Row rowOf(TopicPartition partition) {
    for (Row row : rows) {
      if (row.partition().equals(partition)) {
        return row;
      }
    }
    return null;
  }

  public Rect cell(int column, Row row) {
    Rect all = columns.get(column);
    double margin =
        switch (detail) {
          case LANE -> 9;
          case BAR -> Math.min(6, all.w() * 0.08);
          case SQUARE -> Math.min(4, all.w() * 0.1);
        };
    return new Rect(
        all.x() + margin, row.cellTop(), Math.max(1, all.w() - 2 * margin), row.cellHeight());
  }
}
