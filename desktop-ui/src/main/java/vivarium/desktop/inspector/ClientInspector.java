package vivarium.desktop.inspector;

import static vivarium.desktop.inspector.InspectorBuilder.row;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.ClientLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId.Kind;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;

/** A producer, or a client from outside. */
final class ClientInspector {

  private final ClusterModel model;
  private final long nowNanos;
  private final Texts texts;
  private final Memory memory;

  ClientInspector(ClusterModel model, long nowNanos, Texts texts, Memory memory) {
    this.model = model;
    this.nowNanos = nowNanos;
    this.texts = texts;
    this.memory = memory;
  }

  InspectorContent build(ClientView client) {
    List<Item> items = new ArrayList<>();
    ProducerSettings settings = client.producer();
    if (settings != null) {
      items.add(row("topic", texts.get("client.topic"), settings.topic()));
      items.addAll(new ProducerSettingItems(texts, memory).first(settings));
    }
    String address = client.address();
    if (address != null) {
      items.add(row("address", texts.get("node.address"), address));
    }
    String software = client.software();
    if (software != null) {
      items.add(row("software", texts.get("client.software"), software));
    }
    if (!client.isConnected()) {
      items.add(
          row("disconnected", texts.get("client.gone"), Units.clock(client.disconnectedAtNanos())));
      items.add(
          new Item.Note(
              "disconnectedWhy", new Narrator(texts).reason(client.disconnectedWhy()), Tone.MUTED));
    }
    fromOutside(items, client);
    items.add(new Item.Heading("fared", texts.get("inspector.fared")));
    fared(items, client);
    if (settings != null) {
      items.add(new Item.Heading("configs", texts.get("inspector.producerConfigs")));
      items.addAll(new ProducerSettingItems(texts, memory).others(settings));
      items.add(new Item.Actions("remove", List.of(new Actions(model, texts).remove(client.id()))));
    }
    String kind =
        client.id().kind() == Kind.EXTERNAL
            ? texts.get("inspector.externalClient")
            : texts.get("inspector.producer");
    return new InspectorContent(
        kind,
        client.id().name(),
        state(client),
        client.isConnected() ? Tone.BAD : Tone.MUTED,
        items);
  }

  private String state(ClientView client) {
    if (!client.isConnected()) {
      return texts.get("client.gone");
    }
    return ClientLook.isFailing(client) ? texts.get("client.failing") : "";
  }

  /** What a client from outside was seen to do; how it is configured only it knows. */
  private void fromOutside(List<Item> items, ClientView client) {
    client
        .acksByTopic()
        .forEach(
            (topic, acks) ->
                items.add(
                    row(
                        "writes-" + topic,
                        texts.get("client.writesTo", topic),
                        "acks=" + ProducerSettings.acksWord(acks))));
    if (client.id().kind() == Kind.EXTERNAL && client.isProducer()) {
      items.add(
          row(
              "rateNow",
              texts.get("client.recordsPerSecond"),
              Units.roundRate(client.acknowledgedPerSecond(nowNanos))));
    }
    for (String group : client.groupsJoined()) {
      items.add(row("group-" + group, texts.get("inspector.group"), group));
    }
    client
        .positions()
        .forEach(
            (partition, position) ->
                items.add(
                    row(
                        "position-" + partition,
                        texts.get("client.position", partition),
                        position < 0 ? "-" : Long.toString(position))));
  }

  private void fared(List<Item> items, ClientView client) {
    items.add(
        row(
            "acked",
            texts.get("client.acknowledgedRecords"),
            Units.count(client.recordsAcknowledged())));
    if (client.recordsRead() > 0) {
      items.add(row("read", texts.get("client.readRecords"), Units.count(client.recordsRead())));
    }
    items.add(
        row(
            "latency",
            texts.get("client.latency"),
            client.lastLatencyNanos() < 0 ? "-" : Units.span(client.lastLatencyNanos())));
    items.add(row("retries", texts.get("client.retriesLabel"), Units.count(client.retries())));
    items.add(
        new Item.Row(
            "refused",
            texts.get("client.refusedRecords"),
            Units.count(client.recordsRefused()),
            client.recordsRefused() > 0 ? Tone.BAD : Tone.PLAIN));
    String error = client.lastError();
    if (error != null) {
      items.add(
          new Item.Row(
              "error",
              texts.get("client.lastErrorLabel"),
              Units.shortClock(client.lastErrorAtNanos()),
              Tone.BAD));
      items.add(new Item.Note("errorName", error, Tone.BAD));
      memory.entry(client.lastErrorSeq()).ifPresent(entry -> refused(items, entry));
    }
  }

  /** The request that was refused last: which, what was said, and why. */
  private void refused(List<Item> items, StateEntry entry) {
    if (!(entry.stamped().event() instanceof Client.Refused refused)) {
      return;
    }
    items.add(new Item.Heading("refusedRequest", texts.get("client.refusedRequest")));
    items.add(row("refusedApi", "API", refused.api()));
    items.add(
        new Item.Link(
            "refusedPartition",
            texts.get("inspector.partition") + " " + refused.partition(),
            Tone.ACCENT,
            new Selection.Partition(refused.partition())));
    if (refused.recordCount() > 0) { // Of a client from outside the answer alone is known.
      items.add(
          row("refusedRecords", texts.get("message.records"), Units.count(refused.recordCount())));
    }
    items.add(
        new Item.Note(
            "refusedHow",
            switch (refused.outcome()) {
              case ANSWERED -> texts.get("client.refusedAnswered");
              case TIMED_OUT -> texts.get("client.refusedTimedOut");
              case DISCONNECTED -> texts.get("client.refusedDisconnected");
            },
            Tone.MUTED));
    if (!refused.message().isEmpty()) {
      items.add(
          new Item.Note(
              "refusedMessage", new Narrator(texts).reason(refused.message()), Tone.PLAIN));
    }
    items.addAll(Because.of(entry, texts));
  }
}
