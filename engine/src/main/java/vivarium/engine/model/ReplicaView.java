package vivarium.engine.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import vivarium.engine.event.BatchSummary;

/** One replica of a partition on one broker: its role there, its offsets and its latest batches. */
public final class ReplicaView {

  /** Batches remembered for drawing; older ones are forgotten here, not in the log. */
  public static final int MAX_BATCHES = 96;

  /** What the broker takes itself for; the controller may already have decided otherwise. */
  public enum Role {
    LEADER,
    FOLLOWER
  }

  Role role = Role.FOLLOWER;
  int leaderEpoch;
  long logStartOffset;
  long logEndOffset;
  long highWatermark;
  long behindSinceNanos = -1;
  long truncatedAtNanos = -1;
  long inStepAtNanos = -1;

  /** Where the leader's log ended when this replica last got something, and when that was. */
  long leaderEndBefore = Long.MAX_VALUE;

  long gotAtNanos = -1;
  private List<BatchSummary> truncated = List.of();
  private final ArrayDeque<BatchSummary> batches = new ArrayDeque<>();

  ReplicaView copy() {
    ReplicaView copy = new ReplicaView();
    copy.role = role;
    copy.leaderEpoch = leaderEpoch;
    copy.logStartOffset = logStartOffset;
    copy.logEndOffset = logEndOffset;
    copy.highWatermark = highWatermark;
    copy.behindSinceNanos = behindSinceNanos;
    copy.truncatedAtNanos = truncatedAtNanos;
    copy.inStepAtNanos = inStepAtNanos;
    copy.leaderEndBefore = leaderEndBefore;
    copy.gotAtNanos = gotAtNanos;
    copy.truncated = truncated;
    copy.batches.addAll(batches);
    return copy;
  }

  /** Takes up a role with the log it has. */
  void place(int epoch, long logStart, long logEnd, long highWatermarkNow) {
    leaderEpoch = epoch;
    logStartOffset = logStart;
    logEndOffset = logEnd;
    highWatermark = highWatermarkNow;
    behindSinceNanos = -1;
  }

  void append(BatchSummary batch) {
    if (batches.size() == MAX_BATCHES) {
      batches.removeFirst();
    }
    batches.addLast(batch);
    logEndOffset = batch.lastOffset() + 1;
  }

  void truncateTo(long endOffset, long atNanos) {
    ArrayDeque<BatchSummary> cut = new ArrayDeque<>();
    while (!batches.isEmpty() && batches.peekLast().baseOffset() >= endOffset) {
      cut.addFirst(batches.removeLast());
    }
    truncatedAtNanos = atNanos;
    truncated = List.copyOf(cut);
    logEndOffset = endOffset;
    highWatermark = Math.min(highWatermark, endOffset);
  }

  void startAt(long offset) {
    logStartOffset = offset;
    Iterator<BatchSummary> oldest = batches.iterator();
    while (oldest.hasNext() && oldest.next().lastOffset() < offset) {
      oldest.remove();
    }
  }

  /** What the broker takes itself for. */
  public Role role() {
    return role;
  }

  /** The leader epoch the broker knows for this partition. */
  public int leaderEpoch() {
    return leaderEpoch;
  }

  /** First offset still in the log. */
  public long logStartOffset() {
    return logStartOffset;
  }

  /** One past the last record (LEO). */
  public long logEndOffset() {
    return logEndOffset;
  }

  /** One past the last record known to be on all in-sync replicas (HW). */
  public long highWatermark() {
    return highWatermark;
  }

  /** Since when the leader holds it to be behind, or -1 if it is not. */
  public long behindSinceNanos() {
    return behindSinceNanos;
  }

  /** When the log was last cut, or -1. */
  public long truncatedAtNanos() {
    return truncatedAtNanos;
  }

  /** The batches that were last cut off, oldest first, as far as they were remembered. */
  public List<BatchSummary> truncated() {
    return truncated;
  }

  /** When it last had everything that its leader had, or -1 if that was never seen. */
  public long inStepAtNanos() {
    return inStepAtNanos;
  }

  /** The latest batches, oldest first; at most {@link #MAX_BATCHES}. */
  public Collection<BatchSummary> batches() {
    return Collections.unmodifiableCollection(batches);
  }
}
