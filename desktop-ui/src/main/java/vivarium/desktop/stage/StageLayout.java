package vivarium.desktop.stage;

import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.model.ClusterModel;

/**
 * Lays out the stage: a model at a moment becomes a {@link Frame}. An equal model, moment and wish
 * give an equal frame; what is remembered only saves looking at every partition again.
 */
public final class StageLayout {

  /** Down to here, in pixels from the top, stand the names of the columns and nothing else. */
  public static final double NAMES_HEIGHT = GridPlan.CONTROLLER_TOP;

  private final TextMeasure measure;
  private @Nullable GridContent content;

  public StageLayout(TextMeasure measure) {
    this.measure = measure;
  }

  /**
   * The frame of a moment.
   *
   * @param model what is true
   * @param nowNanos virtual time of the moment
   * @param width of the stage, in pixels
   * @param height of the stage, in pixels
   */
  public Frame layout(
      ClusterModel model,
      long nowNanos,
      double width,
      double height,
      StageOptions options,
      Texts texts) {
    Sketch sketch = new Sketch(model, nowNanos, options, texts, measure);
    GridContent known = content;
    if (known == null || !known.holds(model, options)) {
      known = new GridContent(model, options);
      content = known;
    }
    GridPlan plan = new GridPlan(known, width, height, options);
    new BrokerColumns(sketch, plan).draw();
    new ControllerLane(sketch, plan).draw();
    new ProducerColumn(sketch, plan).draw();
    new GroupColumn(sketch, plan).draw();
    new PartitionRows(sketch, plan).draw();
    new Wires(sketch, plan.grid).draw();
    Focus focus = Focus.of(options.focus(), model);
    Veils.draw(sketch, plan, focus);
    new CaptionBar(sketch, plan).draw();
    return new Frame(
        width,
        height,
        sketch.background.shapes(),
        sketch.cells.shapes(),
        sketch.overlay.shapes(),
        sketch.targets,
        plan.grid,
        sketch.places,
        sketch.readers,
        sketch.spots.copy(),
        focus);
  }
}
