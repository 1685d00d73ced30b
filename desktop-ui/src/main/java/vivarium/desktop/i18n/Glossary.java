package vivarium.desktop.i18n;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the names in the inspector mean, by the name as it stands there. */
public final class Glossary {

  private final Map<String, String> meanings = new HashMap<>();

  public Glossary(Texts texts) {
    meanings.put("Leader", texts.get("meaning.leader"));
    meanings.put("Replicas", texts.get("meaning.replicas"));
    meanings.put("Isr", texts.get("meaning.isr"));
    meanings.put("Elr", texts.get("meaning.elr"));
    meanings.put("LastKnownElr", texts.get("meaning.lastKnownElr"));
    meanings.put("AddingReplicas", texts.get("meaning.addingReplicas"));
    meanings.put("RemovingReplicas", texts.get("meaning.removingReplicas"));
    meanings.put("HW", texts.get("meaning.highWatermark"));
    meanings.put("LEO", texts.get("meaning.logEndOffset"));
    meanings.put("LAG", texts.get("meaning.lag"));
    meanings.put("CURRENT", texts.get("meaning.currentOffset"));
    meanings.put("CURRENT-OFFSET", texts.get("meaning.currentOffset"));
    meanings.put("LOG-END-OFFSET", texts.get("meaning.highWatermark"));
    meanings.put("CONSUMER-ID", texts.get("meaning.consumerId"));
    meanings.put("STATE", texts.get("meaning.groupState"));
    meanings.put("COORDINATOR", texts.get("meaning.coordinator"));
    meanings.put("Configs", texts.get("meaning.configs"));
    meanings.put(texts.get("table.skew"), texts.get("meaning.skew"));
    meanings.put(texts.get("table.outOfSync"), texts.get("meaning.outOfSync"));
    meanings.put(texts.get("table.logStart"), texts.get("meaning.logStart"));
    meanings.put("acks", texts.get("meaning.acks"));
    meanings.put(texts.get("column.start"), texts.get("meaning.logStart"));
    meanings.put(texts.get("partition.epochs"), texts.get("meaning.epochs"));
    meanings.put(texts.get("node.brokerEpoch"), texts.get("meaning.brokerEpoch"));
    meanings.put(texts.get("node.fenced"), texts.get("meaning.fenced"));
    meanings.put(texts.get("node.term"), texts.get("meaning.term"));
    meanings.put(texts.get("node.metadataEnd"), texts.get("meaning.metadataEnd"));
    meanings.put(texts.get("group.generation"), texts.get("meaning.generation"));
    meanings.put(texts.get("group.coordinatorLabel"), texts.get("meaning.coordinator"));
    meanings.put(texts.get("group.totalLag"), texts.get("meaning.lag"));
    meanings.put(texts.get("client.latency"), texts.get("meaning.latency"));
    meanings.put(texts.get("client.retriesLabel"), texts.get("meaning.retries"));
    meanings.put(texts.get("message.correlationId"), texts.get("meaning.correlationId"));
    meanings.put("PartitionCount", texts.get("meaning.partitionCount"));
    meanings.put("ReplicationFactor", texts.get("meaning.replicationFactor"));
    meanings.put("producerId", texts.get("meaning.producerId"));
    meanings.put("sequence", texts.get("meaning.sequence"));
    meanings.put("ephemeralOwner", texts.get("meaning.ephemeralOwner"));
    meanings.put("version", texts.get("meaning.znodeVersion"));
    meanings.put("HOST", texts.get("meaning.host"));
    meanings.put("CreateTime", texts.get("meaning.createTime"));
    meanings.put("LogAppendTime", texts.get("meaning.logAppendTime"));
    meanings.put(texts.get("replica.leaderEpoch"), texts.get("meaning.leaderEpoch"));
    meanings.put(texts.get("replica.takesItselfFor"), texts.get("meaning.takesItselfFor"));
    meanings.put(texts.get("replica.preferred"), texts.get("meaning.preferred"));
    meanings.put(texts.get("replica.behind"), texts.get("meaning.behind"));
    meanings.put(texts.get("replica.behindSince"), texts.get("meaning.behindSince"));
    meanings.put(texts.get("replica.truncated"), texts.get("meaning.truncated"));
    meanings.put(texts.get("record.batchSize"), texts.get("meaning.batchSize"));
    meanings.put(texts.get("records.batch"), texts.get("meaning.batch"));
    meanings.put(texts.get("member.position"), texts.get("meaning.position"));
    meanings.put(texts.get("record.station"), texts.get("meaning.station"));
    meanings.put(texts.get("link.arrivesIn"), texts.get("meaning.arrivesIn"));
    meanings.put(texts.get("ledger.acknowledged"), texts.get("meaning.acknowledged"));
    meanings.put(texts.get("ledger.lostExpected"), texts.get("meaning.lostExpected"));
    meanings.put(texts.get("ledger.lostByBug"), texts.get("meaning.lostByBug"));
    meanings.put(texts.get("ledger.duplicated"), texts.get("meaning.duplicated"));
    meanings.put(texts.get("ledger.reordered"), texts.get("meaning.reordered"));
    meanings.put(texts.get("ledger.invariants"), texts.get("meaning.invariants"));
  }

  /** One or two sentences; empty for a name that says it all. */
  public Optional<String> meaning(String name) {
    return Optional.ofNullable(meanings.get(name));
  }
}
