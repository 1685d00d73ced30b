package vivarium.desktop.paint;

import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Palette;

/**
 * The stage as layers on top of each other: boxes and cells, the messages, the overlay. A layer is
 * drawn again only when its part of the frame is another; the messages are drawn each time they are
 * given. Layers are few, because each costs as many pixels as the stage has.
 */
public final class StageCanvas extends Region {

  /** What is drawn by itself. */
  public enum Layer {
    /** Boxes, names and wires, and the cells with their records. */
    GROUND,
    MESSAGES,
    /** Selection and caption. */
    OVERLAY
  }

  private final long[] paintNanos = new long[Layer.values().length];
  private final Canvas ground = new Canvas();
  private final MarkTiles messages;
  private final Canvas overlay = new Canvas();
  private Palette palette;
  private double scale = 1;
  private @Nullable Frame shown;
  private boolean marksShown;
  private double overlayTop;

  public StageCanvas(Palette palette) {
    this.palette = palette;
    this.messages = new MarkTiles(palette);
    getChildren().addAll(ground, messages, overlay);
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
      for (Canvas canvas : List.of(ground, overlay)) {
        canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
      }
    }
  }

  /** Shows a frame and the messages of the same moment. */
  public void show(Frame frame, List<Mark> marks) {
    Frame before = shown;
    boolean anew =
        before == null || before.width() != frame.width() || before.height() != frame.height();
    messages.dress(palette, scale * pixelsAUnit());
    messages.fit(frame.width(), frame.height());
    if (anew) {
      ground.setWidth(Math.ceil(frame.width() * scale));
      ground.setHeight(Math.ceil(frame.height() * scale));
    }
    if (anew
        || before == null
        || !before.background().equals(frame.background())
        || !before.cells().equals(frame.cells())) {
      timed(
          Layer.GROUND,
          () -> {
            clear(ground);
            paint(ground, 0, frame.background());
            paint(ground, 0, frame.cells());
          });
    }
    if (anew || before == null || !before.overlay().equals(frame.overlay())) {
      timed(
          Layer.OVERLAY,
          () -> {
            fitOverlay(frame);
            clear(overlay);
            paint(overlay, -overlayTop, frame.overlay());
          });
    }
    if (anew || marksShown || !marks.isEmpty()) {
      timed(Layer.MESSAGES, () -> messages.show(marks));
    }
    shown = frame;
    marksShown = !marks.isEmpty();
  }

  private void timed(Layer layer, Runnable painting) {
    long began = System.nanoTime();
    painting.run();
    paintNanos[layer.ordinal()] += System.nanoTime() - began;
  }

  /** How long this layer has been drawn so far, in nanoseconds of the window's thread. */
  public long paintNanos(Layer layer) {
    return paintNanos[layer.ordinal()];
  }

  /** The overlay is no larger than what is in it: most of the time, the caption at the bottom. */
  private void fitOverlay(Frame frame) {
    double top = frame.height();
    for (Shape shape : frame.overlay()) {
      top = Math.min(top, topOf(shape));
    }
    overlayTop = Math.max(0, Math.floor(top) - 4);
    overlay.setLayoutY(overlayTop);
    overlay.setWidth(Math.ceil(frame.width() * scale));
    overlay.setHeight(Math.ceil((frame.height() - overlayTop) * scale));
  }

  private static double topOf(Shape shape) {
    return switch (shape) {
      case Shape.Panel panel -> panel.rect().y();
      case Shape.Text text -> text.bounds().y();
      case Shape.Icon icon -> icon.y() - icon.size() / 2;
      case Shape.Hatch hatch -> hatch.rect().y();
      case Shape.Veil veil -> veil.rect().y();
      case Shape.Clip unused -> Double.MAX_VALUE;
      case Shape.ClipEnd unused -> Double.MAX_VALUE;
      case Shape.RecordBox unused -> 0;
      case Shape.Line unused -> 0;
      case Shape.Triangle unused -> 0;
      case Shape.Wire unused -> 0;
      case Shape.Curve unused -> 0;
      case Shape.Arrow unused -> 0;
      case Shape.Bar unused -> 0;
      case Shape.Heat unused -> 0;
    };
  }

  private double pixelsAUnit() {
    Window window = getScene() == null ? null : getScene().getWindow();
    return window == null ? 1 : Math.max(1, window.getOutputScaleX());
  }

  private static void clear(Canvas canvas) {
    canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
  }

  private void paint(Canvas canvas, double shiftY, List<Shape> shapes) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.save();
    g.scale(scale, scale);
    g.translate(0, shiftY);
    new ShapePainter(g, palette).paint(shapes);
    g.restore();
  }
}
