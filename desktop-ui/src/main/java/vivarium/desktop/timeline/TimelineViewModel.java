package vivarium.desktop.timeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.engine.event.Stamped;

/** What happened, newest first, and the chain of causes of one of them. */
public final class TimelineViewModel {

  /** Lines kept in the list; older ones are forgotten here. */
  static final int MAX_LINES = 500;

  private final ClusterSession session;
  private final ObservableList<EventLine> lines = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<List<EventLine>> chain =
      new ReadOnlyObjectWrapper<>(List.of());
  private Narrator narrator;
  private long newestSeq;
  private long askedSeq;

  public TimelineViewModel(ClusterSession session, Texts texts) {
    this.session = session;
    this.narrator = new Narrator(texts);
  }

  /** The state events, newest first. */
  public ObservableList<EventLine> lines() {
    return lines;
  }

  /** The event asked about, then what led to it, nearest first; empty if none was asked about. */
  public ReadOnlyObjectProperty<List<EventLine>> chainProperty() {
    return chain.getReadOnlyProperty();
  }

  /** Tells everything again in another language. */
  public void speak(Texts texts) {
    narrator = new Narrator(texts);
    lines.clear();
    newestSeq = 0;
    update();
    ask(askedSeq);
  }

  /** Takes in what the session learned since the last time. */
  public void update() {
    List<EventLine> fresh = new ArrayList<>();
    for (Iterator<StateEntry> it = session.newestFirst(); it.hasNext(); ) {
      StateEntry entry = it.next();
      if (entry.stamped().seq() <= newestSeq || fresh.size() == MAX_LINES) {
        break;
      }
      fresh.add(line(entry));
    }
    if (!fresh.isEmpty()) {
      newestSeq = fresh.getFirst().seq();
      lines.addAll(0, fresh);
      if (lines.size() > MAX_LINES) {
        lines.remove(MAX_LINES, lines.size());
      }
    }
  }

  /** Asks why an event happened; 0 asks about none. */
  public void ask(long seq) {
    askedSeq = seq;
    List<EventLine> answer = new ArrayList<>();
    session
        .entry(seq)
        .ifPresent(
            entry -> {
              answer.add(line(entry));
              for (Stamped cause : entry.causes()) {
                answer.add(line(new StateEntry(cause, List.of())));
              }
            });
    chain.set(List.copyOf(answer));
  }

  private EventLine line(StateEntry entry) {
    Stamped stamped = entry.stamped();
    return new EventLine(
        stamped.seq(),
        stamped.atNanos(),
        Units.shortClock(stamped.atNanos()),
        narrator.sentence(stamped),
        entry.causes().isEmpty() ? "" : narrator.sentence(entry.causes().getFirst()),
        EventTone.of(stamped.event()));
  }
}
