package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Grid.Detail;
import vivarium.desktop.stage.Grid.Row;
import vivarium.engine.event.TopicPartition;

/** Divides the stage between clients, controllers, brokers, rows and the caption. */
final class GridPlan {

  private static final double MARGIN = 16;

  /** Where sentences are on one line each, and on a narrow stage, where they need more. */
  private static final double CAPTION_HEIGHT = 56;

  private static final double NARROW_CAPTION_HEIGHT = 80;
  private static final double NARROW_STAGE = 900;
  static final double CONTROLLER_TOP = 34;
  private static final double CONTROLLER_HEIGHT = 40;
  private static final double BUS_HEIGHT = 34;

  /** On a low stage everything else is lower, for the sake of the rows. */
  private static final double LOW_STAGE = 400;

  private static final double TIGHT_STAGE = 800;
  private static final double TIGHT_MARGIN = 8;
  private static final double TIGHT_PRODUCERS = 146;
  private static final double TIGHT_GROUPS = 136;
  private static final double TIGHT_LABELS = 78;
  private static final double TIGHT_GUTTER = 12;

  private static final double LOW_CONTROLLER_HEIGHT = 28;
  private static final double LOW_BUS_HEIGHT = 22;
  private static final double LOW_MARGIN = 10;
  private static final double EMPTY_HEIGHT = 24;

  final double producersX;
  final double producersWidth;
  final double labelsX;
  final double labelsWidth;
  final double groupsX;
  final double groupsWidth;
  final double columnsX;
  final double columnsRight;
  final double controllerHeight;

  /** Where the caption begins; without one, close to the bottom. */
  final double captionY;

  final double captionHeight;
  final Grid grid;

  /** Its partitions are those of {@link Grid#partitions}, in the same order. */
  final GridContent content;

  GridPlan(GridContent content, double width, double height, StageOptions options) {
    this.content = content;
    // What a narrow stage saves beside the columns gives records room in them.
    boolean tight = width < TIGHT_STAGE;
    double margin = tight ? TIGHT_MARGIN : MARGIN;
    producersX = margin;
    producersWidth = tight ? TIGHT_PRODUCERS : clamp(width * 0.128, 152, 190);
    groupsWidth = tight ? TIGHT_GROUPS : clamp(width * 0.135, 136, 200);
    labelsWidth = tight ? TIGHT_LABELS : clamp(width * 0.085, 90, 124);
    double gutter = tight ? TIGHT_GUTTER : clamp(width * 0.028, 20, 40);
    labelsX = producersX + producersWidth + gutter;
    columnsX = labelsX + labelsWidth + (tight ? 5 : 8);
    groupsX = width - margin - groupsWidth;
    columnsRight = groupsX - gutter;
    boolean low = height < LOW_STAGE;
    double busHeight = low ? LOW_BUS_HEIGHT : BUS_HEIGHT;
    controllerHeight = low ? LOW_CONTROLLER_HEIGHT : CONTROLLER_HEIGHT;
    captionHeight = width < NARROW_STAGE ? NARROW_CAPTION_HEIGHT : CAPTION_HEIGHT;
    captionY =
        options.caption() == null ? height : height - (low ? LOW_MARGIN : MARGIN) - captionHeight;

    List<TopicPartition> ids = content.ids;
    double top = CONTROLLER_TOP + controllerHeight + busHeight;
    GridView view =
        GridView.of(
            columnsX,
            columnsRight,
            top,
            captionY - 12,
            content.brokers.size(),
            ids.size(),
            options.viewport());
    List<Row> rows = new ArrayList<>();
    if (view.detail() != Detail.HEAT) {
      for (int i = view.firstRow(); i < view.endRow(); i++) {
        rows.add(Grid.row(view, ids.get(i), i));
      }
    }
    double columnHeight =
        view.headerHeight() + (ids.isEmpty() ? EMPTY_HEIGHT : view.body().h()) + 8;
    List<Rect> columns = new ArrayList<>();
    for (int i = 0; i < content.brokers.size(); i++) {
      columns.add(new Rect(view.columnX(i), top, view.columnWidth(), columnHeight));
    }
    double gutterTop = top - busHeight;
    grid =
        new Grid(
            view,
            content.brokers,
            content.columnByBroker,
            columns,
            ids,
            rows,
            top - busHeight / 2,
            new Rect(labelsX - gutter, gutterTop, gutter, columnHeight),
            new Rect(columnsRight, gutterTop, gutter, columnHeight));
  }

  /** The window onto the columns, or null if all of it is in sight. */
  @Nullable Rect columnsClip() {
    Rect body = grid.view().body();
    return grid.view().hidesColumns() || grid.view().hidesRows()
        ? new Rect(body.x() - 3, grid.view().top() - 3, body.w() + 6, grid.gutterLeft().h() + 6)
        : null;
  }

  /** The window onto the rows from one place to another, or null if all of it is in sight. */
  @Nullable Rect rowsClip(double left, double right) {
    Rect body = grid.view().body();
    return columnsClip() == null ? null : new Rect(left, body.y(), right - left, body.h());
  }

  /** The caption reaches below the groups, since sentences are long. */
  double captionRight() {
    return groupsX + groupsWidth;
  }

  private static double clamp(double value, double min, double max) {
    return Math.clamp(value, min, max);
  }
}
