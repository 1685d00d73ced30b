package vivarium.desktop.session;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/** Follows the chain of causes back through the event log. */
public final class Causes {

  /** Causes told at most; a longer chain is cut at its far end. */
  public static final int MAX_CHAIN = 6;

  /** Events walked through at most, most of them traffic that is not told. */
  private static final int MAX_STEPS = 400;

  private Causes() {}

  /** What led to an event, nearest first, without the traffic in between. */
  public static List<Stamped> of(Stamped stamped, EventLog log) {
    List<Stamped> chain = new ArrayList<>();
    @Nullable Stamped at = log.get(stamped.causeSeq());
    for (int step = 0; at != null && step < MAX_STEPS && chain.size() < MAX_CHAIN; step++) {
      if (Narrator.isTold(at.event())) {
        chain.add(at);
      }
      at = log.get(at.causeSeq());
    }
    return chain;
  }
}
