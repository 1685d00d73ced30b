package vivarium.engine.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Batches that wait to be sent, by partition, in order (Kafka's {@code RecordAccumulator}). */
final class Accumulator {

  private final TreeMap<Integer, ArrayDeque<ProducerBatch>> queues = new TreeMap<>();
  private int records;

  /** Adds a record to the partition's last batch, or to a new one if that is full or sealed. */
  void add(
      int partition,
      int batchSizeBytes,
      long nowNanos,
      long nowMs,
      byte @Nullable [] key,
      byte[] value) {
    ArrayDeque<ProducerBatch> queue =
        queues.computeIfAbsent(partition, unused -> new ArrayDeque<>());
    ProducerBatch last = queue.peekLast();
    if (last == null
        || last.hasSequence()
        || last.isRetry()
        || last.builder().sizeBytes() + value.length > batchSizeBytes) {
      last = new ProducerBatch(partition, nowNanos);
      queue.addLast(last);
    }
    last.builder().add(nowMs, key, value);
    records++;
  }

  /** The batch that must be sent next to the partition, or null. */
  @Nullable ProducerBatch first(int partition) {
    ArrayDeque<ProducerBatch> queue = queues.get(partition);
    return queue == null ? null : queue.peekFirst();
  }

  /** Whether the partition's first batch is due: full, behind another full one, or old enough. */
  boolean isDue(int partition, int batchSizeBytes, long lingerNanos, long nowNanos) {
    ArrayDeque<ProducerBatch> queue = queues.get(partition);
    ProducerBatch first = queue == null ? null : queue.peekFirst();
    if (queue == null || first == null || first.notBeforeNanos() > nowNanos) {
      return false;
    }
    return queue.size() > 1
        || first.isRetry()
        || first.builder().sizeBytes() >= batchSizeBytes
        || nowNanos - first.createdNanos() >= lingerNanos;
  }

  /** Takes out the partition's first batch. */
  void removeFirst(int partition) {
    ArrayDeque<ProducerBatch> queue = queues.get(partition);
    if (queue != null && !queue.isEmpty()) {
      records -= queue.removeFirst().recordCount();
    }
  }

  /** Puts a batch back, before those with later sequences. */
  void putBack(ProducerBatch batch) {
    ArrayDeque<ProducerBatch> queue =
        queues.computeIfAbsent(batch.partition(), unused -> new ArrayDeque<>());
    ArrayDeque<ProducerBatch> earlier = new ArrayDeque<>();
    while (!queue.isEmpty() && comesBefore(queue.peekFirst(), batch)) {
      earlier.addLast(queue.removeFirst());
    }
    queue.addFirst(batch);
    while (!earlier.isEmpty()) {
      queue.addFirst(earlier.removeLast());
    }
    records += batch.recordCount();
  }

  private static boolean comesBefore(ProducerBatch queued, ProducerBatch returning) {
    return queued.hasSequence()
        && returning.hasSequence()
        && queued.baseSequence() < returning.baseSequence();
  }

  /** Takes out every batch created before {@code nanos}. */
  List<ProducerBatch> removeCreatedBefore(long nanos) {
    List<ProducerBatch> expired = new ArrayList<>();
    for (ArrayDeque<ProducerBatch> queue : queues.values()) {
      for (Iterator<ProducerBatch> each = queue.iterator(); each.hasNext(); ) {
        ProducerBatch batch = each.next();
        if (batch.createdNanos() < nanos) {
          each.remove();
          records -= batch.recordCount();
          expired.add(batch);
        }
      }
    }
    return expired;
  }

  /** Every waiting batch, in order of partition and age. */
  List<ProducerBatch> all() {
    List<ProducerBatch> all = new ArrayList<>();
    queues.values().forEach(all::addAll);
    return all;
  }

  Iterable<Integer> partitions() {
    return queues.keySet();
  }

  int recordCount() {
    return records;
  }
}
