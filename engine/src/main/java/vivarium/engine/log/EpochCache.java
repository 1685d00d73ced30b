package vivarium.engine.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which leader epoch wrote from which offset on (KIP-101). Epochs and start offsets both grow from
 * entry to entry.
 */
public final class EpochCache {

  private final ArrayList<Entry> entries = new ArrayList<>();

  /** From {@code startOffset} on, records were written by the leader of {@code epoch}. */
  public record Entry(int epoch, long startOffset) {}

  /** An epoch and one past its last offset. */
  public record EpochEnd(int epoch, long endOffset) {}

  /** Takes note that {@code epoch} writes from {@code startOffset} on, if it is new. */
  void assign(int epoch, long startOffset) {
    Entry last = latest();
    if (last == null || epoch > last.epoch()) {
      // An epoch that never wrote leaves no trace once another takes over at the same offset.
      while (!entries.isEmpty() && entries.getLast().startOffset() >= startOffset) {
        entries.removeLast();
      }
      entries.add(new Entry(epoch, startOffset));
    }
  }

  void truncateFromEnd(long endOffset) {
    while (!entries.isEmpty() && entries.getLast().startOffset() >= endOffset) {
      entries.removeLast();
    }
  }

  void truncateFromStart(long startOffset) {
    while (entries.size() > 1 && entries.get(1).startOffset() <= startOffset) {
      entries.removeFirst();
    }
    if (!entries.isEmpty() && entries.getFirst().startOffset() < startOffset) {
      entries.set(0, new Entry(entries.getFirst().epoch(), startOffset));
    }
  }

  void clear() {
    entries.clear();
  }

  public @Nullable Entry latest() {
    return entries.isEmpty() ? null : entries.getLast();
  }

  /** The entries, oldest first. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The epoch that wrote the record at {@code offset}, or -1 if no epoch is known for it. */
  public int epochAt(long offset) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).startOffset() <= offset) {
        return entries.get(i).epoch();
      }
    }
    return -1;
  }

  /**
   * The largest known epoch not above {@code epoch} and where it ends (KIP-279).
   *
   * @param logEndOffset where the latest epoch ends
   * @return the answer of OffsetsForLeaderEpoch, or null if the epoch is unknown
   */
  public @Nullable EpochEnd endOf(int epoch, long logEndOffset) {
    Entry last = latest();
    if (last == null || epoch > last.epoch()) {
      return null;
    }
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).epoch() <= epoch) {
        long end = i + 1 < entries.size() ? entries.get(i + 1).startOffset() : logEndOffset;
        return new EpochEnd(entries.get(i).epoch(), end);
      }
    }
    // Older than anything known: nothing of that epoch is in this log.
    return new EpochEnd(epoch, entries.getFirst().startOffset());
  }
}
