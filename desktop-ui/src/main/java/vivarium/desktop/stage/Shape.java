package vivarium.desktop.stage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to draw, with its meaning instead of its colour. */
public sealed interface Shape {

  /** Outside of this rectangle nothing of it is drawn. */
  Rect reach();

  /** Whether anything of it may be drawn within a rectangle. */
  default boolean touches(Rect rect) {
    return reach().overlaps(rect);
  }

  /** A box of the stage. */
  record Panel(Rect rect, Surface surface, double radius) implements Shape {
    @Override
    public Rect reach() {
      return rect.inset(-2);
    }
  }

  /**
   * A text on one line, already short enough for its place.
   *
   * @param x left edge, middle or right edge, as {@code align} says
   * @param y baseline
   * @param width what the measure said
   */
  record Text(
      double x,
      double y,
      String text,
      TextRole role,
      double size,
      Tone tone,
      Align align,
      double width)
      implements Shape {

    /** The box the letters fill. */
    public Rect bounds() {
      double left =
          switch (align) {
            case LEFT -> x;
            case CENTER -> x - width / 2;
            case RIGHT -> x - width;
          };
      return new Rect(left, y - size * 0.78, width, size);
    }

    @Override
    public Rect reach() {
      return bounds().inset(-size / 3);
    }
  }

  /**
   * A record, or a batch too big to show its records.
   *
   * @param log what it is drawn on
   * @param hue of its key, 0 to {@link Hues#COUNT} - 1, or {@link Hues#NEUTRAL}
   * @param committed below the high watermark: filled; otherwise a dashed outline
   * @param strength how strongly it is drawn, 0 to 1; a follower's copy is fainter
   * @param label offset or count; empty where there is no room
   */
  record RecordBox(
      Rect rect,
      Surface log,
      int hue,
      boolean committed,
      double strength,
      String label,
      double labelSize)
      implements Shape {
    @Override
    public Rect reach() {
      return rect.inset(-2);
    }
  }

  /**
   * The upper right corner of a record's box, turned down: the record is out of order.
   *
   * @param box the record's
   * @param log what it is drawn on
   * @param size of the two edges that meet in the corner
   */
  record TurnedCorner(Rect box, Surface log, double size) implements Shape {
    @Override
    public Rect reach() {
      return box.inset(-2);
    }
  }

  record Line(double x1, double y1, double x2, double y2, Stroke stroke) implements Shape {
    @Override
    public Rect reach() {
      return between(x1, y1, x2, y2).inset(-4);
    }
  }

  record Triangle(double x, double y, double size, boolean solid, boolean pointsLeft)
      implements Shape {
    @Override
    public Rect reach() {
      return new Rect(x - size, y - size, 2 * size, 2 * size).inset(-2);
    }
  }

  record Icon(double x, double y, double size, Glyph glyph, Tone tone) implements Shape {
    @Override
    public Rect reach() {
      return new Rect(x - size, y - size, 2 * size, 2 * size);
    }
  }

  /** The way messages take between two things; {@code lit} when one of them is selected. */
  record Wire(List<Point> points, Tone tone, boolean lit) implements Shape {
    public Wire {
      points = List.copyOf(points);
    }

    @Override
    public Rect reach() {
      return around(points).inset(-2);
    }

    @Override
    public boolean touches(Rect rect) {
      return passes(points, rect.inset(-2));
    }
  }

  /**
   * A line through values of a chart.
   *
   * @param hue 0 to {@link Hues#COUNT} - 1
   */
  record Curve(List<Point> points, int hue, double width) implements Shape {
    public Curve {
      points = List.copyOf(points);
    }

    @Override
    public Rect reach() {
      return around(points).inset(-width - 1);
    }

    @Override
    public boolean touches(Rect rect) {
      return passes(points, rect.inset(-width - 1));
    }
  }

  /**
   * A straight way that a message takes.
   *
   * @param strength how strongly it is drawn, 0 to 1
   * @param dashed for a reply
   * @param pointed whether it has arrived, and ends in a head
   * @param selected whether it is marked as what is selected
   */
  record Arrow(
      Point from,
      Point to,
      Tone tone,
      double strength,
      boolean dashed,
      boolean pointed,
      boolean selected)
      implements Shape {
    @Override
    public Rect reach() {
      return between(from.x(), from.y(), to.x(), to.y()).inset(-8);
    }
  }

  /** What is seen in a rectangle and nowhere else. */
  sealed interface Area extends Shape {
    Rect rect();

    @Override
    default Rect reach() {
      return rect();
    }
  }

  /** A part of a line as long as {@code fraction} of the whole, for bars. */
  record Bar(Rect rect, double fraction, Tone tone) implements Area {}

  /** Slanted lines over something that stands still. */
  record Hatch(Rect rect) implements Area {}

  /** Lets what is below it shine through a little. */
  record Veil(Rect rect) implements Area {}

  /** From here to {@link ClipEnd} nothing of a shape is seen outside the rectangle. */
  record Clip(Rect rect) implements Area {}

  record ClipEnd() implements Shape {
    @Override
    public Rect reach() {
      return new Rect(0, 0, 0, 0);
    }
  }

  /**
   * Replicas too small to be drawn each: a pixel shows the worst of those that lie in it.
   *
   * @param x left edge, a whole number
   * @param y upper edge, a whole number
   * @param width in pixels
   * @param height in pixels
   * @param pixels row by row, each 0 for nothing or one more than an index in {@link #SURFACES}
   */
  record Heat(int x, int y, int width, int height, byte[] pixels) implements Shape {

    /** From what is well to the worst. */
    public static final List<Surface> SURFACES =
        List.of(
            Surface.HEAT_GOOD,
            Surface.HEAT_LEADER,
            Surface.SQUARE_GONE,
            Surface.SQUARE_WARN,
            Surface.SQUARE_BAD);

    @Override
    public Rect reach() {
      return new Rect(x, y, width, height);
    }

    /** What of it lies in a rectangle that it overlaps, and at most a pixel around. */
    public Heat within(Rect rect) {
      int left = Math.max(x, (int) Math.floor(rect.x()));
      int top = Math.max(y, (int) Math.floor(rect.y()));
      int right = Math.min(x + width, (int) Math.ceil(rect.right()));
      int bottom = Math.min(y + height, (int) Math.ceil(rect.bottom()));
      byte[] part = new byte[(right - left) * (bottom - top)];
      for (int row = top; row < bottom; row++) {
        System.arraycopy(
            pixels, (row - y) * width + left - x, part, (row - top) * (right - left), right - left);
      }
      return new Heat(left, top, right - left, bottom - top, part);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Heat heat
          && x == heat.x
          && y == heat.y
          && width == heat.width
          && height == heat.height
          && Arrays.equals(pixels, heat.pixels);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(pixels);
    }
  }

  record Point(double x, double y) {}

  private static Rect between(double x1, double y1, double x2, double y2) {
    return new Rect(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));
  }

  private static Rect around(List<Point> points) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      left = Math.min(left, point.x());
      right = Math.max(right, point.x());
      top = Math.min(top, point.y());
      bottom = Math.max(bottom, point.y());
    }
    return new Rect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  /** Whether the box of a part of the way from point to point overlaps a rectangle. */
  private static boolean passes(List<Point> points, Rect rect) {
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      if (between(from.x(), from.y(), to.x(), to.y()).inset(-0.5).overlaps(rect)) {
        return true;
      }
    }
    return false;
  }

  enum Align {
    LEFT,
    CENTER,
    RIGHT
  }

  /** What kind of box a panel is. */
  enum Surface {
    BROKER,
    BROKER_STOPPED,
    BROKER_CRASHED,
    BROKER_FROZEN,
    CARD,
    CARD_BAD,
    CONTROLLER_ACTIVE,
    CELL_LEADER,
    CELL_FOLLOWER,
    CELL_OUT_OF_SYNC,
    CELL_OFFLINE,
    CELL_SHUT_DOWN,
    CELL_EMPTY,
    MEMBER,
    CHIP,
    CHIP_WARN,
    CHIP_ACCENT,
    CHIP_COORDINATION,
    CAPTION_QUIET,
    CAPTION_WARN,
    CAPTION_BAD,
    SELECTED,
    POINTED,
    SQUARE_GOOD,
    SQUARE_LEADER,
    SQUARE_WARN,
    SQUARE_BAD,
    SQUARE_GONE,
    /** From far away what is well is quiet, for the sake of what is not. */
    HEAT_GOOD,
    HEAT_LEADER
  }

  enum Stroke {
    HIGH_WATERMARK,
    HIGH_WATERMARK_FAINT,
    CUT_LINK,
    SLOW_LINK,
    WALL,
    GUIDE
  }

  enum Glyph {
    CROWN,
    RUNNING,
    CRASHED,
    STOPPED,
    FROZEN,
    FENCED,
    STARTING,
    CHECK,
    WARNING,
    ALERT,
    CUT,
    SLOW,
    INFO,
    ARROW_RIGHT
  }
}
