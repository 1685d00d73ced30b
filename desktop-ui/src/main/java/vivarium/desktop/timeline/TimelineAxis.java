package vivarium.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;

/** Lays out the time axis: its ticks, a mark for each state event, the moment looked at. */
final class TimelineAxis {

  private static final double LABEL_SIZE = 10;
  private static final double EDGE = 18;
  private static final double MAX_LABEL = 320;

  private final TextMeasure measure;

  TimelineAxis(TextMeasure measure) {
    this.measure = measure;
  }

  /**
   * Where the axis stands.
   *
   * @param span the stretch of time in sight
   * @param headNanos the moment looked at
   * @param presentNanos how far the cluster is
   * @param rememberedFromNanos before this everything is forgotten
   */
  record Place(TimeSpan span, long headNanos, long presentNanos, long rememberedFromNanos) {

    static Place of(TimeAxis axis) {
      return new Place(
          axis.span(), axis.headNanos(), axis.presentNanos(), axis.rememberedFromNanos());
    }

    private double x(long atNanos, double width) {
      return EDGE + (width - 2 * EDGE) * span.share(atNanos);
    }
  }

  /** The moment at a point of the axis. */
  static long nanosAt(TimeSpan span, double x, double width) {
    return span.at(share(x, width));
  }

  /** Where a point of the axis lies between its ends, 0 to 1. */
  static double share(double x, double width) {
    return Math.clamp((x - EDGE) / Math.max(1, width - 2 * EDGE), 0, 1);
  }

  /**
   * The axis.
   *
   * @param newestFirst the events to mark
   */
  List<Shape> layout(Iterable<EventLine> newestFirst, Place place, double width, double height) {
    List<Shape> shapes = new ArrayList<>();
    double base = height - 17;
    double present = Math.min(width - EDGE, place.x(place.presentNanos(), width));
    double remembered = Math.max(EDGE, place.x(place.rememberedFromNanos(), width));
    shapes.add(new Shape.Line(EDGE, base, width - EDGE, base, Stroke.GUIDE));
    if (remembered > EDGE + 1) {
      shapes.add(new Shape.Hatch(new Rect(EDGE, base - 8, remembered - EDGE, 8)));
    }
    ticks(shapes, place, width, base);
    marks(shapes, newestFirst, place, width, base);
    if (place.headNanos() < place.presentNanos() && present > EDGE) {
      double head = place.x(place.headNanos(), width);
      shapes.add(new Shape.Veil(new Rect(head, 0, Math.max(0, present - head + 8), base - 1)));
      shapes.add(
          new Shape.Wire(
              List.of(new Point(present, base - 20), new Point(present, base + 3)),
              Tone.GOOD,
              true));
    }
    double head = place.x(place.headNanos(), width);
    shapes.add(new Shape.Line(head, 4, head, base + 3, Stroke.HIGH_WATERMARK));
    return shapes;
  }

  private void ticks(List<Shape> shapes, Place place, double width, double base) {
    TimeSpan span = place.span();
    long step = span.tickNanos(width - 2 * EDGE);
    for (long tick = (span.fromNanos() + step - 1) / step * step;
        tick <= span.toNanos();
        tick += step) {
      double x = place.x(tick, width);
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
  }

  /** Where several events share a pixel, one line stands for them: the most serious. */
  private void marks(
      List<Shape> shapes, Iterable<EventLine> newestFirst, Place place, double width, double base) {
    double freeUntil = place.x(place.headNanos(), width) - 4;
    double lastX = Double.MAX_VALUE;
    Tone lastTone = Tone.FAINT;
    for (EventLine line : newestFirst) {
      if (line.atNanos() < place.span().fromNanos()) {
        break;
      }
      if (line.atNanos() > place.span().toNanos()) {
        continue;
      }
      double x = place.x(line.atNanos(), width);
      if (Math.abs(x - lastX) < 1 && line.tone().compareTo(lastTone) <= 0) {
        continue;
      }
      lastX = x;
      lastTone = line.tone();
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
