package vivarium.desktop.timeline;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.StateEntry;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Metadata.PartitionChanged;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.TopicPartition;

/** State events that are told in one line. */
final class EventGroup {

  /** More partitions than this are told by their number. */
  private static final int MAX_NAMED = 6;

  /** More events than this are not told one by one. */
  private static final int MAX_DETAILS = 12;

  private final List<StateEntry> entries = new ArrayList<>();

  EventGroup(StateEntry first) {
    entries.add(first);
  }

  private long atNanos() {
    return entries.getFirst().stamped().atNanos();
  }

  /** Seq of the first event that is told in this line, which may be forgotten by now. */
  long lineSeq() {
    return entries.getFirst().lineSeq();
  }

  void add(StateEntry entry) {
    entries.add(entry);
  }

  EventLine line(Narrator narrator, Texts texts) {
    StateEntry first = entries.getFirst();
    boolean several = entries.size() > 1;
    return new EventLine(
        entries.stream().map(entry -> entry.stamped().seq()).toList(),
        atNanos(),
        Units.shortClock(atNanos()),
        several ? together(texts) : narrator.sentence(first.stamped()),
        first.causes().isEmpty() ? "" : narrator.sentence(first.causes().getFirst()),
        several ? details(narrator) : List.of(),
        EventTone.of(first.stamped().event()));
  }

  private List<String> details(Narrator narrator) {
    return entries.stream()
        .limit(MAX_DETAILS)
        .map(entry -> narrator.sentence(entry.stamped()))
        .toList();
  }

  private String together(Texts texts) {
    List<String> partitions =
        entries.stream()
            .map(entry -> partitionOf(entry.stamped().event()))
            .distinct()
            .sorted()
            .map(TopicPartition::toString)
            .toList();
    String names = firstOf(partitions, MAX_NAMED, ", ", texts);
    int count = entries.size();
    return switch (entries.getFirst().stamped().event()) {
      case PartitionChanged e when e.leaderChanged() ->
          e.after().hasLeader()
              ? texts.get("together.elected", count, names)
              : texts.get("together.leaderless", count, names);
      case PartitionChanged e when e.isrShrank() -> texts.get("together.shrank", count, names);
      case PartitionChanged unused -> texts.get("together.expanded", count, names);
      case Replica.FellBehind e -> texts.get("together.behind", count, names, e.follower());
      case Replica.CaughtUp e -> texts.get("together.caughtUp", count, names, e.follower());
      default -> throw new IllegalStateException("not told together: " + entries);
    };
  }

  /** As many of them as a reader wants, and how many more there are. */
  private static String firstOf(List<String> all, int max, String between, Texts texts) {
    if (all.size() <= max) {
      return String.join(between, all);
    }
    String first = String.join(between, all.subList(0, max - 1));
    return texts.get("together.more", first, all.size() - (max - 1));
  }

  private static TopicPartition partitionOf(ClusterEvent event) {
    return switch (event) {
      case PartitionChanged e -> e.partition();
      case Replica e -> e.partition();
      default -> throw new IllegalStateException("no partition in " + event);
    };
  }
}
