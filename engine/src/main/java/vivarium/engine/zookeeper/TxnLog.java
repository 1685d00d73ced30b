package vivarium.engine.zookeeper;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.Disk;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.EpochCache;
import vivarium.engine.log.LogRecord;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.log.RecordBatchBuilder;

/**
 * The transaction log and the newest snapshot, as they lie on one server's disk. It is a log of
 * batches of one transaction each, synced at every append; its leader epochs are Zab's, and epoch
 * and offset together make the zxid.
 */
public final class TxnLog {

  /** What the log is called on the disk. */
  public static final TopicPartition PARTITION = new TopicPartition("__zookeeper_txnlog", 0);

  private static final int EPOCH_BITS = 32;

  private final Disk disk;
  private final PartitionLog log;

  TxnLog(Disk disk) {
    this.disk = disk;
    this.log = disk.logOrNew(PARTITION, PARTITION.topic());
    log.syncEveryAppend();
  }

  /** The zxid of a transaction: they grow, and those of a later epoch are all greater. */
  static long zxid(RecordBatch batch) {
    return (long) batch.leaderEpoch() << EPOCH_BITS | batch.baseOffset();
  }

  PartitionLog log() {
    return log;
  }

  /** The epoch of the last transaction, or of the snapshot if there is none after it; or 0. */
  int lastEpoch() {
    return Math.max(0, log.latestEpoch());
  }

  long endOffset() {
    return log.logEndOffset();
  }

  /** One past the last transaction that is known as committed; kept across restarts. */
  long committed() {
    return log.highWatermark();
  }

  RecordBatch append(Txn txn, int epoch, long nowMs) {
    RecordBatch batch = new RecordBatchBuilder().add(nowMs, null, txn.encode()).build();
    if (log.appendAsLeader(batch, epoch)
        instanceof PartitionLog.AppendResult.Appended(var placed)) {
      return placed;
    }
    throw new IllegalStateException("a transaction was not appended: " + txn);
  }

  /** Transactions from one offset up to, not including, another. */
  List<RecordBatch> read(long fromOffset, long untilOffset) {
    return log.read(fromOffset, untilOffset, Integer.MAX_VALUE);
  }

  static Txn decode(RecordBatch batch) {
    LogRecord record = batch.records().getFirst();
    byte @Nullable [] value = record.value();
    if (value == null) {
      throw new IllegalStateException("a transaction without contents at " + record.offset());
    }
    return Txn.decode(value);
  }

  /** The tree as the snapshot has it, or an empty one. */
  ZnodeTree snapshotTree() {
    StoredSnapshot snapshot = disk.snapshot();
    if (snapshot == null) {
      return new ZnodeTree();
    }
    byte @Nullable [] value = snapshot.batches().getFirst().records().getFirst().value();
    if (value == null) {
      throw new IllegalStateException("a snapshot without contents");
    }
    return ZnodeTree.decode(value);
  }

  /** Keeps the tree in place of the transactions that led to it, which are deleted. */
  void snapshot(ZnodeTree tree, long endOffset, long nowMs) {
    int epoch = epochAt(endOffset - 1);
    RecordBatch batch = new RecordBatchBuilder().add(nowMs, null, tree.encode()).build();
    disk.store(new StoredSnapshot(endOffset, epoch, List.of(batch)));
    log.deleteBefore(endOffset);
  }

  /** The snapshot that another needs who lacks what is no longer in this log. */
  @Nullable StoredSnapshot storedSnapshot() {
    return disk.snapshot();
  }

  void install(StoredSnapshot snapshot) {
    disk.store(snapshot);
    log.restartAt(snapshot.endOffset());
    log.assignEpochAtEnd(snapshot.epoch());
  }

  /** Which epochs wrote the history, the last of the snapshot included. */
  List<EpochCache.Entry> epochs() {
    List<EpochCache.Entry> entries = new ArrayList<>(log.epochs().entries());
    StoredSnapshot snapshot = disk.snapshot();
    if (snapshot != null
        && snapshot.endOffset() == log.logStartOffset()
        && snapshot.endOffset() > 0) {
      entries.removeIf(entry -> entry.startOffset() < snapshot.endOffset());
      entries.addFirst(new EpochCache.Entry(snapshot.epoch(), snapshot.endOffset() - 1));
    }
    return entries;
  }

  private int epochAt(long offset) {
    return epochAt(epochs(), offset);
  }

  private static int epochAt(List<EpochCache.Entry> entries, long offset) {
    int epoch = -1;
    for (EpochCache.Entry entry : entries) {
      if (entry.startOffset() <= offset) {
        epoch = entry.epoch();
      }
    }
    return epoch;
  }

  /**
   * How much of another's history is this one's too. The same epoch at the same offset means the
   * same transaction, and the same before it; so the first agreement from the top is the answer.
   */
  long commonWith(List<EpochCache.Entry> others, long othersEnd) {
    List<EpochCache.Entry> own = epochs();
    for (long end = Math.min(endOffset(), othersEnd); end > 0; end--) {
      int epoch = epochAt(own, end - 1);
      if (epoch != -1 && epoch == epochAt(others, end - 1)) {
        return end;
      }
    }
    return 0;
  }
}
