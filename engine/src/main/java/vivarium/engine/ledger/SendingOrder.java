package vivarium.engine.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;

/**
 * In which order each client first sent its batches to a partition, and which of those in the log
 * it sent last. Of clients outside it is the order in which their requests arrived: what never did
 * cannot be told.
 */
final class SendingOrder {

  /** A batch is written within so many others of its partition, or its turn is not known. */
  private static final int REMEMBERED_BATCHES = 4_096;

  private final TreeMap<TopicPartition, PerPartition> partitions = new TreeMap<>();

  /** When a batch was first sent, as a number that grows. */
  private record Sent(NodeId client, long turn) {}

  /** A batch in the log. */
  private record Written(long turn, long offset, long identity) {}

  private static final class PerPartition {
    final Map<Long, Sent> sent =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Long, Sent> eldest) {
            return size() > REMEMBERED_BATCHES;
          }
        };
    final TreeMap<NodeId, Written> latest = new TreeMap<>();
    long turns;
  }

  /** A client sends a batch, for the first time or again. */
  void sent(NodeId client, TopicPartition id, RecordBatch batch) {
    PerPartition partition = partitions.computeIfAbsent(id, unused -> new PerPartition());
    partition.sent.computeIfAbsent(
        Batches.identity(batch), unused -> new Sent(client, ++partition.turns));
  }

  /**
   * A batch was written.
   *
   * @param log it is the last of, which its leader has
   * @return whether a batch stands before it that its client first sent later
   */
  boolean written(TopicPartition id, RecordBatch batch, PartitionLog log) {
    PerPartition partition = partitions.get(id);
    Sent sent = partition == null ? null : partition.sent.get(Batches.identity(batch));
    if (partition == null || sent == null) {
      return false;
    }
    Written latest = standing(partition.latest.get(sent.client()), log);
    if (latest != null && latest.turn() > sent.turn()) {
      return true;
    }
    partition.latest.put(
        sent.client(), new Written(sent.turn(), batch.baseOffset(), Batches.identity(batch)));
    return false;
  }

  private static @Nullable Written standing(@Nullable Written written, PartitionLog log) {
    return written != null && Batches.stands(log, written.offset(), written.identity())
        ? written
        : null;
  }

  /** The topic is deleted. */
  void forget(String topic) {
    partitions.keySet().removeIf(id -> id.topic().equals(topic));
  }
}
