package vivarium.desktop.paint;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Palette;

/** Draws the shapes of a frame, in order. */
public final class ShapePainter {

  private static final double HATCH_STEP = 11;
  private static final double ARROW_HEAD = 7;

  private static final double CORNER_GAP = 2.5;

  private final Drawing g;
  private final Palette palette;

  /** A painter on a canvas. */
  public ShapePainter(GraphicsContext g, Palette palette) {
    this(new CanvasDrawing(g), palette);
  }

  ShapePainter(Drawing g, Palette palette) {
    this.g = g;
    this.palette = palette;
  }

  public void paint(List<Shape> shapes) {
    for (Shape shape : shapes) {
      switch (shape) {
        case Shape.Panel panel -> panel(panel);
        case Shape.Text text -> text(text);
        case Shape.RecordBox box -> record(box);
        case Shape.TurnedCorner corner -> corner(corner);
        case Shape.Line line -> line(line);
        case Shape.Triangle triangle -> triangle(triangle);
        case Shape.Icon icon -> new GlyphPainter(g, palette).paint(icon);
        case Shape.Wire wire -> wire(wire);
        case Shape.Curve curve -> curve(curve);
        case Shape.Arrow arrow -> arrow(arrow);
        case Shape.Bar bar -> bar(bar);
        case Shape.Hatch(Rect rect) -> hatch(rect);
        case Shape.Veil(Rect rect) -> {
          g.setFill(palette.ground().deriveColor(0, 1, 1, 0.78));
          g.fillRect(rect.x(), rect.y(), rect.w(), rect.h());
        }
        case Shape.Clip(Rect rect) -> g.clip(rect);
        case Shape.ClipEnd() -> g.endClip();
        case Shape.Heat heat -> heat(heat);
      }
    }
  }

  private void panel(Shape.Panel panel) {
    g.panel(panel.rect(), panel.radius(), palette.of(panel.surface()));
  }

  private void text(Shape.Text text) {
    g.setFill(palette.of(text.tone()));
    g.text(
        text.text(),
        text.x(),
        text.y(),
        text.role(),
        text.size(),
        text.align(),
        text.width(),
        Double.POSITIVE_INFINITY);
  }

  private void record(Shape.RecordBox box) {
    Rect r = box.rect();
    Color hue = palette.hue(box.hue());
    double arc = 5;
    g.setGlobalAlpha(box.strength());
    if (box.committed()) {
      g.setFill(hue);
      g.fillRoundRect(r.x(), r.y(), r.w(), r.h(), arc);
    } else {
      g.setStroke(hue);
      g.setLineWidth(1.3);
      g.setLineDashes(2.6, 2.8);
      g.strokeRoundRect(r.x() + 0.7, r.y() + 0.7, r.w() - 1.4, r.h() - 1.4, arc);
      g.setLineDashes();
    }
    g.setGlobalAlpha(1);
    if (!box.label().isEmpty()) {
      g.setFill(
          box.committed()
              ? palette.lettersOnHue(box.hue(), box.log(), box.strength())
              : palette.of(Tone.MUTED));
      g.text(
          box.label(),
          r.centerX(),
          r.centerY() + box.labelSize() * 0.36,
          TextRole.MONO,
          box.labelSize(),
          Align.CENTER,
          0,
          Math.max(1, r.w() - 1));
    }
  }

  /** A gap keeps it apart from any hue. */
  private void corner(Shape.TurnedCorner corner) {
    g.setFill(palette.of(corner.log()).fill());
    corner(corner, corner.size() + CORNER_GAP, 1);
    g.setFill(palette.of(Tone.WARN));
    corner(corner, corner.size(), 0);
  }

  private void corner(Shape.TurnedCorner corner, double size, double over) {
    double x = corner.box().right() + over;
    double y = corner.box().y() - over;
    g.fillPolygon(new double[] {x - size - over, x, x}, new double[] {y, y, y + size + over});
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
      g.fillPolygon(xs, ys);
    } else {
      stroke(violet, 1.2);
      g.strokePolygon(xs, ys);
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

  private void arrow(Shape.Arrow arrow) {
    Color color = palette.of(arrow.tone()).deriveColor(0, 1, 1, arrow.strength());
    Point from = arrow.from();
    Point to = arrow.to();
    if (arrow.selected()) {
      stroke(palette.of(Tone.ACCENT).deriveColor(0, 1, 1, 0.4), 7);
      g.strokeLine(from.x(), from.y(), to.x(), to.y());
    }
    stroke(color, arrow.selected() ? 2.2 : 1.1);
    if (arrow.dashed()) {
      g.setLineDashes(4, 3.5);
    }
    g.strokeLine(from.x(), from.y(), to.x(), to.y());
    g.setLineDashes();
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    if (arrow.pointed() && length > ARROW_HEAD) {
      double ax = (to.x() - from.x()) / length * ARROW_HEAD;
      double ay = (to.y() - from.y()) / length * ARROW_HEAD;
      g.setFill(color);
      g.fillPolygon(
          new double[] {to.x(), to.x() - ax - ay * 0.4, to.x() - ax + ay * 0.4},
          new double[] {to.y(), to.y() - ay + ax * 0.4, to.y() - ay - ax * 0.4});
    }
  }

  private void polyline(List<Point> points) {
    double[] xs = new double[points.size()];
    double[] ys = new double[points.size()];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = points.get(i).x();
      ys[i] = points.get(i).y();
    }
    g.strokePolyline(xs, ys);
  }

  private void bar(Shape.Bar bar) {
    Rect r = bar.rect();
    g.setFill(palette.of(Tone.FAINT).deriveColor(0, 1, 1, 0.35));
    g.fillRect(r.x(), r.y(), r.w(), r.h());
    g.setFill(palette.of(bar.tone()));
    g.fillRect(r.x(), r.y(), r.w() * bar.fraction(), r.h());
  }

  private void heat(Shape.Heat heat) {
    int[] colours = new int[Shape.Heat.SURFACES.size() + 1];
    for (int i = 1; i < colours.length; i++) {
      colours[i] = argb(palette.of(Shape.Heat.SURFACES.get(i - 1)).fill());
    }
    g.pixels(heat.x(), heat.y(), heat.width(), heat.height(), heat.pixels(), colours);
  }

  private static int argb(Color color) {
    return 0xff000000
        | (int) Math.round(color.getRed() * 255) << 16
        | (int) Math.round(color.getGreen() * 255) << 8
        | (int) Math.round(color.getBlue() * 255);
  }

  private void hatch(Rect r) {
    g.clip(r);
    stroke(palette.hatch().deriveColor(0, 1, 1, 0.13), 2);
    for (double x = r.x() - r.h(); x < r.right(); x += HATCH_STEP) {
      g.strokeLine(x, r.bottom(), x + r.h(), r.y());
    }
    g.endClip();
  }
}
