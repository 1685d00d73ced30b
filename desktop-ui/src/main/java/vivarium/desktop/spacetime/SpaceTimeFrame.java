package vivarium.desktop.spacetime;

import java.util.List;
import java.util.Optional;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;

/**
 * The diagram at a moment: what to draw, in order, and what lies where.
 *
 * @param axis the axis of time, from {@code height} on downward: it stays in sight
 * @param height of everything else; more than there is room for when it has to be scrolled
 * @param plot where time is; its width is the stretch of time
 * @param hits things that can be pointed at, from the back to the front
 * @param perArrow 1, or more when there are too many messages to show each
 */
public record SpaceTimeFrame(
    List<Shape> shapes, List<Shape> axis, double height, Rect plot, List<Hit> hits, int perArrow) {

  private static final double REACH = 5;

  public SpaceTimeFrame {
    shapes = List.copyOf(shapes);
    axis = List.copyOf(axis);
    hits = List.copyOf(hits);
  }

  /**
   * Something on the line from one point to another; a dot has both at the same place.
   *
   * @param selection what it stands for
   * @param fromNanos when it began
   * @param toNanos when it ended
   * @param words what it is
   */
  record Hit(
      double x1,
      double y1,
      double x2,
      double y2,
      Selection selection,
      long fromNanos,
      long toNanos,
      String words) {

    private double distance(double x, double y) {
      double dx = x2 - x1;
      double dy = y2 - y1;
      double square = dx * dx + dy * dy;
      double share = square == 0 ? 0 : Math.clamp(((x - x1) * dx + (y - y1) * dy) / square, 0, 1);
      return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
    }

    /** A dot lies above any arrow. */
    private boolean isDot() {
      return x1 == x2 && y1 == y2;
    }
  }

  /** What lies at a point, the nearest first. */
  Optional<Hit> hitAt(double x, double y) {
    Hit nearest = null;
    double best = REACH;
    for (Hit hit : hits) {
      double distance = hit.distance(x, y) - (hit.isDot() ? REACH : 0);
      if (distance <= best) {
        best = distance;
        nearest = hit;
      }
    }
    return Optional.ofNullable(nearest);
  }
}
