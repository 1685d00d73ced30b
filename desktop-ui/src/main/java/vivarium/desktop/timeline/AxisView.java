package vivarium.desktop.timeline;

import java.util.function.LongConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.ShapePainter;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.theme.Palette;

/**
 * The time axis: dragging along it looks at another moment, the wheel shows more or less time, with
 * Shift earlier or later time, a double click everything that is remembered.
 */
public final class AxisView extends Pane {

  private static final double HEIGHT = 54;
  private static final double ZOOM = 1.25;
  private static final double PAN = 0.1;

  /** Drawn again at least so often, though nothing but time has changed. */
  private static final long REDRAW_NANOS = 100_000_000;

  private final TimelineViewModel model;
  private final TimelineAxis axis;
  private final Canvas canvas = new Canvas(100, HEIGHT);
  private TimelineAxis.Place drawn = new TimelineAxis.Place(new TimeSpan(0, 1), -1, -1, -1);
  private int drawnLines = -1;
  private double drawnWidth = -1;

  /**
   * An axis.
   *
   * @param seek is given the moment that is pointed at
   */
  public AxisView(TimelineViewModel model, TextMeasure measure, LongConsumer seek) {
    this.model = model;
    this.axis = new TimelineAxis(measure);
    getChildren().add(canvas);
    setId("axis");
    setPrefSize(0, HEIGHT); // The canvas has more pixels than its place.
    setMinSize(0, HEIGHT);
    setAccessibleRole(AccessibleRole.SLIDER);
    addEventHandler(MouseEvent.MOUSE_PRESSED, event -> point(event, seek));
    addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> point(event, seek));
    addEventHandler(
        ScrollEvent.SCROLL,
        event -> {
          double amount = event.getDeltaY() == 0 ? event.getDeltaX() : event.getDeltaY();
          if (event.isShiftDown()) {
            model.axis().pan(amount > 0 ? -PAN : PAN);
          } else if (amount != 0) {
            model
                .axis()
                .zoom(amount > 0 ? 1 / ZOOM : ZOOM, TimelineAxis.share(event.getX(), getWidth()));
          }
          event.consume();
        });
  }

  private void point(MouseEvent event, LongConsumer seek) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (event.getEventType() == MouseEvent.MOUSE_PRESSED && event.getClickCount() == 2) {
      model.axis().toggleEverything();
    } else {
      seek.accept(TimelineAxis.nanosAt(model.axis().span(), event.getX(), getWidth()));
    }
    event.consume();
  }

  /** Puts the view's own words into a language. */
  public void speak(Texts texts) {
    setAccessibleText(texts.get("timeline.axis"));
    redraw();
  }

  /** Has everything drawn at the next occasion. */
  public void redraw() {
    drawnLines = -1;
  }

  /**
   * Draws the axis, if it is not what was drawn last.
   *
   * @param scale how many pixels a pixel of the layout is
   */
  public void draw(Palette palette, double scale) {
    double width = getWidth();
    TimelineAxis.Place place = TimelineAxis.Place.of(model.axis());
    boolean same =
        drawnLines == model.lines().size()
            && drawnWidth == width
            && place.span().lengthNanos() == drawn.span().lengthNanos()
            && (place.headNanos() < place.presentNanos())
                == (drawn.headNanos() < drawn.presentNanos())
            && Math.abs(place.headNanos() - drawn.headNanos()) < REDRAW_NANOS
            && Math.abs(place.span().fromNanos() - drawn.span().fromNanos()) < REDRAW_NANOS;
    if (same || width < 50) {
      return;
    }
    drawn = place;
    drawnLines = model.lines().size();
    drawnWidth = width;
    canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
    canvas.setWidth(Math.ceil(width * scale));
    canvas.setHeight(Math.ceil(HEIGHT * scale));
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setTransform(scale, 0, 0, scale, 0, 0);
    g.clearRect(0, 0, width, HEIGHT);
    new ShapePainter(g, palette).paint(axis.layout(model.lines(), place, width, HEIGHT));
  }
}
