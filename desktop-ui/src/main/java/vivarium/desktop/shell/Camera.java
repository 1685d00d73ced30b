package vivarium.desktop.shell;

import vivarium.desktop.stage.GridView;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Viewport;

/**
 * Moves the viewport of the stage to where a person wants it, in a short glide. While it zooms,
 * what lies under the pointer stays there. Time is told to it; it knows no clock.
 */
final class Camera {

  /** After so long a glide has done two thirds of its way. */
  private static final double GLIDE_NANOS = 70_000_000;

  /** A glide that is so near its end has ended. */
  private static final double NEAR = 0.002;

  private Viewport now = Viewport.FIT;
  private Viewport goal = Viewport.FIT;
  private boolean zooming;
  private double anchorX;
  private double anchorY;
  private double anchorColumn;
  private double anchorRow;

  Viewport viewport() {
    return now;
  }

  boolean isMoving() {
    return zooming || !now.equals(goal);
  }

  /** Looks so much closer, or from further away, at what is at a point. */
  void zoom(double factor, double x, double y, GridView view) {
    double from = zooming ? goal.zoom() : now.zoom();
    double zoom = Math.clamp(from * factor, 1, view.maxZoom());
    anchorX = x;
    anchorY = y;
    anchorColumn = view.columnAt(x);
    anchorRow = view.rowAt(y);
    goal = new Viewport(zoom, now.column(), now.row());
    zooming = true;
  }

  /** Shows all of the grid. */
  void fit(GridView view) {
    Rect body = view.body();
    zoom(0, body.centerX(), body.centerY(), view);
  }

  /** Moves by so many columns and rows in a glide. */
  void glide(double columns, double rows, GridView view) {
    Viewport from = zooming ? now : goal;
    zooming = false;
    goal = view.at(new Viewport(now.zoom(), from.column() + columns, from.row() + rows)).viewport();
  }

  /** Moves the grid with the pointer, at once. */
  void drag(double dx, double dy, GridView view) {
    zooming = false;
    double column = now.column() - dx / view.columnPitch();
    double row = now.row() - dy / view.rowPitch();
    now = view.at(new Viewport(now.zoom(), column, row)).viewport();
    goal = now;
  }

  /** Glides so far that a row is in sight. */
  void reveal(int row, GridView view) {
    double first = view.viewport().row();
    double last = first + view.rowsInSight() - 1;
    if (row < first) {
      glide(0, row - first, view);
    } else if (row > last) {
      glide(0, row - last, view);
    }
  }

  /** Goes on with a glide for so long. */
  void advance(long nanos, GridView view, boolean calm) {
    if (!isMoving()) {
      return;
    }
    double part = calm ? 1 : 1 - Math.exp(-Math.max(0, nanos) / GLIDE_NANOS);
    if (zooming) {
      double zoom = now.zoom() * Math.pow(goal.zoom() / now.zoom(), part);
      if (Math.abs(Math.log(goal.zoom() / zoom)) < NEAR) {
        zoom = goal.zoom();
        zooming = false;
      }
      now = view.around(zoom, anchorX, anchorY, anchorColumn, anchorRow);
      goal = zooming ? goal : now;
      return;
    }
    double columns = (goal.column() - now.column()) * part;
    double rows = (goal.row() - now.row()) * part;
    boolean near =
        Math.abs(columns) * view.columnPitch() < 0.1 && Math.abs(rows) * view.rowPitch() < 0.1;
    now = near ? goal : new Viewport(now.zoom(), now.column() + columns, now.row() + rows);
  }
}
