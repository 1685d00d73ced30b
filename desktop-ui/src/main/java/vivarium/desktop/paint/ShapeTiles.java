package vivarium.desktop.paint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.transform.Scale;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Palette;

/**
 * A layer of shapes that stand still for most frames, divided into tiles: only those that changed
 * are drawn again, not all in the same frame if they can wait, and an empty one is not there at
 * all.
 */
final class ShapeTiles extends Pane {

  /** In pixels; smaller ones cut more shapes in two, larger ones are drawn again for less. */
  private static final int WIDTH = 240;

  private static final int HEIGHT = 160;

  /** What can wait is drawn in so many frames: the stage is laid out anew every third one. */
  private static final int FRAMES = 3;

  private Palette palette;
  private double scale = 1;
  private int across;
  private int down;
  private Tile[] tiles = {};

  /** Tiles to be drawn again. */
  private final Deque<Tile> due = new ArrayDeque<>();

  private int share;

  ShapeTiles(Palette palette) {
    this.palette = palette;
    setMouseTransparent(true);
  }

  private static final class Tile {
    final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    final PixelImages images = new PixelImages();
    final Rect rect;
    List<Shape> shapes = List.of();
    List<Shape> next = new ArrayList<>();
    Shape.@Nullable Clip clip;
    boolean due;

    Tile(Rect rect) {
      this.rect = rect;
    }

    void add(Shape shape, Shape.@Nullable Clip outer) {
      Shape.Clip within = outer == null || isWithin(outer.rect()) ? null : outer;
      if (clip != within) {
        endClip();
        if (within != null) {
          next.add(within);
        }
        clip = within;
      }
      next.add(shape);
    }

    private boolean isWithin(Rect other) {
      return rect.x() >= other.x()
          && rect.y() >= other.y()
          && rect.right() <= other.right()
          && rect.bottom() <= other.bottom();
    }

    void endClip() {
      if (clip != null) {
        next.add(new Shape.ClipEnd());
        clip = null;
      }
    }
  }

  /** Colours and pixels a unit from now on; all is drawn again. */
  void dress(Palette newPalette, double newScale) {
    if (newPalette != palette || newScale != scale) {
      palette = newPalette;
      scale = newScale;
      across = 0;
      down = 0;
    }
  }

  /** Makes room for a stage of a size. */
  void fit(double width, double height) {
    int newAcross = (int) Math.ceil(width * scale / WIDTH);
    int newDown = (int) Math.ceil(height * scale / HEIGHT);
    if (newAcross == across && newDown == down) {
      return;
    }
    across = newAcross;
    down = newDown;
    due.clear();
    getChildren().clear();
    tiles = new Tile[across * down];
    for (int i = 0; i < tiles.length; i++) {
      double x = i % across * WIDTH / scale;
      double y = i / across * HEIGHT / scale;
      tiles[i] = new Tile(new Rect(x, y, WIDTH / scale, HEIGHT / scale));
      Canvas canvas = tiles[i].canvas;
      canvas.setVisible(false);
      canvas.getTransforms().setAll(new Scale(1 / scale, 1 / scale, 0, 0));
      canvas.relocate(x, y);
      getChildren().add(canvas);
    }
  }

  /**
   * Takes up these shapes in place of those before; {@link #draw} draws what changed.
   *
   * @param parts the shapes in the order in which they lie on each other; clips end in their part
   */
  void show(List<List<Shape>> parts) {
    parts.forEach(this::distribute);
    for (Tile tile : tiles) {
      tile.endClip();
      if (!tile.next.equals(tile.shapes)) {
        List<Shape> before = tile.shapes;
        tile.shapes = tile.next;
        tile.next = new ArrayList<>(before.size());
        if (!tile.due) {
          tile.due = true;
          due.add(tile);
        }
      } else {
        tile.next.clear();
      }
    }
    share = (due.size() + FRAMES - 1) / FRAMES;
  }

  private void distribute(List<Shape> shapes) {
    Deque<Shape.Clip> clips = new ArrayDeque<>();
    for (Shape shape : shapes) {
      Shape.Clip clip = clips.peek();
      switch (shape) {
        case Shape.Clip inner ->
            clips.push(
                clip == null ? inner : new Shape.Clip(inner.rect().intersection(clip.rect())));
        case Shape.ClipEnd() -> clips.pop();
        default -> distribute(shape, clip);
      }
    }
  }

  private void distribute(Shape shape, Shape.@Nullable Clip clip) {
    Rect reach = clip == null ? shape.reach() : shape.reach().intersection(clip.rect());
    int lastAcross = Math.min(across - 1, (int) Math.floor(reach.right() * scale / WIDTH));
    int lastDown = Math.min(down - 1, (int) Math.floor(reach.bottom() * scale / HEIGHT));
    for (int row = Math.max(0, (int) (reach.y() * scale / HEIGHT)); row <= lastDown; row++) {
      for (int i = Math.max(0, (int) (reach.x() * scale / WIDTH)); i <= lastAcross; i++) {
        Tile tile = tiles[row * across + i];
        if (shape.touches(tile.rect)) {
          tile.add(shape instanceof Shape.Heat heat ? heat.within(tile.rect) : shape, clip);
        }
      }
    }
  }

  /**
   * Draws tiles that changed.
   *
   * @param all or only so many that all are drawn within a few frames
   */
  void draw(boolean all) {
    for (int left = all ? due.size() : share; left > 0 && !due.isEmpty(); left--) {
      Tile tile = due.remove();
      tile.due = false;
      tile.canvas.setVisible(!tile.shapes.isEmpty());
      GraphicsContext g = tile.canvas.getGraphicsContext2D();
      g.clearRect(0, 0, WIDTH, HEIGHT);
      g.save();
      g.scale(scale, scale);
      g.translate(-tile.rect.x(), -tile.rect.y());
      new ShapePainter(new CanvasDrawing(g, tile.images), palette).paint(tile.shapes);
      g.restore();
    }
  }
}
