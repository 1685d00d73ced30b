package vivarium.engine.replica;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog.AppendResult;
import vivarium.engine.log.RecordBatch;

/**
 * Appends to partitions led here and, with acks=all, waits until the high watermark has passed what
 * was appended (Kafka's {@code ReplicaManager.appendRecords} and {@code DelayedProduce}).
 */
public final class ReplicaWriter {

  private final HostBroker broker;
  private final ReplicaManager replicas;

  public ReplicaWriter(HostBroker broker, ReplicaManager replicas) {
    this.broker = broker;
    this.replicas = replicas;
  }

  /** A batch for one partition. */
  public record Write(TopicPartition partition, RecordBatch batch) {}

  /**
   * What became of a write.
   *
   * @param baseOffset offset of the first record, or -1 on an error
   * @param endOffset one past the last record, which the high watermark must reach
   * @param leaderEpoch epoch that wrote them
   */
  public record Written(
      TopicPartition partition,
      Errors error,
      @Nullable String message,
      long baseOffset,
      long endOffset,
      int leaderEpoch,
      long logStartOffset) {

    static Written refused(TopicPartition partition, Errors error, @Nullable String message) {
      return new Written(partition, error, message, -1, -1, -1, -1);
    }

    Written with(Errors newError) {
      return new Written(
          partition, newError, null, baseOffset, endOffset, leaderEpoch, logStartOffset);
    }

    public int recordCount() {
      return (int) (endOffset - baseOffset);
    }
  }

  /** Waits for the high watermark on behalf of a write with acks=all. */
  public interface WaitListener {
    /** The write is in the leader's log and now waits for its followers. */
    void waiting();
  }

  /**
   * Appends, and hands the outcome on when it is as certain as {@code acks} asks for.
   *
   * @param acks 0, 1 or -1
   * @param timeoutNanos how long acks=all may wait before {@code REQUEST_TIMED_OUT}
   * @param whenWaiting told if the write has to wait
   * @param done called once, with one outcome for each write, in order
   */
  public void write(
      List<Write> writes,
      short acks,
      long timeoutNanos,
      WaitListener whenWaiting,
      Consumer<List<Written>> done) {
    List<Written> written = new ArrayList<>(writes.size());
    for (Write write : writes) {
      written.add(append(write, acks));
    }
    boolean mustWait =
        acks == ProducerSettings.ACKS_ALL
            && written.stream().anyMatch(each -> each.error() == Errors.NONE);
    if (!mustWait) {
      done.accept(written);
      return;
    }
    DelayedWrite delayed = new DelayedWrite(written, done);
    List<TopicPartition> partitions = writes.stream().map(Write::partition).toList();
    if (!replicas.purgatory().completeOrWatch(delayed, partitions, timeoutNanos)) {
      whenWaiting.waiting();
    }
  }

  private Written append(Write write, short acks) {
    TopicPartition id = write.partition();
    LocalReplica replica = replicas.replica(id);
    Leadership leadership = replica == null ? null : replica.leadership();
    if (replica == null || leadership == null) {
      return Written.refused(id, replicas.refusalToWrite(id), null);
    }
    if (acks == ProducerSettings.ACKS_ALL && leadership.isUnderMinIsr()) {
      return Written.refused(
          id,
          Errors.NOT_ENOUGH_REPLICAS,
          "The size of the current ISR %s is insufficient to satisfy the min.isr requirement of %d for partition %s"
              .formatted(replica.state().isr(), leadership.minInSyncReplicas(), id));
    }
    int maxBytes =
        Integer.parseInt(broker.image().topicConfig(id.topic(), ConfigCatalog.MAX_MESSAGE_BYTES));
    if (write.batch().sizeBytes() > maxBytes) {
      return Written.refused(
          id,
          Errors.MESSAGE_TOO_LARGE,
          "A record batch of %d bytes in %s exceeds max.message.bytes=%d"
              .formatted(write.batch().sizeBytes(), id, maxBytes));
    }
    Written appended = append(replica, write.batch());
    replicas.afterAppend(replica);
    return appended;
  }

  private Written append(LocalReplica replica, RecordBatch batch) {
    TopicPartition id = replica.id();
    long logStart = replica.log().logStartOffset();
    return switch (replica.log().appendAsLeader(batch, replica.leaderEpoch())) {
      case AppendResult.Appended(RecordBatch placed) -> {
        broker.context().emit(new Replica.Appended(id, placed.summary()));
        yield new Written(
            id,
            Errors.NONE,
            null,
            placed.baseOffset(),
            placed.nextOffset(),
            replica.leaderEpoch(),
            logStart);
      }
      case AppendResult.Duplicate(long base, long last) ->
          new Written(
              id,
              Errors.NONE,
              null,
              base,
              last + 1,
              replica.log().epochs().epochAt(last),
              logStart);
      case AppendResult.OutOfOrderSequence(String detail) ->
          Written.refused(id, Errors.OUT_OF_ORDER_SEQUENCE_NUMBER, detail);
      case AppendResult.InvalidProducerEpoch(String detail) ->
          Written.refused(id, Errors.INVALID_PRODUCER_EPOCH, detail);
    };
  }

  /** A write that waits for the high watermark of each of its partitions. */
  private final class DelayedWrite implements DelayedOperation {

    private final List<Written> outcomes;
    private final List<Boolean> pending;
    private final Consumer<List<Written>> done;

    DelayedWrite(List<Written> written, Consumer<List<Written>> done) {
      this.outcomes = new ArrayList<>(written);
      this.pending = new ArrayList<>(written.stream().map(w -> w.error() == Errors.NONE).toList());
      this.done = done;
    }

    @Override
    public boolean tryComplete() {
      for (int i = 0; i < outcomes.size(); i++) {
        if (pending.get(i)) {
          look(i);
        }
      }
      if (pending.contains(true)) {
        return false;
      }
      done.accept(outcomes);
      return true;
    }

    private void look(int index) {
      Written written = outcomes.get(index);
      LocalReplica replica = replicas.replica(written.partition());
      Leadership leadership = replica == null ? null : replica.leadership();
      if (replica == null || leadership == null) {
        settle(index, written.with(replicas.refusalToWrite(written.partition())));
      } else if (replica.log().highWatermark() >= written.endOffset()) {
        settle(
            index,
            leadership.isUnderMinIsr()
                ? written.with(Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND)
                : written);
      }
    }

    private void settle(int index, Written outcome) {
      pending.set(index, false);
      outcomes.set(index, outcome);
    }

    @Override
    public void expire() {
      for (int i = 0; i < outcomes.size(); i++) {
        if (pending.get(i)) {
          settle(i, outcomes.get(i).with(Errors.REQUEST_TIMED_OUT));
        }
      }
      done.accept(outcomes);
    }
  }
}
