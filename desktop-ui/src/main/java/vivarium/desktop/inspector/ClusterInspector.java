package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import vivarium.desktop.i18n.Counts;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.ClientLook;
import vivarium.desktop.stage.GroupLook;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec.Scope;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.LedgerView;

/** The cluster as a whole: what to try first, the ledger, its settings, something new. */
final class ClusterInspector {

  private final ClusterModel model;
  private final Texts texts;

  ClusterInspector(ClusterModel model, Texts texts) {
    this.model = model;
    this.texts = texts;
  }

  InspectorContent build() {
    List<Item> items = new ArrayList<>();
    items.add(new Item.Note("hint", texts.get("cluster.hint"), Tone.MUTED));
    Actions actions = new Actions(model, texts);
    items.add(new Item.Actions("healing", actions.healing()));
    items.add(new Item.Actions("growing", actions.growing()));
    ledger(items);
    groups(items);
    producers(items);
    settings(items);
    items.add(Forms.createTopic(model, texts));
    items.add(Forms.addProducer(model, texts));
    items.add(Forms.addConsumer(model, texts, ""));
    return new InspectorContent(
        texts.get("inspector.cluster"),
        Counts.brokers(texts, model.brokers().size()),
        "",
        Tone.PLAIN,
        items);
  }

  /** First the settings that people change to see something, and folded away all the others. */
  private void settings(List<Item> items) {
    Settings settings = new Settings(texts);
    items.add(new Item.Heading("settings", texts.get("inspector.clusterSettings")));
    items.add(settings.ofSimulation(model.simulationConfigs(), ConfigCatalog.LINK_LATENCY_MS));
    boolean zookeeper = model.coordinators().stream().anyMatch(each -> each.id().isZooKeeper());
    List<String> first = new ArrayList<>();
    first.add(ConfigCatalog.REPLICA_LAG_TIME_MAX_MS);
    first.add(
        zookeeper
            ? ConfigCatalog.ZOOKEEPER_SESSION_TIMEOUT_MS
            : ConfigCatalog.BROKER_SESSION_TIMEOUT_MS);
    if (model.brokers().stream().anyMatch(broker -> broker.rack() != null)) {
      first.add(ConfigCatalog.REPLICA_SELECTOR);
    }
    first.forEach(name -> items.add(settings.ofBrokers(model.brokerConfigs(), name)));
    items.add(
        new Item.Section(
            "brokerSettings",
            texts.get("inspector.otherBrokerSettings"),
            ConfigCatalog.specs(Scope.BROKER).keySet().stream()
                .filter(name -> !first.contains(name))
                .<Item>map(name -> settings.ofBrokers(model.brokerConfigs(), name))
                .toList()));
    items.add(
        new Item.Section(
            "simulationSettings",
            texts.get("inspector.otherSimulationSettings"),
            ConfigCatalog.specs(Scope.SIMULATION).keySet().stream()
                .filter(name -> !name.equals(ConfigCatalog.LINK_LATENCY_MS))
                .<Item>map(name -> settings.ofSimulation(model.simulationConfigs(), name))
                .toList()));
  }

  private void ledger(List<Item> items) {
    LedgerView ledger = model.ledger();
    items.add(new Item.Heading("ledger", texts.get("inspector.ledger")));
    items.add(
        number(
            "acknowledged", texts.get("ledger.acknowledged"), ledger.acknowledged(), Tone.PLAIN));
    items.add(
        number("lostExpected", texts.get("ledger.lostExpected"), ledger.lostExpected(), Tone.WARN));
    items.add(number("lostByBug", texts.get("ledger.lostByBug"), ledger.lostByBug(), Tone.BAD));
    items.add(number("duplicated", texts.get("ledger.duplicated"), ledger.duplicated(), Tone.WARN));
    items.add(number("reordered", texts.get("ledger.reordered"), ledger.reordered(), Tone.WARN));
    items.add(
        number("invariants", texts.get("ledger.invariants"), ledger.invariantsBroken(), Tone.BAD));
  }

  /** The list of groups as Kafka's tools have it; none is left out, however many there are. */
  private void groups(List<Item> items) {
    List<Item.Line> lines =
        model.groups().values().stream()
            .map(
                group ->
                    new Item.Line(
                        List.of(
                            group.id(),
                            Units.countOrDash(model.totalLag(group)),
                            group.state().kafkaName()),
                        GroupLook.tone(group.state()),
                        new Selection.Group(group.id())))
            .toList();
    if (!lines.isEmpty()) {
      items.add(
          new Item.Table(
              "groups",
              List.of(texts.get("inspector.group"), "LAG", texts.get("column.state")),
              lines));
    }
  }

  /** Producers and clients from outside, each with what it was told last. */
  private void producers(List<Item> items) {
    List<Item.Line> lines =
        Stream.concat(model.clients().values().stream(), model.goneClients().values().stream())
            .filter(client -> client.isProducer() || !client.isConsumer())
            .map(
                client ->
                    new Item.Line(
                        List.of(
                            client.id().name(),
                            orDash(ClientLook.acksWord(client)),
                            Units.count(client.recordsAcknowledged())),
                        tone(client),
                        new Selection.Client(client.id())))
            .toList();
    if (!lines.isEmpty()) {
      items.add(
          new Item.Table(
              "producers",
              List.of(
                  texts.get("inspector.producer"), "acks", texts.get("client.acknowledgedRecords")),
              lines));
    }
  }

  private static Tone tone(ClientView client) {
    if (!client.isConnected()) {
      return Tone.MUTED;
    }
    return ClientLook.isFailing(client) ? Tone.BAD : Tone.PLAIN;
  }

  private static String orDash(String word) {
    return word.isEmpty() ? "-" : word;
  }

  /** A count that is alarming unless it is zero. */
  private static Item.Row number(String key, String label, long count, Tone unlessZero) {
    return new Item.Row(key, label, Units.count(count), count == 0 ? Tone.PLAIN : unlessZero);
  }
}
