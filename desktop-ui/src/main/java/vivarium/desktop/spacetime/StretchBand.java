package vivarium.desktop.spacetime;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Rect;

/** A stretch of time that is drawn out with the mouse over the diagram, and then shown alone. */
final class StretchBand {

  /** A hand that only clicks moves less, in pixels. */
  private static final double LEAST = 6;

  private final Rectangle band = new Rectangle();
  private final Node canvas;
  private final Supplier<@Nullable SpaceTimeFrame> frame;
  private final Chosen chosen;
  private double pressedX = Double.NaN;

  /** Takes the part of the shown stretch that was chosen, from and to between 0 and 1. */
  interface Chosen {
    void show(double from, double to);
  }

  /**
   * Lies over a diagram.
   *
   * @param canvas that it is drawn on
   * @param ground that holds the canvas
   * @param frame what is drawn now; null for nothing yet
   */
  StretchBand(Node canvas, Pane ground, Supplier<@Nullable SpaceTimeFrame> frame, Chosen chosen) {
    this.canvas = canvas;
    this.frame = frame;
    this.chosen = chosen;
    band.getStyleClass().add("band");
    band.setManaged(false);
    band.setMouseTransparent(true);
    band.setVisible(false);
    ground.getChildren().add(band);
    canvas.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    canvas.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    canvas.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> release());
  }

  private void press(MouseEvent event) {
    pressedX = event.getButton() == MouseButton.PRIMARY ? x(event) : Double.NaN;
  }

  private void drag(MouseEvent event) {
    SpaceTimeFrame now = frame.get();
    if (now == null || Double.isNaN(pressedX)) {
      return;
    }
    Rect plot = now.plot();
    double one = Math.clamp(pressedX, plot.x(), plot.right());
    double other = Math.clamp(x(event), plot.x(), plot.right());
    band.setX(Math.min(one, other));
    band.setWidth(Math.abs(other - one));
    band.setY(0);
    band.setHeight(now.height());
    band.setVisible(band.getWidth() >= LEAST);
  }

  private void release() {
    SpaceTimeFrame now = frame.get();
    pressedX = Double.NaN;
    if (now != null && band.isVisible()) {
      band.setVisible(false);
      Rect plot = now.plot();
      double from = (band.getX() - plot.x()) / plot.w();
      chosen.show(from, from + band.getWidth() / plot.w());
    }
  }

  /** In pixels of the layout: those of the canvas may be smaller. */
  private double x(MouseEvent event) {
    return event.getX() * canvas.getTransforms().getFirst().getMxx();
  }
}
