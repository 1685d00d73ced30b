package vivarium.engine.ledger;

import java.util.TreeMap;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;

/**
 * In which order each producer first sent its batches to a partition, and which of those in the log
 * it sent last. Of clients outside it is the order in which their requests arrived: what never did
 * cannot be told.
 */
final class SendingOrder {

  /** A batch is written within so many others of its partition, or its turn is not known. */
  private static final int REMEMBERED_BATCHES = 4_096;

  /** More producers than write to a partition at any one time. */
  private static final int REMEMBERED_SENDERS = 1_024;

  private final TreeMap<TopicPartition, PerPartition> partitions = new TreeMap<>();

  /**
   * Whose batches are in an order. Clients outside may share a name: without a producer id each of
   * their connections stands for itself.
   *
   * @param lane of the connection; empty where the name is enough
   * @param producerId Kafka's, or -1
   */
  private record Sender(NodeId client, String lane, long producerId) {

    static Sender of(NodeId client, String lane, RecordBatch batch) {
      return batch.hasProducerId()
          ? new Sender(NodeId.CLUSTER, "", batch.producerId())
          : new Sender(client, client.kind() == NodeId.Kind.EXTERNAL ? lane : "", -1);
    }
  }

  /** When a batch was first sent, as a number that grows. */
  private record Sent(Sender sender, long turn) {}

  /** A batch in the log. */
  private record Written(long turn, long offset, long identity) {}

  private static final class PerPartition {
    final Bounded<Long, Sent> sent = new Bounded<>(REMEMBERED_BATCHES);
    final Bounded<Sender, Written> latest = new Bounded<>(REMEMBERED_SENDERS);
    long turns;
  }

  /**
   * A batch is sent, for the first time or again.
   *
   * @param lane which of the client's connections it comes by
   */
  void sent(NodeId client, String lane, TopicPartition id, RecordBatch batch) {
    PerPartition partition = partitions.computeIfAbsent(id, unused -> new PerPartition());
    partition.sent.computeIfAbsent(
        Batches.identity(batch),
        unused -> new Sent(Sender.of(client, lane, batch), ++partition.turns));
  }

  /**
   * A batch was written.
   *
   * @param log it is the last of, which its leader has
   * @return whether a batch stands before it that its producer first sent later
   */
  boolean written(TopicPartition id, RecordBatch batch, PartitionLog log) {
    PerPartition partition = partitions.get(id);
    Sent sent = partition == null ? null : partition.sent.get(Batches.identity(batch));
    if (partition == null || sent == null) {
      return false;
    }
    Written latest = partition.latest.get(sent.sender());
    if (latest != null && latest.turn() > sent.turn() && stands(latest, log)) {
      return true;
    }
    partition.latest.putLast(
        sent.sender(), new Written(sent.turn(), batch.baseOffset(), Batches.identity(batch)));
    return false;
  }

  private static boolean stands(Written written, PartitionLog log) {
    return Batches.stands(log, written.offset(), written.identity());
  }

  /** The topic is deleted. */
  void forget(String topic) {
    partitions.keySet().removeIf(id -> id.topic().equals(topic));
  }
}
