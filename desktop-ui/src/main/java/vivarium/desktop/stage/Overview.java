package vivarium.desktop.stage;

import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.PartitionState.Health;

/**
 * Where one is in a grid that is not all in sight: a strip beside the rows and one below the
 * columns, each with the part in sight, and in the first one a tick where something is wrong. That
 * one is also there where all rows are in sight, but lower than can be told apart.
 */
final class Overview {

  private static final double THICK = 5;
  private static final double APART = 2;
  private static final double MIN_THUMB = 14;

  private final Sketch sketch;
  private final GridPlan plan;
  private final GridView view;

  Overview(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
    this.view = plan.grid.view();
  }

  void draw() {
    Rect body = view.body();
    if (view.hidesRows() || view.detail() == Grid.Detail.HEAT) {
      Rect track = new Rect(body.right() + APART, body.y(), THICK, body.h());
      sketch.background.panel(track, Surface.CHIP, 2);
      ticks(track);
    }
    if (view.hidesRows()) {
      double[] part =
          part(view.viewport().row(), view.rowsInSight(), view.rowCount(), body.y(), body.h());
      thumb(new Rect(body.right() + APART - 1, part[0], THICK + 2, part[1]));
      rowsInWords();
    }
    if (view.hidesColumns()) {
      double y = view.floor() + APART;
      Rect track = new Rect(body.x(), y, body.w(), THICK);
      sketch.background.panel(track, Surface.CHIP, 2);
      double[] part =
          part(
              view.viewport().column(),
              view.columnsInSight(),
              view.columnCount(),
              track.x(),
              track.w());
      thumb(new Rect(part[0], y - 1, part[1], THICK + 2));
    }
  }

  private void thumb(Rect rect) {
    sketch.background.panel(rect, Surface.SELECTED, 3);
  }

  /** Begin and length on a strip of what is in sight; never too short to be seen. */
  private static double[] part(
      double first, double inSight, double all, double begin, double length) {
    double size = Math.min(length, Math.max(MIN_THUMB, length * inSight / all));
    double hidden = all - inSight;
    double at = hidden <= 0 ? 0 : Math.clamp(first / hidden, 0, 1);
    return new double[] {begin + at * (length - size), size};
  }

  /** The worst of the rows that share a tick's place. */
  private void ticks(Rect track) {
    int places = Math.max(1, (int) (track.h() / 2));
    Health[] worst = new Health[places];
    int rows = plan.content.ids.size();
    for (int i = 0; i < rows; i++) {
      Health health = plan.content.health(i);
      int place = (int) ((long) i * places / rows);
      if (worst[place] == null || health.compareTo(worst[place]) > 0) {
        worst[place] = health;
      }
    }
    for (int place = 0; place < places; place++) {
      Health health = worst[place];
      if (health != null && health != Health.HEALTHY) {
        double y = track.y() + track.h() * place / places;
        boolean bad = health == Health.OFFLINE || health == Health.UNDER_MIN_ISR;
        sketch.background.panel(
            new Rect(track.x(), y, track.w(), 2),
            bad ? Surface.SQUARE_BAD : Surface.SQUARE_WARN,
            0);
      }
    }
  }

  private void rowsInWords() {
    String first = Units.count(view.firstRow() + 1);
    String last = Units.count(view.endRow());
    double x = plan.labelsX + plan.labelsWidth - 4;
    double y = view.top() + 8;
    Font font = Font.mono(10, Tone.MUTED);
    sketch.background.text(font, x, y, first + "–" + last, Align.RIGHT, plan.labelsWidth);
    sketch.background.text(
        font,
        x,
        y + 12,
        sketch.texts.get("stage.ofRows", Units.count(view.rowCount())),
        Align.RIGHT,
        plan.labelsWidth);
  }
}
