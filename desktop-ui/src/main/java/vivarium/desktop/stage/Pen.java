package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Glyph;
import vivarium.desktop.stage.Shape.Surface;

/** Collects the shapes of one layer. Texts are cut to their room here, and nowhere else. */
final class Pen {

  /** Of letters, in pixels. */
  private static final double LEAST_SIZE = 10;

  /** Widths do not shrink quite as sizes do. */
  private static final double SHRUNK_A_LITTLE_MORE = 0.975;

  private static final double TEXT_SHRINK = 0.88;

  private final TextMeasure measure;
  private final List<Shape> shapes = new ArrayList<>();

  Pen(TextMeasure measure) {
    this.measure = measure;
  }

  List<Shape> shapes() {
    return shapes;
  }

  void add(Shape shape) {
    shapes.add(shape);
  }

  void panel(Rect rect, Surface surface, double radius) {
    shapes.add(new Shape.Panel(rect, surface, radius));
  }

  void icon(double x, double y, double size, Glyph glyph, Tone tone) {
    shapes.add(new Shape.Icon(x, y, size, glyph, tone));
  }

  void clip(Rect rect) {
    shapes.add(new Shape.Clip(rect));
  }

  void clipEnd() {
    shapes.add(new Shape.ClipEnd());
  }

  double width(String text, TextRole role, double size) {
    return measure.width(text, role, size);
  }

  /** The font, so much smaller that a text fits; never smaller than what is read with ease. */
  Font shrunk(Font font, String text, double room) {
    double width = measure.width(text, font.role(), font.size());
    return width <= room
        ? font
        : new Font(
            font.role(),
            Math.max(LEAST_SIZE, font.size() * room / width * SHRUNK_A_LITTLE_MORE),
            font.tone());
  }

  /** Writes a text into {@code maxWidth}, a little smaller and then cut if it must be. */
  double text(Font font, double x, double y, String text, Align align, double maxWidth) {
    double size = font.size();
    if (measure.width(text, font.role(), size) > maxWidth) {
      size *= TEXT_SHRINK;
    }
    String shown = measure.fit(text, font.role(), size, maxWidth);
    if (shown.isEmpty()) {
      return 0;
    }
    double width = measure.width(shown, font.role(), size);
    shapes.add(new Shape.Text(x, y, shown, font.role(), size, font.tone(), align, width));
    return width;
  }

  /** Writes a name into {@code maxWidth}; what is too much goes from its middle, not its end. */
  double name(
      Font font, double x, double y, String head, String end, Align align, double maxWidth) {
    Font fitting = shrunk(font, head + end, maxWidth);
    String shown = head + end;
    for (int kept = head.length() - 1;
        kept > 0 && measure.width(shown, font.role(), fitting.size()) > maxWidth;
        kept--) {
      shown = head.substring(0, kept) + "…" + end;
    }
    return text(fitting, x, y, shown, align, maxWidth);
  }

  /** A text on as many lines as it needs, at most so many; what is too much is on the last. */
  List<String> lines(Font font, String text, double maxWidth, int maxLines) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      boolean fits = measure.width(longer, font.role(), font.size()) <= maxWidth;
      if (!fits && !line.isEmpty() && lines.size() < maxLines - 1) {
        lines.add(line.toString());
        line = new StringBuilder(word);
      } else {
        line = new StringBuilder(longer);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * Writes lines below each other; of one that is too long only the beginning.
   *
   * @param y baseline of the first line
   * @param pitch from a line to the next
   */
  void paragraph(Font font, double x, double y, List<String> lines, double maxWidth, double pitch) {
    for (int i = 0; i < lines.size(); i++) {
      text(font, x, y + i * pitch, lines.get(i), Align.LEFT, maxWidth);
    }
  }

  /** Writes the first of the texts that fits whole, or nothing. */
  double firstThatFits(
      Font font, double x, double y, List<String> texts, Align align, double maxWidth) {
    for (String text : texts) {
      if (measure.width(text, font.role(), font.size()) <= maxWidth) {
        return text(font, x, y, text, align, maxWidth);
      }
    }
    return 0;
  }

  /** How a text is written. */
  record Font(TextRole role, double size, Tone tone) {
    static Font name(double size, Tone tone) {
      return new Font(TextRole.NAME, size, tone);
    }

    static Font body(double size, Tone tone) {
      return new Font(TextRole.BODY, size, tone);
    }

    static Font mono(double size, Tone tone) {
      return new Font(TextRole.MONO, size, tone);
    }

    static Font monoBold(double size, Tone tone) {
      return new Font(TextRole.MONO_BOLD, size, tone);
    }
  }
}
