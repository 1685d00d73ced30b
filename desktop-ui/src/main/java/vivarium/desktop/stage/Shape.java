package vivarium.desktop.stage;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing to draw, with its meaning instead of its colour. */
public sealed interface Shape {

  /** A box of the stage. */
  record Panel(Rect rect, Surface surface, double radius) implements Shape {}

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
  }

  /**
   * A record, or a batch too big to show its records.
   *
   * @param hue of its key, 0 to {@link Hues#COUNT} - 1, or {@link Hues#NEUTRAL}
   * @param committed below the high watermark: filled; otherwise a dashed outline
   * @param strength how strongly it is drawn, 0 to 1; a follower's copy is fainter
   * @param label offset or count; empty where there is no room
   */
  record RecordBox(
      Rect rect, int hue, boolean committed, double strength, String label, double labelSize)
      implements Shape {}

  record Line(double x1, double y1, double x2, double y2, Stroke stroke) implements Shape {}

  record Triangle(double x, double y, double size, boolean solid, boolean pointsLeft)
      implements Shape {}

  record Icon(double x, double y, double size, Glyph glyph, Tone tone) implements Shape {}

  /** The way messages take between two things; {@code lit} when one of them is selected. */
  record Wire(List<Point> points, Tone tone, boolean lit) implements Shape {
    public Wire {
      points = List.copyOf(points);
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
  }

  /**
   * A straight way that a message takes.
   *
   * @param strength how strongly it is drawn, 0 to 1
   * @param dashed for a reply
   * @param pointed whether it has arrived, and ends in a head
   */
  record Arrow(Point from, Point to, Tone tone, double strength, boolean dashed, boolean pointed)
      implements Shape {}

  /** A part of a line as long as {@code fraction} of the whole, for bars. */
  record Bar(Rect rect, double fraction, Tone tone) implements Shape {}

  /** Slanted lines over something that stands still. */
  record Hatch(Rect rect) implements Shape {}

  /** Lets what is below it shine through a little. */
  record Veil(Rect rect) implements Shape {}

  /** From here to {@link ClipEnd} nothing of a shape is seen outside the rectangle. */
  record Clip(Rect rect) implements Shape {}

  record ClipEnd() implements Shape {}

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
            Surface.SQUARE_GOOD,
            Surface.SQUARE_LEADER,
            Surface.SQUARE_GONE,
            Surface.SQUARE_WARN,
            Surface.SQUARE_BAD);

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
    SQUARE_GONE
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
