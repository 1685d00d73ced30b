package vivarium.desktop.paint;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.theme.Fonts;
import vivarium.desktop.theme.Palette;

/** Draws messages. Dots below a few pixels are squares: no ovals by the thousand. */
public final class MarkPainter {

  private static final double SMALLEST_OVAL = 5;
  private static final int RAYS = 8;

  private final GraphicsContext g;
  private final Palette palette;

  public MarkPainter(GraphicsContext g, Palette palette) {
    this.g = g;
    this.palette = palette;
  }

  public void paint(List<Mark> marks) {
    for (Mark mark : marks) {
      g.setGlobalAlpha(mark.strength());
      switch (mark.form()) {
        case RECORDS -> records(mark, true);
        case WAITING -> {
          if (mark.hues().isEmpty()) {
            hollow(mark);
          } else {
            records(mark, false);
          }
        }
        case REQUEST -> filled(mark);
        case REPLY -> hollow(mark);
        case ERROR -> diamond(mark);
        case BURST -> burst(mark);
      }
    }
    g.setGlobalAlpha(1);
  }

  private void records(Mark mark, boolean filled) {
    double size = mark.size();
    double step = size * 0.62;
    int count = mark.hues().size();
    double left = mark.x() - (size + step * (count - 1)) / 2;
    for (int i = count - 1; i >= 0; i--) {
      Color hue = palette.hue(mark.hues().get(i));
      double x = left + i * step;
      g.setFill(palette.ground());
      g.fillRoundRect(x - 1.2, mark.y() - size / 2 - 1.2, size + 2.4, size + 2.4, 5, 5);
      g.setFill(hue);
      g.setStroke(hue);
      g.setLineWidth(1.4);
      if (filled) {
        g.fillRoundRect(x, mark.y() - size / 2, size, size, 4, 4);
      } else {
        g.strokeRoundRect(x + 0.7, mark.y() - size / 2 + 0.7, size - 1.4, size - 1.4, 4, 4);
      }
    }
    if (mark.records() > Mark.MAX_HUES) {
      g.setFont(Fonts.of(TextRole.MONO, 9));
      g.setTextAlign(TextAlignment.LEFT);
      g.setFill(palette.hue(Hues.NEUTRAL));
      g.fillText("×" + mark.records(), left + size + step * (count - 1) + 3, mark.y() + 3.2);
    }
  }

  private void filled(Mark mark) {
    g.setFill(palette.of(mark.tone()));
    double size = mark.size();
    if (size < SMALLEST_OVAL) {
      g.fillRect(mark.x() - size / 2, mark.y() - size / 2, size, size);
    } else {
      g.fillOval(mark.x() - size / 2, mark.y() - size / 2, size, size);
    }
  }

  private void hollow(Mark mark) {
    g.setStroke(palette.of(mark.tone()));
    double size = mark.size();
    if (size < SMALLEST_OVAL) {
      g.setLineWidth(1);
      g.strokeRect(mark.x() - size / 2, mark.y() - size / 2, size, size);
    } else {
      g.setFill(palette.ground());
      g.fillOval(mark.x() - size / 2, mark.y() - size / 2, size, size);
      g.setLineWidth(1.6);
      g.strokeOval(mark.x() - size / 2, mark.y() - size / 2, size, size);
    }
  }

  private void diamond(Mark mark) {
    double r = mark.size() / 2;
    g.setFill(palette.of(mark.tone()));
    g.fillPolygon(
        new double[] {mark.x(), mark.x() + r, mark.x(), mark.x() - r},
        new double[] {mark.y() - r, mark.y(), mark.y() + r, mark.y()},
        4);
  }

  private void burst(Mark mark) {
    g.setStroke(palette.of(mark.tone()));
    g.setLineWidth(1.6);
    double outer = mark.size() / 2;
    double inner = outer * 0.45;
    for (int i = 0; i < RAYS; i++) {
      double angle = 2 * Math.PI * i / RAYS;
      g.strokeLine(
          mark.x() + Math.cos(angle) * inner,
          mark.y() + Math.sin(angle) * inner,
          mark.x() + Math.cos(angle) * outer,
          mark.y() + Math.sin(angle) * outer);
    }
  }
}
