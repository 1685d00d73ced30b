package vivarium.desktop.stage;

import vivarium.desktop.stage.Grid.Detail;

/**
 * The window onto the grid of brokers × partitions: how large rows and columns are at a zoom, and
 * which of them are in sight. Zooming in, rows and columns grow each at a pace of its own, so that
 * both reach the room for single records at the same zoom, however many there are of each.
 *
 * @param left edge of the window onto the columns
 * @param right edge of it
 * @param top of the columns, headers included
 * @param floor below which nothing of a column reaches
 * @param columnCount brokers
 * @param rowCount partitions
 * @param viewport what is looked at, kept within the grid
 * @param maxZoom beyond which nothing grows
 * @param columnWidth without the gap to the next
 * @param gap between two columns
 * @param rowPitch from a row to the next
 * @param headerHeight of each column
 */
public record GridView(
    double left,
    double right,
    double top,
    double floor,
    int columnCount,
    int rowCount,
    Viewport viewport,
    double maxZoom,
    double columnWidth,
    double gap,
    double rowPitch,
    double headerHeight) {

  /** A row of a lane at scale 1. */
  static final double LANE_ROW = 86;

  /** With less, the boxes of records would be too low to hold their offsets. */
  private static final double MIN_LANE_ROW = 25;

  private static final double MAX_BAR_ROW = 70;
  private static final double MAX_LANE_SCALE = 1.9;
  private static final double MIN_LANE_COLUMN = 80;
  private static final double MIN_BAR_ROW = 17;
  private static final double MIN_BAR_COLUMN = 34;

  /** A square of less cannot be told from the next. */
  private static final double MIN_SQUARE = 3;

  /** A window of less width has no room to spare between columns. */
  private static final double TIGHT = 340;

  private static final double CLOSE_COLUMN = 250;
  private static final double CLOSE_ROW = 110;

  /** How far one can look closer where everything is large already. */
  private static final double CLOSER = 1.6;

  private static final double FOOT = 8;
  private static final double HEAD_GAP = 2;
  private static final double ROUNDING = 1e-6;

  /** The window of a size onto a grid, with as much of the wish as the grid allows. */
  static GridView of(
      double left, double right, double top, double floor, int columns, int rows, Viewport wish) {
    int columnCount = Math.max(1, columns);
    double width = right - left;
    double fitGap = columnCount <= 6 ? (width < TIGHT ? 6 : 14) : columnCount <= 20 ? 5 : 1;
    double fitColumn = Math.max(1, (width - (columnCount - 1) * fitGap) / columnCount);
    double fitRow = fitRow(fitColumn, floor - top - headerHeight(fitColumn) - FOOT, rows);
    double closeColumn = Math.max(CLOSE_COLUMN, fitColumn * CLOSER);
    double closeRow = Math.max(CLOSE_ROW, fitRow * CLOSER);
    double maxZoom = Math.max(closeColumn / fitColumn, closeRow / fitRow);
    double zoom = Math.clamp(wish.zoom(), 1, maxZoom);
    double way = Math.log(zoom) / Math.log(maxZoom);
    double column = fitColumn * Math.pow(closeColumn / fitColumn, way);
    double pitch = fitRow * Math.pow(closeRow / fitRow, way);
    double gap = zoom == 1 ? fitGap : Math.clamp(column * 0.05, fitGap, 14.0);
    double header = headerHeight(column);
    double columnsInSight = (width + gap) / (column + gap);
    double rowsInSight = (floor - top - header - FOOT) / pitch;
    Viewport viewport =
        new Viewport(
            zoom,
            within(wish.column(), columnCount - columnsInSight),
            within(wish.row(), rows - rowsInSight));
    return new GridView(
        left, right, top, floor, columnCount, rows, viewport, maxZoom, column, gap, pitch, header);
  }

  private static double within(double wish, double last) {
    return last < ROUNDING ? 0 : Math.clamp(wish, 0, last);
  }

  private static double headerHeight(double columnWidth) {
    return columnWidth >= BrokerColumns.WIDE ? 66 : columnWidth >= 40 ? 40 : 24;
  }

  private static double fitRow(double columnWidth, double room, int rows) {
    double share = room / Math.max(1, rows);
    return switch (detail(columnWidth, share)) {
      case LANE -> Math.min(share, LANE_ROW * MAX_LANE_SCALE);
      case BAR -> Math.min(share, MAX_BAR_ROW);
      case SQUARE, HEAT -> Math.min(share, MIN_BAR_ROW);
    };
  }

  private static Detail detail(double columnWidth, double rowPitch) {
    if (columnWidth >= MIN_LANE_COLUMN && rowPitch >= MIN_LANE_ROW) {
      return Detail.LANE;
    }
    if (columnWidth >= MIN_BAR_COLUMN && rowPitch >= MIN_BAR_ROW) {
      return Detail.BAR;
    }
    return columnWidth >= MIN_SQUARE && rowPitch >= MIN_SQUARE + 1 ? Detail.SQUARE : Detail.HEAT;
  }

  /** How much a cell can show. */
  public Detail detail() {
    return detail(columnWidth, rowPitch);
  }

  /** The same window with another part of the grid in it. */
  public GridView at(Viewport wish) {
    return of(left, right, top, floor, columnCount, rowCount, wish);
  }

  /** The window at a zoom that has a place of the grid at a point. */
  public Viewport around(double zoom, double x, double y, double columnAtX, double rowAtY) {
    GridView zoomed = at(new Viewport(zoom, 0, 0));
    double column = columnAtX - (x - left) / zoomed.columnPitch();
    double row = rowAtY - (y - zoomed.bodyTop()) / zoomed.rowPitch();
    return at(new Viewport(zoom, column, row)).viewport();
  }

  /** From a column to the next. */
  public double columnPitch() {
    return columnWidth + gap;
  }

  /** Where the first row would stand if nothing were scrolled away. */
  public double bodyTop() {
    return top + headerHeight + HEAD_GAP;
  }

  private double roomForRows() {
    return floor - top - headerHeight - FOOT;
  }

  /** The window onto the rows. */
  public Rect body() {
    double height = Math.min(rowCount * rowPitch, roomForRows());
    return new Rect(left, bodyTop(), right - left, height);
  }

  /** The column at a place, with a fraction. */
  public double columnAt(double x) {
    return viewport.column() + (x - left) / columnPitch();
  }

  /** The row at a place, with a fraction. */
  public double rowAt(double y) {
    return viewport.row() + (y - bodyTop()) / rowPitch;
  }

  double columnX(int index) {
    return left + (index - viewport.column()) * columnPitch();
  }

  double rowY(int index) {
    return bodyTop() + (index - viewport.row()) * rowPitch;
  }

  /** How many columns are in sight, with a fraction. */
  public double columnsInSight() {
    return Math.min(columnCount, (right - left + gap) / columnPitch());
  }

  /** How many rows are in sight, with a fraction. */
  public double rowsInSight() {
    return Math.min(rowCount, roomForRows() / rowPitch);
  }

  /** The first row of which something is in sight. */
  int firstRow() {
    return Math.clamp((int) Math.floor(viewport.row() + ROUNDING), 0, Math.max(0, rowCount - 1));
  }

  /** One past the last row of which something is in sight. */
  int endRow() {
    return Math.min(rowCount, (int) Math.ceil(viewport.row() + rowsInSight() - ROUNDING));
  }

  /** Whether some columns are out of sight. */
  public boolean hidesColumns() {
    return columnsInSight() < columnCount - ROUNDING;
  }

  /** Whether some rows are out of sight. */
  public boolean hidesRows() {
    return rowsInSight() < rowCount - ROUNDING;
  }

  public boolean showsColumn(int index) {
    double x = columnX(index);
    return x < right && x + columnWidth > left;
  }
}
