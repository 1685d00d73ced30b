package vivarium.desktop.tables;

import static vivarium.desktop.tables.TableCell.number;
import static vivarium.desktop.tables.TableCell.orNone;
import static vivarium.desktop.tables.TableCell.state;
import static vivarium.desktop.tables.TableCell.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.BrokerLook;
import vivarium.desktop.stage.GroupLook;
import vivarium.desktop.stage.HealthLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;
import vivarium.engine.model.TopicView;

/** The rows of each table, from the model alone. */
public final class TableContent {

  private static final double SKEW_WARNS = 0.10;
  private static final double SKEW_ALERTS = 0.20;

  private final ClusterModel model;
  private final boolean internalTopics;
  private final Texts texts;

  /**
   * @param internalTopics whether topics that Kafka keeps for itself have rows
   */
  public TableContent(ClusterModel model, boolean internalTopics, Texts texts) {
    this.model = model;
    this.internalTopics = internalTopics;
    this.texts = texts;
  }

  /** The rows in the order in which Kafka's tools list them. */
  public List<TableLine> lines(TableKind kind) {
    return switch (kind) {
      case TOPICS -> topics();
      case PARTITIONS -> partitions();
      case GROUPS -> groups();
      case LAG -> lag();
      case BROKERS -> brokers();
      case CLIENTS -> clients();
    };
  }

  private boolean shows(TopicPartition id) {
    return internalTopics || !id.isInternal();
  }

  private List<TableLine> topics() {
    Map<String, int[]> unwell = new HashMap<>();
    for (PartitionView partition : model.partitions().values()) {
      int[] counts = unwell.computeIfAbsent(partition.id().topic(), unused -> new int[2]);
      PartitionState state = partition.state();
      counts[0] += state.isr().size() < state.replicationFactor() ? 1 : 0;
      counts[1] += state.hasLeader() ? 0 : 1;
    }
    List<TableLine> lines = new ArrayList<>();
    for (TopicView topic : model.topics().values()) {
      if (internalTopics || !topic.isInternal()) {
        int[] counts = unwell.getOrDefault(topic.name(), new int[2]);
        String configs =
            topic.configs().entrySet().stream()
                .map(config -> config.getKey() + "=" + config.getValue())
                .collect(Collectors.joining(","));
        lines.add(
            new TableLine(
                topic.name(),
                List.of(
                    words(topic.name()),
                    number(topic.partitions()),
                    number(topic.replicationFactor()),
                    number(counts[0], counts[0] == 0 ? Tone.PLAIN : Tone.WARN),
                    number(counts[1], counts[1] == 0 ? Tone.PLAIN : Tone.BAD),
                    words(configs)),
                new Selection.Topic(topic.name())));
      }
    }
    return lines;
  }

  private List<TableLine> partitions() {
    List<TableLine> lines = new ArrayList<>();
    Map<String, Integer> minIsr = new HashMap<>();
    for (PartitionView partition : model.partitions().values()) {
      if (shows(partition.id())) {
        int required = minIsr.computeIfAbsent(partition.id().topic(), model::minInSyncReplicas);
        lines.add(partition(partition, partition.state().health(required)));
      }
    }
    return lines;
  }

  private TableLine partition(PartitionView partition, Health health) {
    TopicPartition id = partition.id();
    PartitionState state = partition.state();
    ReplicaView leader = partition.leaderReplica();
    Tone isr = state.outOfSync().isEmpty() ? Tone.PLAIN : Tone.WARN;
    return new TableLine(
        id.toString(),
        List.of(
            words(id.topic()),
            number(id.partition()),
            state.hasLeader() ? number(state.leader()) : words("none", Tone.BAD),
            words(Units.ids(state.replicas())),
            words(Units.ids(state.isr()), isr),
            words(Units.ids(state.elr())),
            words(Units.ids(state.lastKnownElr())),
            state(HealthLook.word(health, texts), health.ordinal(), HealthLook.tone(health)),
            outOfSync(partition),
            leader == null ? TableCell.NONE : number(leader.logStartOffset()),
            leader == null ? TableCell.NONE : number(leader.highWatermark()),
            leader == null ? TableCell.NONE : number(leader.logEndOffset())),
        new Selection.Partition(id));
  }

  /** Which replicas are not in the ISR, and since when; empty where all is well. */
  private TableCell outOfSync(PartitionView partition) {
    String late =
        partition.state().outOfSync().stream()
            .map(broker -> since(broker, partition.outOfIsrSinceNanos(broker)))
            .collect(Collectors.joining(", "));
    return words(late, Tone.WARN);
  }

  private String since(int broker, long nanos) {
    return texts.get("table.lateSince", broker, Units.shortClock(nanos));
  }

  private List<TableLine> groups() {
    List<TableLine> lines = new ArrayList<>();
    for (GroupView group : model.groups().values()) {
      TreeSet<String> topics = new TreeSet<>();
      group.committed().keySet().forEach(id -> topics.add(id.topic()));
      group.members().forEach(each -> each.assignment().forEach(id -> topics.add(id.topic())));
      NodeId coordinator = group.coordinator();
      lines.add(
          new TableLine(
              group.id(),
              List.of(
                  words(group.id()),
                  state(
                      group.state().kafkaName(),
                      group.state().ordinal(),
                      GroupLook.tone(group.state())),
                  number(group.members().size()),
                  words(String.join(",", topics)),
                  orNone(model.totalLag(group)),
                  coordinator == null ? TableCell.NONE : number(coordinator.number())),
              new Selection.Group(group.id())));
    }
    return lines;
  }

  private List<TableLine> lag() {
    List<TableLine> lines = new ArrayList<>();
    for (GroupView group : model.groups().values()) {
      TreeSet<TopicPartition> partitions = new TreeSet<>(group.committed().keySet());
      Map<TopicPartition, GroupMember> owners = new HashMap<>();
      for (GroupMember member : group.members()) {
        partitions.addAll(member.assignment());
        member.assignment().forEach(id -> owners.put(id, member));
      }
      for (TopicPartition id : partitions) {
        lines.add(lag(group, id, owners.get(id)));
      }
    }
    return lines;
  }

  private TableLine lag(GroupView group, TopicPartition id, @Nullable GroupMember owner) {
    PartitionView partition = model.partition(id);
    ReplicaView leader = partition == null ? null : partition.leaderReplica();
    Long committed = group.committed().get(id);
    return new TableLine(
        group.id() + "/" + id,
        List.of(
            words(group.id()),
            words(id.topic()),
            number(id.partition()),
            committed == null ? TableCell.NONE : number(committed),
            // What the group can read up to, as ListOffsets tells Kafka's own tool.
            leader == null ? TableCell.NONE : number(leader.highWatermark()),
            orNone(model.lag(group, id)),
            words(owner == null ? "" : owner.memberId()),
            words(owner == null ? "" : owner.host()),
            words(owner == null ? "" : owner.clientId())),
        new Selection.Partition(id));
  }

  private List<TableLine> brokers() {
    Map<Integer, int[]> counts = new HashMap<>();
    for (PartitionView partition : model.partitions().values()) {
      PartitionState state = partition.state();
      if (shows(partition.id())) {
        for (int broker : state.replicas()) {
          int[] of = counts.computeIfAbsent(broker, unused -> new int[3]);
          of[0] += state.leader() == broker ? 1 : 0;
          of[1]++;
          of[2] += state.isr().contains(broker) ? 0 : 1;
        }
      }
    }
    int leaders = counts.values().stream().mapToInt(each -> each[0]).sum();
    double even = model.brokers().isEmpty() ? 0 : (double) leaders / model.brokers().size();
    List<TableLine> lines = new ArrayList<>();
    for (NodeView broker : model.brokers()) {
      lines.add(broker(broker, counts.getOrDefault(broker.id().number(), new int[3]), even));
    }
    return lines;
  }

  private TableLine broker(NodeView broker, int[] counts, double even) {
    String address = broker.address();
    String rack = broker.rack();
    BrokerLook look = BrokerLook.of(broker);
    return new TableLine(
        broker.id().name(),
        List.of(
            number(broker.id().number()),
            words(address == null ? "" : address),
            words(rack == null ? "" : rack),
            state(look.word(texts), look.ordinal(), look.tone()),
            orNone(broker.brokerEpoch()),
            number(counts[0]),
            skew(counts[0], even),
            number(counts[1]),
            number(counts[2], counts[2] == 0 ? Tone.PLAIN : Tone.WARN)),
        new Selection.Node(broker.id()));
  }

  /** How far a broker's leaders are from an even share; less than one partition is no skew. */
  private static TableCell skew(int leaders, double even) {
    if (even == 0) {
      return TableCell.NONE;
    }
    double skew = (leaders - even) / even;
    boolean counts = Math.abs(leaders - even) >= 1;
    double size = counts ? Math.abs(skew) : 0;
    Tone tone = size >= SKEW_ALERTS ? Tone.BAD : size >= SKEW_WARNS ? Tone.WARN : Tone.PLAIN;
    return state("%+d %%".formatted(Math.round(skew * 100)), skew, tone);
  }

  private List<TableLine> clients() {
    List<TableLine> lines = new ArrayList<>();
    List<ClientView> all = new ArrayList<>(model.clients().values());
    all.addAll(model.goneClients().values());
    for (ClientView client : all) {
      String address = client.isConnected() ? client.address() : texts.get("client.gone");
      String error = client.lastError();
      lines.add(
          new TableLine(
              client.id().toString(),
              List.of(
                  words(client.id().name()),
                  words(kind(client)),
                  words(address == null ? "" : address),
                  words(doesWhat(client)),
                  number(client.recordsAcknowledged()),
                  number(client.recordsRead()),
                  number(client.retries()),
                  number(
                      client.recordsRefused(),
                      client.recordsRefused() == 0 ? Tone.PLAIN : Tone.BAD),
                  error == null
                      ? TableCell.NONE
                      : words(
                          error + " " + Units.shortClock(client.lastErrorAtNanos()), Tone.WARN)),
              client.consumer() == null
                  ? new Selection.Client(client.id())
                  : new Selection.Group(client.consumer().groupId())));
    }
    return lines;
  }

  private String kind(ClientView client) {
    return switch (client.id().kind()) {
      case PRODUCER -> texts.get("inspector.producer");
      case CONSUMER -> texts.get("table.consumer");
      default -> texts.get("inspector.externalClient");
    };
  }

  private static String doesWhat(ClientView client) {
    ProducerSettings producer = client.producer();
    if (producer != null) {
      return "→ %s acks=%s".formatted(producer.topic(), producer.acksWord());
    }
    var consumer = client.consumer();
    if (consumer != null) {
      return "← %s (%s)".formatted(consumer.topic(), consumer.groupId());
    }
    List<String> seen = new ArrayList<>();
    client
        .acksByTopic()
        .forEach(
            (topic, acks) ->
                seen.add("→ %s acks=%s".formatted(topic, ProducerSettings.acksWord(acks))));
    client.groupsJoined().forEach(group -> seen.add("← (%s)".formatted(group)));
    return String.join(", ", seen);
  }
}
