package vivarium.engine.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.NodeView.Process;

/**
 * The cluster as a fold of its events: apply them in order and read off what is true after the
 * last. One thread owns a model; {@link #copy} makes an independent one.
 *
 * <p>Whoever draws a moment between two events asks for the messages under way at that moment with
 * {@link #inFlight}.
 */
public final class ClusterModel {

  /** Topic config that tells how many in-sync replicas a write with acks=all needs. */
  public static final String MIN_INSYNC_REPLICAS = "min.insync.replicas";

  private long seq;
  private long stateSeq;
  private long atNanos;
  private final TreeMap<NodeId, NodeView> nodes = new TreeMap<>();
  private final TreeMap<String, TopicView> topics = new TreeMap<>();
  private final TreeMap<String, String> brokerConfigs = new TreeMap<>();
  private final TreeMap<String, String> simulationConfigs = new TreeMap<>();
  private final PartitionsInModel partitions;
  private final ClientsInModel clients;
  private final FlowsInModel flows;
  private final FaultsInModel faults;
  private final ZooKeeperInModel zookeeper;
  private final ControllersInModel controllers;
  private LedgerView ledger = LedgerView.EMPTY;

  public ClusterModel() {
    this(
        new PartitionsInModel(),
        new ClientsInModel(),
        new FlowsInModel(),
        new FaultsInModel(),
        new ZooKeeperInModel(),
        new ControllersInModel());
  }

  private ClusterModel(
      PartitionsInModel partitions,
      ClientsInModel clients,
      FlowsInModel flows,
      FaultsInModel faults,
      ZooKeeperInModel zookeeper,
      ControllersInModel controllers) {
    this.partitions = partitions;
    this.clients = clients;
    this.flows = flows;
    this.faults = faults;
    this.zookeeper = zookeeper;
    this.controllers = controllers;
  }

  /** An independent model in the same state. */
  public ClusterModel copy() {
    ClusterModel copy =
        new ClusterModel(
            partitions.copy(),
            clients.copy(),
            flows.copy(),
            faults.copy(),
            zookeeper.copy(),
            controllers.copy());
    copy.seq = seq;
    copy.stateSeq = stateSeq;
    copy.atNanos = atNanos;
    nodes.forEach((id, view) -> copy.nodes.put(id, view.copy()));
    topics.forEach((id, view) -> copy.topics.put(id, view.copy()));
    copy.brokerConfigs.putAll(brokerConfigs);
    copy.simulationConfigs.putAll(simulationConfigs);
    copy.ledger = ledger;
    return copy;
  }

  /**
   * Roughly how much a {@link #copy} holds, in references: whoever keeps copies can bound them. At
   * 64 bits a reference and what goes with it take some 16 bytes.
   */
  public long weight() {
    return 32L * (nodes.size() + topics.size())
        + partitions.weight()
        + clients.weight()
        + flows.weight()
        + 4L * zookeeper.znodes.size();
  }

  /** Folds in the next event; events must come in order of seq, though some may be missing. */
  public void apply(Stamped stamped) {
    if (stamped.seq() <= seq) {
      throw new IllegalArgumentException(
          "event %d is already in the model at %d".formatted(stamped.seq(), seq));
    }
    seq = stamped.seq();
    atNanos = stamped.atNanos();
    if (changesState(stamped.event())) {
      stateSeq = seq;
    }
    switch (stamped.event()) {
      case Node event -> applyNode(stamped, event);
      case Coordination event -> {
        controllers.apply(stamped, event, nodes);
        zookeeper.apply(stamped, event);
      }
      case Metadata event -> applyMetadata(stamped, event);
      case Replica event -> partitions.apply(stamped, event);
      case Flow event -> flows.apply(stamped, event);
      case Client event -> applyClient(stamped, event);
      case Fault event -> faults.apply(stamped, event);
      case Verdict event -> applyVerdict(stamped, event);
    }
  }

  private static boolean changesState(ClusterEvent event) {
    return switch (event) {
      case Node unused -> true;
      case Coordination unused -> true;
      case Metadata unused -> true;
      case Fault unused -> true;
      case Replica replica ->
          !(replica instanceof Replica.Appended || replica instanceof Replica.HighWatermarkMoved);
      case Flow unused -> false;
      case Client unused -> false;
      case Verdict unused -> false;
    };
  }

  private void applyNode(Stamped stamped, Node event) {
    NodeView view = nodes.computeIfAbsent(stamped.node(), NodeView::new);
    switch (event) {
      case Node.Added() -> {}
      case Node.ListenerOpened(String host, int port) -> {
        view.host = host;
        view.port = port;
      }
      case Node.Started() -> process(view, Process.RUNNING, stamped);
      case Node.Stopped(Node.How how) -> {
        process(view, Process.STOPPED, stamped);
        view.stoppedHow = how;
        if (stamped.node().equals(controllers.active)) {
          controllers.active = null;
        }
      }
      case Node.ShutdownBegan() -> process(view, Process.SHUTTING_DOWN, stamped);
      case Node.DiskWiped() -> {} // Its replicas say themselves that they are gone.
      case Node.Frozen() -> process(view, Process.FROZEN, stamped);
      case Node.Resumed() -> process(view, Process.RUNNING, stamped);
      case Node.Registered(long brokerEpoch, String rack) -> {
        view.registered = true;
        view.rack = rack;
        view.brokerEpoch = brokerEpoch;
      }
      case Node.Fenced(long unused, String reason) -> {
        view.fenced = true;
        view.fencedReason = reason;
        view.fencedSinceNanos = stamped.atNanos();
      }
      case Node.Unfenced(long unused) -> {
        view.fenced = false;
        view.fencedReason = null;
      }
      case Node.RemovalBegan unused -> view.leaving = true;
      case Node.RemovalGivenUp unused -> view.leaving = false;
      case Node.Unregistered unused -> {
        view.registered = false;
        view.fenced = true;
      }
      case Node.Removed() -> nodes.remove(stamped.node());
    }
  }

  private static void process(NodeView view, Process process, Stamped stamped) {
    view.process = process;
    view.processSinceNanos = stamped.atNanos();
    view.processSeq = stamped.seq();
  }

  private void applyMetadata(Stamped stamped, Metadata event) {
    switch (event) {
      case Metadata.TopicCreated(String topic, int count, int replicationFactor) ->
          topics.put(topic, new TopicView(topic, count, replicationFactor));
      case Metadata.TopicDeleted(String topic) -> {
        topics.remove(topic);
        partitions.forgetTopic(topic);
        clients.forgetTopic(topic);
      }
      case Metadata.PartitionsAdded(String topic, int unused, int now) -> {
        TopicView view = topics.get(topic);
        if (view != null) {
          view.partitions = now;
        }
      }
      case Metadata.ElectionHeld unused -> {} // The changes it leads to are told one by one.
      case Metadata.ConfigChanged(var scope, String name, String key, String value) -> {
        TreeMap<String, String> configs =
            switch (scope) {
              case TOPIC -> topics.containsKey(name) ? topics.get(name).configs : null;
              case BROKERS -> brokerConfigs;
              case SIMULATION -> simulationConfigs;
            };
        int before = minInSyncReplicas(name);
        if (configs != null && value == null) {
          configs.remove(key);
        } else if (configs != null) {
          configs.put(key, value);
        }
        TopicView topic = scope == Metadata.ConfigScope.TOPIC ? topics.get(name) : null;
        if (topic != null && key.equals(MIN_INSYNC_REPLICAS)) {
          topic.minIsrRaisedSeq = minInSyncReplicas(name) > before ? stamped.seq() : 0;
        }
      }
      case Metadata.PartitionChanged(TopicPartition id, PartitionState before, var after) -> {
        partitions.become(id, after, before, stamped);
        TopicView topic = topics.get(id.topic());
        if (topic != null && id.partition() == 0) {
          topic.replicationFactor = after.replicationFactor();
        }
      }
    }
  }

  private void applyVerdict(Stamped stamped, Verdict event) {
    ledger = ledger.after(event);
    if (event instanceof Verdict.RecordsLost lost) {
      partitions.lose(lost, stamped.atNanos());
    } else if (event instanceof Verdict.RecordsReordered reordered) {
      partitions.reorder(reordered);
    }
  }

  private void applyClient(Stamped stamped, Client event) {
    if (event instanceof Client.GroupChanged changed
        && isFormerCoordinator(stamped.node(), changed.groupId())) {
      return;
    }
    clients.apply(stamped, event);
    if (event instanceof Client.Acknowledged acknowledged && acknowledged.acks() != 0) {
      ledger = ledger.acknowledging(acknowledged.recordCount());
    }
  }

  /**
   * Whether the controller has given the group's partition to another broker: what this one still
   * says of the group, as after a freeze, no longer counts.
   */
  private boolean isFormerCoordinator(NodeId broker, String groupId) {
    TopicView offsets = topics.get(OffsetsTopic.NAME);
    if (offsets == null) {
      return false;
    }
    int home = OffsetsTopic.partitionFor(groupId, offsets.partitions());
    PartitionView partition = partitions.views.get(new TopicPartition(OffsetsTopic.NAME, home));
    return partition != null && !broker.equals(NodeId.broker(partition.state().leader()));
  }

  /** Seq of the last event folded in. */
  public long seq() {
    return seq;
  }

  /**
   * Seq of the last event that changed more than offsets, messages, clients and groups: while it
   * stays, so do nodes, topics, configs and the states and roles of partitions and replicas.
   */
  public long stateSeq() {
    return stateSeq;
  }

  /** Virtual time of the last event folded in. */
  public long atNanos() {
    return atNanos;
  }

  /** Brokers and controllers, in order of kind and id. */
  public SortedMap<NodeId, NodeView> nodes() {
    return Collections.unmodifiableSortedMap(nodes);
  }

  public @Nullable NodeView node(NodeId id) {
    return nodes.get(id);
  }

  /** The brokers, in order of id. */
  public List<NodeView> brokers() {
    return nodes.values().stream().filter(view -> view.id().isBroker()).toList();
  }

  /** The controllers of the quorum, or the servers of the ZooKeeper ensemble, in order of id. */
  public List<NodeView> coordinators() {
    return nodes.values().stream().filter(view -> view.id().isCoordinator()).toList();
  }

  /** Producers and consumers, built-in and external. */
  public SortedMap<NodeId, ClientView> clients() {
    return clients.clients();
  }

  /** The last eight clients from outside that did something and have gone, the latest last. */
  public SequencedMap<NodeId, ClientView> goneClients() {
    return clients.gone();
  }

  /** A client that is there, or from outside and gone; null if neither is known. */
  public @Nullable ClientView client(NodeId id) {
    ClientView there = clients().get(id);
    return there == null ? goneClients().get(id) : there;
  }

  public SortedMap<String, TopicView> topics() {
    return Collections.unmodifiableSortedMap(topics);
  }

  public SortedMap<TopicPartition, PartitionView> partitions() {
    return Collections.unmodifiableSortedMap(partitions.views);
  }

  public @Nullable PartitionView partition(TopicPartition id) {
    return partitions.views.get(id);
  }

  public SortedMap<String, GroupView> groups() {
    return clients.groups();
  }

  /** Cluster-wide broker configs, by Kafka's names. */
  public SortedMap<String, String> brokerConfigs() {
    return Collections.unmodifiableSortedMap(brokerConfigs);
  }

  /** What the simulation adds: {@code link.latency.ms} and the like. */
  public SortedMap<String, String> simulationConfigs() {
    return Collections.unmodifiableSortedMap(simulationConfigs);
  }

  /** Directions between two nodes in which nothing gets through. */
  public SortedSet<CutLink> cutLinks() {
    return Collections.unmodifiableSortedSet(faults.cutLinks);
  }

  /** What else is broken, by {@link vivarium.engine.event.FaultSpec#key}. */
  public SortedMap<String, FaultView> faults() {
    return Collections.unmodifiableSortedMap(faults.active);
  }

  /** The znodes of the ZooKeeper ensemble, by path; none with KRaft. */
  public SortedMap<String, ZnodeView> znodes() {
    return Collections.unmodifiableSortedMap(zookeeper.znodes);
  }

  /** Who has a session with the ensemble, by the session's id. */
  public SortedMap<Long, NodeId> sessions() {
    return Collections.unmodifiableSortedMap(zookeeper.sessions);
  }

  /** The active controller, or null while there is none. */
  public @Nullable NodeId controller() {
    return controllers.active;
  }

  public int controllerTerm() {
    return controllers.term;
  }

  /** End of the committed metadata log. */
  public long metadataEndOffset() {
    return controllers.metadataEndOffset;
  }

  public LedgerView ledger() {
    return ledger;
  }

  /**
   * Seq of the event by which a partition's health is what it is: who left its ISR, whether it has
   * a leader, or a min.insync.replicas that was raised.
   */
  public long whyHealth(PartitionView partition) {
    if (!partition.state().hasLeader()) {
      return partition.changedSeq();
    }
    TopicView topic = topics.get(partition.id().topic());
    return Math.max(partition.whyIsr(), topic == null ? 0 : topic.minIsrRaisedSeq);
  }

  /**
   * The {@code min.insync.replicas} in force for a topic: its own, or the brokers' default, or
   * Kafka's, which is 1.
   */
  public int minInSyncReplicas(String topic) {
    TopicView view = topics.get(topic);
    String value = view == null ? null : view.config(MIN_INSYNC_REPLICAS);
    if (value == null) {
      value = brokerConfigs.getOrDefault(MIN_INSYNC_REPLICAS, "1");
    }
    return Integer.parseInt(value);
  }

  /**
   * Lag of a group on a partition in records: high watermark less committed offset.
   *
   * @return the lag, or -1 where nothing is committed or the partition has no leader's replica
   */
  public long lag(GroupView group, TopicPartition partition) {
    PartitionView view = partitions.views.get(partition);
    Long committed = group.committed().get(partition);
    return view == null || committed == null ? -1 : view.lag(committed);
  }

  /** As {@link #lag(GroupView, Collection)}, on every partition the group has committed for. */
  public long totalLag(GroupView group) {
    return lag(group, group.committed().keySet());
  }

  /** Sum of the group's known lags on these partitions, or -1 if none of them is known. */
  public long lag(GroupView group, Collection<TopicPartition> of) {
    long[] known =
        of.stream().mapToLong(partition -> lag(group, partition)).filter(lag -> lag >= 0).toArray();
    return known.length == 0 ? -1 : Arrays.stream(known).sum();
  }

  /** Messages that are on the way at {@code nanos}, in order of departure. */
  public List<Flow.Sent> inFlight(long nanos) {
    return flows.inFlight(nanos);
  }

  /** Messages lost at or after {@code sinceNanos}, with when. */
  public Collection<LostMessage> lostSince(long sinceNanos) {
    return flows.lostSince(sinceNanos);
  }

  /** Requests that wait in a broker's purgatory, with the broker. */
  public Collection<ParkedRequest> parked() {
    return flows.parked();
  }

  /**
   * When whoever keeps the node's session last heard from it: the controller or the ensemble from a
   * broker, the coordinator from a member.
   *
   * @return virtual time, or -1 if no answer to a heartbeat was seen
   */
  public long sessionRenewedAtNanos(NodeId node) {
    return flows.renewedAtNanos(node);
  }

  /**
   * How many messages went out to a node and from it lately, up to a moment: each counts one when
   * it leaves, and half as much after each 0.3 s.
   */
  public double traffic(NodeId node, long nanos) {
    return flows.traffic(node, nanos);
  }

  /** When their leaders last appended something, of the partitions that were written to lately. */
  public SequencedMap<TopicPartition, Long> writtenLately() {
    return partitions.writtenLately();
  }

  /** How many flow events were thinned away so far. */
  public long flowsThinned() {
    return flows.thinned();
  }
}
