package vivarium.engine.ledger;

import java.util.TreeMap;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;

/**
 * One leader per leader epoch; a leader elected cleanly holds every committed record; a committed
 * record is never replaced by another; ISR and ELR are disjoint and inside the replicas; epochs
 * never go back.
 */
final class ReplicationRules implements Rules {

  private final Logs logs;
  private final Reporter reporter;
  private final TreeMap<TopicPartition, TreeMap<Integer, Integer>> leaderOfEpoch = new TreeMap<>();
  private final TreeMap<TopicPartition, Committed> committed = new TreeMap<>();
  private final TreeMap<TopicPartition, Integer> uncleanEpochs = new TreeMap<>();

  /** How far a partition is committed, and the epoch that wrote the last committed record. */
  private final LossyReplicas lossy;

  private record Committed(long highWatermark, int lastEpoch) {}

  ReplicationRules(Logs logs, boolean keepsElr, Reporter reporter) {
    this.logs = logs;
    this.lossy = new LossyReplicas(keepsElr);
    this.reporter = reporter;
  }

  @Override
  public void note(Stamped stamped) {
    switch (stamped.event()) {
      case Replica.BecameLeader leader -> checkLeader(stamped, leader);
      case Replica.HighWatermarkMoved moved -> checkHighWatermark(stamped, moved);
      case Metadata.PartitionChanged changed -> checkState(stamped, changed);
      case Metadata.TopicDeleted(String topic) -> {
        leaderOfEpoch.keySet().removeIf(id -> id.topic().equals(topic));
        committed.keySet().removeIf(id -> id.topic().equals(topic));
        uncleanEpochs.keySet().removeIf(id -> id.topic().equals(topic));
      }
      default -> {} // Nothing else can break a rule.
    }
    lossy.note(stamped);
  }

  private void checkLeader(Stamped stamped, Replica.BecameLeader leader) {
    int broker = stamped.node().number();
    TreeMap<Integer, Integer> epochs =
        leaderOfEpoch.computeIfAbsent(leader.partition(), unused -> new TreeMap<>());
    Integer other = epochs.put(leader.leaderEpoch(), broker);
    if (other != null && other != broker) {
      reporter.broken(
          stamped,
          "one leader per epoch",
          "brokers %d and %d both lead %s in epoch %d"
              .formatted(other, broker, leader.partition(), leader.leaderEpoch()));
    }
    if (leader.leaderEpoch() < epochs.lastKey()) {
      return; // It was frozen, and takes up an office that another has held since: it is fenced.
    }
    Committed known = committed.get(leader.partition());
    PartitionLog log = logs.log(broker, leader.partition());
    if (known != null && log != null && !holds(log, known)) {
      reporter.broken(
          stamped,
          "leader completeness",
          "%s: records are committed up to %d (epoch %d), and the log of broker %d, the new leader, has %d to %d"
              .formatted(
                  leader.partition(),
                  known.highWatermark(),
                  known.lastEpoch(),
                  broker,
                  log.logStartOffset(),
                  log.logEndOffset()));
    }
  }

  private static boolean holds(PartitionLog log, Committed known) {
    long last = known.highWatermark() - 1;
    return last < log.logStartOffset()
        || (log.logEndOffset() > last && log.epochs().epochAt(last) == known.lastEpoch());
  }

  private void checkHighWatermark(Stamped stamped, Replica.HighWatermarkMoved moved) {
    PartitionLog log = logs.log(stamped.node().number(), moved.partition());
    if (log == null || log.latestEpoch() < uncleanEpochs.getOrDefault(moved.partition(), -1)) {
      return; // It does not know yet of an election that may lose what it has committed.
    }
    Committed known = committed.get(moved.partition());
    if (known == null || moved.highWatermark() > known.highWatermark()) {
      if (known != null && !holds(log, known)) {
        reporter.broken(
            stamped,
            "a committed record stays",
            "%s: broker %d has committed up to %d without what was committed up to %d in epoch %d"
                .formatted(
                    moved.partition(),
                    stamped.node().number(),
                    moved.highWatermark(),
                    known.highWatermark(),
                    known.lastEpoch()));
      }
      committed.put(
          moved.partition(),
          new Committed(moved.highWatermark(), log.epochs().epochAt(moved.highWatermark() - 1)));
    }
  }

  private void checkState(Stamped stamped, Metadata.PartitionChanged changed) {
    TopicPartition id = changed.partition();
    PartitionState before = changed.before();
    PartitionState after = changed.after();
    boolean insideReplicas =
        after.replicas().containsAll(after.isr()) && after.replicas().containsAll(after.elr());
    boolean disjoint = after.isr().stream().noneMatch(after.elr()::contains);
    if (!insideReplicas || !disjoint) {
      reporter.broken(
          stamped, "ISR and ELR are disjoint and inside the replicas", id + ": " + after);
    }
    if (before != null
        && (after.leaderEpoch() < before.leaderEpoch()
            || after.partitionEpoch() <= before.partitionEpoch())) {
      reporter.broken(
          stamped, "epochs never go back", "%s: %s, then %s".formatted(id, before, after));
    }
    if (changed.electedUncleanly() || lossy.elects(changed)) {
      committed.remove(id); // The settings allow this election to lose what was committed.
      uncleanEpochs.put(id, after.leaderEpoch());
    }
  }
}
