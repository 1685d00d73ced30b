package vivarium.desktop.paint;

import javafx.scene.paint.Color;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Palette;

/** Draws messages under way as vectors; in the window {@link MarkTiles} copies sprites of them. */
final class MarkPainter {

  private static final int RAYS = 8;
  private static final double RECORD_ARC = 4;
  private static final double GROUND_ARC = 5;
  private static final double NUMBER_SIZE = 10;

  private final Drawing g;
  private final Palette palette;

  MarkPainter(Drawing g, Palette palette) {
    this.g = g;
    this.palette = palette;
  }

  void paint(Mark mark) {
    double r = mark.size() / 2;
    double x = mark.x();
    double y = mark.y();
    Color color = palette.of(mark.tone());
    g.setGlobalAlpha(Math.clamp(mark.strength(), 0, 1));
    g.setFill(color);
    g.setStroke(color);
    g.setLineWidth(1.6);
    switch (mark.form()) {
      case RECORDS -> records(mark, true);
      case WAITING -> {
        if (mark.hueCount() == 0) {
          hollow(x, y, r);
        } else {
          records(mark, false);
        }
      }
      case REQUEST -> g.fillOval(x - r, y - r, 2 * r, 2 * r);
      case REPLY -> hollow(x, y, r);
      case ERROR ->
          g.fillPolygon(new double[] {x, x + r, x, x - r}, new double[] {y - r, y, y + r, y});
      case BURST -> burst(x, y, r);
      case CROWN -> crown(x, y, r);
      case RING -> g.strokeOval(x - r, y - r, 2 * r, 2 * r);
      case ARC -> arc(mark, r);
    }
    g.setGlobalAlpha(1);
  }

  private void hollow(double x, double y, double r) {
    g.setFill(palette.ground());
    g.fillOval(x - r, y - r, 2 * r, 2 * r);
    g.strokeOval(x - r, y - r, 2 * r, 2 * r);
  }

  private void burst(double x, double y, double r) {
    for (int i = 0; i < RAYS; i++) {
      double angle = 2 * Math.PI * i / RAYS;
      double across = Math.cos(angle) * r;
      double down = Math.sin(angle) * r;
      g.strokeLine(x + across * 0.45, y + down * 0.45, x + across, y + down);
    }
  }

  private void crown(double x, double y, double r) {
    double[] xs = GlyphPainter.CROWN_X.clone();
    double[] ys = GlyphPainter.CROWN_Y.clone();
    for (int i = 0; i < xs.length; i++) {
      xs[i] = x + xs[i] * r;
      ys[i] = y + ys[i] * r;
    }
    g.fillPolygon(xs, ys);
  }

  private void arc(Mark mark, double r) {
    Color color = palette.of(mark.tone());
    g.setLineWidth(2);
    g.setStroke(palette.of(Tone.FAINT).deriveColor(0, 1, 1, 0.45));
    g.strokeOval(mark.x() - r, mark.y() - r, 2 * r, 2 * r);
    g.setStroke(color);
    g.setLineWidth(2.4);
    g.strokeArc(mark.x() - r, mark.y() - r, 2 * r, 2 * r, 90, -359.9 * mark.part());
  }

  /** Boxes half behind each other, and a number behind them if there are more. */
  private void records(Mark mark, boolean filled) {
    double step = mark.size() * 0.62;
    int count = mark.hueCount();
    double r = mark.size() / 2;
    for (int i = count - 1; i >= 0; i--) {
      double x = mark.x() + (i - (count - 1) / 2.0) * step;
      Color hue = palette.hue(mark.hue(i));
      g.setFill(palette.ground());
      g.fillRoundRect(x - r - 1.2, mark.y() - r - 1.2, 2 * r + 2.4, 2 * r + 2.4, GROUND_ARC);
      if (filled) {
        g.setFill(hue);
        g.fillRoundRect(x - r, mark.y() - r, 2 * r, 2 * r, RECORD_ARC);
      } else {
        g.setStroke(hue);
        g.setLineWidth(1.4);
        g.strokeRoundRect(x - r + 0.7, mark.y() - r + 0.7, 2 * r - 1.4, 2 * r - 1.4, RECORD_ARC);
      }
    }
    if (mark.records() > Mark.MAX_HUES) {
      double right = mark.x() + ((count - 1) * step + mark.size()) / 2 + 3;
      g.setFill(palette.hue(Hues.NEUTRAL));
      g.text(
          "×" + mark.records(),
          right,
          mark.y() + 3.2,
          TextRole.MONO,
          NUMBER_SIZE,
          Align.LEFT,
          0,
          Double.POSITIVE_INFINITY);
    }
  }
}
