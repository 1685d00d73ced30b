package vivarium.desktop.stage;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Grid.Row;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** One row a partition: its label on the left, and its replicas in the brokers' columns. */
final class PartitionRows {

  private static final double MIN_FOUR_LINES = 58;
  private static final double MIN_THREE_LINES = 38;

  /** How far a label may reach below its cells, as a share of what is above them. */
  private static final double BELOW_CELL_SHARE = 2.6;

  /** A label of two lines needs this much. */
  private static final double MIN_LABEL_TWO_LINES = 25;

  /** Between a label of one line and the next. */
  private static final double LOW_LABEL_GAP = 3;

  private final Sketch sketch;
  private final GridPlan plan;
  private final Grid grid;

  PartitionRows(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    this.grid = plan.grid;
  }

  void draw() {
    if (grid.detail() == Grid.Detail.HEAT) {
      new HeatMap(sketch, plan).draw();
    } else {
      double right = plan.labelsX + plan.labelsWidth + 4;
      sketch.clipped(plan.rowsClip(plan.labelsX, right), this::labels);
      Rect body = grid.view().body();
      sketch.clipped(plan.rowsClip(body.x(), body.right()), this::cells);
    }
    new Overview(sketch, plan).draw();
    note();
  }

  private void labels() {
    double labelBottom = Double.NEGATIVE_INFINITY;
    TopicPartition selected = sketch.options.selection().partitionOrNull();
    Row chosen = selected == null ? null : grid.rowOf(selected);
    for (Row row : grid.rows()) {
      boolean isChosen = row.equals(chosen);
      boolean isCrowded = row.cellTop() < labelBottom;
      if (isChosen || (!isCrowded && !isInTheWay(row, chosen))) {
        PartitionView partition = partition(row);
        labelBottom = label(row, partition.state(), health(partition));
      }
    }
  }

  /** Whether a row's name would take the room of that of the selected row below it. */
  private static boolean isInTheWay(Row row, @Nullable Row chosen) {
    return chosen != null
        && row.cellTop() < chosen.cellTop()
        && row.cellTop() + lowSize(row) + LOW_LABEL_GAP > chosen.cellTop()
        && row.cellHeight() < MIN_LABEL_TWO_LINES;
  }

  private static double lowSize(Row row) {
    return Math.clamp(row.cellHeight() + 1, 10.0, 11.0);
  }

  private void cells() {
    for (Row row : grid.rows()) {
      PartitionView partition = partition(row);
      if (grid.detail() == Grid.Detail.LANE) {
        LogLanes.draw(sketch, grid, row, partition);
      } else {
        smallCells(row, partition, health(partition));
      }
    }
  }

  private PartitionView partition(Row row) {
    int index = Collections.binarySearch(grid.partitions(), row.partition());
    return plan.content.partitions.get(index);
  }

  private Health health(PartitionView partition) {
    return partition.state().health(sketch.model.minInSyncReplicas(partition.id().topic()));
  }

  /** Why there is nothing to see, below the brokers. */
  private void note() {
    boolean filtered = !sketch.options.filter().isEmpty();
    boolean serves = sketch.model.brokers().stream().anyMatch(broker -> !broker.isFenced());
    if (!grid.partitions().isEmpty() || grid.columns().isEmpty() || !(filtered || serves)) {
      return;
    }
    sketch.cells.text(
        Font.body(12, Tone.MUTED),
        (plan.columnsX + plan.columnsRight) / 2,
        grid.columns().getFirst().bottom() + 28,
        sketch.texts.get(filtered ? "stage.noMatch" : "stage.noTopic"),
        Align.CENTER,
        plan.columnsRight - plan.columnsX - 20);
  }

  /** Writes as much of the label as the row has room for; returns where it ends. */
  private double label(Row row, PartitionState state, Health health) {
    TopicPartition id = row.partition();
    Pen pen = sketch.background;
    double right = plan.labelsX + plan.labelsWidth - 4;
    double height = row.cellHeight();
    double width = plan.labelsWidth - 4;
    Rect rect =
        new Rect(
            plan.labelsX,
            row.cellTop(),
            plan.labelsWidth,
            height < MIN_LABEL_TWO_LINES ? height : labelRoom(row));
    sketch.target(rect, new Selection.Partition(id), tooltip(id, state, health));
    sketch.mark(new Selection.Topic(id.topic()), rect.inset(-3), 11);
    if (height < MIN_LABEL_TWO_LINES) {
      return lowLabel(row, health, right, width);
    }
    double room = labelRoom(row);
    int lines = room >= MIN_FOUR_LINES ? 4 : room >= MIN_THREE_LINES ? 3 : 2;
    lines(row, state, health, lines, Math.min(17, room / (lines + 0.05)));
    return row.cellBottom();
  }

  /**
   * One line: the name, and an icon if something is wrong; the cells' icons tell who is in sync.
   */
  private double lowLabel(Row row, Health health, double right, double width) {
    double size = lowSize(row);
    double y = row.cellTop() + row.cellHeight() / 2 + size * 0.36;
    boolean well = health == Health.HEALTHY;
    Tone tone = well ? Tone.PLAIN : HealthLook.tone(health);
    Pen pen = sketch.background;
    double room = well ? width : width - 13;
    double drawn = name(Font.mono(size, tone), row.partition(), right, y, room);
    if (!well) {
      pen.icon(right - drawn - 8, y - size * 0.36, 9, HealthLook.glyph(health), tone);
    }
    return row.cellTop() + size + LOW_LABEL_GAP;
  }

  /** However long the topic's name is, the partition's number is there. */
  private double name(Font font, TopicPartition id, double right, double y, double width) {
    return sketch.background.name(
        font, right, y, id.topic(), "-" + id.partition(), Align.RIGHT, width);
  }

  /** From the way of the clients above the row to that above the next one. */
  private static double labelRoom(Row row) {
    return row.cellHeight() + (row.cellTop() - row.clientsY()) * BELOW_CELL_SHARE;
  }

  /**
   * The name, the ISR, how the partition is, and the epoch on a line of its own if there is one.
   */
  private void lines(Row row, PartitionState state, Health health, int lines, double pitch) {
    Texts texts = sketch.texts;
    Pen pen = sketch.background;
    double right = plan.labelsX + plan.labelsWidth - 4;
    double width = plan.labelsWidth - 4;
    double y = row.cellTop() + pitch * 0.8;
    name(
        Font.monoBold(Math.clamp(pitch * 0.92, 11, 12.5), Tone.PLAIN),
        row.partition(),
        right,
        y,
        width);
    y += pitch;
    Tone tone = HealthLook.tone(health);
    String isr = texts.get("stage.isr", Units.ids(state.isr()));
    String word = HealthLook.word(health, texts);
    double size = Math.clamp(pitch * 0.82, 10, 10.5);
    if (lines == 2) {
      // The colour and the icon say how it is where there is no room for the word.
      double drawn =
          pen.firstThatFits(
              Font.name(size, tone),
              right,
              y,
              List.of(isr + " · " + word, health == Health.HEALTHY ? isr : word, word),
              Align.RIGHT,
              width - 15);
      pen.icon(right - drawn - 8, y - 3.5, 9, HealthLook.glyph(health), tone);
      return;
    }
    List<String> isrTexts =
        lines == 4
            ? List.of(isr)
            : List.of(isr + " · " + texts.get("stage.epochShort", state.leaderEpoch()), isr);
    Tone isrTone = health == Health.HEALTHY ? Tone.MUTED : tone;
    double fitted =
        pen.firstThatFits(Font.mono(size, isrTone), right, y, isrTexts, Align.RIGHT, width);
    if (fitted == 0) {
      pen.text(Font.mono(size, isrTone), right, y, isr, Align.RIGHT, width);
    }
    y += pitch;
    double drawn =
        pen.firstThatFits(Font.name(size, tone), right, y, List.of(word), Align.RIGHT, width - 16);
    if (drawn > 0) {
      pen.icon(right - drawn - 9, y - 4, 10, HealthLook.glyph(health), tone);
    } else if (pen.width(word, TextRole.NAME, size) <= width + 4) {
      pen.text(Font.name(size, tone), right, y, word, Align.RIGHT, width + 4);
    } else {
      pen.icon(right - 6, y - 4, 10, HealthLook.glyph(health), tone);
    }
    if (lines == 4) {
      pen.text(
          Font.body(Math.min(10, size), Tone.MUTED),
          right,
          y + pitch,
          texts.get("stage.epoch", state.leaderEpoch(), state.replicas().size()),
          Align.RIGHT,
          width);
    }
  }

  private String tooltip(TopicPartition id, PartitionState state, Health health) {
    Texts texts = sketch.texts;
    String leader = state.hasLeader() ? Integer.toString(state.leader()) : "none";
    return id
        + " · "
        + HealthLook.word(health, texts)
        + "\nLeader: "
        + leader
        + "  Replicas: "
        + Units.ids(state.replicas())
        + "  Isr: "
        + Units.ids(state.isr());
  }

  private void smallCells(Row row, PartitionView partition, Health health) {
    long longest =
        partition.replicas().values().stream().mapToLong(ReplicaView::logEndOffset).max().orElse(0);
    for (int broker : partition.state().replicas()) {
      int column = grid.columnOf(NodeId.broker(broker));
      boolean seen = column >= 0 && grid.view().showsColumn(column);
      NodeView node = !seen ? null : sketch.model.node(grid.brokers().get(column));
      if (node == null) {
        continue;
      }
      Rect cell = grid.cell(column, row);
      CellLook look = CellLook.of(partition, broker, node);
      sketch.cells.panel(
          cell,
          grid.detail() == Grid.Detail.BAR ? look.surface() : look.square(health),
          Math.min(4, cell.h() / 3));
      ReplicaView replica = partition.replica(broker);
      if (grid.detail() == Grid.Detail.BAR && replica != null) {
        bar(cell, look, replica, longest, new Spots.Replica(row.partition(), broker));
      }
      LogLanes.cellTarget(sketch, cell, partition, broker, look);
    }
  }

  private void bar(Rect cell, CellLook look, ReplicaView replica, long longest, Spots.Replica id) {
    boolean named = cell.h() >= 12 && cell.w() >= 90;
    double left = cell.x() + 4;
    Point role = new Point(left + 6, cell.centerY());
    sketch
        .spots
        .lanes()
        .put(
            id,
            new Spots.Lane(
                cell,
                role,
                role,
                new Point(cell.right() - 10, cell.centerY()),
                cell.h() / 2,
                null));
    if (look == CellLook.LEADER && cell.h() >= 9) {
      sketch.cells.icon(
          left + 6, cell.centerY(), Math.min(11, cell.h() - 2), Shape.Glyph.CROWN, Tone.ACCENT);
    }
    left += 15;
    double right = cell.right() - 4;
    if (named) {
      Font font = Font.mono(10, Tone.MUTED);
      right -=
          sketch.cells.firstThatFits(
                  font,
                  right,
                  cell.centerY() + 3.2,
                  List.of(Long.toString(replica.logEndOffset())),
                  Align.RIGHT,
                  60)
              + 6;
    }
    if (right - left < 8) {
      return;
    }
    double height = Math.clamp(cell.h() * 0.36, 3, 8);
    Rect bar = new Rect(left, cell.centerY() - height / 2, right - left, height);
    double end = longest == 0 ? 0 : (double) replica.logEndOffset() / longest;
    sketch.cells.add(new Shape.Bar(bar, end, look.barTone()));
    double highWatermark = longest == 0 ? 0 : (double) replica.highWatermark() / longest;
    double x = bar.x() + bar.w() * Math.min(1, highWatermark);
    sketch.cells.add(
        new Shape.Line(x, bar.y() - 2, x, bar.bottom() + 2, Shape.Stroke.HIGH_WATERMARK));
  }
}
