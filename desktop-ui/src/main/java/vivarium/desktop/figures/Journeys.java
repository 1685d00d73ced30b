package vivarium.desktop.figures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import vivarium.engine.event.TopicPartition;

/**
 * When the batches of each partition were appended, sent and read: what end-to-end latency and lag
 * in time are taken from. Of each partition the newest {@link #MAX_BATCHES} are remembered.
 */
final class Journeys {

  static final int MAX_BATCHES = 1_024;

  private static final long UNKNOWN = -1;

  private final Map<TopicPartition, ArrayDeque<Batch>> partitions = new HashMap<>();

  /** Is told of records that went all the way. */
  interface Arrival {
    void arrived(long latencyNanos, int records);
  }

  private static final class Batch {
    final long baseOffset;
    final long endOffset;
    final long appendedAtNanos;
    long sentAtNanos = UNKNOWN;

    /**
     * When it was read, before it was known when it was sent; soon known, so rarely more than 1.
     */
    final List<Long> reads = new ArrayList<>(1);

    Batch(long baseOffset, long endOffset, long appendedAtNanos) {
      this.baseOffset = baseOffset;
      this.endOffset = endOffset;
      this.appendedAtNanos = appendedAtNanos;
    }

    int records() {
      return (int) (endOffset - baseOffset);
    }
  }

  void appended(TopicPartition partition, long baseOffset, int records, long atNanos) {
    ArrayDeque<Batch> batches = partitions.computeIfAbsent(partition, unused -> new ArrayDeque<>());
    while (!batches.isEmpty() && batches.getLast().endOffset > baseOffset) {
      batches.removeLast(); // Another leader goes on from an earlier end.
    }
    if (batches.size() == MAX_BATCHES) {
      batches.removeFirst();
    }
    batches.addLast(new Batch(baseOffset, baseOffset + records, atNanos));
  }

  void sent(
      TopicPartition partition, long baseOffset, int records, long sentAtNanos, Arrival arrival) {
    for (Batch batch : overlapping(partition, baseOffset, baseOffset + records)) {
      batch.sentAtNanos = sentAtNanos;
      batch.reads.forEach(at -> arrival.arrived(at - sentAtNanos, batch.records()));
      batch.reads.clear();
    }
  }

  void read(
      TopicPartition partition, long fromOffset, long endOffset, long atNanos, Arrival arrival) {
    for (Batch batch : overlapping(partition, fromOffset, endOffset)) {
      if (batch.sentAtNanos == UNKNOWN) {
        batch.reads.add(atNanos);
      } else {
        arrival.arrived(atNanos - batch.sentAtNanos, batch.records());
      }
    }
  }

  private List<Batch> overlapping(TopicPartition partition, long from, long end) {
    ArrayDeque<Batch> batches = partitions.get(partition);
    List<Batch> found = new ArrayList<>();
    if (batches != null) {
      for (Iterator<Batch> it = batches.descendingIterator(); it.hasNext(); ) {
        Batch batch = it.next();
        if (batch.endOffset <= from) {
          break;
        }
        if (batch.baseOffset < end) {
          found.add(batch);
        }
      }
    }
    return found;
  }

  /**
   * How long the record at an offset has been in the log.
   *
   * @return nanoseconds; 0 if there is no such record yet; of one that is no longer remembered, how
   *     long the oldest remembered has
   */
  long ageNanos(TopicPartition partition, long offset, long nowNanos) {
    ArrayDeque<Batch> batches = partitions.get(partition);
    if (batches == null || batches.isEmpty() || batches.getLast().endOffset <= offset) {
      return 0;
    }
    Batch oldest = batches.getLast();
    for (Iterator<Batch> it = batches.descendingIterator(); it.hasNext(); ) {
      Batch batch = it.next();
      if (batch.endOffset <= offset) {
        break;
      }
      oldest = batch;
    }
    return nowNanos - oldest.appendedAtNanos;
  }

  void forget(String topic) {
    partitions.keySet().removeIf(partition -> partition.topic().equals(topic));
  }
}
