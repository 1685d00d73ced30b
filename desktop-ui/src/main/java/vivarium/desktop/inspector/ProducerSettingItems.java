package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.List;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.engine.api.Command;
import vivarium.engine.event.ProducerSettings;

/** The settings of a built-in producer, each changed where it stands. */
final class ProducerSettingItems {

  private static final int MAX_RATE = 1_000_000;
  private static final int MAX_LINGER_MS = 60_000;
  private static final int MAX_BATCH_BYTES = 1 << 20;
  private static final int MAX_IN_FLIGHT = 5;

  private final Texts texts;
  private final Asked asked;

  ProducerSettingItems(Texts texts, Memory memory) {
    this.texts = texts;
    this.asked = new Asked(memory.asked(), texts);
  }

  /** What is changed most: what it waits for, and how much it writes. */
  List<Item.Setting> first(ProducerSettings present) {
    return asked.differing(firstOf(present), firstOf(asked.of(present)));
  }

  /** The others. */
  List<Item.Setting> others(ProducerSettings present) {
    return asked.differing(othersOf(present), othersOf(asked.of(present)));
  }

  private List<Item.Setting> firstOf(ProducerSettings settings) {
    return List.of(
        new Item.Setting(
            "acks",
            "acks",
            settings.acksWord(),
            texts.get("client.acksHelp"),
            List.of("all", "1", "0"),
            word -> new Command.ChangeProducer(settings.withAcks(acks(word)))),
        new Item.Setting(
            "config-enable.idempotence",
            "enable.idempotence",
            Boolean.toString(settings.idempotent()),
            texts.get("client.idempotenceHelp"),
            List.of("true", "false"),
            word -> new Command.ChangeProducer(idempotent(settings, word))),
        new Item.Setting(
            "rate",
            texts.get("client.recordsPerSecond"),
            Units.rate(settings.recordsPerSecond()),
            texts.get("client.rateHelp"),
            List.of(),
            typed ->
                new Command.ChangeProducer(
                    settings.withRecordsPerSecond(Numbers.decimal(typed, 0, MAX_RATE, texts)))));
  }

  static int acks(String word) {
    return word.equals("all") ? ProducerSettings.ACKS_ALL : Integer.parseInt(word);
  }

  private ProducerSettings idempotent(ProducerSettings settings, String word) {
    boolean wanted = Boolean.parseBoolean(word);
    if (wanted && settings.acks() != ProducerSettings.ACKS_ALL) {
      throw new Refusal.Mendable(
          texts.get("client.idempotenceNeeds"),
          texts.get("client.idempotenceMend"),
          new Command.ChangeProducer(
              settings.withAcks(ProducerSettings.ACKS_ALL).withIdempotence(true)));
    }
    return settings.withIdempotence(wanted);
  }

  private List<Item.Setting> othersOf(ProducerSettings settings) {
    List<Item.Setting> items = new ArrayList<>();
    items.add(whole(settings, "batch.size", "client.batchHelp", 0, MAX_BATCH_BYTES));
    items.add(whole(settings, "linger.ms", "client.lingerHelp", 0, MAX_LINGER_MS));
    items.add(whole(settings, "retries", "client.retriesHelp", 0, Integer.MAX_VALUE));
    items.add(whole(settings, "delivery.timeout.ms", "client.deliveryHelp", 1, Integer.MAX_VALUE));
    items.add(whole(settings, "request.timeout.ms", "client.requestHelp", 1, Integer.MAX_VALUE));
    items.add(
        whole(
            settings,
            "max.in.flight.requests.per.connection",
            "client.inFlightHelp",
            1,
            MAX_IN_FLIGHT));
    return items;
  }

  private Item.Setting whole(
      ProducerSettings settings, String name, String helpKey, int min, int max) {
    return new Item.Setting(
        "config-" + name,
        name,
        String.valueOf(settings.asKafkaConfigs().get(name)),
        texts.get(helpKey),
        List.of(),
        typed ->
            new Command.ChangeProducer(settings.with(name, Numbers.whole(typed, min, max, texts))));
  }
}
