package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/** Turns what is selected into what the inspector shows. Holds no state. */
public final class InspectorBuilder {

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;

  public InspectorBuilder(ClusterModel model, long nowNanos, Texts texts) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
  }

  /** The content for a selection; what is gone meanwhile shows the cluster. */
  public InspectorContent build(Selection selection) {
    return switch (selection) {
      case Selection.Node(NodeId id) -> {
        NodeView node = model.node(id);
        yield node == null ? cluster() : new NodeInspector(model, nowNanos, texts).build(node);
      }
      case Selection.Partition(TopicPartition id) -> {
        PartitionView partition = model.partition(id);
        yield partition == null
            ? cluster()
            : new PartitionInspector(model, nowNanos, texts).build(partition);
      }
      case Selection.Client(NodeId id) -> {
        ClientView client = model.clients().get(id);
        yield client == null
            ? cluster()
            : new ClientInspector(model, nowNanos, texts).build(client);
      }
      case Selection.Group(String id) -> new GroupInspector(model, texts).build(id);
      case Selection.Message(long id) -> message(id);
      case Selection.Event unused -> cluster();
      case Selection.Cluster() -> cluster();
    };
  }

  private InspectorContent cluster() {
    return new ClusterInspector(model, texts).build();
  }

  private InspectorContent message(long id) {
    Optional<Flow.Sent> found =
        model.inFlight(nowNanos).stream().filter(m -> m.messageId() == id).findFirst();
    if (found.isEmpty()) {
      return cluster();
    }
    Flow.Sent message = found.get();
    int records = message.cargo().stream().mapToInt(cargo -> cargo.batch().recordCount()).sum();
    String error = message.error();
    List<Item> items = new ArrayList<>();
    items.add(row("from", texts.get("message.from"), message.from().toString()));
    items.add(row("to", texts.get("message.to"), message.to().toString()));
    items.add(row("size", texts.get("message.size"), Units.count(message.sizeBytes()) + " B"));
    items.add(row("records", texts.get("message.records"), Integer.toString(records)));
    items.add(
        row(
            "correlation",
            texts.get("message.correlationId"),
            Integer.toString(message.correlationId())));
    items.add(
        row(
            "age",
            texts.get("message.age"),
            Units.span(Math.max(0, nowNanos - message.departureNanos()))));
    if (error != null) {
      items.add(new Item.Row("error", texts.get("message.error"), error, Tone.BAD));
    }
    for (Flow.Cargo cargo : message.cargo()) {
      items.add(
          row(
              "cargo-" + cargo.partition(),
              cargo.partition().toString(),
              Counts.records(texts, cargo.batch().recordCount())));
    }
    return new InspectorContent(
        message.isRequest() ? texts.get("message.request") : texts.get("message.reply"),
        message.api(),
        "",
        Tone.PLAIN,
        items);
  }

  static Item.Row row(String key, String label, String value) {
    return new Item.Row(key, label, value, Tone.PLAIN);
  }
}
