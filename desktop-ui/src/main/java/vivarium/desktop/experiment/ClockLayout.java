package vivarium.desktop.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.timeline.EventTone;
import vivarium.desktop.timeline.TimeSpan;

/**
 * The clock of both runs: ticks, what is told of each in a row of its own, the first difference,
 * the moment of the change, and the moment looked at.
 */
final class ClockLayout {

  static final double HEIGHT = 78;

  private static final double EDGE = 26;
  private static final double LETTERS = 10;
  private static final double FLAG = 12;
  private static final double ROW_A = 19;
  private static final double ROW_B = 35;
  private static final double ROW = 12;
  private static final double BASE = 52;

  private final TextMeasure measure;

  ClockLayout(TextMeasure measure) {
    this.measure = measure;
  }

  /**
   * What the clock shows.
   *
   * @param span from the beginning to the end
   * @param headNanos the moment looked at
   * @param a what is told of the one run
   * @param b what is told of the other
   * @param difference the first difference, or null
   * @param changeNanos when one run is changed; -1 if it is different from the beginning
   * @param flag the words at the difference
   */
  record Content(
      TimeSpan span,
      long headNanos,
      Collection<StateEntry> a,
      Collection<StateEntry> b,
      @Nullable Difference difference,
      long changeNanos,
      String flag) {}

  /** The moment at a point of the clock. */
  static long nanosAt(TimeSpan span, double x, double width) {
    return span.at(Math.clamp((x - EDGE) / Math.max(1, width - 2 * EDGE), 0, 1));
  }

  private static double x(TimeSpan span, long nanos, double width) {
    return EDGE + (width - 2 * EDGE) * span.share(nanos);
  }

  List<Shape> layout(Content content, double width) {
    TimeSpan span = content.span();
    List<Shape> shapes = new ArrayList<>();
    letter(shapes, "A", ROW_A);
    letter(shapes, "B", ROW_B);
    shapes.add(new Shape.Line(EDGE, BASE, width - EDGE, BASE, Stroke.GUIDE));
    ticks(shapes, span, width);
    marks(shapes, content.a(), span, width, ROW_A);
    marks(shapes, content.b(), span, width, ROW_B);
    if (content.changeNanos() >= 0) {
      double change = x(span, content.changeNanos(), width);
      shapes.add(line(change, ROW_B, Tone.WARN));
    }
    Difference difference = content.difference();
    if (difference != null) {
      flag(shapes, content.flag(), x(span, difference.atNanos(), width), width);
    }
    double head = x(span, content.headNanos(), width);
    shapes.add(new Shape.Line(head, ROW_A - 5, head, BASE + 5, Stroke.HIGH_WATERMARK));
    return shapes;
  }

  private void letter(List<Shape> shapes, String letter, double top) {
    double width = measure.width(letter, TextRole.MONO, LETTERS);
    shapes.add(
        new Shape.Text(
            10, top + ROW - 2, letter, TextRole.MONO, LETTERS, Tone.MUTED, Align.CENTER, width));
  }

  private void ticks(List<Shape> shapes, TimeSpan span, double width) {
    long step = span.tickNanos(width - 2 * EDGE);
    for (long tick = 0; tick <= span.toNanos(); tick += step) {
      double x = x(span, tick, width);
      shapes.add(new Shape.Line(x, BASE, x, BASE + 4, Stroke.GUIDE));
      String clock = Units.shortClock(tick);
      String label = clock.substring(0, clock.length() - 2);
      double labelWidth = measure.width(label, TextRole.MONO, LETTERS);
      shapes.add(
          new Shape.Text(
              x, BASE + 17, label, TextRole.MONO, LETTERS, Tone.MUTED, Align.CENTER, labelWidth));
    }
  }

  /** Where several share a pixel, one line stands for them: the most serious. */
  private static void marks(
      List<Shape> shapes, Collection<StateEntry> told, TimeSpan span, double width, double top) {
    double lastX = -10;
    Tone lastTone = Tone.FAINT;
    for (StateEntry entry : told) {
      double x = x(span, entry.stamped().atNanos(), width);
      Tone tone = EventTone.of(entry.stamped().event());
      if (x - lastX < 1 && tone.compareTo(lastTone) <= 0) {
        continue;
      }
      lastX = x;
      lastTone = tone;
      shapes.add(new Shape.Wire(List.of(new Point(x, top), new Point(x, top + ROW)), tone, true));
    }
  }

  private void flag(List<Shape> shapes, String words, double x, double width) {
    double wide = measure.width(words, TextRole.BODY, LETTERS + 1);
    boolean left = x + 8 + wide > width;
    shapes.add(line(x, 2, Tone.ACCENT));
    shapes.add(
        new Shape.Text(
            left ? x - 6 : x + 6,
            FLAG,
            words,
            TextRole.BODY,
            LETTERS + 1,
            Tone.ACCENT,
            left ? Align.RIGHT : Align.LEFT,
            wide));
  }

  private static Shape line(double x, double top, Tone tone) {
    return new Shape.Wire(List.of(new Point(x, top), new Point(x, BASE)), tone, true);
  }
}
