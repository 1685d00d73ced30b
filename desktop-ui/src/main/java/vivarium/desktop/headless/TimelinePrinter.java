package vivarium.desktop.headless;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Iterator;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.Stamped;
import vivarium.engine.text.TimeText;

/**
 * Prints what the cluster consists of, then what changed, one line each, with the chain of causes
 * behind it. What becomes of the partitions of internal topics is left out: it repeats what happens
 * to the others.
 */
final class TimelinePrinter {

  private final ClusterSession session;
  private final Texts texts;
  private final Narrator narrator;
  private final PrintWriter out;
  private long printedSeq;
  private boolean describedCluster;

  TimelinePrinter(ClusterSession session, Texts texts, PrintWriter out) {
    this.session = session;
    this.texts = texts;
    this.narrator = new Narrator(texts);
    this.out = out;
  }

  /** Prints what the session has taken in since the last time. */
  void printNew() {
    if (!describedCluster && session.isWarm()) {
      describedCluster = true;
      out.println(ClusterLine.of(session.model(), texts));
    }
    ArrayDeque<StateEntry> fresh = new ArrayDeque<>();
    for (Iterator<StateEntry> newest = session.newestFirst(); newest.hasNext(); ) {
      StateEntry entry = newest.next();
      if (entry.stamped().seq() <= printedSeq) {
        break;
      }
      fresh.addFirst(entry);
    }
    for (StateEntry entry : fresh) {
      if (!isOfInternalTopic(entry.stamped().event())) {
        out.println(line(entry));
      }
      printedSeq = entry.stamped().seq();
    }
  }

  private static boolean isOfInternalTopic(ClusterEvent event) {
    return switch (event) {
      case ClusterEvent.Metadata.PartitionChanged e -> e.partition().isInternal();
      case ClusterEvent.Replica e -> e.partition().isInternal();
      default -> false;
    };
  }

  private String line(StateEntry entry) {
    StringBuilder line = new StringBuilder(TimeText.format(entry.stamped().atNanos()));
    line.append("  ").append(narrator.sentence(entry.stamped()));
    for (Stamped cause : entry.causes()) {
      line.append(" ← ").append(narrator.brief(cause));
    }
    return line.toString();
  }
}
