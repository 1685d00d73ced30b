package vivarium.desktop.paint;

import java.nio.IntBuffer;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Fonts;
import vivarium.desktop.theme.Palette;

/** Draws the shapes of a frame, in order. */
public final class ShapePainter {

  /** From this height on a panel is put together from rectangles and corners. */
  private static final double TALL = 100;

  private static final double HATCH_STEP = 11;
  private static final double[] DASHES = {5, 4};

  private final GraphicsContext g;
  private final Palette palette;

  public ShapePainter(GraphicsContext g, Palette palette) {
    this.g = g;
    this.palette = palette;
  }

  public void paint(List<Shape> shapes) {
    g.setTextBaseline(VPos.BASELINE);
    g.setLineCap(StrokeLineCap.ROUND);
    for (Shape shape : shapes) {
      switch (shape) {
        case Shape.Panel panel -> panel(panel);
        case Shape.Text text -> text(text);
        case Shape.RecordBox box -> record(box);
        case Shape.Line line -> line(line);
        case Shape.Triangle triangle -> triangle(triangle);
        case Shape.Icon icon -> new GlyphPainter(g, palette).paint(icon);
        case Shape.Wire wire -> wire(wire);
        case Shape.Curve curve -> curve(curve);
        case Shape.Bar bar -> bar(bar);
        case Shape.Hatch(Rect rect) -> hatch(rect);
        case Shape.Veil(Rect rect) -> {
          g.setFill(palette.ground().deriveColor(0, 1, 1, 0.78));
          g.fillRect(rect.x(), rect.y(), rect.w(), rect.h());
        }
        case Shape.Clip(Rect rect) -> clip(rect);
        case Shape.ClipEnd() -> g.restore();
        case Shape.Heat heat -> heat(heat);
      }
    }
  }

  private void panel(Shape.Panel panel) {
    Palette.Style style = palette.of(panel.surface());
    Rect r = panel.rect();
    double arc = panel.radius() * 2;
    g.setFill(style.fill());
    Color outline = style.outline();
    if (r.h() >= TALL && r.w() > arc && !style.dashed()) {
      tallPanel(r, panel.radius(), style);
      return;
    }
    g.fillRoundRect(r.x(), r.y(), r.w(), r.h(), arc, arc);
    if (outline != null) {
      g.setStroke(outline);
      g.setLineWidth(style.lineWidth());
      if (style.dashed()) {
        g.setLineDashes(DASHES);
      }
      g.strokeRoundRect(r.x() + 0.5, r.y() + 0.5, r.w() - 1, r.h() - 1, arc, arc);
      g.setLineDashes();
    }
  }

  /** Round at its corners only: software rendering takes rectangles many times faster. */
  private void tallPanel(Rect r, double radius, Palette.Style style) {
    double arc = radius * 2;
    double bottom = r.bottom() - radius;
    if (style.fill().getOpacity() > 0) {
      g.fillRect(r.x(), r.y() + radius, r.w(), r.h() - arc);
      g.fillRect(r.x() + radius, r.y(), r.w() - arc, radius);
      g.fillRect(r.x() + radius, bottom, r.w() - arc, radius);
      corners(r, radius, (x, y, start) -> g.fillArc(x, y, arc, arc, start, 90, ArcType.ROUND));
    }
    Color outline = style.outline();
    if (outline != null) {
      double line = style.lineWidth();
      Rect middle = r.inset(0.5);
      g.setFill(outline);
      g.fillRect(middle.x() - line / 2, r.y() + radius, line, r.h() - arc);
      g.fillRect(middle.right() - line / 2, r.y() + radius, line, r.h() - arc);
      g.fillRect(r.x() + radius, middle.y() - line / 2, r.w() - arc, line);
      g.fillRect(r.x() + radius, middle.bottom() - line / 2, r.w() - arc, line);
      g.setStroke(outline);
      g.setLineWidth(line);
      double inner = arc - 1;
      corners(
          middle,
          radius - 0.5,
          (x, y, start) -> g.strokeArc(x, y, inner, inner, start, 90, ArcType.OPEN));
    }
  }

  private interface Corner {
    void draw(double x, double y, double startAngle);
  }

  private static void corners(Rect r, double radius, Corner corner) {
    double right = r.right() - 2 * radius;
    double bottom = r.bottom() - 2 * radius;
    corner.draw(r.x(), r.y(), 90);
    corner.draw(right, r.y(), 0);
    corner.draw(r.x(), bottom, 180);
    corner.draw(right, bottom, 270);
  }

  private void text(Shape.Text text) {
    g.setFont(Fonts.of(text.role(), text.size()));
    g.setFill(palette.of(text.tone()));
    g.setTextAlign(
        switch (text.align()) {
          case LEFT -> TextAlignment.LEFT;
          case CENTER -> TextAlignment.CENTER;
          case RIGHT -> TextAlignment.RIGHT;
        });
    g.fillText(text.text(), text.x(), text.y());
  }

  private void record(Shape.RecordBox box) {
    Rect r = box.rect();
    Color hue = palette.hue(box.hue());
    double arc = 5;
    g.setGlobalAlpha(box.strength());
    if (box.committed()) {
      g.setFill(hue);
      g.fillRoundRect(r.x(), r.y(), r.w(), r.h(), arc, arc);
    } else {
      g.setStroke(hue);
      g.setLineWidth(1.3);
      g.setLineDashes(2.6, 2.8);
      g.strokeRoundRect(r.x() + 0.7, r.y() + 0.7, r.w() - 1.4, r.h() - 1.4, arc, arc);
      g.setLineDashes();
    }
    g.setGlobalAlpha(box.committed() ? 1 : Math.max(0.75, box.strength()));
    if (!box.label().isEmpty()) {
      g.setFont(Fonts.of(TextRole.MONO, box.labelSize()));
      g.setTextAlign(TextAlignment.CENTER);
      g.setFill(box.committed() ? palette.lettersOnHue() : hue);
      g.fillText(
          box.label(), r.centerX(), r.centerY() + box.labelSize() * 0.36, Math.max(1, r.w() - 1));
    }
    g.setGlobalAlpha(1);
  }

  private void line(Shape.Line line) {
    switch (line.stroke()) {
      case HIGH_WATERMARK -> stroke(palette.highWatermark(), 2);
      case HIGH_WATERMARK_FAINT -> stroke(palette.highWatermark().deriveColor(0, 1, 1, 0.45), 1.5);
      case CUT_LINK -> stroke(palette.of(Tone.BAD).deriveColor(0, 1, 1, 0.45), 1.2);
      case SLOW_LINK -> stroke(palette.of(Tone.WARN).deriveColor(0, 1, 1, 0.5), 1.6);
      case WALL -> stroke(palette.of(Tone.BAD), 3.5);
      case GUIDE -> stroke(palette.of(Tone.FAINT).deriveColor(0, 1, 1, 0.5), 1);
    }
    g.strokeLine(line.x1(), line.y1(), line.x2(), line.y2());
  }

  private void stroke(Color color, double width) {
    g.setStroke(color);
    g.setLineWidth(width);
  }

  private void triangle(Shape.Triangle triangle) {
    double s = triangle.size();
    double x = triangle.x();
    double y = triangle.y();
    double[] xs =
        triangle.pointsLeft()
            ? new double[] {x, x + s, x + s}
            : new double[] {x, x + s / 2, x - s / 2};
    double[] ys =
        triangle.pointsLeft() ? new double[] {y + s / 2, y, y + s} : new double[] {y, y + s, y + s};
    Color violet = palette.of(Tone.COORDINATION);
    if (triangle.solid()) {
      g.setFill(violet);
      g.fillPolygon(xs, ys, 3);
    } else {
      stroke(violet, 1.2);
      g.strokePolygon(xs, ys, 3);
    }
  }

  private void wire(Shape.Wire wire) {
    stroke(
        palette.of(wire.tone()).deriveColor(0, 1, 1, wire.lit() ? 0.85 : 0.17),
        wire.lit() ? 1.6 : 1);
    polyline(wire.points());
  }

  private void curve(Shape.Curve curve) {
    stroke(palette.hue(curve.hue()), curve.width());
    polyline(curve.points());
  }

  private void polyline(List<Point> points) {
    double[] xs = new double[points.size()];
    double[] ys = new double[points.size()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = points.get(i).x();
      ys[i] = points.get(i).y();
    }
    g.strokePolyline(xs, ys, xs.length);
  }

  private void bar(Shape.Bar bar) {
    Rect r = bar.rect();
    g.setFill(palette.of(Tone.FAINT).deriveColor(0, 1, 1, 0.35));
    g.fillRect(r.x(), r.y(), r.w(), r.h());
    g.setFill(palette.of(bar.tone()));
    g.fillRect(r.x(), r.y(), r.w() * bar.fraction(), r.h());
  }

  /**
   * On whole pixels: a clip between them is drawn through a mask, which costs ten times as much.
   */
  private void clip(Rect r) {
    double scale = g.getTransform().getMxx();
    double shift = g.getTransform().getTy();
    double x = Math.floor(r.x() * scale) / scale;
    double y = (Math.floor(r.y() * scale + shift) - shift) / scale;
    double right = Math.ceil(r.right() * scale) / scale;
    double bottom = (Math.ceil(r.bottom() * scale + shift) - shift) / scale;
    g.save();
    g.beginPath();
    g.rect(x, y, right - x, bottom - y);
    g.clip();
  }

  private void heat(Shape.Heat heat) {
    int[] colours = new int[Shape.Heat.SURFACES.size() + 1];
    for (int i = 1; i < colours.length; i++) {
      colours[i] = argb(palette.of(Shape.Heat.SURFACES.get(i - 1)).fill());
    }
    int[] pixels = new int[heat.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = colours[heat.pixels()[i]];
    }
    PixelBuffer<IntBuffer> buffer =
        new PixelBuffer<>(
            heat.width(),
            heat.height(),
            IntBuffer.wrap(pixels),
            PixelFormat.getIntArgbPreInstance());
    g.setImageSmoothing(false);
    g.drawImage(new WritableImage(buffer), heat.x(), heat.y());
  }

  private static int argb(Color color) {
    return 0xff000000
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  private void hatch(Rect r) {
    clip(r);
    stroke(palette.hatch().deriveColor(0, 1, 1, 0.13), 2);
    for (double x = r.x() - r.h(); x < r.right(); x += HATCH_STEP) {
      g.strokeLine(x, r.bottom(), x + r.h(), r.y());
    }
    g.restore();
  }
}
