package vivarium.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** The partitions of a model, and which of them were written to lately. */
final class PartitionsInModel {

  private static final long LATELY_NANOS = 1_000_000_000L;

  /** More cannot be told apart in a picture; beyond it the oldest writes are forgotten. */
  private static final int MAX_WRITTEN = 4_096;

  final TreeMap<TopicPartition, PartitionView> views = new TreeMap<>();

  /** When each was written to last, the latest at the end. */
  private final LinkedHashMap<TopicPartition, Long> written = new LinkedHashMap<>();

  PartitionsInModel copy() {
    PartitionsInModel copy = new PartitionsInModel();
    views.forEach((id, view) -> copy.views.put(id, view.copy()));
    copy.written.putAll(written);
    return copy;
  }

  long weight() {
    long weight = 4L * written.size();
    for (PartitionView partition : views.values()) {
      weight += partition.weight();
    }
    return weight;
  }

  void become(
      TopicPartition id, PartitionState after, @Nullable PartitionState before, Stamped stamped) {
    views
        .computeIfAbsent(id, unused -> new PartitionView(id, after))
        .become(after, before, stamped.atNanos(), stamped.seq());
  }

  void forgetTopic(String topic) {
    views.keySet().removeIf(partition -> partition.topic().equals(topic));
    written.keySet().removeIf(partition -> partition.topic().equals(topic));
  }

  void apply(Stamped stamped, Replica event) {
    PartitionView partition = views.get(event.partition());
    if (partition == null) {
      return; // The topic is deleted; a broker that has not heard of it yet still works on it.
    }
    partition.apply(stamped, event);
    if (event instanceof Replica.Appended
        && stamped.node().number() == partition.state().leader()) {
      write(partition.id(), stamped.atNanos());
    }
  }

  private void write(TopicPartition partition, long nanos) {
    written.putLast(partition, nanos);
    while (written.size() > MAX_WRITTEN || written.firstEntry().getValue() < nanos - LATELY_NANOS) {
      written.pollFirstEntry();
    }
  }

  void lose(Verdict.RecordsLost lost, long nanos) {
    PartitionView partition = views.get(lost.partition());
    if (partition != null) {
      partition.lose(lost.firstOffset(), lost.recordCount(), nanos);
    }
  }

  void reorder(Verdict.RecordsReordered reordered) {
    PartitionView partition = views.get(reordered.partition());
    if (partition != null) {
      partition.reorder(reordered.firstOffset(), reordered.recordCount());
    }
  }

  SequencedMap<TopicPartition, Long> writtenLately() {
    return Collections.unmodifiableSequencedMap(written);
  }
}
