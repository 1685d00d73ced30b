package vivarium.engine.ledger;

import java.util.List;
import java.util.TreeMap;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.Acknowledgement;
import vivarium.engine.net.Request;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;

/**
 * Follows every record that was acknowledged to any client. When a leader changes it looks whether
 * the new one holds what was promised; what it does not hold is lost, either because a setting
 * allows it or because of a bug of ours. It also tells of records that are written twice, or after
 * others that were sent later.
 */
public final class Ledger {

  /** A retry comes within so many batches of its first attempt, or is not recognised. */
  private static final int REMEMBERED_BATCHES = 4_096;

  private final Scheduler scheduler;
  private final Journal journal;
  private final Logs logs;
  private final TreeMap<TopicPartition, Promises> promises = new TreeMap<>();
  private final UncleanElections uncleanElections;
  private final TreeMap<TopicPartition, Leader> leaders = new TreeMap<>();

  /** Where the latest batches of a partition were written, by their identity. */
  private final TreeMap<TopicPartition, Bounded<Long, Long>> recent = new TreeMap<>();

  private final SendingOrder order = new SendingOrder();

  /** Who leads a partition, in the newest epoch that any broker has led in. */
  private record Leader(int broker, int epoch) {}

  /**
   * @param keepsElr whether the controller knows eligible leader replicas (KIP-966)
   */
  public Ledger(Scheduler scheduler, Journal journal, Logs logs, boolean keepsElr) {
    this.uncleanElections = new UncleanElections(keepsElr);
    this.scheduler = scheduler;
    this.journal = journal;
    this.logs = logs;
  }

  /** A client has received an answer: notes and tells what it promises. */
  public void acknowledged(Request request) {
    long latency = scheduler.nowNanos() - request.sentAtNanos();
    for (Acknowledgement ack : request.promised()) {
      journal.emit(
          request.from(),
          new Client.Acknowledged(
              ack.partition(), ack.baseOffset(), ack.recordCount(), ack.acks(), latency));
      promises.computeIfAbsent(ack.partition(), unused -> new Promises()).add(ack);
      Leader leader = leaders.get(ack.partition());
      PartitionLog log = leader == null ? null : logs.log(leader.broker(), ack.partition());
      if (log != null && log.latestEpoch() > ack.leaderEpoch()) {
        look(ack.partition(), log); // The promise was overtaken by a change of leader.
      }
    }
  }

  /** A client sends a batch to a partition, for the first time or again. */
  void sent(Request request, TopicPartition partition, RecordBatch batch) {
    if (leaders.containsKey(partition)) { // Of any other there is no log.
      order.sent(request.from(), request.lane(), partition, batch);
    }
  }

  /** Takes note of an event; verdicts on it are told a moment later. */
  public void note(Stamped stamped) {
    uncleanElections.note(stamped);
    switch (stamped.event()) {
      case Replica.BecameLeader leader when !isOutdated(leader) -> {
        leaders.put(leader.partition(), new Leader(stamped.node().number(), leader.leaderEpoch()));
        long cause = stamped.seq();
        scheduler.after(0, () -> lookAt(stamped.node(), leader.partition(), cause));
      }
      case Replica.Appended appended -> noteAppended(stamped.node(), appended);
      case Replica.LogStartMoved moved -> {
        Promises standing = promises.get(moved.partition());
        if (standing != null && isLeader(stamped.node(), moved.partition())) {
          standing.forgetBefore(moved.logStartOffset());
        }
      }
      case Metadata.TopicDeleted(String topic) -> {
        promises.keySet().removeIf(id -> id.topic().equals(topic));
        recent.keySet().removeIf(id -> id.topic().equals(topic));
        leaders.keySet().removeIf(id -> id.topic().equals(topic));
        order.forget(topic);
      }
      default -> {} // Nothing else bears on what was promised.
    }
  }

  /** A broker that was frozen may take up an office that another has long held since. */
  private boolean isOutdated(Replica.BecameLeader leader) {
    Leader known = leaders.get(leader.partition());
    return known != null && leader.leaderEpoch() < known.epoch();
  }

  private boolean isLeader(NodeId broker, TopicPartition partition) {
    Leader leader = leaders.get(partition);
    return leader != null && leader.broker() == broker.number();
  }

  private void lookAt(NodeId broker, TopicPartition partition, long cause) {
    PartitionLog log = logs.log(broker.number(), partition);
    if (log != null && isLeader(broker, partition)) {
      look(partition, log, cause);
    }
  }

  private void look(TopicPartition partition, PartitionLog log) {
    look(partition, log, Stamped.NO_CAUSE);
  }

  private void look(TopicPartition partition, PartitionLog log, long cause) {
    Promises standing = promises.get(partition);
    if (standing == null) {
      return;
    }
    List<Promises.Range> missing = standing.takeMissingFrom(log);
    for (Promises.Range range : missing) {
      journal.emit(NodeId.CLUSTER, verdict(partition, range), cause);
    }
  }

  private Verdict verdict(TopicPartition partition, Promises.Range range) {
    String allowed = uncleanElections.whatAllowsLosing(partition, range.leaderEpoch());
    if (allowed != null) {
      return lost(partition, range, true, allowed);
    }
    if (range.acks() != ProducerSettings.ACKS_ALL) {
      return lost(
          partition,
          range,
          true,
          "acks=1: the leader acknowledged them before any follower had them, and is no longer leader");
    }
    return lost(
        partition, range, false, "acks=all was acknowledged, and the new leader lacks them");
  }

  private static Verdict.RecordsLost lost(
      TopicPartition partition, Promises.Range range, boolean expected, String reason) {
    return new Verdict.RecordsLost(
        partition, range.firstOffset(), range.recordCount(), expected, reason);
  }

  private void noteAppended(NodeId broker, Replica.Appended appended) {
    if (!isLeader(broker, appended.partition())) {
      return;
    }
    PartitionLog log = logs.log(broker.number(), appended.partition());
    if (log == null || log.batches().isEmpty()) {
      return;
    }
    RecordBatch batch = log.batches().getLast();
    BatchSummary summary = appended.batch();
    if (batch.baseOffset() != summary.baseOffset()) {
      return;
    }
    Verdict verdict =
        isDuplicate(appended.partition(), batch, log)
            ? duplicated(appended.partition(), batch)
            : order.written(appended.partition(), batch, log)
                ? reordered(appended.partition(), batch)
                : null;
    if (verdict != null) {
      long cause = journal.lastSeq();
      scheduler.after(0, () -> journal.emit(NodeId.CLUSTER, verdict, cause));
    }
  }

  private boolean isDuplicate(TopicPartition partition, RecordBatch batch, PartitionLog log) {
    long identity = Batches.identity(batch);
    Long earlier =
        recent
            .computeIfAbsent(partition, unused -> new Bounded<>(REMEMBERED_BATCHES))
            .put(identity, batch.baseOffset());
    return earlier != null
        && earlier < batch.baseOffset()
        && Batches.stands(log, earlier, identity);
  }

  private static Verdict duplicated(TopicPartition partition, RecordBatch batch) {
    boolean expected = !batch.hasProducerId();
    return new Verdict.RecordsDuplicated(
        partition,
        batch.baseOffset(),
        batch.recordCount(),
        expected,
        expected
            ? "enable.idempotence=false: a retry was appended although the first attempt was"
            : "an idempotent producer's retry was appended twice");
  }

  private static Verdict reordered(TopicPartition partition, RecordBatch batch) {
    boolean expected = !batch.hasProducerId();
    return new Verdict.RecordsReordered(
        partition,
        batch.baseOffset(),
        batch.recordCount(),
        expected,
        expected
            ? "enable.idempotence=false: a retry was appended after what was sent later"
            : "an idempotent producer's retry was appended after what was sent later");
  }
}
