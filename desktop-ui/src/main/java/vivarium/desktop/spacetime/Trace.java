package vivarium.desktop.spacetime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/**
 * What happened in a stretch of time, as far as it is remembered.
 *
 * @param messages under way in the stretch, in order of their departure
 * @param changes state events, oldest first
 * @param thinned flow events that were left out because there were too many
 */
record Trace(List<Message> messages, List<Stamped> changes, long thinned) {

  /** Events looked at for one stretch at most; the newest of it. */
  static final int MAX_EVENTS = 60_000;

  /** A message that left so long before the stretch is not looked for. */
  private static final long MAX_FLIGHT_NANOS = 3_000_000_000L;

  Trace {
    messages = List.copyOf(messages);
    changes = List.copyOf(changes);
  }

  /**
   * A message on its way.
   *
   * @param lostAtNanos when it was lost, or {@link #ARRIVED}
   * @param lostBecause why; empty if it was not
   */
  record Message(Flow.Sent sent, long lostAtNanos, String lostBecause) {

    static final long ARRIVED = -1;

    boolean isLost() {
      return lostAtNanos != ARRIVED;
    }

    /** When it was seen last: where its arrow ends. */
    long endNanos() {
      return isLost() ? Math.min(lostAtNanos, sent.arrivalNanos()) : sent.arrivalNanos();
    }
  }

  /** Reads a stretch from the log. */
  static Trace of(EventLog log, TimeSpan span) {
    long last = seqAt(log, span.toNanos());
    long first = Math.max(last - MAX_EVENTS, seqAt(log, span.fromNanos() - MAX_FLIGHT_NANOS));
    Map<Long, Integer> places = new HashMap<>();
    List<Message> messages = new ArrayList<>();
    List<Stamped> changes = new ArrayList<>();
    long[] thinned = {0};
    log.readBetween(
        first,
        last,
        stamped -> {
          switch (stamped.event()) {
            case Flow.Sent sent -> {
              if (sent.arrivalNanos() >= span.fromNanos() && !sent.from().equals(sent.to())) {
                places.put(sent.messageId(), messages.size());
                messages.add(new Message(sent, Message.ARRIVED, ""));
              }
            }
            case Flow.Lost(long id, String reason) -> {
              Integer place = places.get(id);
              if (place != null) {
                Flow.Sent sent = messages.get(place).sent();
                messages.set(place, new Message(sent, stamped.atNanos(), reason));
              }
            }
            case Flow.Thinned(long count) -> thinned[0] += count;
            default -> {
              if (stamped.atNanos() >= span.fromNanos() && Narrator.isTold(stamped.event())) {
                changes.add(stamped);
              }
            }
          }
        });
    messages.removeIf(message -> message.endNanos() < span.fromNanos());
    return new Trace(messages, changes, thinned[0]);
  }

  /** Seq of the last event at or before a moment. */
  private static long seqAt(EventLog log, long nanos) {
    long low = log.firstSeq() - 1;
    long high = log.lastSeq();
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      @Nullable Stamped stamped = log.get(middle);
      if (stamped == null || stamped.atNanos() <= nanos) {
        low = middle; // One that is forgotten meanwhile was early.
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
