package vivarium.desktop.paint;

import javafx.scene.paint.Color;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.theme.Palette;

/**
 * What painters draw on: a canvas of the window, or a document of vectors. Its words are those of a
 * JavaFX canvas.
 */
interface Drawing {

  void setFill(Color color);

  void setStroke(Color color);

  void setLineWidth(double width);

  /** Dashes and gaps from now on; none for a whole line. */
  void setLineDashes(double... lengths);

  void setGlobalAlpha(double alpha);

  void fillRect(double x, double y, double w, double h);

  void strokeRect(double x, double y, double w, double h);

  void fillRoundRect(double x, double y, double w, double h, double arc);

  void strokeRoundRect(double x, double y, double w, double h, double arc);

  void fillOval(double x, double y, double w, double h);

  void strokeOval(double x, double y, double w, double h);

  void strokeLine(double x1, double y1, double x2, double y2);

  /** A part of an ellipse in a box, from an angle on, in degrees against the clock. */
  void strokeArc(double x, double y, double w, double h, double start, double extent);

  void fillPolygon(double[] xs, double[] ys);

  void strokePolygon(double[] xs, double[] ys);

  void strokePolyline(double[] xs, double[] ys);

  /** A box with round corners. */
  void panel(Rect rect, double radius, Palette.Style style);

  /**
   * Letters on one line.
   *
   * @param width what the measure said, or 0 if nobody measured
   * @param maxWidth letters are narrowed to fit in
   */
  void text(
      String text,
      double x,
      double y,
      TextRole role,
      double size,
      Align align,
      double width,
      double maxWidth);

  /** Until {@link #endClip} nothing is seen outside the rectangle. */
  void clip(Rect rect);

  void endClip();

  /**
   * Pixels, which stay sharp-edged.
   *
   * @param pixels row by row, each an index of {@code colours}
   * @param colours premultiplied ARGB
   */
  void pixels(double x, double y, int width, int height, byte[] pixels, int[] colours);
}
