package vivarium.desktop.spacetime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.spacetime.SpaceTimeFrame.Hit;
import vivarium.desktop.spacetime.Trace.Message;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Shape.Stroke;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.timeline.EventTone;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/**
 * Lays out the space-time diagram. Equal content gives an equal frame. A node that is down has no
 * line; one that stands still is hatched; an arrow that ends in a cross was lost.
 */
final class SpaceTimeLayout {

  /** Nodes that have a line each; filter to see others. */
  static final int MAX_NODES = 40;

  /** Arrows for each pixel across at most; more are thinned. */
  private static final double ARROWS_A_PIXEL = 0.5;

  private static final int MIN_ARROWS = 100;
  private static final double MIN_ROW = 20;
  private static final double MAX_ROW = 70;
  private static final double TOP = 10;
  private static final double BOTTOM = 8;

  /** How high the axis of time below it is. */
  static final double AXIS = 24;

  private static final double GUTTER_GAP = 12;
  private static final double EDGE = 14;
  private static final double NAME_SIZE = 12;
  private static final double TICK_SIZE = 10.5;
  private static final double MIN_TICK = 84;
  private static final double MARK = 12;
  private static final double LOST = 9;
  private static final long MILLI = 1_000_000L;
  private static final long[] TICKS_MILLIS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000
  };

  private final TextMeasure measure;

  SpaceTimeLayout(TextMeasure measure) {
    this.measure = measure;
  }

  /**
   * What is to be drawn.
   *
   * @param nodes from top to bottom
   * @param selection if it is a message under way in the stretch, its arrow is marked
   * @param headNanos the moment that the stage shows
   * @param presentNanos nothing is known of what comes after
   */
  record Content(
      Trace trace,
      Lives lives,
      List<NodeId> nodes,
      TimeSpan span,
      Selection selection,
      long headNanos,
      long presentNanos) {}

  SpaceTimeFrame layout(Content content, Texts texts, double width, double height) {
    return new Drawing(content, texts, width, height).draw();
  }

  /** One frame in the making. */
  private final class Drawing {
    private final Content content;
    private final Narrator narrator;
    private final Texts texts;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private final Map<NodeId, Double> rows = new HashMap<>();
    private final List<NodeId> nodes;
    private final Rect plot;
    private final double row;
    private int perArrow = 1;

    Drawing(Content content, Texts texts, double width, double height) {
      this.content = content;
      this.texts = texts;
      this.narrator = new Narrator(texts);
      this.nodes = content.nodes().subList(0, Math.min(MAX_NODES, content.nodes().size()));
      int count = Math.max(1, nodes.size());
      row = Math.clamp((height - TOP - BOTTOM) / count, MIN_ROW, MAX_ROW);
      double gutter = 0;
      for (NodeId node : nodes) {
        gutter = Math.max(gutter, measure.width(narrator.name(node), TextRole.NAME, NAME_SIZE));
      }
      double left = EDGE + gutter + GUTTER_GAP;
      plot = new Rect(left, TOP, Math.max(1, width - left - EDGE), row * count);
      for (int i = 0; i < nodes.size(); i++) {
        rows.put(nodes.get(i), TOP + row * (i + 0.5));
      }
    }

    SpaceTimeFrame draw() {
      nodes.forEach(this::line);
      shapes.add(new Shape.Clip(plot));
      messages();
      shapes.add(new Shape.ClipEnd());
      content.trace().changes().forEach(this::change);
      head();
      return new SpaceTimeFrame(shapes, axis(), plot.bottom() + BOTTOM, plot, hits, perArrow);
    }

    private double x(long nanos) {
      return plot.x() + plot.w() * content.span().share(nanos);
    }

    private double clampedX(long nanos) {
      return Math.clamp(x(nanos), plot.x(), plot.right());
    }

    private List<Shape> axis() {
      List<Shape> axis = new ArrayList<>();
      double top = plot.bottom() + BOTTOM;
      TimeSpan span = content.span();
      double wanted = span.lengthNanos() * MIN_TICK / plot.w();
      long step = TICKS_MILLIS[TICKS_MILLIS.length - 1] * MILLI;
      for (long millis : TICKS_MILLIS) {
        if (millis * MILLI >= wanted) {
          step = millis * MILLI;
          break;
        }
      }
      long first = (span.fromNanos() + step - 1) / step * step;
      for (long tick = first; tick <= span.toNanos(); tick += step) {
        String label = Units.clock(tick);
        double width = measure.width(label, TextRole.MONO, TICK_SIZE);
        axis.add(new Shape.Line(x(tick), top, x(tick), top + 5, Stroke.GUIDE));
        if (x(tick) + width / 2 <= plot.right() + EDGE && x(tick) - width / 2 >= 2) {
          axis.add(
              new Shape.Text(
                  x(tick),
                  top + 17,
                  label,
                  TextRole.MONO,
                  TICK_SIZE,
                  Tone.MUTED,
                  Align.CENTER,
                  width));
        }
      }
      return axis;
    }

    private void line(NodeId node) {
      double y = rows.getOrDefault(node, 0.0);
      String name = narrator.name(node);
      double width = measure.width(name, TextRole.NAME, NAME_SIZE);
      shapes.add(
          new Shape.Text(
              plot.x() - GUTTER_GAP,
              y + NAME_SIZE * 0.36,
              name,
              TextRole.NAME,
              NAME_SIZE,
              Tone.PLAIN,
              Align.RIGHT,
              width));
      long from = content.span().fromNanos();
      long end = Math.min(content.span().toNanos(), content.presentNanos());
      for (Lives.Period period : content.lives().of(node)) {
        long gapFrom = Math.max(period.fromNanos(), content.span().fromNanos());
        long gapTo = Math.min(period.toNanos(), end);
        if (gapTo <= gapFrom) {
          continue;
        }
        alive(y, from, gapFrom, Tone.FAINT);
        double x = clampedX(gapFrom);
        double band = Math.min(row * 0.6, 22);
        shapes.add(new Shape.Hatch(new Rect(x, y - band / 2, clampedX(gapTo) - x, band)));
        if (period.frozen()) {
          alive(y, gapFrom, gapTo, Tone.WARN);
        }
        from = Math.max(from, gapTo);
      }
      alive(y, from, end, Tone.FAINT);
    }

    private void alive(double y, long fromNanos, long toNanos, Tone tone) {
      if (toNanos > fromNanos) {
        shapes.add(
            new Shape.Wire(
                List.of(new Point(clampedX(fromNanos), y), new Point(clampedX(toNanos), y)),
                tone,
                true));
      }
    }

    private void messages() {
      List<Message> seen = new ArrayList<>();
      for (Message message : content.trace().messages()) {
        if (rows.containsKey(message.sent().from()) && rows.containsKey(message.sent().to())) {
          seen.add(message);
        }
      }
      int most = Math.max(MIN_ARROWS, (int) (plot.w() * ARROWS_A_PIXEL));
      perArrow = roundUp((seen.size() + most - 1) / most);
      Message selected = null;
      for (Message message : seen) {
        boolean always = message.isLost() || message.sent().error() != null;
        if (isSelected(message)) {
          selected = message; // It lies above the others.
        } else if (always || message.sent().messageId() % perArrow == 0) {
          arrow(message);
        }
      }
      if (selected != null) {
        arrow(selected);
      }
    }

    private boolean isSelected(Message message) {
      return content.selection().equals(new Selection.Message(message.sent().messageId()));
    }

    /** The next of 1, 2, 5, 10, 20, 50, … */
    private static int roundUp(int wanted) {
      int power = 1;
      while (power < Integer.MAX_VALUE / 10) {
        for (int factor : new int[] {1, 2, 5}) {
          if (factor * power >= wanted) {
            return factor * power;
          }
        }
        power *= 10;
      }
      return power;
    }

    private void arrow(Message message) {
      Flow.Sent sent = message.sent();
      double y1 = rows.getOrDefault(sent.from(), 0.0);
      double yTo = rows.getOrDefault(sent.to(), 0.0);
      long until = Math.min(message.endNanos(), content.presentNanos());
      long flight = Math.max(1, sent.arrivalNanos() - sent.departureNanos());
      double share = Math.clamp((double) (until - sent.departureNanos()) / flight, 0, 1);
      double y2 = y1 + (yTo - y1) * share;
      boolean there = !message.isLost() && until == sent.arrivalNanos();
      shapes.add(
          new Shape.Arrow(
              new Point(x(sent.departureNanos()), y1),
              new Point(x(until), y2),
              tone(message),
              isSelected(message) ? 1 : strength(message),
              !sent.isRequest(),
              there,
              isSelected(message)));
      if (message.isLost()) {
        shapes.add(new Shape.Icon(x(until), y2, LOST, Glyph.CUT, Tone.BAD));
      }
      hits.add(
          new Hit(
              x(sent.departureNanos()),
              y1,
              x(until),
              y2,
              new Selection.Message(sent.messageId()),
              sent.departureNanos(),
              message.endNanos(),
              words(message)));
    }

    private static Tone tone(Message message) {
      Flow.Sent sent = message.sent();
      if (message.isLost() || sent.error() != null) {
        return Tone.BAD;
      }
      if (carries(sent)) {
        return Tone.ACCENT;
      }
      return sent.from().isCoordinator() || sent.to().isCoordinator()
          ? Tone.COORDINATION
          : Tone.MUTED;
    }

    private static double strength(Message message) {
      Flow.Sent sent = message.sent();
      return message.isLost() || sent.error() != null || carries(sent) ? 0.95 : 0.4;
    }

    private static boolean carries(Flow.Sent sent) {
      return records(sent) > 0;
    }

    private static int records(Flow.Sent sent) {
      return sent.cargo().stream().mapToInt(each -> each.batch().recordCount()).sum();
    }

    private String words(Message message) {
      Flow.Sent sent = message.sent();
      String what =
          texts.get(
              sent.isRequest() ? "spacetime.request" : "spacetime.reply",
              sent.api(),
              narrator.name(sent.from()),
              narrator.name(sent.to()));
      StringBuilder words = new StringBuilder(what);
      words.append('\n').append(Units.clock(sent.departureNanos())).append(" → ");
      words.append(Units.clock(message.endNanos()));
      if (records(sent) > 0) {
        words.append("\n").append(texts.get("spacetime.records", records(sent)));
      }
      if (sent.error() != null) {
        words.append("\n").append(sent.error());
      }
      if (message.isLost()) {
        words
            .append("\n")
            .append(texts.get("spacetime.lost", narrator.reason(message.lostBecause())));
      }
      return words.toString();
    }

    private void change(Stamped stamped) {
      Double y = rows.get(stamped.node());
      Tone tone = EventTone.of(stamped.event());
      Glyph glyph = glyph(stamped.event(), tone);
      if (y == null || glyph == null || stamped.atNanos() > content.span().toNanos()) {
        return;
      }
      double x = x(stamped.atNanos());
      shapes.add(new Shape.Icon(x, y, MARK, glyph, tone));
      hits.add(
          new Hit(
              x,
              y,
              x,
              y,
              new Selection.Event(stamped.seq()),
              stamped.atNanos(),
              stamped.atNanos(),
              Units.clock(stamped.atNanos()) + "  " + narrator.sentence(stamped)));
    }

    private void head() {
      long head = content.headNanos();
      if (head >= content.span().fromNanos() && head <= content.span().toNanos()) {
        shapes.add(
            new Shape.Line(x(head), plot.y(), x(head), plot.bottom(), Stroke.HIGH_WATERMARK_FAINT));
      }
    }
  }

  /** How a change is marked on its node's line; null if it is not worth a mark. */
  private static @Nullable Glyph glyph(ClusterEvent event, Tone tone) {
    if (event instanceof ClusterEvent.Node.Stopped) {
      return Glyph.CRASHED;
    }
    if (event instanceof ClusterEvent.Node.Frozen) {
      return Glyph.FROZEN;
    }
    return switch (tone) {
      case BAD -> Glyph.ALERT;
      case WARN -> Glyph.WARNING;
      case GOOD -> Glyph.CHECK;
      case COORDINATION -> Glyph.RUNNING;
      case PLAIN, MUTED, FAINT, ACCENT -> null;
    };
  }
}
