package vivarium.desktop.i18n;

import java.util.List;
import java.util.Locale;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;

/** Tells an event in one plain sentence, with Kafka's exact names. */
public final class Narrator {

  private final Texts texts;
  private final FaultNames faults;

  public Narrator(Texts texts) {
    this.texts = texts;
    this.faults = new FaultNames(texts, this);
  }

  /** What happened, without when. */
  public String sentence(Stamped stamped) {
    String who = name(stamped.node());
    return switch (stamped.event()) {
      case Node event -> node(who, event);
      case Coordination event -> coordination(stamped.node(), who, event);
      case Metadata event -> metadata(event);
      case Replica event -> replica(who, event);
      case Flow event -> flow(who, event);
      case Client event -> client(who, event);
      case Fault event -> fault(event);
      case Verdict event -> verdict(event);
    };
  }

  /** What happened and when, for a chain of causes: {@code link 2→3 cut · 00:31.0}. */
  public String brief(Stamped stamped) {
    return sentence(stamped) + " · " + Units.shortClock(stamped.atNanos());
  }

  /** A reason that the engine gave, also one against words that were typed, in this language. */
  public String reason(String given) {
    return Reasons.known(given, texts).orElseGet(() -> FileReasons.of(given, texts));
  }

  /** What is broken, where and how much. */
  public String fault(FaultSpec spec) {
    return faults.describe(spec);
  }

  /** A node as a sentence names it. */
  public String name(NodeId node) {
    return switch (node.kind()) {
      case CLUSTER -> texts.get("node.cluster");
      case CONTROLLER -> texts.get("stage.controller", node.name());
      case ZOOKEEPER -> texts.get("stage.zookeeper", node.name());
      case BROKER -> texts.get("stage.broker", node.name());
      case PRODUCER, CONSUMER, EXTERNAL -> node.name();
    };
  }

  private String node(String who, Node event) {
    return switch (event) {
      case Node.Added() -> texts.get("event.added", who);
      case Node.ListenerOpened(String host, int port) ->
          texts.get("event.listenerOpened", who, host + ":" + port);
      case Node.Started() -> texts.get("event.started", who);
      case Node.Stopped(Node.How how) ->
          switch (how) {
            case CRASH -> texts.get("event.killed", who);
            case POWER_LOSS -> texts.get("event.powerLost", who);
            case DISK_FULL -> texts.get("event.diskFull", who);
            case CLEAN -> texts.get("event.stoppedCleanly", who);
          };
      case Node.ShutdownBegan() -> texts.get("event.shutdownBegan", who);
      case Node.DiskWiped() -> texts.get("event.diskWiped", who);
      case Node.Frozen() -> texts.get("event.frozen", who);
      case Node.Resumed() -> texts.get("event.resumed", who);
      case Node.Registered e ->
          e.rack() == null
              ? texts.get("event.registered", who, e.brokerEpoch())
              : texts.get("event.registeredInRack", who, e.brokerEpoch(), e.rack());
      case Node.Fenced(long unused, String reason) ->
          texts.get("event.fenced", who, reason(reason));
      case Node.Unfenced(long unused) -> texts.get("event.unfenced", who);
      case Node.RemovalBegan(int partitions) ->
          partitions == 0
              ? texts.get("event.removalBegan", who)
              : texts.get("event.removalMoves", who, Counts.partitions(texts, partitions));
      case Node.RemovalGivenUp(String reason) ->
          texts.get("event.removalGivenUp", who, reason(reason));
      case Node.Unregistered(long unused) -> texts.get("event.unregistered", who);
      case Node.Removed() -> texts.get("event.removed", who);
    };
  }

  private String coordination(NodeId node, String who, Coordination event) {
    return switch (event) {
      case Coordination.ControllerElected(int term) ->
          texts.get("event.controllerElected", who, term);
      case Coordination.VotersChanged(List<Integer> voters) ->
          texts.get("event.votersChanged", Units.ids(voters));
      case Coordination.MetadataCommitted(long endOffset) ->
          texts.get("event.metadataCommitted", endOffset);
      case Coordination.QuorumRoleChanged e ->
          node.isZooKeeper() ? ensembleRole(who, e) : quorumRole(who, e);
      case Coordination.MetadataAppended(long endOffset) ->
          texts.get("event.metadataAppended", who, endOffset);
      case Coordination.MetadataTruncated(long previous, long endOffset) ->
          texts.get("event.metadataTruncated", who, previous, endOffset);
      case Coordination.SnapshotTaken(long endOffset) ->
          texts.get("event.snapshotTaken", who, endOffset);
      case Coordination.SnapshotLoaded(long endOffset) ->
          texts.get("event.snapshotLoaded", who, endOffset);
      case Coordination.ControllerGone(String reason) ->
          texts.get("event.controllerGone", reason(reason));
      case Coordination.SessionOpened(long unused, int timeoutMs) ->
          texts.get("event.sessionOpened", who, timeoutMs);
      case Coordination.SessionEnded(long unused, boolean expired) ->
          texts.get(expired ? "event.sessionExpired" : "event.sessionClosed", who);
      case Coordination.ZnodeCreated(String path, String data, long owner) ->
          texts.get("event.znodeCreated", who, path, data);
      case Coordination.ZnodeChanged(String path, String data, int version) ->
          texts.get("event.znodeChanged", who, path, data, version);
      case Coordination.ZnodeDeleted(String path) -> texts.get("event.znodeDeleted", who, path);
    };
  }

  private String ensembleRole(String who, Coordination.QuorumRoleChanged event) {
    String key =
        switch (event.role()) {
          case LEADER -> "ensemble.leader";
          case FOLLOWER -> "ensemble.follower";
          default -> "ensemble.looking"; // A server of ZooKeeper has no other.
        };
    return texts.get(key, who, event.term(), Reasons.of(event.reason(), texts), event.leader());
  }

  private String quorumRole(String who, Coordination.QuorumRoleChanged event) {
    String key =
        switch (event.role()) {
          case OBSERVER -> "quorum.observer";
          case UNATTACHED -> "quorum.unattached";
          case FOLLOWER -> "quorum.follower";
          case PROSPECTIVE -> "quorum.prospective";
          case CANDIDATE -> "quorum.candidate";
          case LEADER -> "quorum.leader";
          case RESIGNED -> "quorum.resigned";
        };
    return texts.get(key, who, event.term(), Reasons.of(event.reason(), texts), event.leader());
  }

  private String metadata(Metadata event) {
    return switch (event) {
      case Metadata.TopicCreated e ->
          texts.get(
              "event.topicCreated",
              e.topic(),
              Counts.partitions(texts, e.partitions()),
              e.replicationFactor());
      case Metadata.TopicDeleted(String topic) -> texts.get("event.topicDeleted", topic);
      case Metadata.PartitionsAdded e ->
          texts.get("event.partitionsAdded", e.topic(), e.before(), e.now());
      case Metadata.ElectionHeld e ->
          texts.get(
              switch (e.type()) {
                case PREFERRED -> "event.preferredElection";
                case UNCLEAN -> "event.uncleanElection";
              },
              Counts.partitions(texts, e.partitions()),
              reason(e.reason()));
      case Metadata.ConfigChanged e ->
          e.value() == null
              ? texts.get("event.configReset", e.key(), scope(e))
              : texts.get("event.configChanged", e.key(), e.value(), scope(e));
      case Metadata.PartitionChanged e -> partitionChanged(e);
    };
  }

  private String scope(Metadata.ConfigChanged event) {
    return switch (event.scope()) {
      case TOPIC -> event.name();
      case BROKERS -> texts.get("scope.brokers");
      case SIMULATION -> texts.get("scope.simulation");
    };
  }

  private String partitionChanged(Metadata.PartitionChanged event) {
    List<Integer> elr = event.after().elr();
    boolean tellsOfElr =
        event.before() != null && (!elr.isEmpty() || !event.before().elr().isEmpty());
    return (reassigns(event) ? reassignment(event) : leaderAndIsr(event))
        + (tellsOfElr ? texts.get("event.withElr", Units.ids(elr)) : "");
  }

  private static boolean reassigns(Metadata.PartitionChanged event) {
    return event.reassignmentBegan() || event.reassignmentEnded();
  }

  private String reassignment(Metadata.PartitionChanged event) {
    PartitionState after = event.after();
    if (event.reassignmentBegan()) {
      return texts.get(
          "event.reassigning",
          event.partition(),
          Units.idsOrDash(after.adding()),
          Units.idsOrDash(after.removing()),
          Units.ids(after.isr()));
    }
    return texts.get(
        event.reassignmentCancelled() ? "event.reassignmentCancelled" : "event.reassigned",
        event.partition(),
        Units.ids(after.replicas()),
        after.hasLeader() ? after.leader() : "none",
        Units.idsOrDash(after.isr()));
  }

  private String leaderAndIsr(Metadata.PartitionChanged event) {
    PartitionState after = event.after();
    String isr = Units.ids(after.isr());
    PartitionState before = event.before();
    if (before == null) {
      return texts.get("event.partitionCreated", event.partition(), after.leader(), isr);
    }
    if (event.leaderChanged()) {
      return after.hasLeader()
          ? texts.get(
              event.electedUncleanly() ? "event.leaderElectedUncleanly" : "event.leaderElected",
              event.partition(),
              after.leader(),
              after.leaderEpoch(),
              isr)
          : texts.get("event.leaderless", event.partition());
    }
    String was = Units.ids(before.isr());
    if (event.isrShrank()) {
      return texts.get("event.isrShrank", event.partition(), was, isr);
    }
    return event.isrExpanded()
        ? texts.get("event.isrExpanded", event.partition(), was, isr)
        : texts.get("event.partitionChanged", event.partition(), after.partitionEpoch());
  }

  private String replica(String who, Replica event) {
    return switch (event) {
      case Replica.BecameLeader e ->
          texts.get("event.becameLeader", who, e.partition(), e.leaderEpoch());
      case Replica.BecameFollower e ->
          texts.get("event.becameFollower", who, e.partition(), e.leader());
      case Replica.Removed e -> texts.get("event.replicaRemoved", who, e.partition());
      case Replica.Appended e ->
          texts.get(
              "event.appended", who, e.partition(), e.batch().baseOffset(), e.batch().lastOffset());
      case Replica.HighWatermarkMoved e ->
          texts.get("event.highWatermark", e.partition(), who, e.highWatermark());
      case Replica.Truncated e ->
          texts.get("event.truncated", who, e.partition(), e.previousEndOffset(), e.endOffset());
      case Replica.LogStartMoved e ->
          texts.get("event.logStart", e.partition(), who, e.logStartOffset());
      case Replica.FellBehind e ->
          texts.get(
              "event.fellBehind", e.follower(), e.partition(), Units.shortClock(e.sinceNanos()));
      case Replica.CaughtUp e -> texts.get("event.caughtUp", e.follower(), e.partition());
      case Replica.ReaderSent e ->
          texts.get("event.readerSent", e.clientId(), e.partition(), e.toReplica(), e.rack());
    };
  }

  private String flow(String who, Flow event) {
    return switch (event) {
      case Flow.Sent e -> texts.get("event.sent", who, e.api(), name(e.to()));
      case Flow.Lost(long unused, String reason) -> texts.get("event.lost", reason(reason));
      case Flow.Parked e -> texts.get("event.parked", e.api(), name(e.client()), who);
      case Flow.Released(long unused) -> texts.get("event.released", who);
      case Flow.Thinned(long count) -> texts.get("event.thinned", Units.count(count));
    };
  }

  private String client(String who, Client event) {
    return switch (event) {
      case Client.ProducerAdded(var settings) ->
          texts.get(
              "event.producerAdded",
              titled("node.producer", who),
              settings.topic(),
              settings.acksWord());
      case Client.ProducerChanged(var settings) ->
          texts.get(
              "event.producerChanged",
              titled("node.producer", who),
              settings.acksWord(),
              Units.rate(settings.recordsPerSecond()));
      case Client.ConsumerAdded(var settings) ->
          texts.get(
              "event.consumerAdded",
              titled("node.consumer", who),
              settings.groupId(),
              settings.topic());
      case Client.ConsumerChanged(var settings) ->
          texts.get("event.consumerChanged", titled("node.consumer", who), settings.processingMs());
      case Client.Removed() -> texts.get("event.clientRemoved", who);
      case Client.Connected(String address, String software) ->
          texts.get("event.connected", who, software, address);
      case Client.Disconnected(String reason) ->
          texts.get("event.disconnected", who, reason(reason));
      case Client.Producing(String topic, int acks) ->
          texts.get("event.producing", who, topic, ProducerSettings.acksWord(acks));
      case Client.Joining(String groupId) -> texts.get("event.joining", who, groupId);
      case Client.Fetching(var partition) -> texts.get("event.fetching", who, partition);
      case Client.Acknowledged e ->
          texts.get(
              "event.acknowledged", who, Counts.records(texts, e.recordCount()), e.partition());
      case Client.Refused e ->
          texts.get(refusal(e.outcome(), e.willRetry()), who, e.error(), e.api(), e.partition());
      case Client.Read e -> texts.get("event.read", who, e.nextOffset(), e.partition());
      case Client.Committed e ->
          texts.get("event.committed", e.groupId(), e.offset(), e.partition());
      case Client.GroupChanged e ->
          texts.get(
              isConsumerProtocol(e) ? "event.consumerGroupChanged" : "event.groupChanged",
              e.groupId(),
              e.state().kafkaName(),
              e.generation(),
              e.members().size(),
              reason(e.reason()));
    };
  }

  private static boolean isConsumerProtocol(Client.GroupChanged event) {
    GroupProtocol protocol = event.protocol();
    return protocol != null && protocol.isConsumer();
  }

  /** A client with the word for its kind, unless its name begins with that already. */
  private String titled(String key, String name) {
    String kind = key.substring(key.indexOf('.') + 1);
    return name.toLowerCase(Locale.ROOT).startsWith(kind) ? name : texts.get(key, name);
  }

  private static String refusal(Client.Outcome outcome, boolean willRetry) {
    return switch (outcome) {
      case ANSWERED -> willRetry ? "event.refusedRetry" : "event.refused";
      case TIMED_OUT -> willRetry ? "event.timedOutRetry" : "event.timedOut";
      case DISCONNECTED -> willRetry ? "event.connectionLostRetry" : "event.connectionLost";
    };
  }

  private String fault(Fault event) {
    return switch (event) {
      case Fault.LinkCut(NodeId from, NodeId to) -> texts.get("event.linkCut", end(from), end(to));
      case Fault.LinkHealed(NodeId from, NodeId to) ->
          texts.get("event.linkHealed", end(from), end(to));
      case Fault.Injected(FaultSpec spec) -> texts.get("event.injected", faults.describe(spec));
      case Fault.Struck e ->
          texts.get("event.struck", faults.name(e.fault()), e.api(), name(e.from()), name(e.to()));
      case Fault.Healed(FaultSpec spec, boolean usedUp) ->
          texts.get(usedUp ? "event.usedUp" : "event.healed", faults.name(spec));
    };
  }

  /** A broker at the end of a link is its number alone. */
  private String end(NodeId node) {
    return node.isBroker() ? node.name() : name(node);
  }

  private String verdict(Verdict event) {
    return switch (event) {
      case Verdict.RecordsLost e ->
          e.expected()
              ? texts.get(
                  "event.lostExpected",
                  Counts.acknowledged(texts, e.recordCount()),
                  e.partition(),
                  e.firstOffset(),
                  reason(e.reason()))
              : texts.get(
                  "event.lostByBug",
                  Counts.acknowledged(texts, e.recordCount()),
                  e.partition(),
                  e.firstOffset(),
                  reason(e.reason()));
      case Verdict.RecordsDuplicated e ->
          texts.get(
              "event.duplicated",
              Counts.records(texts, e.recordCount()),
              e.partition(),
              e.firstOffset(),
              reason(e.reason()));
      case Verdict.RecordsReordered e ->
          texts.get(
              "event.reordered",
              Counts.records(texts, e.recordCount()),
              e.partition(),
              e.firstOffset(),
              reason(e.reason()));
      case Verdict.InvariantBroken(String invariant, String detail) ->
          texts.get("event.invariantBroken", reason(invariant), reason(detail));
    };
  }

  /** Whether the event belongs in a list of what changed, rather than in the traffic. */
  public static boolean isTold(ClusterEvent event) {
    return switch (event) {
      case Node.Added() -> false;
      case Node.ListenerOpened(String unused, int port) -> false;
      case Node unused -> true;
      case Coordination.ControllerElected(int term) -> true;
      case Coordination.MetadataCommitted(long endOffset) -> false;
      case Coordination.MetadataAppended(long endOffset) -> false;
      case Coordination.ZnodeCreated unused -> false;
      case Coordination.ZnodeChanged unused -> false;
      case Coordination.ZnodeDeleted unused -> false;
      case Coordination unused -> true;
      case Metadata.PartitionChanged e -> e.before() != null;
      case Metadata unused -> true;
      case Replica.Truncated e -> e.previousEndOffset() != e.endOffset();
      case Replica.FellBehind unused -> true;
      case Replica.CaughtUp unused -> true;
      case Replica.ReaderSent unused -> true;
      case Replica unused -> false;
      case Flow unused -> false;
      case Client.Producing unused -> false;
      case Client.Joining unused -> false;
      case Client.Fetching unused -> false;
      case Client.Acknowledged unused -> false;
      case Client.Read unused -> false;
      case Client.Committed unused -> false;
      case Client unused -> true;
      case Fault unused -> true;
      case Verdict unused -> true;
    };
  }
}
