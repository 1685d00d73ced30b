package vivarium.desktop.paint;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import vivarium.desktop.paint.MarkSprites.Kind;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.theme.Palette;

/**
 * The messages under way, copied sprite by sprite into images. The stage is divided into tiles,
 * each an image of its own, so that only where something moves is anything rendered again.
 */
final class MarkTiles extends Pane {

  /** In pixels; smaller ones cost more to manage, larger ones more to render. */
  private static final int TILE = 128;

  private MarkSprites sprites;
  private Palette palette;
  private double scale = 1;
  private int across;
  private int down;
  private Tile[] tiles = {};

  MarkTiles(Palette palette) {
    this.palette = palette;
    this.sprites = new MarkSprites(palette, scale);
    setMouseTransparent(true);
  }

  private static final class Tile {
    final int[] pixels = new int[TILE * TILE];
    final PixelBuffer<IntBuffer> buffer =
        new PixelBuffer<>(TILE, TILE, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
    final ImageView view = new ImageView(new WritableImage(buffer));
    boolean used;
    boolean wasUsed;
  }

  /** Colours and pixels a unit from now on. */
  void dress(Palette newPalette, double newScale) {
    if (newPalette != palette || newScale != scale) {
      palette = newPalette;
      scale = newScale;
      sprites = new MarkSprites(palette, scale);
      across = 0;
      down = 0;
    }
  }

  /** Makes room for a stage of a size. */
  void fit(double width, double height) {
    int newAcross = (int) Math.ceil(width * scale / TILE);
    int newDown = (int) Math.ceil(height * scale / TILE);
    if (newAcross == across && newDown == down) {
      return;
    }
    across = newAcross;
    down = newDown;
    tiles = new Tile[across * down];
    getChildren().clear();
    for (int i = 0; i < tiles.length; i++) {
      Tile tile = new Tile();
      tile.view.setX(i % across * TILE / scale);
      tile.view.setY(i / across * TILE / scale);
      tile.view.setFitWidth(TILE / scale);
      tile.view.setFitHeight(TILE / scale);
      tile.view.setSmooth(false);
      tile.view.setOpacity(0);
      tiles[i] = tile;
      getChildren().add(tile.view);
    }
  }

  /** Shows these marks and no others. */
  void show(List<Mark> marks) {
    for (Mark mark : marks) {
      draw(mark);
    }
    for (Tile tile : tiles) {
      if (tile.used) {
        tile.buffer.updateBuffer(unused -> null);
      }
      if (tile.used != tile.wasUsed) {
        tile.view.setOpacity(tile.used ? 1 : 0); // Its visibility would have all bounds summed up.
      }
      tile.wasUsed = tile.used;
      tile.used = false;
    }
  }

  private void draw(Mark mark) {
    int strength = (int) Math.round(Math.clamp(mark.strength(), 0, 1) * 255);
    switch (mark.form()) {
      case RECORDS -> records(mark, true, strength);
      case WAITING -> {
        if (mark.hueCount() == 0) {
          dot(Kind.HOLLOW, mark, strength);
        } else {
          records(mark, false, strength);
        }
      }
      case REQUEST -> dot(Kind.FILLED, mark, strength);
      case REPLY -> dot(Kind.HOLLOW, mark, strength);
      case ERROR -> dot(Kind.DIAMOND, mark, strength);
      case BURST -> dot(Kind.BURST, mark, strength);
      case CROWN -> dot(Kind.CROWN, mark, strength);
      case RING -> dot(Kind.RING, mark, strength);
      case ARC -> arc(mark, strength);
    }
  }

  private void dot(Kind kind, Mark mark, int strength) {
    double x = mark.x() * scale;
    double y = mark.y() * scale;
    copy(sprites.of(kind, mark.tone(), mark.size(), x, y), floor(x), floor(y), strength);
  }

  private void arc(Mark mark, int strength) {
    double x = mark.x() * scale;
    double y = mark.y() * scale;
    Sprite sprite = sprites.arc(mark.tone(), mark.size(), mark.part(), x, y);
    copy(sprite, floor(x), floor(y), strength);
  }

  /** Boxes half behind each other, and a number behind them if there are more. */
  private void records(Mark mark, boolean filled, int strength) {
    double step = mark.size() * 0.62;
    int count = mark.hueCount();
    double y = mark.y() * scale;
    for (int i = count - 1; i >= 0; i--) {
      double x = (mark.x() + (i - (count - 1) / 2.0) * step) * scale;
      Sprite box = sprites.record(filled, mark.hue(i), mark.size(), x, y);
      copy(box, floor(x), floor(y), strength);
    }
    if (mark.records() > Mark.MAX_HUES) {
      double right = mark.x() + ((count - 1) * step + mark.size()) / 2 + 3;
      number(mark.records(), floor(right * scale), floor((mark.y() + 3.2) * scale), strength);
    }
  }

  private void number(int number, int left, int baseline, int strength) {
    int width = sprites.letterWidth();
    copy(sprites.letter('×'), left, baseline, strength);
    int digits = 1;
    for (int rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    int rest = number;
    for (int i = digits; i >= 1; i--) {
      copy(sprites.letter((char) ('0' + rest % 10)), left + i * width, baseline, strength);
      rest /= 10;
    }
  }

  private static int floor(double value) {
    return (int) Math.floor(value);
  }

  private void copy(Sprite sprite, int x, int y, int strength) {
    int left = x - sprite.originX;
    int top = y - sprite.originY;
    int firstAcross = Math.max(0, Math.floorDiv(left, TILE));
    int lastAcross = Math.min(across - 1, Math.floorDiv(left + sprite.width - 1, TILE));
    int firstDown = Math.max(0, Math.floorDiv(top, TILE));
    int lastDown = Math.min(down - 1, Math.floorDiv(top + sprite.height - 1, TILE));
    for (int row = firstDown; row <= lastDown; row++) {
      for (int column = firstAcross; column <= lastAcross; column++) {
        Tile tile = tiles[row * across + column];
        if (!tile.used) {
          tile.used = true;
          Arrays.fill(tile.pixels, 0);
        }
        copy(sprite, tile.pixels, left - column * TILE, top - row * TILE, strength);
      }
    }
  }

  private static void copy(Sprite sprite, int[] pixels, int left, int top, int strength) {
    int fromX = Math.max(0, -left);
    int toX = Math.min(sprite.width, TILE - left);
    int toY = Math.min(sprite.height, TILE - top);
    int[] source = sprite.pixels;
    for (int y = Math.max(0, -top); y < toY; y++) {
      int from = y * sprite.width;
      int to = (top + y) * TILE + left;
      if (strength < 255) {
        blend(source, from, pixels, to, fromX, toX, strength);
        continue;
      }
      int opaqueFrom = Math.clamp(sprite.opaqueFrom[y], fromX, toX);
      int opaqueTo = Math.clamp(sprite.opaqueTo[y], opaqueFrom, toX);
      blend(source, from, pixels, to, fromX, opaqueFrom, strength);
      System.arraycopy(source, from + opaqueFrom, pixels, to + opaqueFrom, opaqueTo - opaqueFrom);
      blend(source, from, pixels, to, opaqueTo, toX, strength);
    }
  }

  private static void blend(
      int[] source, int from, int[] pixels, int to, int fromX, int toX, int strength) {
    for (int x = fromX; x < toX; x++) {
      int color = source[from + x];
      if (color != 0) {
        int seen = strength == 255 ? color : Sprite.scaled(color, strength);
        pixels[to + x] = Sprite.over(seen, pixels[to + x]);
      }
    }
  }
}
