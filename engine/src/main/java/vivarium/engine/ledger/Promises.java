package vivarium.engine.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.net.Acknowledgement;

/** The promises made for one partition that still stand, in order of offset. */
final class Promises {

  /** Beyond this the oldest are forgotten: what is that far back is on all replicas. */
  private static final int MAX_RANGES = 50_000;

  private final ArrayDeque<Range> ranges = new ArrayDeque<>();

  /** Records from first to last offset that the leader of this epoch acknowledged alike. */
  record Range(long firstOffset, long lastOffset, int leaderEpoch, int acks) {
    int recordCount() {
      return (int) (lastOffset - firstOffset + 1);
    }
  }

  void add(Acknowledgement ack) {
    Range added = new Range(ack.baseOffset(), ack.lastOffset(), ack.leaderEpoch(), ack.acks());
    ArrayDeque<Range> later = new ArrayDeque<>();
    while (!ranges.isEmpty() && ranges.peekLast().firstOffset() > added.firstOffset()) {
      later.addFirst(ranges.removeLast());
    }
    Range before = ranges.peekLast();
    if (before != null && before.lastOffset() >= added.firstOffset()) {
      // A retry that was recognised as a duplicate promises again what already stands.
    } else if (before != null && isContinuation(before, added)) {
      ranges.removeLast();
      ranges.addLast(
          new Range(before.firstOffset(), added.lastOffset(), added.leaderEpoch(), added.acks()));
    } else {
      ranges.addLast(added);
    }
    ranges.addAll(later);
    if (ranges.size() > MAX_RANGES) {
      ranges.removeFirst();
    }
  }

  private static boolean isContinuation(Range before, Range next) {
    return before.lastOffset() + 1 == next.firstOffset()
        && before.leaderEpoch() == next.leaderEpoch()
        && before.acks() == next.acks();
  }

  /**
   * Takes out and returns what a log does not hold, newest first. Since logs agree up to where they
   * part, the search ends at the first record that is there.
   */
  List<Range> takeMissingFrom(PartitionLog log) {
    List<Range> missing = new ArrayList<>();
    while (!ranges.isEmpty()) {
      Range newest = ranges.removeLast();
      long held = firstMissing(newest, log);
      if (held > newest.lastOffset()) {
        ranges.addLast(newest);
        return missing;
      }
      if (held > newest.firstOffset()) {
        ranges.addLast(
            new Range(newest.firstOffset(), held - 1, newest.leaderEpoch(), newest.acks()));
      }
      missing.add(new Range(held, newest.lastOffset(), newest.leaderEpoch(), newest.acks()));
      if (held > newest.firstOffset()) {
        return missing;
      }
    }
    return missing;
  }

  /** The first offset of the range that the log does not hold as this epoch wrote it. */
  private static long firstMissing(Range range, PartitionLog log) {
    if (range.lastOffset() < log.logStartOffset()) {
      return range.lastOffset() + 1; // Deleted by retention, which is no loss.
    }
    long endOfEpoch = log.logStartOffset();
    List<EpochCache.Entry> epochs = log.epochs().entries();
    for (int i = 0; i < epochs.size(); i++) {
      if (epochs.get(i).epoch() == range.leaderEpoch()) {
        endOfEpoch = i + 1 < epochs.size() ? epochs.get(i + 1).startOffset() : log.logEndOffset();
      }
    }
    return Math.min(range.lastOffset() + 1, Math.max(range.firstOffset(), endOfEpoch));
  }

  void forgetBefore(long offset) {
    for (Iterator<Range> each = ranges.iterator(); each.hasNext(); ) {
      if (each.next().lastOffset() >= offset) {
        return;
      }
      each.remove();
    }
  }
}
