package vivarium.desktop.session;

import java.util.List;
import vivarium.engine.event.Stamped;

/**
 * Something that changed, with what led to it.
 *
 * @param stamped what changed
 * @param causes nearest first; at most {@link Causes#MAX_CHAIN}, kept here because the event log
 *     forgets
 */
public record StateEntry(Stamped stamped, List<Stamped> causes) {

  public StateEntry {
    causes = List.copyOf(causes);
  }
}
