package vivarium.desktop.session;

import java.util.List;
import vivarium.engine.event.Stamped;

/**
 * Something that changed, with what led to it.
 *
 * @param stamped what changed
 * @param lineSeq seq of the first event that is told in one line with it; its own if it begins one
 * @param causes nearest first; at most {@link Causes#MAX_CHAIN}, kept here because the event log
 *     forgets
 */
public record StateEntry(Stamped stamped, long lineSeq, List<Stamped> causes) {

  public StateEntry {
    causes = List.copyOf(causes);
  }

  /** Something told in a line of its own. */
  public static StateEntry alone(Stamped stamped, List<Stamped> causes) {
    return new StateEntry(stamped, stamped.seq(), causes);
  }

  /** Whether it is the first, or the only one, of those told in its line. */
  public boolean beginsLine() {
    return lineSeq == stamped.seq();
  }
}
