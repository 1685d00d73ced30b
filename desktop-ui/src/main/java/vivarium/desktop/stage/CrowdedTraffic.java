package vivarium.desktop.stage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import vivarium.desktop.stage.Mark.Form;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/**
 * Traffic where replicas are too small to be told apart, and so are messages: above each broker's
 * column, and beside each client, one mark says by its strength how much is under way from and to
 * it.
 */
final class CrowdedTraffic {

  private static final double MAX_SIZE = 4;
  private static final double FAINTEST = 0.14;
  private static final double STRONGEST = 0.7;

  /** How much stronger twice as many messages are. */
  private static final double DOUBLING = 0.09;

  private static final double BESIDE_CLIENT = 6;

  private final Frame frame;

  CrowdedTraffic(Frame frame) {
    this.frame = frame;
  }

  /**
   * Gives each node that has messages under way its mark.
   *
   * @param counts which messages
   */
  void addTo(List<Mark> marks, ClusterModel model, long nowNanos, Predicate<Flow.Sent> counts) {
    Map<NodeId, Integer> underWay = new HashMap<>();
    for (Flow.Sent message : model.inFlight(nowNanos)) {
      if (counts.test(message)) {
        underWay.merge(message.from(), 1, Integer::sum);
        underWay.merge(message.to(), 1, Integer::sum);
      }
    }
    Grid grid = frame.grid();
    double size = Math.min(MAX_SIZE, Math.max(1.5, grid.view().columnPitch() * 0.8));
    for (int column = 0; column < grid.brokers().size(); column++) {
      int count = underWay.getOrDefault(grid.brokers().get(column), 0);
      if (count > 0 && grid.view().showsColumn(column)) {
        marks.add(mark(grid.columns().get(column).centerX(), grid.busY(), size, count));
      }
    }
    frame.places().forEach((node, rect) -> beside(marks, underWay, node, rect));
    frame.readers().forEach((node, rect) -> beside(marks, underWay, node, rect));
  }

  private void beside(List<Mark> marks, Map<NodeId, Integer> underWay, NodeId node, Rect rect) {
    int count = underWay.getOrDefault(node, 0);
    if (count > 0 && node.isClient()) {
      boolean left = rect.x() < frame.grid().view().left();
      double x = left ? rect.right() + BESIDE_CLIENT : rect.x() - BESIDE_CLIENT;
      marks.add(mark(x, rect.centerY(), MAX_SIZE, count));
    }
  }

  private static Mark mark(double x, double y, double size, int count) {
    double doublings = Math.log(count) / Math.log(2);
    double strength = Math.min(STRONGEST, FAINTEST + DOUBLING * (1 + doublings));
    return new Mark(
        x, y, Form.REQUEST, Mark.NO_HUES, 0, Tone.MUTED, size, strength, Mark.NO_MESSAGE, 1);
  }
}
