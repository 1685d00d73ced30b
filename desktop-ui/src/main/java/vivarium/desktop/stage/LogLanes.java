package vivarium.desktop.stage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Grid.Row;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** The replicas of one row as lanes: one box a record, high watermark, log end, groups below. */
final class LogLanes {

  /** Both edges of a record's box, which may be dashed, and air between them and its offset. */
  private static final double ROOM_BESIDE_OFFSET = 8;

  private static final double TIGHT_BESIDE_OFFSET = 5;

  private static final double NARROW_COLUMN = 180;

  /** A lower cell is a strip: the role is its icon alone, and stands beside the records. */
  private static final double MIN_HEADER_CELL = 37;

  /** A header keeps clear of the outline above it. */
  private static final double MIN_HEADER_BASELINE = 12;

  /** Between the number of the log end and the outline of its cell. */
  private static final double LEAST_BESIDE_BORDER = 6;

  private static final double STRIP_ICON = 10;
  private static final double ROOM_FOR_STRIP_END = 34;

  /** Behind the last record, where the high watermark is named. */
  private static final double ROOM_FOR_HW = 22;

  /** In a tight column only the marks of the log end stand there. */
  private static final double TIGHT_END = 9;

  /** The mark of a record out of order leaves its offset to be read. */
  private static final double MAX_CORNER = 7;

  /** Letters of headers are not smaller than 10 pixels. */
  private static final double LEAST_TEXT = 0.96;

  /** At least this is between the name of the high watermark and the cell's lower edge. */
  private static final double BELOW_HW = 2.5;

  private final Sketch sketch;
  private final Grid grid;
  private final Row row;
  private final PartitionView partition;
  private final double scale;

  /** Texts grow less than boxes do. */
  private final double textScale;

  private final double padding;
  private final boolean strip;
  private final boolean tight;

  private LogLanes(Sketch sketch, Grid grid, Row row, PartitionView partition) {
    boolean narrow = grid.columns().getFirst().w() < NARROW_COLUMN;
    this.sketch = sketch;
    this.grid = grid;
    this.row = row;
    this.partition = partition;
    this.scale = grid.scale();
    this.tight = grid.columns().getFirst().w() < Grid.TIGHT_COLUMN;
    this.textScale = Math.clamp(scale, LEAST_TEXT, narrow ? LEAST_TEXT : 1.2);
    this.padding = tight ? 4 : narrow ? 7 : 9;
    this.strip = row.cellHeight() < MIN_HEADER_CELL;
  }

  static void draw(Sketch sketch, Grid grid, Row row, PartitionView partition) {
    LogLanes lanes = new LogLanes(sketch, grid, row, partition);
    Optional<ReplicaView> longest =
        partition.replicas().values().stream()
            .max(Comparator.comparingLong(ReplicaView::logEndOffset));
    for (int broker : partition.state().replicas()) {
      int column = grid.columnOf(NodeId.broker(broker));
      boolean seen = column >= 0 && grid.view().showsColumn(column);
      NodeView node = !seen ? null : sketch.model.node(NodeId.broker(broker));
      if (node != null) {
        lanes.lane(grid.cell(column, row), broker, node, longest.orElse(null));
      }
    }
  }

  private void lane(Rect cell, int broker, NodeView node, @Nullable ReplicaView longest) {
    CellLook look = CellLook.of(partition, broker, node);
    sketch.cells.panel(cell, look.surface(), 6);
    cellTarget(sketch, cell, partition, broker, look);
    ReplicaView replica = partition.replica(broker);
    if (strip) {
      stripEnds(cell, look, replica);
    } else {
      header(cell, broker, look, replica);
    }
    if (replica == null || longest == null) {
      return;
    }
    double unit = unit(longest.logEndOffset());
    double left = cell.x() + padding + (strip ? STRIP_ICON + 4 : 0);
    double end = tight ? TIGHT_END : strip ? ROOM_FOR_STRIP_END : ROOM_FOR_HW;
    double width = cell.right() - padding - end - left;
    LogWindow window = LogWindow.of(longest, left, width, unit);
    if (replica.logEndOffset() <= window.firstOffset() && replica.logEndOffset() > 0) {
      window = LogWindow.of(replica, left, width, unit);
    }
    records(cell, replica, window, look);
    Spots.Boxes boxes =
        new Spots.Boxes(boxTop(cell), boxHeight(cell), window, replica.logEndOffset());
    sketch
        .spots
        .lanes()
        .put(id(broker), spot(cell, window.boundary(replica.logEndOffset()), unit, boxes));
    selectedRecord(boxes);
    if (look == CellLook.LEADER) {
      groups(cell, window);
    }
  }

  private Spots.Replica id(int broker) {
    return new Spots.Replica(row.partition(), broker);
  }

  /** The same record is marked in each log that has it: that is the way it went. */
  private void selectedRecord(Spots.Boxes boxes) {
    if (sketch.options.selection() instanceof Selection.LogRecord record
        && record.partition().equals(row.partition())) {
      Rect box = boxes.boxOf(record.offset());
      if (box != null) {
        sketch.outline(box.inset(-2), 5);
      }
    }
  }

  /** A cell is a replica; with its partition all of a row are selected. */
  static void cellTarget(
      Sketch sketch, Rect cell, PartitionView partition, int broker, CellLook look) {
    sketch.target(
        cell,
        new Selection.Replica(partition.id(), broker),
        tooltip(sketch, partition, broker, look));
    sketch.mark(new Selection.Partition(partition.id()), cell.inset(-3), 11);
  }

  private Spots.Lane spot(Rect cell, double end, double unit, Spots.Boxes boxes) {
    double size = 10.5 * textScale;
    Point role =
        strip
            ? new Point(cell.x() + padding - 2 + STRIP_ICON / 2, cell.centerY())
            : new Point(cell.x() + padding + size / 2, headerBaseline(cell) - size * 0.36);
    return new Spots.Lane(
        cell,
        role,
        new Point(lagX(cell), boxTop(cell) + boxHeight(cell) / 2),
        new Point(end, boxTop(cell) + boxHeight(cell) / 2),
        unit,
        boxes);
  }

  /** Behind the last record, where no record comes; in a strip before the log end. */
  private double lagX(Rect cell) {
    return cell.right() - padding - (strip ? ROOM_FOR_STRIP_END - 6 : 5);
  }

  private double boxTop(Rect cell) {
    return cell.y() + (strip ? 3 : Math.max(MIN_HEADER_BASELINE + 4.5, cell.h() * 0.335));
  }

  private double boxHeight(Rect cell) {
    return strip ? cell.h() - 10 + (cell.h() < 20 ? 3 : 0) : cell.h() * 0.34;
  }

  private double labelSize() {
    return Math.clamp(8.6 * scale, 10, 11.5);
  }

  /** Width of a record's box with its gap: as wide as its offset needs, and never a sliver. */
  private double unit(long logEndOffset) {
    String widest = "0".repeat(Long.toString(Math.max(10, logEndOffset)).length());
    double text = sketch.cells.width(widest, TextRole.MONO, labelSize());
    return Math.max(
            13 * Math.min(scale, 1.4), text + (tight ? TIGHT_BESIDE_OFFSET : ROOM_BESIDE_OFFSET))
        + 2;
  }

  /**
   * What a strip has in place of a header: the role's icon at the left, the log end at the right.
   */
  private void stripEnds(Rect cell, CellLook look, @Nullable ReplicaView replica) {
    Tone tone = look.tone();
    double x = cell.x() + padding - 2 + STRIP_ICON / 2;
    sketch.cells.icon(x, cell.centerY(), STRIP_ICON, glyph(look), tone);
    if (replica != null) {
      sketch.cells.text(
          Font.mono(10, look == CellLook.LEADER ? Tone.PLAIN : Tone.MUTED),
          cell.right() - Math.max(padding - 2, LEAST_BESIDE_BORDER),
          cell.centerY() + 3.2,
          Long.toString(replica.logEndOffset()),
          Align.RIGHT,
          ROOM_FOR_STRIP_END - 6);
    }
  }

  /** Where the letters of the header end, and the line of the high watermark may begin. */
  private double headerBottom(Rect cell) {
    return headerBaseline(cell) + 10.5 * textScale * 0.24;
  }

  private static double headerBaseline(Rect cell) {
    return cell.y() + Math.max(MIN_HEADER_BASELINE, cell.h() * 0.225);
  }

  private void header(Rect cell, int broker, CellLook look, @Nullable ReplicaView replica) {
    double size = 10.5 * textScale;
    double baseline = headerBaseline(cell);
    double right = cell.right() - Math.max(padding, LEAST_BESIDE_BORDER);
    double end = 0;
    if (replica != null) {
      end =
          sketch.cells.text(
              Font.mono(Math.max(10, size - 1), look == CellLook.LEADER ? Tone.PLAIN : Tone.MUTED),
              right,
              baseline,
              "LEO " + replica.logEndOffset(),
              Align.RIGHT,
              cell.w() / 2);
    }
    Tone tone = look.tone();
    double x = cell.x() + padding;
    sketch.cells.icon(x + size / 2, baseline - size * 0.36, size + 1, glyph(look), tone);
    sketch.cells.firstThatFits(
        Font.name(size, tone),
        x + size + 5,
        baseline,
        headerTexts(look, broker),
        Align.LEFT,
        right - end - 7 - (x + size + 5));
  }

  /** The role of a replica in words, longest first. */
  private List<String> headerTexts(CellLook look, int broker) {
    Texts texts = sketch.texts;
    return switch (look) {
      case LEADER -> List.of(texts.get("cell.leader"));
      case IN_SYNC -> List.of(texts.get("cell.inSync"), texts.get("cell.inSyncShort"));
      case OUT_OF_SYNC -> {
        String since =
            Units.span(Math.max(0, sketch.nowNanos - partition.outOfIsrSinceNanos(broker)));
        yield List.of(
            texts.get("cell.outOfSyncFor", since),
            texts.get("cell.outOfSync", since),
            texts.get("cell.outOfSyncShort"));
      }
      case JOINING -> List.of(texts.get("cell.joiningReassigned"), texts.get("cell.joining"));
      case BELIEVES_TO_LEAD -> List.of(texts.get("cell.believes"), texts.get("cell.believesShort"));
      case FROZEN -> List.of(texts.get("cell.frozen"));
      case OFFLINE, SHUT_DOWN -> List.of(texts.get("cell.offline"));
      case EMPTY -> List.of(texts.get("cell.empty"));
    };
  }

  private static Glyph glyph(CellLook look) {
    return switch (look) {
      case LEADER -> Glyph.CROWN;
      case IN_SYNC -> Glyph.CHECK;
      case OUT_OF_SYNC, BELIEVES_TO_LEAD -> Glyph.WARNING;
      case FROZEN -> Glyph.FROZEN;
      case OFFLINE, SHUT_DOWN -> Glyph.STOPPED;
      case JOINING, EMPTY -> Glyph.STARTING;
    };
  }

  private void records(Rect cell, ReplicaView replica, LogWindow window, CellLook look) {
    double top = boxTop(cell);
    double height = boxHeight(cell);
    Map<Long, Integer> hues = hues(replica);
    for (LogWindow.Item item : window.items()) {
      if (item.end() > replica.logEndOffset() || item.offset() < replica.logStartOffset()) {
        continue;
      }
      Rect box = new Rect(item.x(), top, item.width() - 2, height);
      String label =
          item.batch() ? "×" + (item.end() - item.offset()) : Long.toString(item.offset());
      int hue = hues.getOrDefault(item.offset(), Hues.NEUTRAL);
      boolean committed = item.end() <= replica.highWatermark();
      sketch.cells.add(
          new Shape.RecordBox(
              box, look.surface(), hue, committed, look.strength(), label, labelSize()));
      if (partition.reordered(item.offset(), item.end())) {
        double size = Math.min(MAX_CORNER, box.h() * 0.5);
        sketch.cells.add(new Shape.TurnedCorner(box, look.surface(), size));
      }
    }
    if (replica.logEndOffset() == 0) {
      return;
    }
    double x = window.boundary(replica.highWatermark()) - 1;
    boolean leads = look == CellLook.LEADER;
    double above = strip ? 2 : Math.clamp(top - headerBottom(cell), 0, 4);
    sketch.cells.add(
        new Shape.Line(
            x,
            top - above,
            x,
            top + height + (strip ? 3 : 2),
            leads ? Stroke.HIGH_WATERMARK : Stroke.HIGH_WATERMARK_FAINT));
    double size = Math.max(10, 8.5 * textScale);
    double baseline = Math.min(cell.bottom() - BELOW_HW, top + height + 3 + size);
    if (leads && !strip && baseline - size > top + height) {
      // At the lane's beginning stand the marks of groups that are further back.
      double beside = x <= window.boundary(window.firstOffset()) ? 14 : 7;
      Font font = Font.body(size, Tone.MUTED);
      if (x + beside + sketch.cells.width("HW", font.role(), size) < cell.right() - 2) {
        sketch.cells.text(font, x + beside, baseline, "HW", Align.LEFT, 24);
      }
    }
  }

  private static Map<Long, Integer> hues(ReplicaView replica) {
    Map<Long, Integer> hues = new HashMap<>();
    for (BatchSummary batch : replica.batches()) {
      if (batch.recordCount() <= LogWindow.MAX_RECORDS_APART) {
        for (long offset = batch.baseOffset(); offset <= batch.lastOffset(); offset++) {
          hues.put(offset, Hues.of(batch.keyHashAt(offset)));
        }
      }
    }
    return hues;
  }

  private void groups(Rect cell, LogWindow window) {
    double below = boxTop(cell) + boxHeight(cell);
    double room = strip ? 6.5 : Math.max(4, cell.bottom() - below - 4);
    double size = Math.min(Math.clamp(7.5 * scale, 6.5, 10), room);
    double y = below + (strip ? 0.5 : 2.5);
    for (GroupView group : sketch.model.groups().values()) {
      mark(group.positions().get(row.partition()), window, y, size, false);
      mark(group.committed().get(row.partition()), window, y, size, true);
    }
    for (ClientView client : sketch.model.clients().values()) {
      Long position = client.positions().get(row.partition());
      if (position != null && position >= 0 && ClientLook.readsAlone(client, sketch.model)) {
        mark(position, window, y, size, false);
      }
    }
  }

  private void mark(@Nullable Long offset, LogWindow window, double y, double size, boolean solid) {
    if (offset != null && !window.items().isEmpty()) {
      boolean gone = offset < window.firstOffset();
      double x = window.boundary(offset) - 1;
      sketch.cells.add(new Shape.Triangle(x, y, size, solid, gone));
    }
  }

  /** Exact offsets of a replica, each with its name. */
  static String tooltip(Sketch sketch, PartitionView partition, int broker, CellLook look) {
    Texts texts = sketch.texts;
    StringBuilder text =
        new StringBuilder(texts.get("cell.replicaOf", partition.id().toString(), broker));
    ReplicaView replica = partition.replica(broker);
    if (replica != null) {
      text.append('\n')
          .append(
              texts.get(
                  "cell.offsets",
                  replica.logStartOffset(),
                  replica.highWatermark(),
                  replica.logEndOffset()));
    }
    if (look == CellLook.LEADER) {
      for (GroupView group : sketch.model.groups().values()) {
        Long committed = group.committed().get(partition.id());
        Long position = group.positions().get(partition.id());
        if (committed != null || position != null) {
          text.append('\n')
              .append(
                  texts.get(
                      "cell.group",
                      group.id(),
                      committed == null ? "-" : committed,
                      position == null ? "-" : position));
        }
      }
    }
    return text.toString();
  }
}
