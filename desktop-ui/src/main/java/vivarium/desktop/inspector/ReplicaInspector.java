package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.CellLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/** One copy of a partition: its part, its offsets, how far it lags and why. */
final class ReplicaInspector {

  private static final int MAX_BATCHES = 8;

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;
  private final Memory memory;

  ReplicaInspector(ClusterModel model, long nowNanos, Texts texts, Memory memory) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
    this.memory = memory;
  }

  InspectorContent build(PartitionView partition, NodeView node) {
    int broker = node.id().number();
    ReplicaView replica = partition.replica(broker);
    CellLook look = CellLook.of(partition, broker, node);
    List<Item> items = new ArrayList<>();
    items.add(leadsToPartition(partition, texts));
    items.add(leadsToBroker(broker, texts));
    describe(items, partition.state(), broker);
    if (replica == null) {
      items.add(new Item.Note("noReplica", texts.get("replica.nothing"), Tone.MUTED));
    } else {
      offsets(items, partition, replica, look);
      newest(items, partition, replica, broker);
    }
    because(items, partition, node, look);
    items.add(
        new Item.Actions(
            "actions",
            new Actions(model, texts).of(new Selection.Replica(partition.id(), broker))));
    return new InspectorContent(
        texts.get("inspector.replicaOn", new Narrator(texts).name(node.id())),
        partition.id().toString(),
        look.word(texts),
        look.tone(),
        items);
  }

  static Item.Link leadsToPartition(PartitionView partition, Texts texts) {
    return new Item.Link(
        "partition",
        texts.get("inspector.partition") + " " + partition.id(),
        Tone.ACCENT,
        new Selection.Partition(partition.id()));
  }

  static Item.Link leadsToBroker(int broker, Texts texts) {
    NodeId id = NodeId.broker(broker);
    return new Item.Link(
        "broker", new Narrator(texts).name(id), Tone.ACCENT, new Selection.Node(id));
  }

  private void describe(List<Item> items, PartitionState state, int broker) {
    boolean inSync = state.isr().contains(broker);
    items.add(
        new Item.Row(
            "inIsr",
            "Isr",
            yesOrNo(inSync),
            inSync || state.adding().contains(broker) ? Tone.PLAIN : Tone.WARN));
    if (!inSync) {
      items.add(row("inElr", "Elr", yesOrNo(state.elr().contains(broker))));
    }
    if (broker == state.preferredLeader()) {
      items.add(row("preferred", texts.get("replica.preferred"), yesOrNo(true)));
    }
  }

  private String yesOrNo(boolean is) {
    return texts.get(is ? "answer.yes" : "answer.no");
  }

  private void offsets(
      List<Item> items, PartitionView partition, ReplicaView replica, CellLook look) {
    boolean believes = replica.role() == ReplicaView.Role.LEADER;
    items.add(
        row(
            "takesItselfFor",
            texts.get("replica.takesItselfFor"),
            texts.get(believes ? "cell.leader" : "replica.follower")));
    items.add(
        row(
            "leaderEpoch",
            texts.get("replica.leaderEpoch"),
            Integer.toString(replica.leaderEpoch())));
    items.add(row("logStart", texts.get("table.logStart"), Units.count(replica.logStartOffset())));
    items.add(row("highWatermark", "HW", Units.count(replica.highWatermark())));
    items.add(row("logEnd", "LEO", Units.count(replica.logEndOffset())));
    ReplicaView leader = partition.leaderReplica();
    if (leader != null && leader != replica) {
      long behind = leader.logEndOffset() - replica.logEndOffset();
      items.add(
          new Item.Row(
              "behind",
              texts.get("replica.behind"),
              behind < 0
                  ? texts.get("replica.ahead", Counts.records(texts, -behind))
                  : Counts.records(texts, behind),
              look == CellLook.OUT_OF_SYNC || behind < 0 ? Tone.WARN : Tone.PLAIN));
    }
    if (replica.behindSinceNanos() >= 0) {
      items.add(
          new Item.Row(
              "behindSince",
              texts.get("replica.behindSince"),
              Units.shortClock(replica.behindSinceNanos())
                  + " · "
                  + Units.span(Math.max(0, nowNanos - replica.behindSinceNanos())),
              Tone.WARN));
    }
    if (replica.truncatedAtNanos() >= 0 && !replica.truncated().isEmpty()) {
      long cut = replica.truncated().stream().mapToLong(BatchSummary::recordCount).sum();
      items.add(
          row(
              "truncated",
              texts.get("replica.truncated"),
              Counts.records(texts, cut) + " · " + Units.shortClock(replica.truncatedAtNanos())));
    }
  }

  /** The newest records, each with its page; older ones are in the records browser. */
  private void newest(List<Item> items, PartitionView partition, ReplicaView replica, int broker) {
    List<Item.Line> lines = new ArrayList<>();
    for (BatchSummary batch : List.copyOf(replica.batches()).reversed()) {
      if (lines.size() == MAX_BATCHES) {
        break;
      }
      boolean committed = batch.lastOffset() < replica.highWatermark();
      lines.add(
          new Item.Line(
              List.of(
                  offsets(batch),
                  Units.count(batch.sizeBytes()) + " B",
                  Integer.toString(batch.leaderEpoch()),
                  texts.get(committed ? "records.committed" : "record.notYet")),
              Tone.PLAIN,
              new Selection.LogRecord(
                  partition.id(), broker, batch.baseOffset(), batch.leaderEpoch())));
    }
    if (!lines.isEmpty()) {
      items.add(new Item.Heading("batches", texts.get("replica.newest")));
      items.add(
          new Item.Table(
              "batchTable",
              List.of(
                  texts.get("records.offset"),
                  texts.get("message.size"),
                  texts.get("replica.epoch"),
                  texts.get("column.state")),
              lines));
    }
  }

  private static String offsets(BatchSummary batch) {
    return batch.recordCount() == 1
        ? Long.toString(batch.baseOffset())
        : batch.baseOffset() + "–" + batch.lastOffset();
  }

  private void because(List<Item> items, PartitionView partition, NodeView node, CellLook look) {
    switch (look) {
      case OUT_OF_SYNC, BELIEVES_TO_LEAD, JOINING ->
          items.addAll(Because.of(model.whyHealth(partition), memory, texts));
      case FROZEN, OFFLINE, SHUT_DOWN -> items.addAll(Because.of(node.processSeq(), memory, texts));
      case LEADER, IN_SYNC, EMPTY -> {} // Nothing to be explained.
    }
  }
}
