package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.inspector.Memory.RecordStory;
import vivarium.desktop.records.Payload;
import vivarium.desktop.records.Timestamps;
import vivarium.desktop.stage.RecordHits;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Excerpt;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.RecordJourney.Hop;
import vivarium.engine.model.RecordJourney.Kind;
import vivarium.engine.model.ReplicaView;

/** A record: where it lies, what is in it, and its journey from the producer to the groups. */
final class RecordInspector {

  /** Longer values are in the records browser. */
  private static final int VALUE_LETTERS = 400;

  private static final int KEY_LETTERS = 40;

  private static final String NOT_YET = "–";

  private final ClusterModel model;
  private final Texts texts;
  private final Memory memory;
  private final Narrator narrator;

  RecordInspector(ClusterModel model, Texts texts, Memory memory) {
    this.model = model;
    this.texts = texts;
    this.memory = memory;
    this.narrator = new Narrator(texts);
  }

  InspectorContent build(Selection.LogRecord record, PartitionView partition) {
    ReplicaView replica = partition.replica(record.broker());
    BatchSummary batch = replica == null ? null : RecordHits.batchOf(replica, record.offset());
    boolean other = batch != null && batch.leaderEpoch() != record.leaderEpoch();
    boolean gone =
        replica == null
            || other
            || record.offset() >= replica.logEndOffset()
            || record.offset() < replica.logStartOffset();
    RecordStory story = memory.story(record);
    List<Item> items = new ArrayList<>();
    items.add(
        new Item.Link(
            "replica",
            texts.get("cell.replicaOf", partition.id(), record.broker()),
            Tone.ACCENT,
            new Selection.Replica(partition.id(), record.broker())));
    items.add(ReplicaInspector.leadsToPartition(partition, texts));
    if (gone) {
      items.add(
          new Item.Note("gone", texts.get(other ? "record.replaced" : "record.gone"), Tone.WARN));
    }
    batch(items, record, gone ? null : batch);
    journey(items, record.partition(), story.hops());
    content(items, record, story);
    boolean committed = replica != null && !gone && record.offset() < replica.highWatermark();
    return new InspectorContent(
        texts.get(
            "inspector.recordOn", partition.id(), narrator.name(NodeId.broker(record.broker()))),
        "offset " + record.offset(),
        texts.get(gone ? "record.away" : committed ? "records.committed" : "record.notYet"),
        gone ? Tone.WARN : committed ? Tone.GOOD : Tone.MUTED,
        items);
  }

  private void batch(List<Item> items, Selection.LogRecord record, @Nullable BatchSummary batch) {
    items.add(
        row("epoch", texts.get("replica.leaderEpoch"), Integer.toString(record.leaderEpoch())));
    if (batch == null) {
      return;
    }
    items.add(
        row(
            "batch",
            texts.get("records.batch"),
            batch.recordCount() == 1
                ? Long.toString(batch.baseOffset())
                : batch.baseOffset() + "–" + batch.lastOffset()));
    items.add(row("size", texts.get("record.batchSize"), Units.count(batch.sizeBytes()) + " B"));
    if (batch.producerId() >= 0) {
      items.add(row("producerId", "producerId", Long.toString(batch.producerId())));
      items.add(
          row(
              "sequence",
              "sequence",
              Long.toString(batch.baseSequence() + record.offset() - batch.baseOffset())));
    }
  }

  /** Each station with its time, and those that are still to come. */
  private void journey(List<Item> items, TopicPartition partition, List<Hop> hops) {
    items.add(new Item.Heading("journey", texts.get("inspector.journey")));
    if (hops.isEmpty()) {
      items.add(new Item.Note("forgotten", texts.get("record.forgotten"), Tone.MUTED));
      return;
    }
    List<Item.Line> lines = new ArrayList<>();
    long began = hops.getFirst().atNanos();
    for (Hop hop : hops) {
      String when =
          lines.isEmpty()
              ? Units.clock(hop.atNanos())
              : "+" + Units.span(Math.max(0, hop.atNanos() - began));
      lines.add(
          new Item.Line(List.of(station(hop), when), tone(hop.kind()), leadsTo(hop, partition)));
    }
    stillToCome(lines, partition, hops);
    items.add(
        new Item.Table(
            "journeyTable",
            List.of(texts.get("record.station"), texts.get("records.time")),
            lines));
  }

  private String station(Hop hop) {
    String who = narrator.name(hop.node());
    return switch (hop.kind()) {
      case SENT -> texts.get("record.sent", who);
      case LOST_ON_THE_WAY -> texts.get("record.lostOnTheWay", narrator.reason(hop.detail()));
      case REFUSED -> texts.get("record.refused", who, hop.detail());
      case APPENDED -> texts.get("record.appended", who);
      case FETCHED -> texts.get("record.fetched", who);
      case COMMITTED -> texts.get("record.highWatermark");
      case ACKNOWLEDGED -> texts.get("record.acknowledged", who);
      case READ -> texts.get("record.read", hop.detail());
      case READ_COMMITTED -> texts.get("record.readCommitted", hop.detail());
      case TRUNCATED -> texts.get("record.truncated", who);
      case LOST -> texts.get("record.lost");
      case DUPLICATED -> texts.get("record.duplicated");
      case REORDERED -> texts.get("record.reordered");
      case DELETED -> texts.get("record.deleted", who);
    };
  }

  private static Tone tone(Kind kind) {
    return switch (kind) {
      case SENT, APPENDED, FETCHED, COMMITTED, ACKNOWLEDGED, READ, READ_COMMITTED -> Tone.PLAIN;
      case LOST_ON_THE_WAY, REFUSED, TRUNCATED, DELETED, DUPLICATED, REORDERED -> Tone.WARN;
      case LOST -> Tone.BAD;
    };
  }

  private Selection leadsTo(Hop hop, TopicPartition partition) {
    return switch (hop.kind()) {
      case SENT, REFUSED, ACKNOWLEDGED -> new Selection.Client(hop.node());
      case APPENDED, FETCHED, COMMITTED, TRUNCATED, DELETED ->
          new Selection.Replica(partition, hop.node().number());
      case READ, READ_COMMITTED ->
          model.groups().containsKey(hop.detail())
              ? new Selection.Group(hop.detail())
              : new Selection.Client(hop.node());
      case LOST_ON_THE_WAY, LOST, DUPLICATED, REORDERED -> new Selection.Event(hop.seq());
    };
  }

  private void stillToCome(List<Item.Line> lines, TopicPartition id, List<Hop> hops) {
    PartitionView partition = model.partition(id);
    TreeSet<Integer> missing =
        partition == null ? new TreeSet<>() : new TreeSet<>(partition.state().replicas());
    for (Hop hop : hops) {
      if (hop.kind() == Kind.APPENDED || hop.kind() == Kind.FETCHED) {
        missing.remove(hop.node().number());
      }
    }
    for (int broker : missing) {
      wait(
          lines,
          texts.get("record.fetched", narrator.name(NodeId.broker(broker))),
          new Selection.Replica(id, broker));
    }
    if (lacks(hops, Kind.COMMITTED, "")) {
      wait(lines, texts.get("record.highWatermark"), new Selection.Partition(id));
    }
    for (GroupView group : model.groups().values()) {
      if (group.owner(id) != null || group.committed().containsKey(id)) {
        if (lacks(hops, Kind.READ, group.id())) {
          wait(lines, texts.get("record.read", group.id()), new Selection.Group(group.id()));
        } else if (lacks(hops, Kind.READ_COMMITTED, group.id())) {
          wait(
              lines,
              texts.get("record.readCommitted", group.id()),
              new Selection.Group(group.id()));
        }
      }
    }
  }

  private static boolean lacks(List<Hop> hops, Kind kind, String group) {
    return hops.stream().noneMatch(hop -> hop.kind() == kind && hop.detail().equals(group));
  }

  private static void wait(List<Item.Line> lines, String station, Selection leadsTo) {
    lines.add(new Item.Line(List.of(station, NOT_YET), Tone.FAINT, leadsTo));
  }

  /** Key, value and headers, as they lie in the log now. */
  private void content(List<Item> items, Selection.LogRecord record, RecordStory story) {
    items.add(new Item.Heading("content", texts.get("inspector.content")));
    StoredRecord stored = story.stored();
    if (stored == null
        || stored.offset() != record.offset()
        || stored.leaderEpoch() != record.leaderEpoch()) {
      String why = story.whyNot();
      items.add(
          new Item.Note(
              "unread",
              why.isEmpty() ? texts.get("record.unread") : narrator.reason(why),
              Tone.MUTED));
      return;
    }
    items.add(
        row(
            "time",
            stored.logAppendTime() ? "LogAppendTime" : "CreateTime",
            Timestamps.format(stored.timestampMs())));
    if (stored.isControl()) {
      items.add(new Item.Note("marker", texts.get("records.marker", stored.control()), Tone.MUTED));
      return;
    }
    items.add(row("key", texts.get("records.key"), line(stored.key(), KEY_LETTERS)));
    Excerpt value = stored.value();
    items.add(
        row(
            "value",
            texts.get("records.value"),
            value == null
                ? texts.get("records.tombstone")
                : texts.get("records.bytes", Units.count(value.length()))));
    if (value != null) {
      items.add(new Item.Note("valueText", line(value, VALUE_LETTERS), Tone.PLAIN));
    }
    for (StoredRecord.Header header : stored.headers()) {
      items.add(
          row(
              "header-" + header.key(),
              texts.get("records.header", header.key()),
              line(header.value(), KEY_LETTERS)));
    }
  }

  private static String line(@Nullable Excerpt excerpt, int letters) {
    String line = Payload.line(excerpt, Payload.Format.AUTOMATIC, letters);
    return line == null ? "null" : line;
  }
}
