package vivarium.desktop.inspector;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.TopicView;
import vivarium.engine.model.ZnodeView;

/** Turns what is selected into what the inspector shows. Holds no state. */
public final class InspectorBuilder {

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;
  private final Memory memory;

  /** A builder that knows of nothing but the model. */
  public InspectorBuilder(ClusterModel model, long nowNanos, Texts texts) {
    this(model, nowNanos, texts, Memory.NONE);
  }

  public InspectorBuilder(ClusterModel model, long nowNanos, Texts texts, Memory memory) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
    this.memory = memory;
  }

  /** The content for a selection; what is gone meanwhile shows the cluster. */
  public InspectorContent build(Selection selection) {
    InspectorContent content = contentOrNull(selection);
    return marked(content == null ? new ClusterInspector(model, texts).build() : content);
  }

  private InspectorContent marked(InspectorContent content) {
    return new InspectorContent(
        content.kind(),
        content.title(),
        content.badge(),
        content.badgeTone(),
        new Asked(memory.asked(), texts).in(content.items()));
  }

  private @Nullable InspectorContent contentOrNull(Selection selection) {
    return switch (selection) {
      case Selection.Node(NodeId id) -> {
        NodeView node = model.node(id);
        yield node == null ? null : new NodeInspector(model, nowNanos, texts, memory).build(node);
      }
      case Selection.Several(List<NodeId> ids) -> new SeveralInspector(model, texts).build(ids);
      case Selection.Topic(String name) -> {
        TopicView topic = model.topics().get(name);
        yield topic == null ? null : new TopicInspector(model, texts, memory).build(topic);
      }
      case Selection.Partition(TopicPartition id) -> {
        PartitionView partition = model.partition(id);
        yield partition == null
            ? null
            : new PartitionInspector(model, nowNanos, texts, memory).build(partition);
      }
      case Selection.Replica(TopicPartition id, int broker) -> {
        PartitionView partition = model.partition(id);
        NodeView node = model.node(NodeId.broker(broker));
        yield partition == null || node == null
            ? null
            : new ReplicaInspector(model, nowNanos, texts, memory).build(partition, node);
      }
      case Selection.LogRecord record -> {
        PartitionView partition = model.partition(record.partition());
        yield partition == null
            ? null
            : new RecordInspector(model, texts, memory).build(record, partition);
      }
      case Selection.Client(NodeId id) -> {
        ClientView client = model.client(id);
        yield client == null
            ? null
            : new ClientInspector(model, nowNanos, texts, memory).build(client);
      }
      case Selection.Group(String id) -> new GroupInspector(model, texts, memory).build(id);
      case Selection.Member(String group, String memberId) ->
          new MemberInspector(model, texts, memory).build(group, memberId);
      case Selection.Link(NodeId one, NodeId other) ->
          model.node(one) == null || model.node(other) == null
              ? null
              : new LinkInspector(model, nowNanos, texts, memory).build(one, other);
      case Selection.Znode(String path) -> {
        ZnodeView znode = model.znodes().get(path);
        yield znode == null ? null : new ZnodeInspector(model, texts, memory).build(znode);
      }
      case Selection.Message(long id) -> {
        Flow.Sent message = MessageInspector.find(model, nowNanos, id);
        yield message == null ? null : new MessageInspector(model, nowNanos, texts).build(message);
      }
      case Selection.Event unused -> null;
      case Selection.Cluster() -> null;
    };
  }

  static Item.Row row(String key, String label, String value) {
    return new Item.Row(key, label, value, Tone.PLAIN);
  }
}
