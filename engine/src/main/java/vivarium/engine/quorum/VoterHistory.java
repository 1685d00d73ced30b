package vivarium.engine.quorum;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.Disk;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.wire.ControlBatches;

/**
 * Who votes, by what this node's metadata log says: the newest set in it counts at once, committed
 * or not, and one that is cut off counts no more (Raft §4.1, KIP-853). A log that names none has
 * the voters the quorum was configured with. Source: Kafka's {@code VoterSetHistory}.
 */
final class VoterHistory {

  private final List<Integer> configured;
  private final Disk disk;
  private final PartitionLog log;

  /** By the offset of the record that names them. */
  private final TreeMap<Long, List<Integer>> changes = new TreeMap<>();

  private @Nullable List<Integer> ofSnapshot;
  private long startOffset = -1;
  private long readUntil;

  VoterHistory(List<Integer> configured, Disk disk, PartitionLog log) {
    this.configured = List.copyOf(configured);
    this.disk = disk;
    this.log = log;
  }

  /** The log has grown, or was cut off, or has been replaced by a snapshot. */
  void follow() {
    if (startOffset < 0 || log.logStartOffset() > readUntil) {
      readUntil = log.logStartOffset();
      changes.clear();
    }
    startOffset = log.logStartOffset();
    StoredSnapshot snapshot = disk.snapshot();
    ofSnapshot = snapshot == null ? null : named(snapshot.batches());
    if (readUntil > log.logEndOffset()) {
      readUntil = log.logEndOffset();
      changes.tailMap(readUntil, true).clear();
    }
    for (RecordBatch batch : log.read(readUntil, log.logEndOffset(), Integer.MAX_VALUE)) {
      List<Integer> voters = ControlBatches.votersOf(batch);
      if (voters != null) {
        changes.put(batch.baseOffset(), voters);
      }
    }
    readUntil = log.logEndOffset();
  }

  private static @Nullable List<Integer> named(List<RecordBatch> batches) {
    return batches.isEmpty() ? null : ControlBatches.votersOf(batches.getFirst());
  }

  /** Who votes now. */
  List<Integer> latest() {
    Map.Entry<Long, List<Integer>> last = changes.lastEntry();
    return last == null ? first() : last.getValue();
  }

  /** Who votes as far as the log is committed. */
  List<Integer> before(long endOffset) {
    Map.Entry<Long, List<Integer>> last = changes.lowerEntry(endOffset);
    return last == null ? first() : last.getValue();
  }

  private List<Integer> first() {
    return ofSnapshot == null ? configured : ofSnapshot;
  }

  /** Whether every change is committed; only then may there be another. */
  boolean isSettled() {
    return changes.isEmpty() || changes.lastKey() < log.highWatermark();
  }

  /** Whether voters were ever named that are not the configured ones. */
  boolean hasChanged() {
    return ofSnapshot != null || !changes.isEmpty();
  }
}
