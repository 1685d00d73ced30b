package vivarium.desktop.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vivarium.desktop.figures.Chart;
import vivarium.desktop.figures.Curve;
import vivarium.desktop.figures.Figures;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.timeline.EventLine;
import vivarium.desktop.timeline.TimeSpan;

/** Lays out all charts side by side on the same stretch of time, with a mark for each event. */
final class ChartsLayout {

  private static final double EDGE = 14;
  private static final double GAP = 26;
  private static final double MIN_TILE_WIDTH = 345;

  /** As many charts side by side as fill their rows best. */
  private static final int[] COLUMNS = {5, 3, 2};

  private static final double MIN_TILE_HEIGHT = 70;
  private static final double TITLE_HEIGHT = 20;
  private static final double AXIS_HEIGHT = 24;
  private static final double FOOT = 10;
  private static final double SIZE = 11;
  private static final double SMALL = 10;
  private static final double SCALE_WIDTH = 48;
  private static final double SWATCH = 8;

  /** In so many seconds a cluster has formed, or nobody writes to it. */
  private static final int FORMING = 60;

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final TextMeasure measure;

  ChartsLayout(TextMeasure measure) {
    this.measure = measure;
  }

  /**
   * What is to be drawn.
   *
   * @param height of everything; more than there is room for when it has to be scrolled
   * @param plots where curves are, from left to right and down
   */
  record Picture(List<Shape> shapes, double height, List<Plot> plots) {
    Picture {
      shapes = List.copyOf(shapes);
      plots = List.copyOf(plots);
    }
  }

  /** One chart's own rectangle, as wide as the stretch of time. */
  record Plot(Chart chart, Rect rect) {}

  /**
   * What the charts show.
   *
   * @param marks the events to mark, newest first
   * @param nowNanos where the curves end
   * @param pointedNanos the moment whose values are told, or -1 for the newest
   */
  record Content(
      Figures figures,
      Iterable<EventLine> marks,
      TimeSpan span,
      long nowNanos,
      long pointedNanos) {}

  Picture layout(Content content, Texts texts, double width, double height) {
    int count = Chart.values().length;
    int columns = columns(width);
    int rows = (count + columns - 1) / columns;
    double tileWidth = (width - 2 * EDGE - (columns - 1) * GAP) / columns;
    double tileHeight = Math.max(MIN_TILE_HEIGHT, (height - AXIS_HEIGHT) / rows);
    List<Shape> shapes = new ArrayList<>();
    List<Plot> plots = new ArrayList<>();
    for (Chart chart : Chart.values()) {
      int column = chart.ordinal() % columns;
      double x = EDGE + column * (tileWidth + GAP);
      double y = chart.ordinal() / columns * tileHeight;
      Rect plot =
          new Rect(
              x + SCALE_WIDTH,
              y + TITLE_HEIGHT,
              tileWidth - SCALE_WIDTH,
              tileHeight - TITLE_HEIGHT - FOOT);
      plots.add(new Plot(chart, plot));
      marks(shapes, content, plot);
      chart(shapes, chart, content, texts, x, plot);
    }
    double axisY = rows * tileHeight;
    for (int column = 0; column < columns; column++) {
      double x = EDGE + column * (tileWidth + GAP) + SCALE_WIDTH;
      axis(shapes, content, x, axisY, tileWidth - SCALE_WIDTH);
    }
    return new Picture(shapes, axisY + AXIS_HEIGHT, plots);
  }

  private static int columns(double width) {
    for (int columns : COLUMNS) {
      if ((width - EDGE) / columns >= MIN_TILE_WIDTH) {
        return columns;
      }
    }
    return 1;
  }

  private void chart(
      List<Shape> shapes, Chart chart, Content content, Texts texts, double left, Rect plot) {
    String title = ChartWords.title(chart, texts);
    double titleWidth = measure.width(title, TextRole.NAME, SIZE);
    double baseline = plot.y() - 7;
    shapes.add(
        new Shape.Text(
            left, baseline, title, TextRole.NAME, SIZE, Tone.PLAIN, Align.LEFT, titleWidth));
    List<Curve> curves = List.copyOf(content.figures().curves(chart));
    shapes.add(new Shape.Line(plot.x(), plot.bottom(), plot.right(), plot.bottom(), Stroke.GUIDE));
    int stride = Math.max(1, (int) (content.span().lengthNanos() / SECOND_NANOS / plot.w()));
    float most = 0;
    List<float[]> values = new ArrayList<>();
    for (Curve curve : curves) {
      float[] sampled = sample(curve, chart, content, stride);
      values.add(sampled);
      for (float value : sampled) {
        most = Float.isNaN(value) ? most : Math.max(most, value);
      }
    }
    List<Integer> named = named(chart, values);
    legend(
        shapes,
        chart,
        curves,
        named,
        content,
        texts,
        left + titleWidth + 14,
        plot.right(),
        baseline);
    float usual = chart == Chart.ERRORS ? mostSinceFormed(values, content, stride) : most;
    double top = roundUp(usual > 0 ? usual : most);
    if (most > 0) {
      scale(shapes, ChartWords.amount(chart, (float) top, texts), plot);
    }
    if (most > top) {
      beyond(shapes, "▲ " + ChartWords.amount(chart, most, texts), plot);
    }
    for (int i = 0; i < curves.size(); i++) {
      draw(shapes, values.get(i), hue(chart, curves.get(i), i), content, stride, top, plot);
    }
    double end = plot.x() + plot.w() * Math.min(1, content.span().share(content.nowNanos()));
    shapes.add(new Shape.Line(end, plot.y() - 2, end, plot.bottom(), Stroke.HIGH_WATERMARK_FAINT));
    if (content.pointedNanos() >= 0) {
      pointed(shapes, content, plot);
    }
  }

  /**
   * The most there is once the cluster has formed: while it starts, clients ask in vain many times,
   * and on that scale nothing that comes later could be seen.
   */
  private static float mostSinceFormed(List<float[]> values, Content content, int stride) {
    long first = content.span().fromNanos() / SECOND_NANOS / stride * stride;
    int from = (int) Math.clamp((formedSecond(content.figures()) - first) / stride + 1, 0, FORMING);
    float most = 0;
    for (float[] curve : values) {
      for (int i = from; i < curve.length; i++) {
        most = Float.isNaN(curve[i]) ? most : Math.max(most, curve[i]);
      }
    }
    return most;
  }

  /** When the first record came in; the beginning if none did in a while. */
  private static long formedSecond(Figures figures) {
    long begin = Math.max(0, figures.firstSecond());
    for (long second = begin; second < begin + FORMING; second++) {
      for (Curve curve : figures.curves(Chart.RECORDS_IN)) {
        if (curve.at(second) > 0) {
          return second;
        }
      }
    }
    return begin;
  }

  /** Says how far a curve goes beyond the scale. */
  private void beyond(List<Shape> shapes, String words, Rect plot) {
    double width = measure.width(words, TextRole.MONO, SMALL);
    shapes.add(
        new Shape.Text(
            plot.x() + 4, plot.y() + 8, words, TextRole.MONO, SMALL, Tone.WARN, Align.LEFT, width));
  }

  /** A line at the moment whose values are told, and which that is. */
  private void pointed(List<Shape> shapes, Content content, Rect plot) {
    double x = plot.x() + plot.w() * content.span().share(content.pointedNanos());
    shapes.add(new Shape.Line(x, plot.y() - 2, x, plot.bottom(), Stroke.GUIDE));
    String clock = Units.shortClock(content.pointedNanos() / SECOND_NANOS * SECOND_NANOS);
    String label = clock.substring(0, clock.length() - 2);
    double width = measure.width(label, TextRole.MONO, SMALL);
    boolean right = x + 5 + width <= plot.right();
    double from = right ? x + 5 : x - 5 - width;
    Rect ground = new Rect(from - 3, plot.y() - 1, width + 6, SMALL + 4);
    shapes.add(new Shape.Panel(ground, Surface.CARD, 3));
    shapes.add(
        new Shape.Text(
            from, ground.y() + SMALL, label, TextRole.MONO, SMALL, Tone.PLAIN, Align.LEFT, width));
  }

  /**
   * Which curves are named, and in which order. Of many APIs those come first that stood highest in
   * the stretch, and those that asked nothing in it are left out; few curves keep their places.
   */
  private static List<Integer> named(Chart chart, List<float[]> values) {
    Stream<Integer> all = IntStream.range(0, values.size()).boxed();
    return switch (chart) {
      case REQUESTS, ERRORS ->
          all.filter(curve -> sum(values.get(curve)) > 0)
              .sorted(Comparator.comparingDouble(curve -> -sum(values.get(curve))))
              .toList();
      default -> all.toList();
    };
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += Float.isNaN(value) ? 0 : value;
    }
    return sum;
  }

  private void scale(List<Shape> shapes, String amount, Rect plot) {
    double width = measure.width(amount, TextRole.MONO, SMALL);
    shapes.add(
        new Shape.Text(
            plot.x() - 5,
            plot.y() + 6,
            amount,
            TextRole.MONO,
            SMALL,
            Tone.FAINT,
            Align.RIGHT,
            width));
  }

  /** The names of the curves with their values at the moment pointed at; as many as fit. */
  private void legend(
      List<Shape> shapes,
      Chart chart,
      List<Curve> curves,
      List<Integer> named,
      Content content,
      Texts texts,
      double from,
      double right,
      double baseline) {
    double x = from;
    for (int place = 0; place < named.size(); place++) {
      int i = named.get(place);
      Curve curve = curves.get(i);
      float value = told(curve, content);
      String words =
          ChartWords.name(chart, curve, texts)
              + " "
              + (Float.isNaN(value) ? "–" : ChartWords.amount(chart, value, texts));
      double width = measure.width(words, TextRole.MONO, SMALL);
      int left = named.size() - place;
      String more = "+" + left;
      double moreWidth = measure.width(more, TextRole.MONO, SMALL);
      boolean fits = x + SWATCH + 4 + width + (left > 1 ? 12 + moreWidth : 0) <= right;
      if (!fits) {
        if (x + moreWidth <= right) {
          shapes.add(
              new Shape.Text(
                  x, baseline, more, TextRole.MONO, SMALL, Tone.MUTED, Align.LEFT, moreWidth));
        }
        return;
      }
      Rect swatch = new Rect(x, baseline - SWATCH, SWATCH, SWATCH);
      shapes.add(
          new Shape.RecordBox(swatch, Surface.CARD, hue(chart, curve, i), true, 1, "", SMALL));
      shapes.add(
          new Shape.Text(
              x + SWATCH + 4,
              baseline,
              words,
              TextRole.MONO,
              SMALL,
              Tone.MUTED,
              Align.LEFT,
              width));
      x += SWATCH + 4 + width + 12;
    }
  }

  private static float told(Curve curve, Content content) {
    if (content.pointedNanos() >= 0) {
      return curve.at(content.pointedNanos() / SECOND_NANOS);
    }
    return curve.at(content.nowNanos() / SECOND_NANOS - 1);
  }

  /** A broker keeps its hue; the others have one each by their place. */
  private static int hue(Chart chart, Curve curve, int index) {
    return switch (chart) {
      case RECORDS_IN, RECORDS_OUT -> Integer.parseInt(curve.name()) % Hues.COUNT;
      default -> index % Hues.COUNT;
    };
  }

  /** Values of the span, each of {@code stride} seconds; none of what is still to come. */
  private static float[] sample(Curve curve, Chart chart, Content content, int stride) {
    long first = content.span().fromNanos() / SECOND_NANOS / stride * stride;
    long end = Math.min(content.span().toNanos(), content.nowNanos()) / SECOND_NANOS;
    int count = (int) Math.max(0, (end - first + stride - 1) / stride);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = together(curve, chart, first + (long) i * stride, stride, end);
    }
    return values;
  }

  private static float together(Curve curve, Chart chart, long from, int stride, long end) {
    float result = Float.NaN;
    int known = 0;
    for (long second = from; second < Math.min(end, from + stride); second++) {
      float value = curve.at(second);
      if (Float.isNaN(value)) {
        continue;
      }
      known++;
      result =
          Float.isNaN(result)
              ? value
              : switch (chart.together()) {
                case LAST -> value;
                case MOST -> Math.max(result, value);
                case MEAN, SUM -> result + value;
              };
    }
    return chart.together() == Chart.Together.MEAN && known > 0 ? result / known : result;
  }

  private static void draw(
      List<Shape> shapes,
      float[] values,
      int hue,
      Content content,
      int stride,
      double top,
      Rect plot) {
    long first = content.span().fromNanos() / SECOND_NANOS / stride * stride;
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        finish(shapes, points, hue);
        continue;
      }
      long middle = (first + (long) i * stride) * SECOND_NANOS + stride * SECOND_NANOS / 2;
      double x = plot.x() + plot.w() * Math.max(0, content.span().share(middle));
      double y = top == 0 ? plot.bottom() : plot.bottom() - plot.h() * Math.min(1, values[i] / top);
      points.add(new Point(x, y));
    }
    finish(shapes, points, hue);
  }

  /** A value without neighbours is a short dash: it would not be seen otherwise. */
  private static void finish(List<Shape> shapes, List<Point> points, int hue) {
    if (points.size() == 1) {
      Point only = points.getFirst();
      points.add(new Point(only.x() + 3, only.y()));
    }
    if (!points.isEmpty()) {
      shapes.add(new Shape.Curve(points, hue, 1.4));
      points.clear();
    }
  }

  private static void marks(List<Shape> shapes, Content content, Rect plot) {
    for (EventLine line : content.marks()) {
      if (line.atNanos() < content.span().fromNanos()) {
        break;
      }
      if (isMarked(line) && line.atNanos() <= content.nowNanos()) {
        double x = plot.x() + plot.w() * content.span().share(line.atNanos());
        shapes.add(
            new Shape.Wire(
                List.of(new Point(x, plot.y()), new Point(x, plot.bottom())), line.tone(), false));
      }
    }
  }

  /** Whether an event is worth a line through all charts. */
  static boolean isMarked(EventLine line) {
    return switch (line.tone()) {
      case BAD, WARN, GOOD, COORDINATION -> true;
      case PLAIN, MUTED, FAINT, ACCENT -> false;
    };
  }

  private void axis(List<Shape> shapes, Content content, double left, double y, double width) {
    TimeSpan span = content.span();
    long step = span.tickNanos(width);
    long firstTick = (span.fromNanos() + step - 1) / step * step;
    for (long tick = firstTick; tick <= span.toNanos(); tick += step) {
      double x = left + width * span.share(tick);
      String clock = Units.shortClock(tick);
      String label = clock.substring(0, clock.length() - 2);
      double labelWidth = measure.width(label, TextRole.MONO, SMALL);
      shapes.add(new Shape.Line(x, y - 4, x, y, Stroke.GUIDE));
      if (x + labelWidth / 2 <= left + width + GAP / 2) {
        shapes.add(
            new Shape.Text(
                x, y + 12, label, TextRole.MONO, SMALL, Tone.FAINT, Align.CENTER, labelWidth));
      }
    }
  }

  /** The next of 1, 2, 5, 10, 20, 50, … */
  private static double roundUp(double value) {
    if (value <= 0) {
      return 0;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= value) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
