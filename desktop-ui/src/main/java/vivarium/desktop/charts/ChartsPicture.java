package vivarium.desktop.charts;

import java.util.List;
import vivarium.desktop.figures.Figures;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.timeline.EventLine;
import vivarium.desktop.timeline.TimeSpan;

/** The charts as vectors, for files and pages. */
public final class ChartsPicture {

  private ChartsPicture() {}

  /**
   * All charts of a stretch of time.
   *
   * @param marks the events to mark, newest first
   * @param nowNanos where the curves end
   * @param height of everything, or more if there is no room for so many charts
   */
  public static SvgPicture of(
      Figures figures,
      List<EventLine> marks,
      TimeSpan span,
      long nowNanos,
      Texts texts,
      double width,
      double height,
      TextMeasure measure) {
    ChartsLayout.Picture picture =
        new ChartsLayout(measure)
            .layout(
                new ChartsLayout.Content(figures, marks, span, nowNanos, -1), texts, width, height);
    return SvgPicture.of(width, picture.height(), picture.shapes(), texts.get("chart.all"));
  }
}
