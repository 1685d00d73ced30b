package vivarium.desktop.spacetime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** When nodes were down or stood still. It is shown every event in order. */
final class Lives {

  /** Of each node; the oldest go. */
  private static final int MAX_PERIODS = 1_000;

  private final Map<NodeId, List<Period>> periods = new HashMap<>();

  /**
   * A time in which a node did nothing.
   *
   * @param frozen whether it will go on as if nothing had been
   * @param toNanos {@link Long#MAX_VALUE} as long as it lasts
   */
  record Period(boolean frozen, long fromNanos, long toNanos) {}

  void take(Stamped stamped) {
    switch (stamped.event()) {
      case Node.Stopped unused -> begin(stamped, false);
      case Node.Frozen() -> begin(stamped, true);
      case Node.Started() -> end(stamped);
      case Node.Resumed() -> end(stamped);
      default -> {}
    }
  }

  private void begin(Stamped stamped, boolean frozen) {
    end(stamped);
    List<Period> all = periods.computeIfAbsent(stamped.node(), unused -> new ArrayList<>());
    all.add(new Period(frozen, stamped.atNanos(), Long.MAX_VALUE));
    if (all.size() > MAX_PERIODS) {
      all.removeFirst();
    }
  }

  private void end(Stamped stamped) {
    List<Period> all = periods.get(stamped.node());
    if (all != null && !all.isEmpty() && all.getLast().toNanos() == Long.MAX_VALUE) {
      Period last = all.removeLast();
      all.add(new Period(last.frozen(), last.fromNanos(), stamped.atNanos()));
    }
  }

  /** In order of time. */
  List<Period> of(NodeId node) {
    return List.copyOf(periods.getOrDefault(node, List.of()));
  }
}
