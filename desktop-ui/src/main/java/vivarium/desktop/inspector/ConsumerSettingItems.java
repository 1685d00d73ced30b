package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.api.Command;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.model.ClusterModel;

/** What can be changed about a built-in consumer. */
final class ConsumerSettingItems {

  private static final int MAX_PROCESSING_MS = 600_000;

  private final ClusterModel model;
  private final Texts texts;
  private final Asked asked;

  ConsumerSettingItems(ClusterModel model, Texts texts, Memory memory) {
    this.model = model;
    this.texts = texts;
    this.asked = new Asked(memory.asked(), texts);
  }

  List<Item.Setting> of(ConsumerSettings present) {
    return asked.differing(items(present), items(asked.of(present)));
  }

  private List<Item.Setting> items(ConsumerSettings settings) {
    String name = settings.clientId();
    List<Item.Setting> items = new ArrayList<>();
    items.add(
        new Item.Setting(
            "processing-" + name,
            texts.get("client.processing"),
            Integer.toString(settings.processingMs()),
            texts.get("client.processingHelp"),
            List.of(),
            typed ->
                new Command.ChangeConsumer(
                    settings.withProcessingMs(Numbers.whole(typed, 0, MAX_PROCESSING_MS, texts)))));
    items.add(
        new Item.Setting(
            "protocol-" + name,
            "group.protocol",
            settings.groupProtocol(),
            texts.get("client.protocolHelp"),
            List.of(GroupProtocol.CLASSIC, GroupProtocol.CONSUMER),
            typed -> new Command.ChangeConsumer(settings.withGroupProtocol(typed))));
    if (!settings.usesConsumerProtocol()) {
      items.add(strategy(settings));
    }
    if (!settings.rack().isEmpty()
        || model.brokers().stream().anyMatch(broker -> broker.rack() != null)) {
      items.add(
          new Item.Setting(
              "rack-" + name,
              "client.rack",
              settings.rack(),
              texts.get("client.rackHelp"),
              List.of(),
              typed -> new Command.ChangeConsumer(settings.withRack(typed.trim()))));
    }
    return items;
  }

  private Item.Setting strategy(ConsumerSettings settings) {
    return new Item.Setting(
        "strategy-" + settings.clientId(),
        "partition.assignment.strategy",
        settings.assignmentStrategy().text(),
        texts.get("client.strategyHelp"),
        Arrays.stream(AssignmentStrategy.values()).map(AssignmentStrategy::text).toList(),
        typed ->
            new Command.ChangeConsumer(
                settings.withAssignmentStrategy(AssignmentStrategy.of(typed))));
  }
}
