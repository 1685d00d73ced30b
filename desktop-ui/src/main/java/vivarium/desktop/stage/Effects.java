package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Grid.Row;
import vivarium.desktop.stage.Mark.Form;
import vivarium.desktop.stage.Shape.Point;
import vivarium.desktop.stage.Spots.Lane;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/**
 * Short movements that show what has just changed: a crown that goes to another replica, a replica
 * that leaves or joins the ISR, records that are cut off a log, a group that shares out anew. What
 * is seen follows from the moment alone, as with {@link Traffic}.
 */
final class Effects {

  private static final long CROWN_NANOS = 1_100_000_000L;
  private static final long PULSE_NANOS = 1_000_000_000L;
  private static final long FLIGHT_NANOS = 1_600_000_000L;

  private static final double CROWN_SIZE = 15;
  private static final double PULSE_SMALL = 12;
  private static final double PULSE_LARGE = 34;
  private static final double RECORD_SIZE = 11;
  private static final double BURST_SIZE = 20;

  /** How high the crown rises on its way, as a share of it, and what that is at the most. */
  private static final double LIFT = 0.12;

  private static final double MAX_LIFT = 34;

  /** How far a record that is cut off goes. */
  private static final double FALL = 34;

  /** More records than this are not seen to go. */
  private static final int MAX_FLYING = 24;

  private final ClusterModel model;
  private final long nowNanos;
  private final Frame frame;
  private final boolean calm;
  private final List<Mark> marks = new ArrayList<>();

  private Effects(ClusterModel model, long nowNanos, Frame frame, boolean calm) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.frame = frame;
    this.calm = calm;
  }

  /**
   * The marks of a moment.
   *
   * @param calm whether nothing may move: what has changed only lights up
   */
  static List<Mark> at(ClusterModel model, long nowNanos, Frame frame, boolean calm) {
    Effects effects = new Effects(model, nowNanos, frame, calm);
    for (Row row : frame.grid().rows()) {
      PartitionView partition = model.partition(row.partition());
      if (partition != null) {
        effects.partition(partition);
      }
    }
    model.groups().values().forEach(effects::group);
    return effects.marks;
  }

  private void partition(PartitionView partition) {
    PartitionState state = partition.state();
    double crown = part(partition.leaderChangedAtNanos(), CROWN_NANOS);
    if (crown >= 0 && state.hasLeader()) {
      crown(partition, crown);
    }
    double pulse = part(partition.isrChangedAtNanos(), PULSE_NANOS);
    if (pulse >= 0) {
      for (int broker : state.replicas()) {
        boolean was = partition.isrBefore().contains(broker);
        boolean is = state.isr().contains(broker);
        if (was != is) {
          pulse(lane(partition.id(), broker), pulse, is);
        }
      }
    }
    boolean found = false;
    for (var entry : partition.replicas().entrySet()) {
      double flight = part(entry.getValue().truncatedAtNanos(), FLIGHT_NANOS);
      Lane lane = lane(partition.id(), entry.getKey());
      if (flight >= 0 && lane != null) {
        found |= flight(partition, entry.getValue(), lane, flight);
      }
    }
    double lost = part(partition.lostAtNanos(), FLIGHT_NANOS);
    Lane leader = lane(partition.id(), state.leader());
    if (lost >= 0 && !found && leader != null) {
      burst(leader.end(), BURST_SIZE, lost);
    }
  }

  /** How much of a movement is over, 0 to 1; -1 before it and after it. */
  private double part(long beganAtNanos, long lastsNanos) {
    long age = nowNanos - beganAtNanos;
    return beganAtNanos < 0 || age < 0 || age >= lastsNanos ? -1 : (double) age / lastsNanos;
  }

  private @Nullable Lane lane(TopicPartition partition, int broker) {
    return frame.spots().lanes().get(new Spots.Replica(partition, broker));
  }

  private void crown(PartitionView partition, double part) {
    Lane to = lane(partition.id(), partition.state().leader());
    if (to == null) {
      return;
    }
    Lane from = lane(partition.id(), partition.leaderBefore());
    if (calm || from == null || from.equals(to)) {
      add(to.role(), Form.RING, Tone.ACCENT, PULSE_LARGE * 0.8, 1 - part);
      return;
    }
    double way = eased(Math.min(1, part * 1.25));
    double across = to.role().x() - from.role().x();
    double lift = Math.min(MAX_LIFT, Math.abs(across) * LIFT) * Math.sin(Math.PI * way);
    Point at =
        new Point(
            from.role().x() + across * way,
            from.role().y() + (to.role().y() - from.role().y()) * way - lift);
    if (way < 1) {
      add(at, Form.CROWN, Tone.ACCENT, CROWN_SIZE + 5 * Math.sin(Math.PI * way), 1);
    } else {
      add(to.role(), Form.RING, Tone.ACCENT, PULSE_LARGE * (part - 0.8) * 5, 1 - (part - 0.8) * 5);
    }
  }

  /** A ring that opens round a replica that joins the ISR, and closes round one that leaves it. */
  private void pulse(@Nullable Lane lane, double part, boolean joins) {
    if (lane == null) {
      return;
    }
    double open = joins ? part : 1 - part;
    double size = calm ? PULSE_LARGE * 0.8 : PULSE_SMALL + (PULSE_LARGE - PULSE_SMALL) * open;
    add(lane.role(), Form.RING, joins ? Tone.GOOD : Tone.WARN, size, 1 - part * part);
  }

  /**
   * Records that are cut off drop out of the log; one that a client was told is written bursts.
   *
   * @return whether one of them is lost
   */
  private boolean flight(PartitionView partition, ReplicaView replica, Lane lane, double part) {
    int index = 0;
    boolean anyLost = false;
    for (BatchSummary batch : replica.truncated()) {
      for (long offset = batch.baseOffset();
          offset <= batch.lastOffset() && index < MAX_FLYING;
          offset++) {
        double x = lane.end().x() + index * lane.unit() + lane.unit() / 2;
        if (x > lane.cell().right()) {
          return anyLost;
        }
        boolean lost = partition.lost(offset);
        anyLost |= lost;
        double begins = Math.min(0.4, index * 0.06);
        double own = calm ? 0 : Math.max(0, (part - begins) / (1 - begins));
        Point at = new Point(x + 5 * own, lane.end().y() + FALL * own * own);
        int hue = Hues.of(batch.keyHashAt(offset));
        marks.add(
            new Mark(
                at.x(),
                at.y(),
                Form.RECORDS,
                Mark.withHue(Mark.NO_HUES, hue),
                1,
                Tone.PLAIN,
                RECORD_SIZE,
                1 - part,
                Mark.NO_MESSAGE,
                1));
        if (lost) {
          burst(at, BURST_SIZE, part);
        }
        index++;
      }
    }
    return anyLost;
  }

  private void burst(Point at, double size, double part) {
    add(at, Form.BURST, Tone.BAD, calm ? size : size * (0.7 + 0.6 * part), 1 - part * part);
  }

  /** What goes from one member to another goes there. */
  private void group(GroupView group) {
    double part = part(group.changedAtNanos(), PULSE_NANOS);
    Rect card = frame.spots().groups().get(group.id());
    if (part < 0 || card == null || group.generation() <= 1) {
      return;
    }
    for (TopicPartition partition : group.positions().keySet()) {
      NodeId before = owner(group, partition, true);
      NodeId after = owner(group, partition, false);
      Rect from = before == null ? null : place(before);
      Rect to = after == null ? null : place(after);
      if (to != null && !Objects.equals(after, before)) {
        double way = calm ? 1 : eased(part);
        double startX = from == null ? card.x() : from.x() + 14;
        double startY = from == null ? card.y() + 14 : from.centerY();
        Point at =
            new Point(
                startX + (to.x() + 14 - startX) * way - 22 * Math.sin(Math.PI * way),
                startY + (to.centerY() - startY) * way);
        add(at, Form.REQUEST, Tone.COORDINATION, 9, 1 - part * part * part);
      }
    }
  }

  private @Nullable NodeId owner(GroupView group, TopicPartition partition, boolean before) {
    return (before ? group.membersBefore() : group.members())
        .stream()
            .filter(member -> member.assignment().contains(partition))
            .findFirst()
            .map(member -> ClientLook.nodeOf(member, group.id(), model))
            .orElse(null);
  }

  private @Nullable Rect place(NodeId client) {
    Rect reader = frame.readers().get(client);
    return reader == null ? frame.places().get(client) : reader;
  }

  private void add(Point at, Form form, Tone tone, double size, double strength) {
    marks.add(
        new Mark(at.x(), at.y(), form, Mark.NO_HUES, 0, tone, size, strength, Mark.NO_MESSAGE, 1));
  }

  private static double eased(double part) {
    return part * part * (3 - 2 * part);
  }
}
