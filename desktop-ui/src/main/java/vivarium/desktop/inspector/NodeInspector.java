package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.BrokerLook;
import vivarium.desktop.stage.CellLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** A broker or a controller. */
final class NodeInspector {

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;
  private final Memory memory;
  private final Narrator narrator;

  NodeInspector(ClusterModel model, long nowNanos, Texts texts, Memory memory) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
    this.memory = memory;
    this.narrator = new Narrator(texts);
  }

  InspectorContent build(NodeView node) {
    BrokerLook look = BrokerLook.of(node);
    List<Item> items = new ArrayList<>();
    Actions actions = new Actions(model, texts);
    items.add(new Item.Actions("process", actions.process(node.id())));
    items.add(new Item.Actions("leaving", actions.leaving(node.id())));
    long since = Math.max(0, nowNanos - node.processSinceNanos());
    items.add(row("since", texts.get("node.since", look.word(texts)), Units.span(since)));
    if (look == BrokerLook.CRASHED || look == BrokerLook.FROZEN || look == BrokerLook.STOPPED) {
      items.addAll(Because.of(node.processSeq(), memory, texts));
    }
    if (node.id().isBroker()) {
      broker(items, node);
    } else if (node.id().isZooKeeper()) {
      new EnsembleInspector(model, texts).build(items, node);
    } else {
      controller(items, node);
    }
    items.add(new Item.Heading("links", texts.get("inspector.links")));
    for (NodeView other : model.nodes().values()) {
      if (!other.id().equals(node.id())) {
        boolean cut = model.cutLinks().contains(new CutLink(node.id(), other.id()));
        items.add(
            new Item.RowAction(
                "link-" + other.id(),
                texts.get("inspector.linkTo", narrator.name(other.id())),
                cut ? texts.get("inspector.linkCut") : texts.get("inspector.linkOpen"),
                cut ? Tone.BAD : Tone.MUTED,
                shortened(actions.link(node.id(), other.id()), cut),
                new Selection.Link(node.id(), other.id())));
      }
    }
    items.add(new FaultsSection(model, texts).ofNode(node.id()));
    String kind =
        node.id().isBroker()
            ? texts.get("inspector.broker")
            : texts.get(node.id().isZooKeeper() ? "inspector.zookeeper" : "inspector.controller");
    return new InspectorContent(
        kind, narrator.name(node.id()), look.word(texts), look.tone(), items);
  }

  /** The row already names the other end. */
  private Action shortened(Action action, boolean cut) {
    return action.labelled(cut ? texts.get("action.healShort") : texts.get("action.cutShort"));
  }

  private void broker(List<Item> items, NodeView node) {
    items.add(
        row(
            "address",
            texts.get("node.address"),
            node.address() == null ? texts.get("node.noListener") : node.address()));
    if (node.rack() != null) {
      items.add(row("rack", texts.get("node.rack"), node.rack()));
    }
    items.add(row("epoch", texts.get("node.brokerEpoch"), Long.toString(node.brokerEpoch())));
    items.add(
        new Item.Row(
            "fenced",
            texts.get("node.fenced"),
            node.isFenced()
                ? texts.get("node.fencedSince", Units.shortClock(node.fencedSinceNanos()))
                : texts.get("node.notFenced"),
            node.isFenced() ? Tone.WARN : Tone.PLAIN));
    String reason = node.fencedReason();
    if (reason != null) {
      items.add(new Item.Note("fencedReason", narrator.reason(reason), Tone.MUTED));
    }
    List<Item.Line> lines = new ArrayList<>();
    int id = node.id().number();
    for (PartitionView partition : model.partitions().values()) {
      if (partition.state().replicas().contains(id)) {
        lines.add(replicaLine(partition, id));
      }
    }
    items.add(new Item.Heading("replicas", texts.get("inspector.replicas")));
    if (node.isLeaving()) {
      items.add(new Item.Note("leavingNote", texts.get("node.leaving"), Tone.WARN));
    } else if (lines.isEmpty()) {
      String nothing = texts.get(memory.allowsChanges() ? "node.holdsNothing" : "node.heldNothing");
      items.add(new Item.Note("holdsNothing", nothing, Tone.MUTED));
    }
    items.add(
        new Item.Table(
            "replicaTable",
            List.of(texts.get("column.partition"), texts.get("column.role"), "HW", "LEO"),
            lines));
  }

  private Item.Line replicaLine(PartitionView partition, int broker) {
    ReplicaView replica = partition.replica(broker);
    NodeView node = model.node(NodeId.broker(broker));
    CellLook look = node == null ? CellLook.EMPTY : CellLook.of(partition, broker, node);
    return new Item.Line(
        List.of(
            partition.id().toString(),
            look.word(texts),
            replica == null ? "-" : Long.toString(replica.highWatermark()),
            replica == null ? "-" : Long.toString(replica.logEndOffset())),
        look == CellLook.IN_SYNC ? Tone.PLAIN : look.tone(),
        new Selection.Replica(partition.id(), broker));
  }

  private void controller(List<Item> items, NodeView node) {
    NodeId active = model.controller();
    items.add(
        row(
            "active",
            texts.get("node.role"),
            node.id().equals(active)
                ? texts.get("controller.active")
                : texts.get("controller.voter")));
    items.add(row("term", texts.get("node.term"), Integer.toString(model.controllerTerm())));
    items.add(
        row("metadata", texts.get("node.metadataEnd"), Units.count(model.metadataEndOffset())));
    items.add(new Item.Note("about", texts.get("controller.about"), Tone.MUTED));
  }
}
