package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.HealthLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec.Scope;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.TopicView;

/** A topic: its partitions, who writes and reads it, all of its settings. */
final class TopicInspector {

  /** A topic of thousands of partitions has a table of its own; the worst are named here. */
  private static final int MAX_LINES = 60;

  private final ClusterModel model;
  private final Texts texts;
  private final Memory memory;

  TopicInspector(ClusterModel model, Texts texts, Memory memory) {
    this.model = model;
    this.texts = texts;
    this.memory = memory;
  }

  InspectorContent build(TopicView topic) {
    int minIsr = model.minInSyncReplicas(topic.name());
    List<PartitionView> partitions =
        model.partitions().values().stream()
            .filter(partition -> partition.id().topic().equals(topic.name()))
            .toList();
    Health worst =
        partitions.stream()
            .map(partition -> partition.state().health(minIsr))
            .max(Comparator.naturalOrder())
            .orElse(Health.HEALTHY);
    List<Item> items = new ArrayList<>();
    items.add(row("partitions", "PartitionCount", Integer.toString(topic.partitions())));
    items.add(row("factor", "ReplicationFactor", Integer.toString(topic.replicationFactor())));
    if (topic.isInternal()) {
      items.add(new Item.Note("internal", texts.get("topic.internal"), Tone.MUTED));
    }
    partitions.stream()
        .filter(partition -> partition.state().health(minIsr) == worst)
        .filter(partition -> worst != Health.HEALTHY)
        .findFirst()
        .ifPresent(
            partition -> items.addAll(Because.of(model.whyHealth(partition), memory, texts)));
    items.add(new Item.Heading("partitionsHeading", texts.get("table.partitions")));
    items.add(table(partitions, minIsr));
    writersAndReaders(items, topic.name());
    settings(items, topic);
    items.add(
        new Item.Actions(
            "actions", new Actions(model, texts).of(new Selection.Topic(topic.name()))));
    return new InspectorContent(
        texts.get("inspector.topic"),
        topic.name(),
        HealthLook.word(worst, texts),
        HealthLook.tone(worst),
        items);
  }

  private Item.Table table(List<PartitionView> partitions, int minIsr) {
    List<PartitionView> shown =
        partitions.size() <= MAX_LINES
            ? partitions
            : partitions.stream()
                .sorted(
                    Comparator.comparing(
                            (PartitionView partition) -> partition.state().health(minIsr))
                        .reversed())
                .limit(MAX_LINES)
                .toList();
    List<Item.Line> lines = new ArrayList<>();
    for (PartitionView partition : shown) {
      PartitionState state = partition.state();
      Health health = state.health(minIsr);
      lines.add(
          new Item.Line(
              List.of(
                  Integer.toString(partition.id().partition()),
                  state.hasLeader() ? Integer.toString(state.leader()) : "none",
                  Units.ids(state.replicas()),
                  Units.ids(state.isr())),
              health == Health.HEALTHY ? Tone.PLAIN : HealthLook.tone(health),
              new Selection.Partition(partition.id())));
    }
    return new Item.Table(
        "partitionTable",
        List.of(texts.get("column.partition"), "Leader", "Replicas", "Isr"),
        lines);
  }

  private void writersAndReaders(List<Item> items, String topic) {
    List<Item.Line> lines = new ArrayList<>();
    for (ClientView client : model.clients().values()) {
      ProducerSettings settings = client.producer();
      Integer acks =
          settings == null
              ? client.acksByTopic().get(topic)
              : settings.topic().equals(topic) ? Integer.valueOf(settings.acks()) : null;
      if (acks != null) {
        lines.add(
            new Item.Line(
                List.of(
                    client.id().name(),
                    texts.get("topic.writes"),
                    "acks=" + ProducerSettings.acksWord(acks)),
                Tone.PLAIN,
                new Selection.Client(client.id())));
      }
    }
    for (GroupView group : model.groups().values()) {
      boolean reads =
          group.committed().keySet().stream().anyMatch(id -> id.topic().equals(topic))
              || group.members().stream()
                  .flatMap(member -> member.assignment().stream())
                  .anyMatch(id -> id.topic().equals(topic));
      if (reads) {
        lines.add(
            new Item.Line(
                List.of(
                    group.id(),
                    texts.get("topic.reads"),
                    texts.get("group.lag", Units.countOrDash(model.totalLag(group)))),
                Tone.PLAIN,
                new Selection.Group(group.id())));
      }
    }
    if (!lines.isEmpty()) {
      items.add(
          new Item.Table(
              "clients", List.of(texts.get("topic.client"), texts.get("topic.does"), ""), lines));
    }
  }

  private void settings(List<Item> items, TopicView topic) {
    Settings settings = new Settings(texts);
    items.add(new Item.Heading("settings", texts.get("inspector.topicSettings", topic.name())));
    if (!topic.isInternal()) {
      items.add(settings.ofPartitions(topic));
    }
    for (String name : Settings.mostChangedFirst(ConfigCatalog.specs(Scope.TOPIC).keySet())) {
      items.add(settings.ofTopic(topic, name, model.brokerConfigs()));
    }
  }
}
