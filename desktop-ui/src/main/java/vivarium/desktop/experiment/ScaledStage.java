package vivarium.desktop.experiment;

import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import vivarium.desktop.paint.StageCanvas;

/**
 * A stage in less room than one has for itself: it is laid out as large as it needs to be and drawn
 * smaller, sharp all the same.
 */
final class ScaledStage extends Region {

  /** With less than this a stage would lose its words. */
  private static final double WIDTH = 900;

  private static final double HEIGHT = 470;

  /** Smaller letters could not be read. */
  private static final double LEAST = 0.62;

  private final StageCanvas canvas;
  private final Scale transform = new Scale(1, 1, 0, 0);
  private double scale = 1;

  ScaledStage(StageCanvas canvas) {
    this.canvas = canvas;
    canvas.getTransforms().add(transform);
    getChildren().add(canvas);
    setMinSize(0, 0);
  }

  /** Pixels for each pixel of the layout around it. */
  void setScale(double newScale) {
    scale = newScale;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double factor = Math.clamp(Math.min(getWidth() / WIDTH, getHeight() / HEIGHT), LEAST, 1);
    transform.setX(factor);
    transform.setY(factor);
    canvas.setScale(scale * factor);
    canvas.resizeRelocate(0, 0, Math.floor(getWidth() / factor), Math.floor(getHeight() / factor));
  }
}
