package vivarium.desktop.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Metadata.PartitionChanged;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;

/**
 * Which events are told in one line: what happens to many partitions at once, for the same reason,
 * is one piece of news. It is shown the events that are told, in order. One thread uses it.
 */
final class SharedLines {

  /** Later than this after the first it is news again. */
  private static final long WINDOW_NANOS = 1_000_000_000L;

  /** The first event of the last line of each kind, oldest first. */
  private final Map<String, Stamped> open = new LinkedHashMap<>();

  SharedLines() {}

  private SharedLines(SharedLines other) {
    open.putAll(other.open);
  }

  /** Another that goes on from here by itself. */
  SharedLines copy() {
    return new SharedLines(this);
  }

  /** Takes the next event that is told; seq of the first one of its line, which may be its own. */
  long take(Stamped stamped) {
    forgetBefore(stamped.atNanos() - WINDOW_NANOS);
    String kind = kindOf(stamped.event());
    return kind.isEmpty() ? stamped.seq() : open.computeIfAbsent(kind, unused -> stamped).seq();
  }

  private void forgetBefore(long nanos) {
    Iterator<Stamped> oldest = open.values().iterator();
    while (oldest.hasNext() && oldest.next().atNanos() < nanos) {
      oldest.remove();
    }
  }

  /** What an event has in common with others that make one line with it; empty if nothing. */
  private static String kindOf(ClusterEvent event) {
    return switch (event) {
      case PartitionChanged e -> kindOf(e);
      case Replica.FellBehind e -> "behind/" + e.follower();
      case Replica.CaughtUp e -> "caughtUp/" + e.follower();
      default -> "";
    };
  }

  private static String kindOf(PartitionChanged event) {
    PartitionState before = event.before();
    PartitionState after = event.after();
    if (before == null || event.reassignmentBegan() || event.reassignmentEnded()) {
      return "";
    }
    if (event.leaderChanged()) {
      return after.hasLeader() ? "elected/" + before.leader() : "leaderless";
    }
    if (event.isrShrank()) {
      return "shrank/" + without(before.isr(), after.isr());
    }
    return event.isrExpanded() ? "expanded/" + without(after.isr(), before.isr()) : "";
  }

  private static TreeSet<Integer> without(List<Integer> all, List<Integer> these) {
    TreeSet<Integer> rest = new TreeSet<>(all);
    these.forEach(rest::remove);
    return rest;
  }
}
