package vivarium.desktop.paint;

import javafx.scene.paint.Color;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Palette;

/** Draws the icons of the stage, each in a square of its size. */
final class GlyphPainter {

  /** A crown's corners, in a square from -1 to 1. */
  static final double[] CROWN_X = {-1, -0.5, 0, 0.5, 1, 0.78, -0.78};

  static final double[] CROWN_Y = {-0.55, 0.05, -0.85, 0.05, -0.55, 0.75, 0.75};

  private final Drawing g;
  private final Palette palette;

  GlyphPainter(Drawing g, Palette palette) {
    this.g = g;
    this.palette = palette;
  }

  void paint(Shape.Icon icon) {
    double r = icon.size() / 2;
    double x = icon.x();
    double y = icon.y();
    Color color = palette.of(icon.tone());
    g.setFill(color);
    g.setStroke(color);
    g.setLineWidth(Math.max(1.2, r * 0.26));
    switch (icon.glyph()) {
      case CROWN -> crown(x, y, r);
      case RUNNING -> g.fillOval(x - r * 0.75, y - r * 0.75, r * 1.5, r * 1.5);
      case CRASHED -> {
        ring(x, y, r * 0.85);
        cross(x, y, r * 0.36);
      }
      case STOPPED -> g.strokeRect(x - r * 0.6, y - r * 0.6, r * 1.2, r * 1.2);
      case FROZEN -> snowflake(x, y, r);
      case FENCED -> {
        ring(x, y, r * 0.85);
        g.strokeLine(x - r * 0.45, y, x + r * 0.45, y);
      }
      case STARTING -> g.strokeArc(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6, 90, 270);
      case CHECK ->
          g.strokePolyline(
              new double[] {x - r * 0.7, x - r * 0.15, x + r * 0.75},
              new double[] {y + r * 0.05, y + r * 0.6, y - r * 0.55});
      case WARNING -> warning(x, y, r);
      case ALERT -> {
        g.fillOval(x - r, y - r, r * 2, r * 2);
        bang(x, y - r * 0.05, r * 0.9);
      }
      case CUT -> cross(x, y, r * 0.6);
      case SLOW -> {
        ring(x, y, r * 0.85);
        g.strokeLine(x, y, x, y - r * 0.5);
        g.strokeLine(x, y, x + r * 0.4, y + r * 0.15);
      }
      case INFO -> {
        ring(x, y, r * 0.9);
        g.strokeLine(x, y - r * 0.02, x, y + r * 0.42);
        g.fillRect(x - r * 0.12, y - r * 0.5, r * 0.24, r * 0.24);
      }
      case ARROW_RIGHT ->
          g.fillPolygon(
              new double[] {x - r * 0.5, x + r * 0.7, x - r * 0.5},
              new double[] {y - r * 0.7, y, y + r * 0.7});
    }
  }

  private void ring(double x, double y, double r) {
    g.strokeOval(x - r, y - r, r * 2, r * 2);
  }

  private void cross(double x, double y, double r) {
    g.strokeLine(x - r, y - r, x + r, y + r);
    g.strokeLine(x - r, y + r, x + r, y - r);
  }

  private void crown(double x, double y, double r) {
    double[] xs = new double[CROWN_X.length];
    double[] ys = new double[CROWN_Y.length];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x + CROWN_X[i] * r;
      ys[i] = y + CROWN_Y[i] * r;
    }
    g.fillPolygon(xs, ys);
  }

  private void snowflake(double x, double y, double r) {
    for (int i = 0; i < 3; i++) {
      double angle = Math.PI / 2 + i * Math.PI / 3;
      double dx = Math.cos(angle) * r * 0.95;
      double dy = Math.sin(angle) * r * 0.95;
      g.strokeLine(x - dx, y - dy, x + dx, y + dy);
    }
  }

  private void warning(double x, double y, double r) {
    g.fillPolygon(
        new double[] {x, x + r, x - r}, new double[] {y - r * 0.9, y + r * 0.8, y + r * 0.8});
    bang(x, y + r * 0.15, r * 0.75);
  }

  /** An exclamation mark in the ground's colour. */
  private void bang(double x, double y, double r) {
    g.setFill(palette.lettersOnHue());
    double width = Math.max(1, r * 0.26);
    g.fillRect(x - width / 2, y - r * 0.55, width, r * 0.65);
    g.fillRect(x - width / 2, y + r * 0.28, width, width);
  }
}
