package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.api.Command;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;

/**
 * Settings that were asked for and are not in force yet, because the cluster's time stands still.
 */
final class Asked {

  private final List<Command> commands;
  private final Texts texts;

  /**
   * What is asked.
   *
   * @param commands that were sent and not carried out, in order
   */
  Asked(List<Command> commands, Texts texts) {
    this.commands = commands;
    this.texts = texts;
  }

  /** What a producer is going to have: the next change starts from that. */
  ProducerSettings of(ProducerSettings present) {
    ProducerSettings last = present;
    for (Command command : commands) {
      if (command instanceof Command.ChangeProducer(ProducerSettings settings)
          && settings.clientId().equals(present.clientId())) {
        last = settings;
      }
    }
    return last;
  }

  /** As {@link #of(ProducerSettings)}. */
  ConsumerSettings of(ConsumerSettings present) {
    ConsumerSettings last = present;
    for (Command command : commands) {
      if (command instanceof Command.ChangeConsumer(ConsumerSettings settings)
          && settings.clientId().equals(present.clientId())) {
        last = settings;
      }
    }
    return last;
  }

  /** The settings as they are going to be, those marked that are not so yet. */
  List<Item.Setting> differing(List<Item.Setting> present, List<Item.Setting> asked) {
    Map<String, String> values = new HashMap<>();
    present.forEach(setting -> values.put(setting.key(), setting.value()));
    return asked.stream()
        .map(
            setting ->
                setting.value().equals(values.get(setting.key()))
                    ? setting
                    : waiting(setting, setting.value()))
        .toList();
  }

  /** The same parts, with what is asked in place of what is in force, and marked. */
  List<Item> in(List<Item> items) {
    if (commands.isEmpty()) {
      return items;
    }
    List<Item> marked = new ArrayList<>();
    for (Item item : items) {
      marked.add(
          switch (item) {
            case Item.Setting setting -> in(setting);
            case Item.Section section ->
                new Item.Section(section.key(), section.title(), in(section.items()));
            default -> item;
          });
    }
    return marked;
  }

  private Item.Setting in(Item.Setting setting) {
    for (Command command : commands.reversed()) {
      String value = configOf(command);
      if (value != null && leadsTo(setting, value, command)) {
        return value.equals(setting.value()) ? setting : waiting(setting, value);
      }
    }
    return setting;
  }

  /** Whether who typed the value into this setting would have asked for the command. */
  private static boolean leadsTo(Item.Setting setting, String value, Command command) {
    try {
      return setting.edit().apply(value).equals(command);
    } catch (IllegalArgumentException ofAnotherKind) {
      return false;
    }
  }

  /** What a command sets a config to, empty for its default; null if it sets none. */
  private static @Nullable String configOf(Command command) {
    return switch (command) {
      case Command.SetTopicConfig set -> set.value() == null ? "" : set.value();
      case Command.SetBrokerConfig set -> set.value() == null ? "" : set.value();
      case Command.SetSimulationConfig set -> set.value();
      default -> null;
    };
  }

  private Item.Setting waiting(Item.Setting setting, String value) {
    return new Item.Setting(
        setting.key(),
        setting.name(),
        value,
        texts.get("setting.waitsHelp") + "\n\n" + setting.help(),
        setting.choices(),
        setting.edit(),
        true);
  }
}
