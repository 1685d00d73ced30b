package vivarium.desktop.session;

import java.util.HashMap;
import java.util.Map;
import vivarium.desktop.i18n.Narrator;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/**
 * Which events belong in the list of what happened: those that are told, without refusals that only
 * repeat. It is shown every event in order. One thread uses it.
 */
final class ToldEvents {

  /** The same error told to the same client again within this time is not listed again. */
  private static final long SAME_REFUSAL_NANOS = 10_000_000_000L;

  private final Map<NodeId, Stamped> lastRefusals = new HashMap<>();

  ToldEvents() {}

  private ToldEvents(ToldEvents other) {
    lastRefusals.putAll(other.lastRefusals);
  }

  /** Another that goes on from here by itself. */
  ToldEvents copy() {
    return new ToldEvents(this);
  }

  /** Takes the next event; whether it is listed. */
  boolean take(Stamped stamped) {
    boolean repeats = repeatsRefusal(stamped);
    return Narrator.isTold(stamped.event()) && !repeats;
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
