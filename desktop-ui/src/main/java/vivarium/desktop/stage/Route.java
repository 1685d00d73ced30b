package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.stage.Shape.Point;

/** A way across the stage: straight parts with rounded corners, walked at one speed. */
public final class Route {

  private static final int CORNER_STEPS = 4;

  private final List<Point> points;
  private final double[] xs;
  private final double[] ys;
  private final double[] reached;

  private Route(List<Point> points) {
    this.points = points;
    this.xs = points.stream().mapToDouble(Point::x).toArray();
    this.ys = points.stream().mapToDouble(Point::y).toArray();
    this.reached = new double[points.size()];
    for (int i = 1; i < reached.length; i++) {
      reached[i] = reached[i - 1] + Math.hypot(xs[i] - xs[i - 1], ys[i] - ys[i - 1]);
    }
  }

  /** A route through corners, each rounded by {@code radius} where there is room. */
  static Route through(List<Point> corners, double radius) {
    List<Point> points = new ArrayList<>();
    points.add(corners.getFirst());
    for (int i = 1; i < corners.size() - 1; i++) {
      round(points, corners.get(i - 1), corners.get(i), corners.get(i + 1), radius);
    }
    points.add(corners.getLast());
    return new Route(List.copyOf(points));
  }

  private static void round(List<Point> points, Point before, Point at, Point after, double most) {
    double in = Math.hypot(at.x() - before.x(), at.y() - before.y());
    double out = Math.hypot(after.x() - at.x(), after.y() - at.y());
    double radius = Math.min(most, Math.min(in, out) / 2);
    if (radius < 0.5) {
      points.add(at);
      return;
    }
    Point start = towards(at, before, radius / in);
    Point end = towards(at, after, radius / out);
    for (int step = 0; step <= CORNER_STEPS; step++) {
      double t = (double) step / CORNER_STEPS;
      double u = 1 - t;
      points.add(
          new Point(
              u * u * start.x() + 2 * u * t * at.x() + t * t * end.x(),
              u * u * start.y() + 2 * u * t * at.y() + t * t * end.y()));
    }
  }

  private static Point towards(Point from, Point to, double part) {
    return new Point(from.x() + (to.x() - from.x()) * part, from.y() + (to.y() - from.y()) * part);
  }

  Route reversed() {
    return new Route(points.reversed());
  }

  public List<Point> points() {
    return points;
  }

  public double length() {
    return reached[reached.length - 1];
  }

  /** The point after {@code part} of the way, 0 to 1. */
  public Point at(double part) {
    int i = leg(part);
    double within = within(part, i);
    return towards(points.get(i - 1), points.get(i), within);
  }

  /** The mark after {@code part} of the way. */
  Mark at(double part, Mark mark) {
    int i = leg(part);
    double within = within(part, i);
    return mark.at(
        xs[i - 1] + (xs[i] - xs[i - 1]) * within, ys[i - 1] + (ys[i] - ys[i - 1]) * within);
  }

  private int leg(double part) {
    double distance = Math.clamp(part, 0, 1) * length();
    int i = 1;
    while (i < reached.length - 1 && reached[i] < distance) {
      i++;
    }
    return i;
  }

  private double within(double part, int leg) {
    double distance = Math.clamp(part, 0, 1) * length();
    double span = reached[leg] - reached[leg - 1];
    return span == 0 ? 0 : (distance - reached[leg - 1]) / span;
  }
}
