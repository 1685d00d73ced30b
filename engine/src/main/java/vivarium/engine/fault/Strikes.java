package vivarium.engine.fault;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/**
 * Remembers what faults have just done, and which of those that keep nodes from hearing each other
 * are there: next to a dead process or a cut link the lesser reasons for silence.
 */
final class Strikes {

  /** A message that did not come is no reason for a silence that begins so much later. */
  private static final long FADES_NANOS = 60_000_000_000L;

  /** More than are answered at any one time; older ones have been told of. */
  private static final int MAX_REMEMBERED = 4_096;

  private final ArrayDeque<Struck> recent = new ArrayDeque<>();
  private final TreeMap<String, Standing> standing = new TreeMap<>();

  private record Struck(long seq, long atNanos, Fault.Struck event) {}

  private record Standing(long seq, FaultSpec spec) {}

  void note(Stamped stamped) {
    switch (stamped.event()) {
      case Fault.Injected(FaultSpec spec) ->
          standing.put(spec.key(), new Standing(stamped.seq(), spec));
      case Fault.Healed(FaultSpec spec, boolean unused) -> standing.remove(spec.key());
      case Fault.Struck struck -> {
        recent.addLast(new Struck(stamped.seq(), stamped.atNanos(), struck));
        if (recent.size() > MAX_REMEMBERED) {
          recent.removeFirst();
        }
      }
      default -> {} // Nothing else is a fault of this kind.
    }
    while (!recent.isEmpty() && recent.getFirst().atNanos() < stamped.atNanos() - FADES_NANOS) {
      recent.removeFirst();
    }
  }

  /** Whether the event of this seq is a strike that has not faded. */
  boolean isStrike(long seq) {
    if (seq == Stamped.NO_CAUSE || recent.isEmpty() || seq < recent.getFirst().seq()) {
      return false;
    }
    return recent.stream().anyMatch(each -> each.seq() == seq);
  }

  /** Seq of the latest event that may keep the two from hearing each other, or of none. */
  long whySilent(NodeId observer, NodeId silent) {
    for (Iterator<Struck> each = recent.descendingIterator(); each.hasNext(); ) {
      Struck struck = each.next();
      if (silences(struck.event().fault()) && isBetween(struck.event(), observer, silent)) {
        return struck.seq();
      }
    }
    long latest = Stamped.NO_CAUSE;
    for (Standing each : standing.values()) {
      if (keepsQuiet(each.spec(), observer, silent)) {
        latest = Math.max(latest, each.seq());
      }
    }
    return latest;
  }

  /** Whether what it strikes goes without an answer. */
  private static boolean silences(FaultSpec spec) {
    return spec instanceof FaultSpec.OneMessage || spec instanceof FaultSpec.Disconnect;
  }

  private static boolean isBetween(Fault.Struck struck, NodeId observer, NodeId silent) {
    return (struck.from().equals(observer) && struck.to().equals(silent))
        || (struck.from().equals(silent) && struck.to().equals(observer));
  }

  private static boolean keepsQuiet(FaultSpec spec, NodeId observer, NodeId silent) {
    return switch (spec) {
      case FaultSpec.OnLink on ->
          on.link().covers(observer, silent) || on.link().covers(silent, observer);
      case FaultSpec.OnNode on -> on.node().equals(silent);
      case FaultSpec.OnRequests unused -> false;
      case FaultSpec.OneMessage unused -> false;
    };
  }
}
