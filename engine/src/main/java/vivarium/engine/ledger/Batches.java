package vivarium.engine.ledger;

import java.util.List;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;

/**
 * Tells batches apart by their checksum, which a retry keeps and which includes sequence numbers
 * or, without idempotence, the timestamps and contents of the records.
 */
final class Batches {

  private Batches() {}

  /** The same for each attempt to write a batch, and hardly ever for another batch. */
  static long identity(RecordBatch batch) {
    return (long) batch.checksum() << 32 | batch.sizeBytes();
  }

  /** Whether a batch stands at an offset of a log, and was not truncated away. */
  static boolean stands(PartitionLog log, long offset, long identity) {
    List<RecordBatch> found = log.read(offset, Long.MAX_VALUE, 1);
    return !found.isEmpty()
        && found.getFirst().baseOffset() == offset
        && identity(found.getFirst()) == identity;
  }
}
