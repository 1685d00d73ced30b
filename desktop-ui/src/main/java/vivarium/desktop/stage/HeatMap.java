package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.TopicPartition;

/** The grid when its cells are smaller than can be told apart: the worst of each pixel wins. */
final class HeatMap {

  /** A topic is named where its rows leave so much room for it. */
  private static final double NAME_ROOM = 13;

  /** What is wrong is at least so high, in pixels. */
  private static final int SEEN = 2;

  private static final int WORST_THAT_IS_WELL =
      Shape.Heat.SURFACES.indexOf(Shape.Surface.SQUARE_GONE) + 1;

  private final Sketch sketch;
  private final GridPlan plan;
  private final GridView view;

  /** Where names stand, from the top of the stage. */
  private final List<Double> named = new ArrayList<>();

  HeatMap(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    this.view = plan.grid.view();
  }

  void draw() {
    pixels();
    topics();
    troubled();
    selected();
  }

  private void pixels() {
    Rect body = view.body();
    int x = (int) Math.floor(body.x());
    int y = (int) Math.floor(body.y());
    int width = (int) Math.ceil(body.right()) - x;
    int height = (int) Math.ceil(body.bottom()) - y;
    if (width <= 0 || height <= 0) {
      return;
    }
    byte[] pixels = new byte[width * height];
    int columns = plan.grid.columns().size();
    int[] from = new int[columns];
    int[] to = new int[columns];
    for (int column = 0; column < columns; column++) {
      from[column] = Math.clamp(Math.round(view.columnX(column)) - x, 0, width);
      long end = Math.round(view.columnX(column) + view.columnWidth()) - x;
      to[column] = Math.clamp(Math.max(end, from[column] + 1), 0, width);
    }
    GridContent.Heat heat = plan.content.heat();
    for (int row = view.firstRow(); row < view.endRow(); row++) {
      int top = Math.clamp((int) Math.floor(view.rowY(row) - y), 0, height - 1);
      int end = Math.clamp((int) Math.floor(view.rowY(row + 1) - y), top + 1, height);
      for (int i = heat.begin()[row]; i < heat.begin()[row + 1]; i++) {
        int column = heat.columns()[i];
        byte value = heat.values()[i];
        int bottom = value > WORST_THAT_IS_WELL ? Math.min(height, Math.max(end, top + SEEN)) : end;
        fill(pixels, width, from[column], to[column], top, bottom, value);
      }
    }
    sketch.cells.add(new Shape.Heat(x, y, width, height, pixels));
  }

  private static void fill(
      byte[] pixels, int width, int left, int right, int top, int bottom, byte value) {
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        if (pixels[y * width + x] < value) {
          pixels[y * width + x] = value;
        }
      }
    }
  }

  /** Names where each topic begins, and how many partitions it has. */
  private void topics() {
    double right = plan.labelsX + plan.labelsWidth - 4;
    for (int i = view.firstRow(); i < view.endRow(); ) {
      String topic = plan.content.ids.get(i).topic();
      int end = endOf(topic, i);
      double top = Math.max(view.rowY(i), view.body().y());
      double room = Math.min(view.rowY(end), view.body().bottom()) - top;
      if (room >= NAME_ROOM && name(top, topic, "", Tone.PLAIN)) {
        sketch.background.add(
            new Shape.Line(right - 4, top, view.left() - 3, top, Shape.Stroke.GUIDE));
      }
      i = end;
    }
  }

  /** Names partitions that are not well, where there are so few that nearly all have room. */
  private void troubled() {
    List<Integer> rows = new ArrayList<>();
    for (int i = view.firstRow(); i < view.endRow(); i++) {
      if (plan.content.health(i) != Health.HEALTHY) {
        rows.add(i);
      }
    }
    if (rows.size() * NAME_ROOM > view.body().h()) {
      return;
    }
    for (int row : rows) {
      Tone tone = HealthLook.tone(plan.content.health(row));
      TopicPartition id = plan.content.ids.get(row);
      name(view.rowY(row), id.topic(), "-" + id.partition(), tone);
    }
  }

  /** Writes a name where a row begins, if nothing stands there and it does not reach out. */
  private boolean name(double top, String head, String end, Tone tone) {
    Rect body = view.body();
    if (top < body.y()
        || top + NAME_ROOM > body.bottom()
        || named.stream().anyMatch(other -> Math.abs(other - top) < NAME_ROOM)) {
      return false;
    }
    named.add(top);
    double right = plan.labelsX + plan.labelsWidth - 4;
    sketch.background.name(
        Font.mono(10.5, tone), right, top + 10, head, end, Align.RIGHT, plan.labelsWidth - 4);
    return true;
  }

  private int endOf(String topic, int from) {
    int end = from + 1;
    while (end < view.endRow() && plan.content.ids.get(end).topic().equals(topic)) {
      end++;
    }
    return end;
  }

  private void selected() {
    for (int i = view.firstRow(); i < view.endRow(); i++) {
      TopicPartition id = plan.content.ids.get(i);
      boolean selected = id.equals(sketch.options.selection().partitionOrNull());
      if (selected || id.equals(sketch.options.pointed().partitionOrNull())) {
        Rect row = new Rect(view.left(), view.rowY(i), view.right() - view.left(), view.rowPitch());
        sketch.overlay.panel(
            row.inset(-3), selected ? Shape.Surface.SELECTED : Shape.Surface.POINTED, 3);
      }
    }
  }
}
