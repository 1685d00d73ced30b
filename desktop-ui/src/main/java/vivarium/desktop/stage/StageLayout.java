package vivarium.desktop.stage;

import vivarium.desktop.i18n.Texts;
import vivarium.engine.model.ClusterModel;

/** Lays out the stage: a model at a moment becomes a {@link Frame}. Holds no state. */
public final class StageLayout {

  private final TextMeasure measure;

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
    GridPlan plan = new GridPlan(model, width, height, options);
    new BrokerColumns(sketch, plan).draw();
    new ControllerLane(sketch, plan).draw();
    new ProducerColumn(sketch, plan).draw();
    new GroupColumn(sketch, plan).draw();
    new PartitionRows(sketch, plan).draw();
    new Wires(sketch, plan.grid).draw();
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
        sketch.readers);
  }
}
