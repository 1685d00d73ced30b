package vivarium.desktop.paint;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Palette;

/**
 * The stage as four canvases on top of each other. A layer is drawn again only when its part of the
 * frame is another; the messages are drawn each time they are given.
 */
public final class StageCanvas extends Region {

  private final Canvas background = new Canvas();
  private final Canvas cells = new Canvas();
  private final Canvas messages = new Canvas();
  private final Canvas overlay = new Canvas();
  private Palette palette;
  private double scale = 1;
  private @Nullable Frame shown;
  private List<Mark> marks = List.of();

  public StageCanvas(Palette palette) {
    this.palette = palette;
    getChildren().addAll(background, cells, messages, overlay);
    setMinSize(200, 200);
  }

  /** Draws in these colours from the next frame on. */
  public void setPalette(Palette newPalette) {
    palette = newPalette;
    shown = null;
  }

  /** How many pixels a pixel of the frame is; whoever holds this draws it that much larger. */
  public void setScale(double newScale) {
    if (newScale != scale) {
      scale = newScale;
      shown = null;
      for (Canvas canvas : all()) {
        canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
      }
    }
  }

  private List<Canvas> all() {
    return List.of(background, cells, messages, overlay);
  }

  /** Shows a frame and the messages of the same moment. */
  public void show(Frame frame, List<Mark> newMarks) {
    Frame before = shown;
    boolean resized =
        before == null || before.width() != frame.width() || before.height() != frame.height();
    if (resized) {
      for (Canvas canvas : all()) {
        canvas.setWidth(Math.ceil(frame.width() * scale));
        canvas.setHeight(Math.ceil(frame.height() * scale));
      }
    }
    if (resized || before == null || !before.background().equals(frame.background())) {
      redraw(background, frame.background());
    }
    if (resized || before == null || !before.cells().equals(frame.cells())) {
      redraw(cells, frame.cells());
    }
    if (resized || before == null || !before.overlay().equals(frame.overlay())) {
      redraw(overlay, frame.overlay());
    }
    if (resized || !newMarks.isEmpty() || !marks.isEmpty()) {
      GraphicsContext g = cleared(messages);
      new MarkPainter(g, palette).paint(newMarks);
    }
    shown = frame;
    marks = List.copyOf(newMarks);
  }

  private void redraw(Canvas canvas, List<Shape> shapes) {
    new ShapePainter(cleared(canvas), palette).paint(shapes);
  }

  private GraphicsContext cleared(Canvas canvas) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    g.scale(scale, scale);
    return g;
  }
}
