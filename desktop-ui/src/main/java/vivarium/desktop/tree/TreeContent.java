package vivarium.desktop.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.BrokerLook;
import vivarium.desktop.stage.CellLook;
import vivarium.desktop.stage.ClientLook;
import vivarium.desktop.stage.GroupLook;
import vivarium.desktop.stage.HealthLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.FaultView;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;
import vivarium.engine.model.TopicView;

/** Everything on the stage in words: who is there, how it is, what belongs to what. */
final class TreeContent {

  private static final String COORDINATORS = "coordinators";
  private static final String BROKERS = "brokers";
  private static final String TOPICS = "topics";
  private static final String GROUPS = "groups";
  private static final String CLIENTS = "clients";
  private static final String APART = " · ";

  private final ClusterModel model;
  private final boolean internalTopics;
  private final Texts texts;
  private final Narrator narrator;

  TreeContent(ClusterModel model, boolean internalTopics, Texts texts) {
    this.model = model;
    this.internalTopics = internalTopics;
    this.texts = texts;
    this.narrator = new Narrator(texts);
  }

  /**
   * The keys that lead from the root to the line of a thing; null of what has none. A replica is
   * found below its partition, though its broker has it, too.
   */
  static @Nullable List<String> pathTo(Selection thing) {
    return switch (thing) {
      case Selection.Cluster() -> List.of();
      case Selection.Node(NodeId id) ->
          List.of(id.isBroker() ? BROKERS : COORDINATORS, id.toString());
      case Selection.Topic(String name) -> List.of(TOPICS, name);
      case Selection.Partition(TopicPartition id) -> List.of(TOPICS, id.topic(), id.toString());
      case Selection.Replica(TopicPartition id, int broker) -> replicaPath(id, broker);
      case Selection.LogRecord record -> replicaPath(record.partition(), record.broker());
      case Selection.Group(String id) -> List.of(GROUPS, id);
      case Selection.Member(String group, String memberId) -> List.of(GROUPS, group, memberId);
      case Selection.Client(NodeId id) -> List.of(CLIENTS, id.toString());
      case Selection.Link unused -> null;
      case Selection.Several unused -> null;
      case Selection.Znode unused -> null;
      case Selection.Message unused -> null;
      case Selection.Event unused -> null;
    };
  }

  private static List<String> replicaPath(TopicPartition id, int broker) {
    return List.of(TOPICS, id.topic(), id.toString(), id + "@" + broker);
  }

  TreeEntry root() {
    return branch("cluster", texts.get("inspector.cluster"), this::kinds);
  }

  private List<TreeEntry> kinds() {
    boolean zookeeper = model.coordinators().stream().anyMatch(node -> node.id().isZooKeeper());
    List<TreeEntry> kinds = new ArrayList<>();
    kinds.add(
        branch(
            COORDINATORS,
            counted(
                texts.get(zookeeper ? "tree.zookeeper" : "tree.controllers"),
                model.coordinators().size()),
            () -> model.coordinators().stream().map(this::coordinator).toList()));
    kinds.add(
        branch(
            BROKERS,
            counted(texts.get("table.brokers"), model.brokers().size()),
            () -> model.brokers().stream().map(this::broker).toList()));
    List<TopicView> topics =
        model.topics().values().stream()
            .filter(topic -> internalTopics || !topic.isInternal())
            .toList();
    kinds.add(
        branch(TOPICS, counted(texts.get("table.topics"), topics.size()), () -> topics(topics)));
    kinds.add(
        branch(
            GROUPS,
            counted(texts.get("table.groups"), model.groups().size()),
            () -> model.groups().values().stream().map(this::group).toList()));
    kinds.add(
        branch(
            CLIENTS,
            counted(texts.get("table.clients"), model.clients().size()),
            () -> model.clients().values().stream().map(this::client).toList()));
    kinds.add(
        branch(
            "faults",
            counted(texts.get("inspector.faults"), model.cutLinks().size() + model.faults().size()),
            this::faults));
    return kinds;
  }

  private static TreeEntry branch(String key, String words, Supplier<List<TreeEntry>> children) {
    return TreeEntry.branch(key, words, Tone.PLAIN, Selection.CLUSTER, children);
  }

  private String counted(String name, int count) {
    return texts.get("tree.counted", name, count);
  }

  private TreeEntry coordinator(NodeView node) {
    BrokerLook look = BrokerLook.of(node);
    String active =
        node.id().equals(model.controller()) ? APART + texts.get("controller.active") : "";
    return TreeEntry.leaf(
        node.id().toString(),
        narrator.name(node.id()) + APART + look.word(texts) + active,
        look.tone(),
        new Selection.Node(node.id()));
  }

  private TreeEntry broker(NodeView node) {
    BrokerLook look = BrokerLook.of(node);
    int id = node.id().number();
    String controller =
        node.id().equals(model.controller()) ? APART + texts.get("broker.isController") : "";
    return TreeEntry.branch(
        node.id().toString(),
        narrator.name(node.id()) + APART + look.word(texts) + controller,
        look.tone(),
        new Selection.Node(node.id()),
        () ->
            model.partitions().values().stream()
                .filter(partition -> internalTopics || !partition.id().isInternal())
                .filter(partition -> partition.state().replicas().contains(id))
                .map(partition -> replica(partition, id, partition.id().toString()))
                .toList());
  }

  private TreeEntry replica(PartitionView partition, int broker, String name) {
    NodeView node = model.node(NodeId.broker(broker));
    CellLook look = node == null ? CellLook.EMPTY : CellLook.of(partition, broker, node);
    ReplicaView replica = partition.replica(broker);
    String offsets =
        replica == null
            ? ""
            : APART
                + texts.get(
                    "cell.offsets",
                    replica.logStartOffset(),
                    replica.highWatermark(),
                    replica.logEndOffset());
    return TreeEntry.leaf(
        partition.id() + "@" + broker,
        name + APART + look.word(texts) + offsets,
        look.tone(),
        new Selection.Replica(partition.id(), broker));
  }

  private List<TreeEntry> topics(List<TopicView> topics) {
    Map<String, Health> worst = new HashMap<>();
    for (PartitionView partition : model.partitions().values()) {
      Health health = health(partition);
      worst.merge(partition.id().topic(), health, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
    return topics.stream()
        .map(topic -> topic(topic, worst.getOrDefault(topic.name(), Health.HEALTHY)))
        .toList();
  }

  private Health health(PartitionView partition) {
    return partition.state().health(model.minInSyncReplicas(partition.id().topic()));
  }

  private TreeEntry topic(TopicView topic, Health worst) {
    return TreeEntry.branch(
        topic.name(),
        topic.name()
            + APART
            + HealthLook.word(worst, texts)
            + APART
            + Counts.partitions(texts, topic.partitions()),
        HealthLook.tone(worst),
        new Selection.Topic(topic.name()),
        () ->
            model.partitions().values().stream()
                .filter(partition -> partition.id().topic().equals(topic.name()))
                .map(this::partition)
                .toList());
  }

  private TreeEntry partition(PartitionView partition) {
    TopicPartition id = partition.id();
    Health health = health(partition);
    String leader =
        partition.state().hasLeader() ? Integer.toString(partition.state().leader()) : "none";
    return TreeEntry.branch(
        id.toString(),
        id
            + APART
            + HealthLook.word(health, texts)
            + APART
            + "Leader "
            + leader
            + APART
            + texts.get("stage.isr", Units.ids(partition.state().isr())),
        HealthLook.tone(health),
        new Selection.Partition(id),
        () ->
            partition.state().replicas().stream()
                .map(broker -> replica(partition, broker, narrator.name(NodeId.broker(broker))))
                .toList());
  }

  private TreeEntry group(GroupView group) {
    return TreeEntry.branch(
        group.id(),
        group.id()
            + APART
            + GroupLook.stateAndGeneration(group, texts)
            + APART
            + texts.get("group.lag", Units.countOrDash(model.totalLag(group))),
        GroupLook.tone(group.state()),
        new Selection.Group(group.id()),
        () -> group.members().stream().map(member -> member(group, member)).toList());
  }

  private TreeEntry member(GroupView group, GroupMember member) {
    String owns =
        member.assignment().isEmpty()
            ? texts.get("group.ownsNothing")
            : String.join(", ", member.assignment().stream().map(Object::toString).toList())
                + APART
                + texts.get("group.lag", Units.countOrDash(model.lag(group, member.assignment())));
    return TreeEntry.leaf(
        member.memberId(),
        member.clientId() + APART + owns,
        member.assignment().isEmpty() ? Tone.MUTED : Tone.PLAIN,
        new Selection.Member(group.id(), member.memberId()));
  }

  private TreeEntry client(ClientView client) {
    boolean failing = ClientLook.isFailing(client);
    List<String> words = new ArrayList<>();
    words.add(client.id().name());
    if (client.isProducer()) {
      words.add("acks=" + ClientLook.acksWord(client));
      words.add(texts.get("client.acked", Units.count(client.recordsAcknowledged())));
    }
    if (client.isConsumer()) {
      words.add(texts.get("client.read", Units.count(client.recordsRead())));
    }
    if (failing) {
      words.add(texts.get("client.failing") + ": " + client.lastError());
    }
    return TreeEntry.leaf(
        client.id().toString(),
        String.join(APART, words),
        failing ? Tone.BAD : Tone.PLAIN,
        new Selection.Client(client.id()));
  }

  private List<TreeEntry> faults() {
    List<TreeEntry> entries = new ArrayList<>();
    for (CutLink link : model.cutLinks()) {
      entries.add(
          TreeEntry.leaf(
              "cut " + link.from() + link.to(),
              texts.get("link.oneWay", narrator.name(link.from()), narrator.name(link.to()))
                  + APART
                  + texts.get("inspector.linkCut"),
              Tone.BAD,
              new Selection.Link(link.from(), link.to())));
    }
    for (FaultView fault : model.faults().values()) {
      FaultSpec spec = fault.spec();
      NodeId place = spec.place();
      entries.add(
          TreeEntry.leaf(
              spec.key(),
              narrator.fault(spec),
              Tone.BAD,
              place.isServer() ? new Selection.Node(place) : Selection.CLUSTER));
    }
    return entries;
  }
}
