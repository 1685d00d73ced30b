package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vivarium.desktop.stage.Mark.Form;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/**
 * What is running out, as arcs: a broker's session and a member's, from one heartbeat to the next;
 * the time a replica may lag; the time a rebalance waits for its members.
 */
final class Timers {

  private static final double SIZE = 12;

  /** A member, or a replica, that has more left than this is well and shows none. */
  private static final double QUIET = 0.6;

  /** Between two heartbeats of a broker that is well, no less than this is left. */
  private static final double LATE = 1.0 / 3;

  private static final double LAST = 0.15;
  private static final double MILLI = 1e6;

  private Timers() {}

  static List<Mark> at(ClusterModel model, long nowNanos, Spots spots) {
    List<Mark> marks = new ArrayList<>();
    for (Map.Entry<NodeId, Point> spot : spots.sessions().entrySet()) {
      double left = session(model, spot.getKey(), nowNanos);
      if (left >= 0) {
        marks.add(arc(spot.getValue(), left));
      }
    }
    for (Map.Entry<Spots.Replica, Spots.Lane> spot : spots.lanes().entrySet()) {
      double left = lag(model, spot.getKey(), nowNanos);
      if (left >= 0) {
        marks.add(arc(spot.getValue().lag(), left));
      }
    }
    for (Map.Entry<String, Point> spot : spots.rebalances().entrySet()) {
      GroupView group = model.groups().get(spot.getKey());
      if (group != null && group.deadlineNanos() > nowNanos) {
        double all = group.deadlineNanos() - group.changedAtNanos();
        marks.add(arc(spot.getValue(), (group.deadlineNanos() - nowNanos) / all));
      }
    }
    return marks;
  }

  /** What is left of a session, 0 to 1; -1 for who has none, or is well. */
  static double session(ClusterModel model, NodeId node, long nowNanos) {
    long renewed = model.sessionRenewedAtNanos(node);
    if (renewed < 0) {
      return -1;
    }
    if (node.isBroker()) {
      NodeView broker = model.node(node);
      return broker == null || broker.isFenced()
          ? -1
          : left(nowNanos - renewed, brokerSessionMs(model));
    }
    ClientView client = model.clients().get(node);
    if (client == null || client.consumer() == null) {
      return -1;
    }
    double left = left(nowNanos - renewed, client.consumer().sessionTimeoutMs());
    return left > QUIET || left <= 0 ? -1 : left;
  }

  private static double brokerSessionMs(ClusterModel model) {
    boolean zookeeper = model.coordinators().stream().anyMatch(node -> node.id().isZooKeeper());
    return settingMs(
        model,
        zookeeper
            ? ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS
            : ConfigCatalog.BROKER_SESSION_TIMEOUT_MS);
  }

  /** What is left of the time a replica may lag, 0 to 1; -1 for one that does not, or is out. */
  static double lag(ClusterModel model, Spots.Replica id, long nowNanos) {
    PartitionView partition = model.partition(id.partition());
    ReplicaView replica = partition == null ? null : partition.replica(id.broker());
    ReplicaView leader = partition == null ? null : partition.leaderReplica();
    if (partition == null || replica == null || leader == null || replica == leader) {
      return -1;
    }
    PartitionState state = partition.state();
    boolean lags = replica.logEndOffset() < leader.logEndOffset() && replica.inStepAtNanos() >= 0;
    if (!lags || !state.isr().contains(id.broker())) {
      return -1;
    }
    double left =
        left(
            nowNanos - replica.inStepAtNanos(),
            settingMs(model, ConfigCatalog.REPLICA_LAG_TIME_MAX_MS));
    return left > QUIET ? -1 : left;
  }

  private static double settingMs(ClusterModel model, String name) {
    return Double.parseDouble(
        model
            .brokerConfigs()
            .getOrDefault(name, ConfigCatalog.get(ConfigSpec.Scope.BROKER, name).kafkaDefault()));
  }

  private static double left(long ageNanos, double limitMs) {
    return Math.clamp(1 - ageNanos / (limitMs * MILLI), 0, 1);
  }

  private static Mark arc(Point at, double left) {
    Tone tone = left > LATE ? Tone.MUTED : left > LAST ? Tone.WARN : Tone.BAD;
    return new Mark(
        at.x(), at.y(), Form.ARC, Mark.NO_HUES, 0, tone, SIZE, 1, Mark.NO_MESSAGE, left);
  }
}
