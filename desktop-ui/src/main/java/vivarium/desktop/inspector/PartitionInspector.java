package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.CellLook;
import vivarium.desktop.stage.HealthLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;
import vivarium.engine.model.TopicView;

/** A partition: the row of {@code kafka-topics --describe}, its replicas, its topic's settings. */
final class PartitionInspector {

  /** What one wants to change most; the topic's page has all. */
  private static final List<String> USUAL_SETTINGS =
      List.of(
          ConfigCatalog.MIN_INSYNC_REPLICAS,
          ConfigCatalog.UNCLEAN_LEADER_ELECTION,
          ConfigCatalog.RETENTION_MS,
          ConfigCatalog.RETENTION_BYTES,
          ConfigCatalog.MAX_MESSAGE_BYTES);

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;
  private final Memory memory;

  PartitionInspector(ClusterModel model, long nowNanos, Texts texts, Memory memory) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
    this.memory = memory;
  }

  InspectorContent build(PartitionView partition) {
    PartitionState state = partition.state();
    String topicName = partition.id().topic();
    Health health = state.health(model.minInSyncReplicas(topicName));
    List<Item> items = new ArrayList<>();
    items.add(
        new Item.Link(
            "topic",
            texts.get("inspector.topicNamed", topicName),
            Tone.ACCENT,
            new Selection.Topic(topicName)));
    describe(items, state);
    items.add(new Item.Note("healthMeaning", meaning(health), Tone.MUTED));
    if (health != Health.HEALTHY) {
      items.addAll(Because.of(model.whyHealth(partition), memory, texts));
    }
    int wanted = model.minInSyncReplicas(topicName);
    if (wanted > state.replicas().size()) {
      items.add(
          new Item.Note(
              "minIsrCapped",
              texts.get("partition.minIsrCapped", wanted, state.replicas().size()),
              Tone.WARN));
    }
    items.add(new Item.Heading("replicas", texts.get("inspector.replicas")));
    List<Item.Line> lines = new ArrayList<>();
    for (int broker : state.replicas()) {
      lines.add(line(partition, broker));
    }
    items.add(
        new Item.Table(
            "replicaTable",
            List.of(
                texts.get("column.broker"),
                texts.get("column.start"),
                "HW",
                "LEO",
                texts.get("column.state")),
            lines));
    List<Integer> late =
        state.outOfSync().stream().filter(broker -> !state.adding().contains(broker)).toList();
    for (int broker : late) {
      outOfSync(items, partition, broker);
    }
    TopicView topic = model.topics().get(topicName);
    if (topic != null) {
      settings(items, partition, topic);
    }
    items.add(
        new Item.Actions(
            "actions", new Actions(model, texts).of(new Selection.Partition(partition.id()))));
    items.add(new FaultsSection(model, texts).ofPartition(partition.id()));
    return new InspectorContent(
        texts.get("inspector.partition"),
        partition.id().toString(),
        HealthLook.word(health, texts),
        HealthLook.tone(health),
        items);
  }

  private void describe(List<Item> items, PartitionState state) {
    String leader =
        state.hasLeader()
            ? state.leader() == state.preferredLeader()
                ? Integer.toString(state.leader())
                : texts.get("partition.notPreferred", state.leader(), state.preferredLeader())
            : "none";
    Tone tone = state.hasLeader() ? Tone.ACCENT : Tone.BAD;
    items.add(new Item.Row("leader", "Leader", leader, tone));
    items.add(row("replicas", "Replicas", Units.ids(state.replicas())));
    if (state.isReassigning()) {
      items.add(row("adding", "AddingReplicas", orDash(state.adding())));
      items.add(row("removing", "RemovingReplicas", orDash(state.removing())));
    }
    items.add(
        new Item.Row(
            "isr",
            "Isr",
            Units.ids(state.isr()),
            state.outOfSync().isEmpty() ? Tone.PLAIN : Tone.WARN));
    items.add(row("elr", "Elr", orDash(state.elr())));
    items.add(row("lastKnownElr", "LastKnownElr", orDash(state.lastKnownElr())));
    items.add(
        row(
            "epochs",
            texts.get("partition.epochs"),
            state.leaderEpoch() + " / " + state.partitionEpoch()));
  }

  private static String orDash(List<Integer> ids) {
    return ids.isEmpty() ? "-" : Units.ids(ids);
  }

  private Item.Line line(PartitionView partition, int broker) {
    ReplicaView replica = partition.replica(broker);
    NodeView node = model.node(NodeId.broker(broker));
    CellLook look = node == null ? CellLook.EMPTY : CellLook.of(partition, broker, node);
    return new Item.Line(
        List.of(
            Integer.toString(broker),
            replica == null ? "-" : Long.toString(replica.logStartOffset()),
            replica == null ? "-" : Long.toString(replica.highWatermark()),
            replica == null ? "-" : Long.toString(replica.logEndOffset()),
            look.word(texts)),
        look == CellLook.IN_SYNC ? Tone.PLAIN : look.tone(),
        new Selection.Replica(partition.id(), broker));
  }

  /** Which replica is out of sync, on which broker, since when, and how far behind. */
  private void outOfSync(List<Item> items, PartitionView partition, int broker) {
    ReplicaView replica = partition.replica(broker);
    ReplicaView leader = partition.leaderReplica();
    NodeView node = model.node(NodeId.broker(broker));
    CellLook look = node == null ? CellLook.EMPTY : CellLook.of(partition, broker, node);
    long since = partition.outOfIsrSinceNanos(broker);
    long behind =
        replica == null || leader == null
            ? 0
            : Math.max(0, leader.logEndOffset() - replica.logEndOffset());
    items.add(
        new Item.Note(
            "outOfSync-" + broker,
            texts.get(
                "partition.outOfSync",
                broker,
                Units.span(Math.max(0, nowNanos - since)),
                Units.shortClock(since),
                Counts.records(texts, behind),
                look.word(texts)),
            look == CellLook.SHUT_DOWN ? Tone.MUTED : Tone.WARN));
  }

  private void settings(List<Item> items, PartitionView partition, TopicView topic) {
    Settings settings = new Settings(texts);
    if (!topic.isInternal()) {
      items.add(settings.ofReplicas(partition));
      items.add(settings.ofPartitions(topic));
    }
    items.add(new Item.Heading("settings", texts.get("inspector.topicSettings", topic.name())));
    for (String name : USUAL_SETTINGS) {
      items.add(settings.ofTopic(topic, name, model.brokerConfigs()));
    }
  }

  private String meaning(Health health) {
    return switch (health) {
      case HEALTHY -> texts.get("health.healthyMeaning");
      case UNDER_REPLICATED -> texts.get("health.underReplicatedMeaning");
      case AT_MIN_ISR -> texts.get("health.atMinIsrMeaning");
      case UNDER_MIN_ISR -> texts.get("health.underMinIsrMeaning");
      case OFFLINE -> texts.get("health.offlineMeaning");
    };
  }
}
