package vivarium.desktop.paint;

import java.util.List;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Mark;
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
    /** Veils over what is dead, selection and caption. */
    OVERLAY
  }

  private final long[] paintNanos = new long[Layer.values().length];
  private final ShapeTiles ground;
  private final MarkTiles messages;
  private final ShapeTiles overlay;
  private Palette palette;
  private double scale = 1;
  private @Nullable Frame shown;
  private boolean marksShown;
  private boolean steady;

  public StageCanvas(Palette palette) {
    this.palette = palette;
    this.ground = new ShapeTiles(palette);
    this.messages = new MarkTiles(palette);
    this.overlay = new ShapeTiles(palette);
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
    timed(Layer.OVERLAY, () -> drawOverlay(frame, before, anew));
    if (anew || marksShown || !marks.isEmpty()) {
      timed(Layer.MESSAGES, () -> messages.show(marks));
    }
    shown = frame;
    marksShown = !marks.isEmpty();
  }

  private void drawGround(Frame frame, @Nullable Frame before, boolean anew) {
    if (anew) {
      fit(ground, frame);
    }
    if (anew || frame != before) {
      ground.show(List.of(frame.background(), frame.cells()));
    }
    boolean moved = before == null || !before.grid().view().equals(frame.grid().view());
    ground.draw(anew || moved || !steady);
  }

  private void drawOverlay(Frame frame, @Nullable Frame before, boolean anew) {
    if (anew) {
      fit(overlay, frame);
    }
    if (anew || frame != before) {
      overlay.show(List.of(frame.overlay()));
      overlay.draw(true);
    }
  }

  private void fit(ShapeTiles layer, Frame frame) {
    layer.dress(palette, scale);
    layer.fit(frame.width(), frame.height());
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

  private double pixelsAUnit() {
    Window window = getScene() == null ? null : getScene().getWindow();
    return window == null ? 1 : Math.max(1, window.getOutputScaleX());
  }
}
