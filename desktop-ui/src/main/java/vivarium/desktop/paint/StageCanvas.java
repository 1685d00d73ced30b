package vivarium.desktop.paint;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
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

  /** Shows a frame and the messages of the same moment. */
  public void show(Frame frame, List<Mark> newMarks) {
    Frame before = shown;
    boolean resized =
        before == null || before.width() != frame.width() || before.height() != frame.height();
    if (resized) {
      for (Canvas canvas : List.of(background, cells, messages, overlay)) {
        canvas.setWidth(frame.width());
        canvas.setHeight(frame.height());
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
      GraphicsContext g = messages.getGraphicsContext2D();
      g.clearRect(0, 0, frame.width(), frame.height());
      new MarkPainter(g, palette).paint(newMarks);
    }
    shown = frame;
    marks = List.copyOf(newMarks);
  }

  private void redraw(Canvas canvas, List<Shape> shapes) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    new ShapePainter(g, palette).paint(shapes);
  }
}
