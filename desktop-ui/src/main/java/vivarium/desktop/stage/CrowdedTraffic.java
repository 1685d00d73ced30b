package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Mark.Form;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;

/**
 * Traffic where replicas are too small to be told apart, and so are messages: in the head of each
 * broker's column, and beside each client, one mark says by its strength how busy it has been
 * lately, and a spark on the leader of a partition that something was written to it.
 */
final class CrowdedTraffic {

  private static final double MAX_SIZE = 5;
  private static final double FAINTEST = 0.12;
  private static final double STRONGEST = 0.85;

  /** How much stronger twice as many messages are. */
  private static final double DOUBLING = 0.09;

  private static final double BESIDE_CLIENT = 6;

  /** Below the state of a broker in the head of a narrow column. */
  private static final double IN_HEAD = 18;

  private static final long SPARK_NANOS = 700_000_000L;
  private static final double SPARK_SIZE = 4;
  private static final double SPARK_STRENGTH = 0.9;

  /** More would be a fog: beyond it only some of those that were written to have sparks. */
  private static final int MAX_SPARKS = 600;

  private static final double FADED = 0.25;

  private final Frame frame;
  private final Grid grid;

  CrowdedTraffic(Frame frame) {
    this.frame = frame;
    this.grid = frame.grid();
  }

  /** Gives each node that was busy lately its mark, and each partition written to its spark. */
  void addTo(List<Mark> marks, ClusterModel model, long nowNanos) {
    Focus focus = frame.focus();
    double size = Math.clamp(grid.view().columnPitch() * 0.6, 2, MAX_SIZE);
    for (int column = 0; column < grid.brokers().size(); column++) {
      double lately = model.traffic(grid.brokers().get(column), nowNanos);
      Rect header = grid.header(column);
      if (grid.insideX(header.centerX()) == header.centerX()) {
        double y = grid.hasNarrowColumns() ? header.y() + IN_HEAD : grid.busY();
        busy(marks, header.centerX(), y, size, lately, focus != null);
      }
    }
    frame.places().forEach((node, rect) -> beside(marks, node, rect, model, nowNanos));
    frame.readers().forEach((node, rect) -> beside(marks, node, rect, model, nowNanos));
    sparks(marks, model, nowNanos, focus);
  }

  private void beside(List<Mark> marks, NodeId node, Rect rect, ClusterModel model, long nowNanos) {
    if (node.isClient()) {
      boolean left = rect.x() < grid.view().left();
      double x = left ? rect.right() + BESIDE_CLIENT : rect.x() - BESIDE_CLIENT;
      Focus focus = frame.focus();
      boolean faded = focus != null && !focus.clients().contains(node);
      busy(marks, x, rect.centerY(), MAX_SIZE, model.traffic(node, nowNanos), faded);
    }
  }

  private static void busy(
      List<Mark> marks, double x, double y, double size, double lately, boolean faded) {
    double strength = FAINTEST + DOUBLING * Math.log1p(lately) / Math.log(2);
    if (strength > FAINTEST + DOUBLING / 4) {
      double seen = Math.min(STRONGEST, strength) * (faded ? FADED : 1);
      marks.add(dot(x, y, Tone.COORDINATION, size, seen));
    }
  }

  private void sparks(List<Mark> marks, ClusterModel model, long nowNanos, @Nullable Focus focus) {
    List<Mark> sparks = new ArrayList<>();
    for (var written : model.writtenLately().entrySet()) {
      long age = nowNanos - written.getValue();
      Point leader = age < 0 || age >= SPARK_NANOS ? null : leader(written.getKey(), model);
      if (leader != null) {
        boolean faded = focus != null && !focus.partitions().contains(written.getKey());
        double strength = SPARK_STRENGTH * (1 - (double) age / SPARK_NANOS);
        sparks.add(
            dot(leader.x(), leader.y(), Tone.PLAIN, SPARK_SIZE, strength * (faded ? FADED : 1)));
      }
    }
    int every = (sparks.size() + MAX_SPARKS - 1) / MAX_SPARKS;
    for (int i = 0; i < sparks.size(); i += every) {
      marks.add(sparks.get(i));
    }
  }

  /** Where the leader of a partition is; null if that is out of sight. */
  private @Nullable Point leader(TopicPartition id, ClusterModel model) {
    PartitionView partition = model.partition(id);
    int row = Collections.binarySearch(grid.partitions(), id);
    if (partition == null || !partition.state().hasLeader() || row < 0) {
      return null;
    }
    int column = grid.columnOf(NodeId.broker(partition.state().leader()));
    if (column < 0) {
      return null;
    }
    double x = grid.columns().get(column).centerX();
    double y = grid.view().rowY(row) + grid.view().rowPitch() / 2;
    return grid.insideX(x) == x && grid.insideY(y) == y ? new Point(x, y) : null;
  }

  private static Mark dot(double x, double y, Tone tone, double size, double strength) {
    return new Mark(x, y, Form.REQUEST, Mark.NO_HUES, 0, tone, size, strength, Mark.NO_MESSAGE, 1);
  }
}
