package vivarium.desktop.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StateEntry;
import vivarium.engine.event.Stamped;

/** What happened, newest first, and the chain of causes of one of them. */
public final class TimelineViewModel {

  /** Lines kept in the list; older ones are forgotten here. */
  static final int MAX_LINES = 5_000;

  private final ClusterSession session;
  private final ObservableList<EventLine> lines = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<List<EventLine>> chain =
      new ReadOnlyObjectWrapper<>(List.of());
  private final List<EventGroup> groups = new ArrayList<>();
  private final TimeAxis axis;
  private Texts texts;
  private Narrator narrator;
  private long newestSeq;
  private long askedSeq;

  public TimelineViewModel(ClusterSession session, Texts texts) {
    this.session = session;
    this.axis = new TimeAxis(session);
    this.texts = texts;
    this.narrator = new Narrator(texts);
  }

  /** The state events, newest first; several of one kind and cause are one line. */
  public ObservableList<EventLine> lines() {
    return lines;
  }

  /** The stretch of time in sight. */
  public TimeAxis axis() {
    return axis;
  }

  /** The event asked about, then what led to it, nearest first; empty if none was asked about. */
  public ReadOnlyObjectProperty<List<EventLine>> chainProperty() {
    return chain.getReadOnlyProperty();
  }

  /** Tells everything again in another language. */
  public void speak(Texts language) {
    texts = language;
    narrator = new Narrator(language);
    lines.clear();
    groups.clear();
    newestSeq = 0;
    update();
    ask(askedSeq);
  }

  /** Takes in what the session learned since the last time. */
  public void update() {
    ArrayDeque<StateEntry> fresh = new ArrayDeque<>();
    for (Iterator<StateEntry> it = session.allNewestFirst(); it.hasNext(); ) {
      StateEntry entry = it.next();
      if (entry.stamped().seq() <= newestSeq || fresh.size() == MAX_LINES) {
        break;
      }
      fresh.addFirst(entry);
    }
    if (fresh.isEmpty()) {
      return;
    }
    newestSeq = fresh.getLast().stamped().seq();
    int known = groups.size();
    TreeSet<Integer> grown = new TreeSet<>();
    for (StateEntry entry : fresh) {
      int index = groupFor(entry);
      if (index < known) {
        grown.add(index);
      }
    }
    show(known, grown);
  }

  /** The place, counted from the oldest, of the group that took the event. */
  private int groupFor(StateEntry entry) {
    if (!entry.beginsLine()) {
      for (int i = groups.size() - 1; i >= 0; i--) {
        if (groups.get(i).lineSeq() == entry.lineSeq()) {
          groups.get(i).add(entry);
          return i;
        }
      }
    }
    groups.add(new EventGroup(entry));
    return groups.size() - 1;
  }

  private void show(int known, TreeSet<Integer> grown) {
    for (int index : grown) {
      lines.set(known - 1 - index, groups.get(index).line(narrator, texts));
    }
    List<EventLine> newest = new ArrayList<>();
    for (int i = groups.size() - 1; i >= known; i--) {
      newest.add(groups.get(i).line(narrator, texts));
    }
    if (!newest.isEmpty()) {
      lines.addAll(0, newest);
    }
    if (lines.size() > MAX_LINES) {
      groups.subList(0, lines.size() - MAX_LINES).clear();
      lines.remove(MAX_LINES, lines.size());
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
              answer.add(
                  lines.stream()
                      .filter(line -> line.seqs().contains(seq))
                      .findFirst()
                      .orElseGet(() -> line(entry)));
              for (Stamped cause : entry.causes()) {
                answer.add(line(StateEntry.alone(cause, List.of())));
              }
            });
    chain.set(List.copyOf(answer));
  }

  private EventLine line(StateEntry entry) {
    return new EventGroup(entry).line(narrator, texts);
  }
}
