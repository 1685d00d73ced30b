package vivarium.desktop.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vivarium.desktop.i18n.Narrator;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/**
 * Which events belong in the list of what happened: those that are told, without refusals that only
 * repeat, and without what the cluster began with. It is shown every event in order. One thread
 * uses it.
 */
public final class ToldEvents {

  /** The same error told to the same client again within this time is not listed again. */
  private static final long SAME_REFUSAL_NANOS = 10_000_000_000L;

  /** A cluster whose settings of the simulation never come is warm by then. */
  private static final long MAX_WARM_UP_NANOS = 3_000_000_000L;

  private final Map<NodeId, Stamped> lastRefusals = new HashMap<>();
  private final SharedLines lines;
  private boolean isFirst = true;
  private boolean warm;
  private long warmAtNanos = -1;

  ToldEvents() {
    lines = new SharedLines();
  }

  /** All that is told of what a log remembers, in order. */
  public static List<Stamped> of(EventLog log) {
    ToldEvents told = new ToldEvents();
    List<Stamped> all = new ArrayList<>();
    log.readBetween(
        log.firstSeq() - 1,
        log.lastSeq(),
        stamped -> {
          if (told.take(stamped) > 0) {
            all.add(stamped);
          }
        });
    return all;
  }

  private ToldEvents(ToldEvents other) {
    lastRefusals.putAll(other.lastRefusals);
    isFirst = other.isFirst;
    warm = other.warm;
    warmAtNanos = other.warmAtNanos;
    lines = other.lines.copy();
  }

  /** Another that goes on from here by itself. */
  ToldEvents copy() {
    return new ToldEvents(this);
  }

  /**
   * Takes the next event.
   *
   * @return seq of the first event that is listed in one line with it, its own if it begins one; 0
   *     if it is not listed
   */
  long take(Stamped stamped) {
    boolean repeats = repeatsRefusal(stamped);
    boolean begins = belongsToTheBeginning(stamped);
    return Narrator.isTold(stamped.event()) && !repeats && !begins ? lines.take(stamped) : 0;
  }

  /** Whether the cluster has what it began with, so that what happens is news. */
  boolean isWarm() {
    return warm;
  }

  /**
   * What a cluster begins with is not news. Its warm-up ends when the settings of the simulation
   * come into force; before that, only what somebody does to it is told.
   */
  private boolean belongsToTheBeginning(Stamped stamped) {
    boolean joinedLate = isFirst && stamped.seq() > 1;
    isFirst = false;
    if (!warm && isSimulationConfig(stamped)) {
      warmAtNanos = stamped.atNanos();
    }
    if (!warm
        && (joinedLate
            || warmAtNanos >= 0
            || stamped.atNanos() >= MAX_WARM_UP_NANOS
            || isDoneToIt(stamped.event()))) {
      warm = true;
    }
    return !warm || (isSimulationConfig(stamped) && stamped.atNanos() == warmAtNanos);
  }

  private static boolean isSimulationConfig(Stamped stamped) {
    return stamped.event() instanceof Metadata.ConfigChanged changed
        && changed.scope() == Metadata.ConfigScope.SIMULATION;
  }

  private static boolean isDoneToIt(ClusterEvent event) {
    return switch (event) {
      case Node.Stopped unused -> true;
      case Node.ShutdownBegan unused -> true;
      case Node.Frozen unused -> true;
      case ClusterEvent.Fault unused -> true;
      case ClusterEvent.Verdict unused -> true;
      case Client.Connected unused -> true;
      case Client.Refused unused -> true;
      default -> false;
    };
  }

  private boolean repeatsRefusal(Stamped stamped) {
    if (stamped.event() instanceof Client.Removed
        || stamped.event() instanceof Client.Disconnected) {
      lastRefusals.remove(stamped.node());
    }
    if (!(stamped.event() instanceof Client.Refused refused)) {
      return false;
    }
    Stamped last = lastRefusals.get(stamped.node());
    boolean repeats =
        last != null
            && last.event() instanceof Client.Refused before
            && before.error().equals(refused.error())
            && stamped.atNanos() - last.atNanos() < SAME_REFUSAL_NANOS;
    lastRefusals.put(stamped.node(), stamped);
    return repeats;
  }
}
