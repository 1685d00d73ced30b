package vivarium.engine.disk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;

/** A node's disk. It outlives the node's process; whoever starts next finds what was written. */
public final class Disk {

  /** Broker epoch of a disk that no clean shutdown has signed. */
  public static final long NOT_CLEAN = -1;

  private final TreeMap<TopicPartition, PartitionLog> logs = new TreeMap<>();
  private final TreeMap<TopicPartition, String> topicIds = new TreeMap<>();
  private StoredVote vote = StoredVote.NONE;
  private @Nullable StoredSnapshot snapshot;
  private long cleanShutdownEpoch = NOT_CLEAN;
  private long busyUntilNanos;
  private boolean full;
  private @Nullable String directoryId;

  /** The logs found, by partition. */
  public SortedMap<TopicPartition, PartitionLog> logs() {
    return Collections.unmodifiableSortedMap(logs);
  }

  public @Nullable PartitionLog log(TopicPartition partition) {
    return logs.get(partition);
  }

  /**
   * The partition's log; an empty one if there is none, or if the one found belongs to an earlier
   * topic of the same name.
   */
  public PartitionLog logOrNew(TopicPartition partition, String topicId) {
    if (!topicId.equals(topicIds.put(partition, topicId))) {
      logs.remove(partition);
    }
    return logs.computeIfAbsent(partition, id -> new PartitionLog(id, this::requireSpace));
  }

  public void delete(TopicPartition partition) {
    logs.remove(partition);
    topicIds.remove(partition);
  }

  /** Bytes of all logs. */
  public long sizeBytes() {
    return logs.values().stream().mapToLong(PartitionLog::sizeBytes).sum();
  }

  /** What the voter on this node wrote down last. */
  public StoredVote vote() {
    return vote;
  }

  public void store(StoredVote value) {
    vote = value;
  }

  /** The newest snapshot of the metadata log, or null. */
  public @Nullable StoredSnapshot snapshot() {
    return snapshot;
  }

  /** Keeps a snapshot in place of the one before. */
  public void store(StoredSnapshot value) {
    snapshot = value;
  }

  /** Signs that the process of this broker epoch ended cleanly (Kafka's clean shutdown file). */
  public void signCleanShutdown(long brokerEpoch) {
    if (!full) {
      cleanShutdownEpoch = brokerEpoch;
    }
  }

  /** The epoch signed last, which is removed; {@link #NOT_CLEAN} if there was none. */
  public long takeCleanShutdownEpoch() {
    long epoch = cleanShutdownEpoch;
    cleanShutdownEpoch = NOT_CLEAN;
    return epoch;
  }

  /** The id of the log directory (KIP-858), or null on a disk that no broker has written to. */
  public @Nullable String directoryId() {
    return directoryId;
  }

  /** Gives the log directory its id, for as long as the disk is not wiped. */
  public void nameDirectory(String id) {
    directoryId = id;
  }

  /** What is in the page cache reaches the disk. */
  public void flush() {
    logs.values().forEach(PartitionLog::flush);
  }

  /** A log that became shorter, from the one end offset to the other. */
  public record Loss(TopicPartition partition, long previousEndOffset, long endOffset) {}

  /**
   * The machine's power fails: what its page cache held and the disk did not is gone. Returns what
   * that was.
   */
  public List<Loss> losePower() {
    List<Loss> losses = new ArrayList<>();
    for (PartitionLog log : logs.values()) {
      long before = log.logEndOffset();
      log.loseUnflushed();
      if (log.logEndOffset() != before) {
        losses.add(new Loss(log.partition(), before, log.logEndOffset()));
      }
    }
    cleanShutdownEpoch = NOT_CLEAN;
    return losses;
  }

  /** Everything is gone; the disk is as new. */
  public void wipe() {
    logs.clear();
    topicIds.clear();
    vote = StoredVote.NONE;
    snapshot = null;
    cleanShutdownEpoch = NOT_CLEAN;
    directoryId = null;
  }

  /** Whether the disk takes nothing more. */
  public boolean isFull() {
    return full;
  }

  public void setFull(boolean value) {
    full = value;
  }

  private void requireSpace(TopicPartition partition) {
    if (full) {
      throw new DiskFullException(partition);
    }
  }

  /**
   * Queues a write behind those before it.
   *
   * @param latencyNanos what each write takes at least
   * @param bytesPerSecond what the disk takes; 0 for no bound
   * @param busyNanos for how much longer each write occupies the disk
   * @return when it is done
   */
  public long writeDoneAt(
      long nowNanos, long bytes, long latencyNanos, long bytesPerSecond, long busyNanos) {
    if (bytesPerSecond == 0 && busyNanos == 0) {
      return nowNanos + latencyNanos;
    }
    long transfer = bytesPerSecond == 0 ? 0 : bytes * 1_000_000_000L / bytesPerSecond;
    busyUntilNanos = Math.max(nowNanos, busyUntilNanos) + transfer + busyNanos;
    return busyUntilNanos + latencyNanos;
  }
}
