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
 * drawn again only where its part of the frame is another; the messages are drawn each time they
 * are given. Layers are few, because each costs as many pixels as it covers.
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
  private final GroundTiles ground;
  private final MarkTiles messages;
  private final Canvas overlay = new Canvas();
  private Palette palette;
  private double scale = 1;
  private @Nullable Frame shown;
  private boolean marksShown;
  private double overlayTop;
  private boolean steady;

  public StageCanvas(Palette palette) {
    this.palette = palette;
    this.ground = new GroundTiles(palette);
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
      overlay.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
    }
  }

  /**
   * Whether what changes in many places at once may be drawn over a few frames, so that none of
   * them takes long; otherwise each is whole.
   */
  public void setSteady(boolean wanted) {
    steady = wanted;
  }

  /** Draws what was left for the next frames. */
  public void finish() {
    timed(Layer.GROUND, () -> ground.draw(true));
  }

  /** Shows a frame and the messages of the same moment. */
  public void show(Frame frame, List<Mark> marks) {
    Frame before = shown;
    boolean anew =
        before == null || before.width() != frame.width() || before.height() != frame.height();
    messages.dress(palette, scale * pixelsAUnit());
    messages.fit(frame.width(), frame.height());
    timed(Layer.GROUND, () -> drawGround(frame, before, anew));
    if (anew || before == null || !before.overlay().equals(frame.overlay())) {
      timed(
          Layer.OVERLAY,
          () -> {
            fitOverlay(frame);
            paintOverlay(frame.overlay());
          });
    }
    if (anew || marksShown || !marks.isEmpty()) {
      timed(Layer.MESSAGES, () -> messages.show(marks));
    }
    shown = frame;
    marksShown = !marks.isEmpty();
  }

  private void drawGround(Frame frame, @Nullable Frame before, boolean anew) {
    if (anew) {
      ground.dress(palette, scale);
      ground.fit(frame.width(), frame.height());
    }
    if (anew || frame != before) {
      ground.show(frame.background(), frame.cells());
    }
    boolean moved = before == null || !before.grid().view().equals(frame.grid().view());
    ground.draw(anew || moved || !steady);
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
      if (!(shape instanceof Shape.Clip || shape instanceof Shape.ClipEnd)) {
        top = Math.min(top, shape.reach().y());
      }
    }
    overlayTop = Math.max(0, Math.floor(top) - 4);
    overlay.setLayoutY(overlayTop);
    overlay.setWidth(Math.ceil(frame.width() * scale));
    overlay.setHeight(Math.ceil((frame.height() - overlayTop) * scale));
  }

  private double pixelsAUnit() {
    Window window = getScene() == null ? null : getScene().getWindow();
    return window == null ? 1 : Math.max(1, window.getOutputScaleX());
  }

  private void paintOverlay(List<Shape> shapes) {
    GraphicsContext g = overlay.getGraphicsContext2D();
    g.clearRect(0, 0, overlay.getWidth(), overlay.getHeight());
    g.save();
    g.scale(scale, scale);
    g.translate(0, -overlayTop);
    new ShapePainter(g, palette).paint(shapes);
    g.restore();
  }
}
