package vivarium.desktop.session;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;

/**
 * What was true at any moment that the event log remembers: a keyframe of the model every so many
 * events, and the events from there on. Keyframes are bounded by {@link #MAX_WEIGHT}; at the bound
 * every second one goes, and a jump has up to twice as many events to fold.
 */
final class History {

  /** Events between two keyframes, if a keyframe costs little. */
  static final int MIN_EVENTS = 2_000;

  /** Of all keyframes together, as {@link ClusterModel#weight}: some 160 MB. */
  static final long MAX_WEIGHT = 10_000_000;

  /** A copy costs about as much as folding this part of its weight in events. */
  private static final int WEIGHT_AN_EVENT = 8;

  private final EventLog log;
  private final long maxWeight;
  private final TreeMap<Long, Keyframe> keyframes = new TreeMap<>();
  private long weight;
  private long spacing = MIN_EVENTS;

  private record Keyframe(ClusterModel model, long weight) {}

  /**
   * A history that begins with a model.
   *
   * @param first what was true after its last event; it is copied
   */
  History(EventLog log, ClusterModel first) {
    this(log, first, MAX_WEIGHT);
  }

  History(EventLog log, ClusterModel first, long maxWeight) {
    this.log = log;
    this.maxWeight = maxWeight;
    keep(first);
  }

  /** Takes note of the model after an event; it is copied if it is worth a keyframe. */
  void note(ClusterModel model) {
    if (model.seq() - keyframes.lastKey() >= spacing) {
      forgetUnreachable();
      keep(model);
      spacing = Math.max(spacing, keyframes.lastEntry().getValue().weight() / WEIGHT_AN_EVENT);
      if (weight > maxWeight && keyframes.size() > 2) {
        thin();
      }
    }
  }

  private void keep(ClusterModel model) {
    Keyframe keyframe = new Keyframe(model.copy(), model.weight());
    keyframes.put(model.seq(), keyframe);
    weight += keyframe.weight();
  }

  /**
   * Where the log has forgotten what came right after a keyframe, nothing can be folded into it.
   */
  private void forgetUnreachable() {
    while (keyframes.size() > 1 && keyframes.firstKey() + 1 < log.firstSeq()) {
      weight -= keyframes.pollFirstEntry().getValue().weight();
    }
  }

  private void thin() {
    spacing *= 2;
    boolean goes = false;
    for (Iterator<Keyframe> it = keyframes.values().iterator(); it.hasNext(); ) {
      Keyframe keyframe = it.next();
      if (goes) {
        weight -= keyframe.weight();
        it.remove();
      }
      goes = !goes;
    }
  }

  /** The earliest moment that can be shown, in virtual nanoseconds. */
  long fromNanos() {
    forgetUnreachable();
    return keyframes.firstEntry().getValue().model().atNanos();
  }

  /** The first keyframe, and the events after it up to one. */
  Remembered remembered(long lastSeq) {
    try (EventLog.Follower held = log.follow()) { // Whoever writes waits before it forgets more.
      forgetUnreachable();
      ClusterModel first = keyframes.firstEntry().getValue().model().copy();
      EventLog events = new EventLog(log.capacity(), Math.max(first.seq(), held.readSeq()));
      log.readBetween(events.lastSeq(), lastSeq, events::append);
      return new Remembered(first, events);
    }
  }

  /** Seq of the last event at or before a moment; of the first keyframe if that is later. */
  long seqAt(long nanos, long lastSeq) {
    forgetUnreachable();
    long low = Math.max(keyframes.firstKey(), log.firstSeq() - 1);
    long high = lastSeq;
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

  /**
   * What was true after an event.
   *
   * @param near a model that may be moved on if that is the shortest way, or null
   * @return {@code near} or another model; whoever asks owns it
   */
  ClusterModel at(long seq, @Nullable ClusterModel near) {
    forgetUnreachable();
    Map.Entry<Long, Keyframe> floor = keyframes.floorEntry(seq);
    Map.Entry<Long, Keyframe> known = floor == null ? keyframes.firstEntry() : floor;
    ClusterModel model =
        near != null && near.seq() <= seq && near.seq() >= known.getKey()
            ? near
            : known.getValue().model().copy();
    log.readBetween(model.seq(), Math.max(seq, model.seq()), model::apply);
    return model;
  }

  /** Seq of the last event before one that satisfies; null if none that is remembered does. */
  @Nullable Long before(long seq, Predicate<Stamped> wanted) {
    long first = Math.max(keyframes.firstKey() + 1, log.firstSeq());
    for (long each = seq - 1; each >= first; each--) {
      Stamped stamped = log.get(each);
      if (stamped != null && wanted.test(stamped)) {
        return each;
      }
    }
    return null;
  }

  /** Seq of the first event after one, up to {@code lastSeq}, that satisfies; null if none does. */
  @Nullable Long after(long seq, long lastSeq, Predicate<Stamped> wanted) {
    for (long each = Math.max(seq + 1, log.firstSeq()); each <= lastSeq; each++) {
      Stamped stamped = log.get(each);
      if (stamped != null && wanted.test(stamped)) {
        return each;
      }
    }
    return null;
  }

  int keyframes() {
    return keyframes.size();
  }

  long weight() {
    return weight;
  }
}
