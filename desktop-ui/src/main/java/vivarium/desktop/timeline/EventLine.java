package vivarium.desktop.timeline;

import java.util.List;
import vivarium.desktop.stage.Tone;

/**
 * A state event as the list shows it, or several of one kind that came together.
 *
 * @param seqs whose events, oldest first; at least one
 * @param atNanos when the first was, in virtual time
 * @param clock when, for people
 * @param sentence what happened
 * @param because the nearest cause in a sentence; empty if nothing told caused it
 * @param details each event of several in a sentence of its own; empty for one
 * @param tone how serious it is
 */
public record EventLine(
    List<Long> seqs,
    long atNanos,
    String clock,
    String sentence,
    String because,
    List<String> details,
    Tone tone) {

  public EventLine {
    seqs = List.copyOf(seqs);
    details = List.copyOf(details);
  }

  /** The event that a click asks about. */
  public long seq() {
    return seqs.getFirst();
  }
}
