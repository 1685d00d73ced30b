package vivarium.engine.simulation;

import java.util.TreeMap;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.ledger.LossyReplicas;
import vivarium.engine.log.PartitionLog;

/**
 * What must hold after every event: the verdicts of the running cluster's own ledger and
 * invariants, and beyond them what is too dear to check in a cluster under load.
 */
final class Safety {

  private final Cluster cluster;
  private final LossyReplicas lossy;
  private final TreeMap<TopicPartition, Integer> uncleanEpochs = new TreeMap<>();

  Safety(Cluster cluster, boolean keepsElr) {
    this.cluster = cluster;
    this.lossy = new LossyReplicas(keepsElr);
  }

  /**
   * Looks at what an event may have broken.
   *
   * @throws Violation if a rule is broken
   */
  void note(Stamped stamped) {
    switch (stamped.event()) {
      case Verdict.InvariantBroken(String invariant, String detail) ->
          throw new Violation(invariant + ": " + detail);
      case Verdict.RecordsLost lost when !lost.expected() -> throw new Violation(lost.toString());
      case Verdict.RecordsDuplicated twice when !twice.expected() ->
          throw new Violation(twice.toString());
      case Verdict.RecordsReordered late when !late.expected() ->
          throw new Violation(late.toString());
      case Metadata.PartitionChanged changed
          when changed.electedUncleanly() || lossy.elects(changed) ->
          uncleanEpochs.put(changed.partition(), changed.after().leaderEpoch());
      case Replica.HighWatermarkMoved moved -> logsAgree(stamped.node(), moved.partition());
      default -> {} // Nothing else breaks a rule.
    }
    lossy.note(stamped);
  }

  /** What two brokers both have as committed is the same record. */
  private void logsAgree(NodeId broker, TopicPartition id) {
    PartitionLog log = cluster.log(broker.number(), id);
    if (log == null) {
      throw new Violation(
          "%s moved the high watermark of %s, and has no log".formatted(broker, id));
    }
    // An unclean election may lose what was committed: logs from before it need not agree.
    int since = uncleanEpochs.getOrDefault(id, -1);
    if (log.latestEpoch() < since) {
      return;
    }
    for (NodeId other : cluster.brokerIds()) {
      PartitionLog otherLog = cluster.log(other.number(), id);
      if (otherLog == null || otherLog == log || otherLog.latestEpoch() < since) {
        continue;
      }
      long common = Math.min(log.highWatermark(), otherLog.highWatermark());
      long start = Math.max(log.logStartOffset(), otherLog.logStartOffset());
      if (common > start
          && log.epochs().epochAt(common - 1) != otherLog.epochs().epochAt(common - 1)) {
        throw new Violation(
            "logs agree below the high watermark: %s of %s and %s differ at offset %d"
                .formatted(id, broker, other, common - 1));
      }
    }
  }
}
