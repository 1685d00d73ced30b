package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.stage.Grid.Detail;
import vivarium.desktop.stage.Grid.Row;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;

/** Divides the stage between clients, controllers, brokers, rows and the caption. */
final class GridPlan {

  static final double MARGIN = 16;
  static final double CAPTION_HEIGHT = 56;
  static final double CONTROLLER_TOP = 34;
  static final double CONTROLLER_HEIGHT = 40;
  private static final double BUS_HEIGHT = 34;

  /** A row of a lane at scale 1. */
  private static final double LANE_ROW = 86;

  /** What of a row lies between two cells, where messages run; never less than this. */
  private static final double LANE_CHANNEL = 24;

  private static final double MIN_LANE_CHANNEL = 8;

  /** With less, the boxes of records would be too low to hold their offsets. */
  private static final double MIN_LANE_ROW = 25;

  private static final double MAX_BAR_ROW = 70;
  private static final double MAX_LANE_SCALE = 1.9;
  private static final double MIN_LANE_COLUMN = 95;
  private static final double MIN_BAR_ROW = 17;
  private static final double MIN_BAR_COLUMN = 34;
  private static final double MIN_SQUARE_ROW = 6;

  final double producersX = MARGIN;
  final double producersWidth;
  final double labelsX;
  final double labelsWidth;
  final double groupsX;
  final double groupsWidth;
  final double columnsX;
  final double columnsRight;
  final double captionY;
  final int hiddenRows;
  final Grid grid;

  GridPlan(ClusterModel model, double width, double height, StageOptions options) {
    producersWidth = clamp(width * 0.128, 152, 190);
    groupsWidth = clamp(width * 0.135, 136, 200);
    labelsWidth = clamp(width * 0.085, 90, 124);
    double gutter = clamp(width * 0.028, 20, 40);
    labelsX = producersX + producersWidth + gutter;
    columnsX = labelsX + labelsWidth + 8;
    groupsX = width - MARGIN - groupsWidth;
    columnsRight = groupsX - gutter;
    captionY = height - MARGIN - CAPTION_HEIGHT;

    List<NodeId> brokers = model.brokers().stream().map(NodeView::id).toList();
    List<TopicPartition> partitions = visiblePartitions(model, options);
    int count = Math.max(1, brokers.size());
    double gap = count <= 6 ? 14 : count <= 20 ? 5 : 1;
    double columnWidth = Math.max(2, (columnsRight - columnsX - (count - 1) * gap) / count);
    double top = CONTROLLER_TOP + CONTROLLER_HEIGHT + BUS_HEIGHT;
    double headerHeight = columnWidth >= BrokerColumns.WIDE ? 66 : columnWidth >= 40 ? 40 : 24;
    double room = captionY - 12 - top - headerHeight - 8;

    Detail detail = detail(columnWidth, room / Math.max(1, partitions.size()));
    double pitch = pitch(detail, room, partitions.size());
    int fitting = Math.max(1, (int) Math.floor(room / pitch + 1e-6));
    int first = Math.clamp(options.firstRow(), 0, Math.max(0, partitions.size() - fitting));
    int shown = Math.min(fitting, partitions.size() - first);
    hiddenRows = partitions.size() - shown;

    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      rows.add(row(partitions.get(first + i), detail, top + headerHeight + 2 + i * pitch, pitch));
    }
    double columnHeight = headerHeight + (shown == 0 ? 60 : shown * pitch) + 8;
    List<Rect> columns = new ArrayList<>();
    for (int i = 0; i < brokers.size(); i++) {
      columns.add(new Rect(columnsX + i * (columnWidth + gap), top, columnWidth, columnHeight));
    }
    double gutterTop = top - BUS_HEIGHT;
    grid =
        new Grid(
            detail,
            brokers,
            columns,
            headerHeight,
            rows,
            top - BUS_HEIGHT / 2,
            new Rect(labelsX - gutter, gutterTop, gutter, columnHeight),
            new Rect(columnsRight, gutterTop, gutter, columnHeight),
            pitch / LANE_ROW);
  }

  /** The caption reaches below the groups, since sentences are long. */
  double captionRight() {
    return groupsX + groupsWidth;
  }

  private static Detail detail(double columnWidth, double roomPerRow) {
    if (columnWidth >= MIN_LANE_COLUMN && roomPerRow >= MIN_LANE_ROW) {
      return Detail.LANE;
    }
    return columnWidth >= MIN_BAR_COLUMN && roomPerRow >= MIN_BAR_ROW ? Detail.BAR : Detail.SQUARE;
  }

  private static double pitch(Detail detail, double room, int rows) {
    double share = room / Math.max(1, rows);
    return switch (detail) {
      case LANE -> Math.min(share, LANE_ROW * MAX_LANE_SCALE);
      case BAR -> Math.min(share, MAX_BAR_ROW);
      case SQUARE -> Math.clamp(share, MIN_SQUARE_ROW, MIN_BAR_ROW);
    };
  }

  private static Row row(TopicPartition partition, Detail detail, double top, double pitch) {
    double cellHeight =
        switch (detail) {
          case LANE -> pitch - Math.max(MIN_LANE_CHANNEL, pitch * LANE_CHANNEL / LANE_ROW);
          case BAR -> Math.max(8, pitch * 0.56);
          case SQUARE -> Math.max(3, pitch - 2);
        };
    double channel = (pitch - cellHeight) / 2;
    double cellTop = top + channel;
    double cellBottom = cellTop + cellHeight;
    return new Row(
        partition, top + channel * 0.55, cellTop, cellBottom, cellBottom + channel * 0.45);
  }

  private static List<TopicPartition> visiblePartitions(ClusterModel model, StageOptions options) {
    return model.partitions().keySet().stream()
        .filter(partition -> options.shows(model.topics().get(partition.topic())))
        .toList();
  }

  private static double clamp(double value, double min, double max) {
    return Math.clamp(value, min, max);
  }
}
