package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.inspector.Action.Manner;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.Fate;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/** A message on its way: what it is, what it carries, and what may befall it. */
final class MessageInspector {

  /** Long enough to be seen, and to be late. */
  private static final long DELAY_MS = 2_000;

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;

  MessageInspector(ClusterModel model, long nowNanos, Texts texts) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
  }

  /** The message of an id, if it is under way; one that is held is so for long. */
  static Flow.@Nullable Sent find(ClusterModel model, long nowNanos, long id) {
    return model.inFlight(nowNanos).stream()
        .filter(message -> message.messageId() == id)
        .findFirst()
        .orElse(null);
  }

  InspectorContent build(Flow.Sent message) {
    int records = message.cargo().stream().mapToInt(cargo -> cargo.batch().recordCount()).sum();
    List<Item> items = new ArrayList<>();
    items.add(new Item.Actions("fates", actions(message, texts)));
    items.add(end("from", texts.get("message.from"), message.from()));
    items.add(end("to", texts.get("message.to"), message.to()));
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
    String error = message.error();
    if (error != null) {
      items.add(new Item.Row("error", texts.get("message.error"), error, Tone.BAD));
    }
    List<Item.Line> cargo = new ArrayList<>();
    for (Flow.Cargo each : message.cargo()) {
      cargo.add(
          new Item.Line(
              List.of(
                  each.partition().toString(), Counts.records(texts, each.batch().recordCount())),
              Tone.PLAIN,
              new Selection.Partition(each.partition())));
    }
    if (!cargo.isEmpty()) {
      items.add(
          new Item.Table(
              "cargo",
              List.of(texts.get("column.partition"), texts.get("message.records")),
              cargo));
    }
    return new InspectorContent(
        message.isRequest() ? texts.get("message.request") : texts.get("message.reply"),
        message.api(),
        "",
        Tone.PLAIN,
        items);
  }

  private Item.Link end(String key, String name, NodeId node) {
    return new Item.Link(
        key, name + " " + new Narrator(texts).name(node), Tone.ACCENT, selection(node));
  }

  private static Selection selection(NodeId node) {
    return node.isServer() ? new Selection.Node(node) : new Selection.Client(node);
  }

  /** What can befall a message that is under way. */
  static List<Action> actions(Flow.Sent message, Texts texts) {
    List<Action> actions = new ArrayList<>();
    actions.add(fate(Fate.HOLD, texts.get("message.hold"), message, 0));
    actions.add(fate(Fate.DROP, texts.get("message.drop"), message, 0));
    actions.add(
        fate(
            Fate.DELAY,
            texts.get("message.delay", Units.span(DELAY_MS * 1_000_000)),
            message,
            DELAY_MS));
    if (message.isRequest()) {
      actions.add(fate(Fate.DUPLICATE, texts.get("message.duplicate"), message, 0));
    }
    return actions;
  }

  private static Action fate(Fate fate, String label, Flow.Sent message, long byMs) {
    FaultSpec fault =
        new FaultSpec.OneMessage(fate, new MessageChoice.Numbered(message.messageId()), byMs);
    return new Action(fate.word(), label, Manner.BREAKS, new Command.Inject(fault));
  }
}
