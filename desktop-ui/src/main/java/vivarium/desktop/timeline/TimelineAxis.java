package vivarium.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;

/** Lays out the time axis: the last minute, its ticks and a mark for each state event. */
final class TimelineAxis {

  static final long WINDOW_NANOS = 60_000_000_000L;
  private static final long TICK_NANOS = 10_000_000_000L;
  private static final double LABEL_SIZE = 10;
  private static final double EDGE = 18;
  private static final double MAX_LABEL = 320;

  private final TextMeasure measure;

  TimelineAxis(TextMeasure measure) {
    this.measure = measure;
  }

  /**
   * The axis at a moment.
   *
   * @param newestFirst the events to mark
   */
  List<Shape> layout(Iterable<EventLine> newestFirst, long nowNanos, double width, double height) {
    List<Shape> shapes = new ArrayList<>();
    long start = Math.max(0, nowNanos - WINDOW_NANOS);
    double base = height - 17;
    shapes.add(new Shape.Line(EDGE, base, width - EDGE, base, Stroke.GUIDE));
    for (long tick = (start + TICK_NANOS - 1) / TICK_NANOS * TICK_NANOS;
        tick <= start + WINDOW_NANOS;
        tick += TICK_NANOS) {
      double x = x(tick, start, width);
      shapes.add(new Shape.Line(x, base, x, base + 4, Stroke.GUIDE));
      String clock = Units.shortClock(tick);
      String label = clock.substring(0, clock.length() - 2);
      double labelWidth = measure.width(label, TextRole.MONO, LABEL_SIZE - 1);
      if (x - labelWidth / 2 >= 0 && x + labelWidth / 2 <= width) {
        shapes.add(
            new Shape.Text(
                x,
                base + 14,
                label,
                TextRole.MONO,
                LABEL_SIZE - 1,
                Tone.FAINT,
                Align.CENTER,
                labelWidth));
      }
    }
    double now = x(nowNanos, start, width);
    marks(shapes, newestFirst, start, width, base, now);
    shapes.add(new Shape.Line(now, 4, now, base + 3, Stroke.HIGH_WATERMARK));
    return shapes;
  }

  private static double x(long atNanos, long start, double width) {
    return EDGE + (width - 2 * EDGE) * (atNanos - start) / WINDOW_NANOS;
  }

  private void marks(
      List<Shape> shapes,
      Iterable<EventLine> newestFirst,
      long start,
      double width,
      double base,
      double nowX) {
    double freeUntil = nowX - 4;
    for (EventLine line : newestFirst) {
      if (line.atNanos() < start) {
        break;
      }
      double x = x(line.atNanos(), start, width);
      shapes.add(
          new Shape.Wire(List.of(new Point(x, base - 12), new Point(x, base)), line.tone(), true));
      boolean serious = line.tone() == Tone.BAD || line.tone() == Tone.COORDINATION;
      double labelWidth = measure.width(line.sentence(), TextRole.BODY, LABEL_SIZE);
      boolean fitsRight = x + 4 + labelWidth < freeUntil;
      double left = fitsRight ? x + 4 : x - 4 - labelWidth;
      boolean fits = left > EDGE && left + labelWidth < freeUntil;
      if (serious && labelWidth < MAX_LABEL && fits) {
        shapes.add(
            new Shape.Text(
                left,
                base - 16,
                line.sentence(),
                TextRole.BODY,
                LABEL_SIZE,
                line.tone(),
                Align.LEFT,
                labelWidth));
        freeUntil = Math.min(x, left) - 8;
      }
    }
  }
}
