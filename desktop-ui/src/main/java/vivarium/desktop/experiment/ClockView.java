package vivarium.desktop.experiment;

import java.util.function.LongConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import vivarium.desktop.paint.ShapePainter;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.theme.Palette;

/** Draws the clock of both runs; dragging along it looks at another moment. */
final class ClockView extends Pane {

  private final ClockLayout layout;
  private final Canvas canvas = new Canvas();

  /**
   * A clock.
   *
   * @param seek is given the moment that is pointed at, as a share of the width
   */
  ClockView(TextMeasure measure, LongConsumer seek, ExperimentViewModel model) {
    this.layout = new ClockLayout(measure);
    getChildren().add(canvas);
    setId("experiment-clock");
    setPrefSize(0, ClockLayout.HEIGHT); // The canvas has more pixels than its place.
    setMinSize(0, ClockLayout.HEIGHT);
    setAccessibleRole(AccessibleRole.SLIDER);
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> point(event, seek, model));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> point(event, seek, model));
  }

  private void point(MouseEvent event, LongConsumer seek, ExperimentViewModel model) {
    if (event.getButton() == MouseButton.PRIMARY) {
      seek.accept(ClockLayout.nanosAt(ExperimentView.span(model), event.getX(), getWidth()));
      event.consume();
    }
  }

  /**
   * Draws it.
   *
   * @param scale how many pixels a pixel of the layout is
   */
  void draw(ClockLayout.Content content, Palette palette, double scale) {
    double width = getWidth();
    if (width < 100) {
      return;
    }
    canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
    canvas.setWidth(Math.ceil(width * scale));
    canvas.setHeight(Math.ceil(ClockLayout.HEIGHT * scale));
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setTransform(scale, 0, 0, scale, 0, 0);
    g.clearRect(0, 0, width, ClockLayout.HEIGHT);
    new ShapePainter(g, palette).paint(layout.layout(content, width));
  }
}
