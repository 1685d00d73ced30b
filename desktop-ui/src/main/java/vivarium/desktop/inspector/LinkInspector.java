package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;

/** The way between two nodes: each direction, what is wrong with it, what is under way on it. */
final class LinkInspector {

  private static final int MAX_MESSAGES = 12;
  private static final long LATELY_NANOS = 10_000_000_000L;

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;
  private final Memory memory;
  private final Narrator narrator;

  LinkInspector(ClusterModel model, long nowNanos, Texts texts, Memory memory) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
    this.memory = memory;
    this.narrator = new Narrator(texts);
  }

  InspectorContent build(NodeId one, NodeId other) {
    boolean there = isCut(one, other);
    boolean back = isCut(other, one);
    List<Item> faults = new FaultsSection(model, texts).onLink(one, other);
    List<Item> items = new ArrayList<>();
    items.add(end("one", one));
    items.add(end("other", other));
    items.add(new Item.Heading("ways", texts.get("link.directions")));
    items.add(way(one, other, there));
    items.add(way(other, one, back));
    if (there || back) {
      because(items, one, other);
    }
    if (!faults.isEmpty()) {
      items.add(new Item.Heading("faultsHeading", texts.get("inspector.faults")));
      items.addAll(faults);
    }
    underWay(items, one, other);
    items.add(new Item.Heading("settings", texts.get("inspector.clusterSettings")));
    items.add(
        new Settings(texts).ofSimulation(model.simulationConfigs(), ConfigCatalog.LINK_LATENCY_MS));
    items.add(FaultForms.between(one, other, texts));
    String word =
        there && back
            ? "inspector.linkCut"
            : there || back
                ? "link.cutOneWay"
                : faults.isEmpty() ? "inspector.linkOpen" : "link.unwell";
    return new InspectorContent(
        texts.get("inspector.link"),
        one.name() + " ↔ " + other.name(),
        texts.get(word),
        there || back ? Tone.BAD : faults.isEmpty() ? Tone.GOOD : Tone.WARN,
        items);
  }

  private boolean isCut(NodeId from, NodeId to) {
    return model.cutLinks().contains(new CutLink(from, to));
  }

  private Item.Link end(String key, NodeId node) {
    return new Item.Link(key, narrator.name(node), Tone.ACCENT, new Selection.Node(node));
  }

  private Item.RowAction way(NodeId from, NodeId to, boolean cut) {
    Action action = new Actions(model, texts).link(from, to);
    return new Item.RowAction(
        "way-" + from.name(),
        from.name() + " → " + to.name(),
        texts.get(cut ? "inspector.linkCut" : "inspector.linkOpen"),
        cut ? Tone.BAD : Tone.MUTED,
        action.labelled(texts.get(cut ? "action.healShort" : "action.cutShort")));
  }

  private void because(List<Item> items, NodeId one, NodeId other) {
    for (Iterator<StateEntry> it = memory.newestFirst(); it.hasNext(); ) {
      StateEntry entry = it.next();
      if (entry.stamped().event() instanceof Fault.LinkCut(NodeId from, NodeId to)
          && new Selection.Link(from, to).equals(new Selection.Link(one, other))) {
        items.addAll(Because.of(entry, texts));
        return;
      }
    }
  }

  private void underWay(List<Item> items, NodeId one, NodeId other) {
    List<Flow.Sent> messages =
        model.inFlight(nowNanos).stream()
            .filter(message -> isBetween(message, one, other))
            .sorted(Comparator.comparingLong(Flow.Sent::arrivalNanos))
            .toList();
    long bytes = messages.stream().mapToLong(Flow.Sent::sizeBytes).sum();
    long lost =
        model.lostSince(nowNanos - LATELY_NANOS).stream()
            .filter(message -> isBetween(message.message(), one, other))
            .count();
    items.add(new Item.Heading("underWay", texts.get("link.underWay")));
    items.add(row("messages", texts.get("link.messages"), Integer.toString(messages.size())));
    items.add(row("bytes", texts.get("message.size"), Units.count(bytes) + " B"));
    items.add(
        new Item.Row(
            "lost",
            texts.get("link.lostLately", LATELY_NANOS / 1_000_000_000),
            Long.toString(lost),
            lost == 0 ? Tone.PLAIN : Tone.WARN));
    List<Item.Line> lines = new ArrayList<>();
    for (Flow.Sent message : messages.subList(0, Math.min(MAX_MESSAGES, messages.size()))) {
      String api = message.isRequest() ? message.api() : "↩ " + message.api();
      lines.add(
          new Item.Line(
              List.of(
                  api,
                  "→ " + message.to().name(),
                  Units.count(message.sizeBytes()) + " B",
                  Units.span(Math.max(0, message.arrivalNanos() - nowNanos))),
              message.error() == null ? Tone.PLAIN : Tone.BAD,
              new Selection.Message(message.messageId())));
    }
    if (!lines.isEmpty()) {
      items.add(
          new Item.Table(
              "messageTable",
              List.of(
                  "API",
                  texts.get("message.to"),
                  texts.get("message.size"),
                  texts.get("link.arrivesIn")),
              lines));
    }
  }

  private static boolean isBetween(Flow.Sent message, NodeId one, NodeId other) {
    return (message.from().equals(one) && message.to().equals(other))
        || (message.from().equals(other) && message.to().equals(one));
  }
}
