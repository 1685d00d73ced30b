package vivarium.engine.disk;

import java.util.List;
import vivarium.engine.log.RecordBatch;

/**
 * What a prefix of a log amounts to, so that the prefix itself need not be kept (KIP-630).
 *
 * @param endOffset one past the last offset it stands for
 * @param epoch of the record before {@code endOffset}
 * @param batches the records that describe the state, in order
 */
public record StoredSnapshot(long endOffset, int epoch, List<RecordBatch> batches) {
  public StoredSnapshot {
    batches = List.copyOf(batches);
  }
}
