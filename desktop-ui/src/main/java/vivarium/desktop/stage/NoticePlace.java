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
