package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vivarium.engine.event.NodeId;

/**
 * Where on a frame a passing sentence is least in the way: at the left or right edge, below the
 * controllers and above the caption, over as few words and things as possible.
 */
public final class NoticePlace {

  private static final double GAP = 8;
  private static final double STEP = 6;

  /** Words are worth more than the ground beside them. */
  private static final double WORTH_OF_WORDS = 8;

  private NoticePlace() {}

  /** How large the sentence is if it is broken into lines of a certain width. */
  public record Size(double width, double height) {}

  private record Obstacle(Rect rect, double worth) {}

  /**
   * The best place.
   *
   * @param sizes those that are possible; of two that are in the way alike, the earlier is taken
   */
  public static Rect choose(Frame frame, List<Size> sizes) {
    double top = StageLayout.NAMES_HEIGHT;
    for (Map.Entry<NodeId, Rect> place : frame.places().entrySet()) {
      if (place.getKey().isCoordinator()) {
        top = Math.max(top, place.getValue().bottom() + GAP);
      }
    }
    double bottom = frame.caption().map(Rect::y).orElse(frame.height()) - GAP;
    double left = frame.caption().map(Rect::x).orElse(GAP);
    double right = frame.caption().map(Rect::right).orElse(frame.width() - GAP);
    List<Obstacle> obstacles = obstacles(frame);
    Rect best = null;
    double least = Double.MAX_VALUE;
    for (Size size : sizes) {
      for (double y = bottom - size.height(); best == null || y >= top; y -= STEP) {
        for (double x : new double[] {right - size.width(), left}) {
          Rect place = new Rect(x, y, size.width(), size.height());
          double cost = cost(place, obstacles);
          if (cost < least) {
            best = place;
            least = cost;
          }
        }
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("no size to choose from");
    }
    return best;
  }

  /**
   * A place in the line of the columns' names that none of them reaches: at the right end of the
   * brokers' columns, or else left of them; narrower than asked for if there is no more room.
   */
  public static Rect amongNames(Frame frame, double width, double height) {
    double y = (StageLayout.NAMES_HEIGHT - height) / 2;
    double columns = frame.grid().columns().isEmpty() ? 0 : frame.grid().view().body().x();
    Rect atEnd = before(frame.grid().gutterRight().x(), y, width, height, frame);
    return atEnd.w() >= width
        ? atEnd
        : wider(atEnd, before(columns - GAP, y, width, height, frame));
  }

  private static Rect wider(Rect one, Rect other) {
    return other.w() > one.w() ? other : one;
  }

  /** What of a place that ends at the right no name reaches. */
  private static Rect before(double right, double y, double width, double height, Frame frame) {
    double left = GAP;
    for (Shape.Text text : frame.texts()) {
      Rect name = text.bounds();
      if (name.y() < y + height && name.x() < right) {
        left = Math.max(left, name.right() + GAP);
      }
    }
    double possible = Math.clamp(right - left, 0, width);
    return new Rect(right - possible, y, possible, height);
  }

  private static List<Obstacle> obstacles(Frame frame) {
    List<Obstacle> obstacles = new ArrayList<>();
    frame.targets().forEach(target -> obstacles.add(new Obstacle(target.rect(), 1)));
    frame.texts().forEach(text -> obstacles.add(new Obstacle(text.bounds(), WORTH_OF_WORDS)));
    return obstacles;
  }

  private static double cost(Rect place, List<Obstacle> obstacles) {
    double cost = 0;
    for (Obstacle each : obstacles) {
      if (each.rect().overlaps(place)) {
        Rect covered = each.rect().intersection(place);
        cost += covered.w() * covered.h() * each.worth();
      }
    }
    return cost;
  }
}
