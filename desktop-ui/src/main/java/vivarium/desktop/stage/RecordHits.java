package vivarium.desktop.stage;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/**
 * The record under the pointer. Boxes of records are many and change with every append, so they are
 * no targets of a frame: which one is meant is found when somebody points at it.
 */
public final class RecordHits {

  private RecordHits() {}

  /** The frontmost thing at a point; within a lane, the record if there is one. */
  public static Optional<Target> at(
      Frame frame, ClusterModel model, Texts texts, double x, double y) {
    Optional<Target> found = frame.targetAt(x, y);
    if (found.isPresent()
        && found.get().selection() instanceof Selection.Replica(TopicPartition id, int broker)) {
      Spots.Lane lane = frame.spots().lanes().get(new Spots.Replica(id, broker));
      Spots.Boxes boxes = lane == null ? null : lane.boxes();
      PartitionView partition = model.partition(id);
      ReplicaView replica = partition == null ? null : partition.replica(broker);
      if (boxes != null && partition != null && replica != null) {
        long offset = boxes.offsetAt(x, y);
        BatchSummary batch = batchOf(replica, offset);
        Rect box = boxes.boxOf(offset);
        if (batch != null && box != null) {
          return Optional.of(
              new Target(
                  box,
                  new Selection.LogRecord(id, broker, offset, batch.leaderEpoch()),
                  tooltip(partition, offset, batch, replica, texts)));
        }
      }
    }
    return found;
  }

  /** The batch in which a replica has an offset, if it is remembered. */
  public static @Nullable BatchSummary batchOf(ReplicaView replica, long offset) {
    if (offset >= replica.logEndOffset()) {
      return null;
    }
    for (BatchSummary batch : List.copyOf(replica.batches()).reversed()) {
      if (offset >= batch.baseOffset() && offset <= batch.lastOffset()) {
        return batch;
      }
    }
    return null;
  }

  private static String tooltip(
      PartitionView partition, long offset, BatchSummary batch, ReplicaView replica, Texts texts) {
    String committed =
        texts.get(offset < replica.highWatermark() ? "records.committed" : "records.uncommitted");
    String reordered = partition.reordered(offset) ? "\n" + texts.get("stage.reordered") : "";
    return texts.get("record.at", partition.id(), offset)
        + " · "
        + committed
        + "\n"
        + texts.get("records.batchOf", batch.baseOffset(), batch.recordCount(), batch.leaderEpoch())
        + reordered;
  }
}
