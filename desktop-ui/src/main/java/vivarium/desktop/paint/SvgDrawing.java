package vivarium.desktop.paint;

import java.util.Locale;
import javafx.scene.paint.Color;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.theme.Palette;

/**
 * Draws a document of vectors (SVG 1.1). Letters stay letters; each text is as wide as it was
 * measured, whatever fonts there are where it is looked at.
 */
final class SvgDrawing implements Drawing {

  /** Stands around each colour, so that two drawings of one thing can be told apart by them. */
  static final char COLOUR_MARK = '\u0001';

  private static final String WORDS =
      "Inter,'Segoe UI',Roboto,'Helvetica Neue','DejaVu Sans','Noto Sans KR','Noto Sans CJK KR',"
          + "NanumGothic,'Malgun Gothic','Apple SD Gothic Neo',sans-serif";
  private static final String NUMBERS =
      "'JetBrains Mono',ui-monospace,'DejaVu Sans Mono',NanumGothicCoding,monospace";

  private final StringBuilder out = new StringBuilder();
  private Color fill = Color.BLACK;
  private Color stroke = Color.BLACK;
  private double lineWidth = 1;
  private double alpha = 1;
  private double[] dashes = {};

  /** The elements, without the document around them. */
  String elements() {
    return out.toString();
  }

  @Override
  public void setFill(Color color) {
    fill = color;
  }

  @Override
  public void setStroke(Color color) {
    stroke = color;
  }

  @Override
  public void setLineWidth(double width) {
    lineWidth = width;
  }

  @Override
  public void setLineDashes(double... lengths) {
    dashes = lengths.clone();
  }

  @Override
  public void setGlobalAlpha(double newAlpha) {
    alpha = newAlpha;
  }

  @Override
  public void fillRect(double x, double y, double w, double h) {
    fillRoundRect(x, y, w, h, 0);
  }

  @Override
  public void strokeRect(double x, double y, double w, double h) {
    strokeRoundRect(x, y, w, h, 0);
  }

  @Override
  public void fillRoundRect(double x, double y, double w, double h, double arc) {
    if (fill.getOpacity() > 0) {
      rect(x, y, w, h, arc).filled().end();
    }
  }

  @Override
  public void strokeRoundRect(double x, double y, double w, double h, double arc) {
    rect(x, y, w, h, arc).stroked().end();
  }

  private SvgDrawing rect(double x, double y, double w, double h, double arc) {
    begin("rect").with("x", x).with("y", y).with("width", Math.max(0, w));
    with("height", Math.max(0, h));
    return arc > 0 ? with("rx", arc / 2) : this;
  }

  @Override
  public void fillOval(double x, double y, double w, double h) {
    oval(x, y, w, h).filled().end();
  }

  @Override
  public void strokeOval(double x, double y, double w, double h) {
    oval(x, y, w, h).stroked().end();
  }

  private SvgDrawing oval(double x, double y, double w, double h) {
    begin("ellipse").with("cx", x + w / 2).with("cy", y + h / 2);
    return with("rx", Math.max(0, w / 2)).with("ry", Math.max(0, h / 2));
  }

  @Override
  public void strokeLine(double x1, double y1, double x2, double y2) {
    begin("line").with("x1", x1).with("y1", y1).with("x2", x2).with("y2", y2).stroked().end();
  }

  @Override
  public void strokeArc(double x, double y, double w, double h, double start, double extent) {
    double from = Math.toRadians(start);
    double to = Math.toRadians(start + extent);
    double cx = x + w / 2;
    double cy = y + h / 2;
    String path =
        "M%s %s A%s %s 0 %d %d %s %s"
            .formatted(
                number(cx + Math.cos(from) * w / 2),
                number(cy - Math.sin(from) * h / 2),
                number(w / 2),
                number(h / 2),
                Math.abs(extent) > 180 ? 1 : 0,
                extent > 0 ? 0 : 1,
                number(cx + Math.cos(to) * w / 2),
                number(cy - Math.sin(to) * h / 2));
    begin("path").with("d", path).stroked().end();
  }

  @Override
  public void fillPolygon(double[] xs, double[] ys) {
    begin("polygon").with("points", points(xs, ys)).filled().end();
  }

  @Override
  public void strokePolygon(double[] xs, double[] ys) {
    begin("polygon").with("points", points(xs, ys)).stroked().end();
  }

  @Override
  public void strokePolyline(double[] xs, double[] ys) {
    begin("polyline").with("points", points(xs, ys)).stroked().end();
  }

  private static String points(double[] xs, double[] ys) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
    }
    return points.toString();
  }

  @Override
  public void panel(Rect r, double radius, Palette.Style style) {
    fill = style.fill();
    fillRoundRect(r.x(), r.y(), r.w(), r.h(), radius * 2);
    Color outline = style.outline();
    if (outline != null) {
      stroke = outline;
      lineWidth = style.lineWidth();
      if (style.dashed()) {
        setLineDashes(5, 4);
      }
      strokeRoundRect(r.x() + 0.5, r.y() + 0.5, r.w() - 1, r.h() - 1, radius * 2);
      setLineDashes();
    }
  }

  @Override
  public void text(
      String text,
      double x,
      double y,
      TextRole role,
      double size,
      Align align,
      double width,
      double maxWidth) {
    begin("text").with("x", x).with("y", y).with("font-size", size);
    switch (role) {
      case NAME -> with("font-family", WORDS).with("font-weight", "600");
      case BODY -> with("font-family", WORDS);
      case MONO -> with("font-family", NUMBERS);
      case MONO_BOLD -> with("font-family", NUMBERS).with("font-weight", "700");
    }
    switch (align) {
      case LEFT -> {}
      case CENTER -> with("text-anchor", "middle");
      case RIGHT -> with("text-anchor", "end");
    }
    if (width > 0 && text.length() > 1) {
      with("textLength", width).with("lengthAdjust", "spacingAndGlyphs");
    }
    with("xml:space", "preserve").filled();
    out.append('>').append(escaped(text)).append("</text>\n");
  }

  /** A document within the document shows nothing outside itself. */
  @Override
  public void clip(Rect r) {
    begin("svg").with("x", r.x()).with("y", r.y()).with("width", r.w()).with("height", r.h());
    String box =
        "%s %s %s %s".formatted(number(r.x()), number(r.y()), number(r.w()), number(r.h()));
    with("viewBox", box);
    out.append(">\n");
  }

  @Override
  public void endClip() {
    out.append("</svg>\n");
  }

  /** Each run of a colour in a row is a rectangle. */
  @Override
  public void pixels(double x, double y, int width, int height, byte[] pixels, int[] colours) {
    for (int row = 0; row < height; row++) {
      int from = 0;
      while (from < width) {
        int index = pixels[row * width + from];
        int to = from + 1;
        while (to < width && pixels[row * width + to] == index) {
          to++;
        }
        int color = colours[index];
        if (color >>> 24 != 0) {
          fill = Color.rgb(color >> 16 & 0xff, color >> 8 & 0xff, color & 0xff);
          fillRect(x + from, y + row, to - from, 1);
        }
        from = to;
      }
    }
  }

  private SvgDrawing begin(String element) {
    out.append('<').append(element);
    return this;
  }

  private SvgDrawing with(String name, double value) {
    return with(name, number(value));
  }

  private SvgDrawing with(String name, String value) {
    out.append(' ').append(name).append("=\"").append(value).append('"');
    return this;
  }

  private SvgDrawing filled() {
    colour("fill", fill);
    return this;
  }

  private SvgDrawing stroked() {
    with("fill", "none");
    colour("stroke", stroke);
    with("stroke-width", lineWidth).with("stroke-linecap", "round");
    if (dashes.length > 0) {
      StringBuilder lengths = new StringBuilder();
      for (double length : dashes) {
        lengths.append(lengths.isEmpty() ? "" : " ").append(number(length));
      }
      with("stroke-dasharray", lengths.toString());
    }
    return this;
  }

  private void colour(String name, Color color) {
    with(name, COLOUR_MARK + hex(color) + COLOUR_MARK);
    double opacity = color.getOpacity() * alpha;
    with(name + "-opacity", COLOUR_MARK + number(opacity) + COLOUR_MARK);
  }

  /** Closes an element without content. */
  private void end() {
    out.append("/>\n");
  }

  static String hex(Color color) {
    return "#%02x%02x%02x"
        .formatted(
            Math.round(color.getRed() * 255),
            Math.round(color.getGreen() * 255),
            Math.round(color.getBlue() * 255));
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    if (text.charAt(end - 1) == '.') {
      end--;
    }
    return text.substring(0, end).equals("-0") ? "0" : text.substring(0, end);
  }

  /** Letters as XML 1.0 may hold them; what it may not hold at all becomes U+FFFD. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isXml(point) ? point : 0xfffd);
              }
            });
    return safe.toString();
  }

  private static boolean isXml(int point) {
    return point >= 0x20 && (point < 0xd800 || point > 0xdfff) && (point & 0xfffe) != 0xfffe
        || point == '\t';
  }
}
