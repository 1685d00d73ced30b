package vivarium.desktop.paint;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.theme.Fonts;
import vivarium.desktop.theme.Palette;

/** Draws on a canvas, as software rendering likes it. */
final class CanvasDrawing implements Drawing {

  /** From this height on a panel is put together from rectangles and corners. */
  private static final double TALL = 100;

  private static final double[] DASHES = {5, 4};

  private final GraphicsContext g;
  private final PixelImages images;

  CanvasDrawing(GraphicsContext g) {
    this(g, new PixelImages());
  }

  /**
   * Draws on a canvas that is drawn on again and again.
   *
   * @param images of this canvas alone
   */
  CanvasDrawing(GraphicsContext g, PixelImages images) {
    this.g = g;
    this.images = images;
    g.setTextBaseline(VPos.BASELINE);
    g.setLineCap(StrokeLineCap.ROUND);
  }

  @Override
  public void setFill(Color color) {
    g.setFill(color);
  }

  @Override
  public void setStroke(Color color) {
    g.setStroke(color);
  }

  @Override
  public void setLineWidth(double width) {
    g.setLineWidth(width);
  }

  @Override
  public void setLineDashes(double... lengths) {
    g.setLineDashes(lengths);
  }

  @Override
  public void setGlobalAlpha(double alpha) {
    g.setGlobalAlpha(alpha);
  }

  @Override
  public void fillRect(double x, double y, double w, double h) {
    g.fillRect(x, y, w, h);
  }

  @Override
  public void strokeRect(double x, double y, double w, double h) {
    g.strokeRect(x, y, w, h);
  }

  @Override
  public void fillRoundRect(double x, double y, double w, double h, double arc) {
    g.fillRoundRect(x, y, w, h, arc, arc);
  }

  @Override
  public void strokeRoundRect(double x, double y, double w, double h, double arc) {
    g.strokeRoundRect(x, y, w, h, arc, arc);
  }

  @Override
  public void fillOval(double x, double y, double w, double h) {
    g.fillOval(x, y, w, h);
  }

  @Override
  public void strokeOval(double x, double y, double w, double h) {
    g.strokeOval(x, y, w, h);
  }

  @Override
  public void strokeLine(double x1, double y1, double x2, double y2) {
    g.strokeLine(x1, y1, x2, y2);
  }

  @Override
  public void strokeArc(double x, double y, double w, double h, double start, double extent) {
    g.strokeArc(x, y, w, h, start, extent, ArcType.OPEN);
  }

  @Override
  public void fillPolygon(double[] xs, double[] ys) {
    g.fillPolygon(xs, ys, xs.length);
  }

  @Override
  public void strokePolygon(double[] xs, double[] ys) {
    g.strokePolygon(xs, ys, xs.length);
  }

  @Override
  public void strokePolyline(double[] xs, double[] ys) {
    g.strokePolyline(xs, ys, xs.length);
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
    g.setFont(Fonts.of(role, size, text));
    g.setTextAlign(
        switch (align) {
          case LEFT -> TextAlignment.LEFT;
          case CENTER -> TextAlignment.CENTER;
          case RIGHT -> TextAlignment.RIGHT;
        });
    if (Double.isInfinite(maxWidth)) {
      g.fillText(text, x, y);
    } else {
      g.fillText(text, x, y, maxWidth);
    }
  }

  @Override
  public void panel(Rect r, double radius, Palette.Style style) {
    double arc = radius * 2;
    g.setFill(style.fill());
    Color outline = style.outline();
    if (r.h() >= TALL && r.w() > arc && !style.dashed()) {
      tallPanel(r, radius, style);
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

  /**
   * On whole pixels of the canvas: a clip between them, or from beyond its left or upper edge, is
   * drawn through a mask, which costs ten times as much.
   */
  @Override
  public void clip(Rect r) {
    double scale = g.getTransform().getMxx();
    double across = g.getTransform().getTx();
    double down = g.getTransform().getTy();
    double left = Math.max(0, Math.floor(r.x() * scale + across));
    double top = Math.max(0, Math.floor(r.y() * scale + down));
    double right = Math.max(left, Math.ceil(r.right() * scale + across));
    double bottom = Math.max(top, Math.ceil(r.bottom() * scale + down));
    g.save();
    g.beginPath();
    g.rect(
        (left - across) / scale,
        (top - down) / scale,
        (right - left) / scale,
        (bottom - top) / scale);
    g.clip();
  }

  @Override
  public void endClip() {
    g.restore();
  }

  @Override
  public void pixels(double x, double y, int width, int height, byte[] pixels, int[] colours) {
    g.setImageSmoothing(false);
    g.drawImage(
        images.paint(width, height, pixels, colours), 0, 0, width, height, x, y, width, height);
  }
}
