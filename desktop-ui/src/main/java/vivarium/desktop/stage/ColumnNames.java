package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.engine.model.NodeView;

/**
 * The numbers of brokers above columns that are too narrow for a name, as along an axis: those that
 * are selected or not well before all others, and of the others one in so many that there is air
 * between them.
 */
final class ColumnNames {

  private static final int[] STEPS = {1, 2, 5, 10, 20, 50, 100, 200, 500};
  private static final double ABOVE = 5;
  private static final double APART = 7;
  private static final double SIZE = 10;

  private final Sketch sketch;
  private final GridPlan plan;
  private final Grid grid;
  private final List<Rect> taken = new ArrayList<>();

  ColumnNames(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    this.grid = plan.grid;
  }

  void draw() {
    double y = grid.view().top() - ABOVE;
    sketch.background.text(
        Font.body(SIZE, Tone.MUTED),
        plan.labelsX + plan.labelsWidth - 4,
        y,
        sketch.texts.get("stage.brokers"),
        Align.RIGHT,
        plan.labelsWidth - 4);
    for (int column = 0; column < grid.brokers().size(); column++) {
      NodeView broker = broker(column);
      if (broker != null && isSingledOut(broker)) {
        name(column, BrokerLook.of(broker) == BrokerLook.RUNNING ? Tone.PLAIN : toneOf(broker), y);
      }
    }
    int step = step();
    for (int column = 0; column < grid.brokers().size(); column++) {
      NodeView broker = broker(column);
      if (broker != null && broker.id().number() % step == 0) {
        name(column, Tone.MUTED, y);
      }
    }
  }

  private @Nullable NodeView broker(int column) {
    return grid.view().showsColumn(column) ? sketch.model.node(grid.brokers().get(column)) : null;
  }

  private static Tone toneOf(NodeView broker) {
    return BrokerLook.of(broker).tone();
  }

  private boolean isSingledOut(NodeView broker) {
    return BrokerLook.of(broker) != BrokerLook.RUNNING
        || sketch.singlesOut(new Selection.Node(broker.id()));
  }

  private int step() {
    double widest = 0;
    for (var broker : grid.brokers()) {
      widest = Math.max(widest, width(broker.name()));
    }
    for (int step : STEPS) {
      if (step * grid.view().columnPitch() >= widest + APART) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  private double width(String name) {
    return sketch.background.width(name, TextRole.MONO, SIZE);
  }

  private void name(int column, Tone tone, double y) {
    String name = grid.brokers().get(column).name();
    double width = width(name);
    double x = grid.columns().get(column).centerX();
    Rect room = new Rect(x - width / 2 - APART / 2, y - SIZE, width + APART, SIZE);
    if (grid.insideX(x) == x
        && taken.stream()
            .noneMatch(other -> other.x() < room.right() && room.x() < other.right())) {
      taken.add(room);
      sketch.background.text(Font.mono(SIZE, tone), x, y, name, Align.CENTER, width + 1);
    }
  }
}
