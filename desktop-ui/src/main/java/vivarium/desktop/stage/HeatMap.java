package vivarium.desktop.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** The grid when its cells are smaller than can be told apart: the worst of each pixel wins. */
final class HeatMap {

  /** A topic is named where its rows leave so much room for it. */
  private static final double NAME_ROOM = 13;

  private final Sketch sketch;
  private final GridPlan plan;
  private final GridView view;

  HeatMap(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    this.view = plan.grid.view();
  }

  void draw() {
    pixels();
    topics();
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
    List<NodeId> brokers = plan.grid.brokers();
    int highest = brokers.isEmpty() ? 0 : brokers.getLast().number();
    @Nullable NodeView[] nodes = new NodeView[highest + 1];
    int[] from = new int[highest + 1];
    int[] to = new int[highest + 1];
    for (int column = 0; column < brokers.size(); column++) {
      int id = brokers.get(column).number();
      nodes[id] = view.showsColumn(column) ? sketch.model.node(brokers.get(column)) : null;
      from[id] = Math.clamp(Math.round(view.columnX(column)) - x, 0, width);
      long end = Math.max(Math.round(view.columnX(column) + view.columnWidth()) - x, from[id] + 1);
      to[id] = Math.clamp(end, 0, width);
    }
    String topic = "";
    int minIsr = 1;
    for (int i = view.firstRow(); i < view.endRow(); i++) {
      PartitionView partition = plan.partitions.get(i);
      if (!partition.id().topic().equals(topic)) {
        topic = partition.id().topic();
        minIsr = sketch.model.minInSyncReplicas(topic);
      }
      int top = Math.clamp((int) Math.floor(view.rowY(i) - y), 0, height - 1);
      int end = Math.clamp((int) Math.floor(view.rowY(i + 1) - y), top + 1, height);
      PartitionState state = partition.state();
      Health health = state.health(minIsr);
      for (int broker : state.replicas()) {
        NodeView node = broker <= highest ? nodes[broker] : null;
        if (node != null) {
          byte value = value(CellLook.of(partition, broker, node), health);
          fill(pixels, width, from[broker], to[broker], top, end, value);
        }
      }
    }
    sketch.cells.add(new Shape.Heat(x, y, width, height, pixels));
  }

  private static byte value(CellLook look, Health health) {
    return (byte) (Shape.Heat.SURFACES.indexOf(look.square(health)) + 1);
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
    double free = view.body().y();
    double right = plan.labelsX + plan.labelsWidth - 4;
    for (int i = view.firstRow(); i < view.endRow(); ) {
      String topic = plan.partitions.get(i).id().topic();
      int end = endOf(topic, i);
      double top = Math.max(view.rowY(i), view.body().y());
      double room = Math.min(view.rowY(end), view.body().bottom()) - top;
      if (top >= free && room >= NAME_ROOM) {
        sketch.background.text(
            Font.mono(10.5, Tone.PLAIN), right, top + 10, topic, Align.RIGHT, plan.labelsWidth - 4);
        free = top + NAME_ROOM;
        sketch.background.add(
            new Shape.Line(right - 4, top, view.left() - 3, top, Shape.Stroke.GUIDE));
      }
      i = end;
    }
  }

  private int endOf(String topic, int from) {
    int end = from + 1;
    while (end < view.endRow() && plan.partitions.get(end).id().topic().equals(topic)) {
      end++;
    }
    return end;
  }

  private void selected() {
    for (int i = view.firstRow(); i < view.endRow(); i++) {
      if (sketch.options.selection() instanceof Selection.Partition(var id)
          && id.equals(plan.partitions.get(i).id())) {
        Rect row = new Rect(view.left(), view.rowY(i), view.right() - view.left(), view.rowPitch());
        sketch.overlay.panel(row.inset(-3), Shape.Surface.SELECTED, 3);
        return;
      }
    }
  }
}
