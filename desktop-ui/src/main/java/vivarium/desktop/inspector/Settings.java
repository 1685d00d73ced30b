package vivarium.desktop.inspector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.api.Command;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.config.ConfigSpec.Scope;
import vivarium.engine.config.ConfigSpec.Type;
import vivarium.engine.event.PartitionState;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.TopicView;

/** Kafka's settings as parts of the inspector, with meaning, default and valid range. */
final class Settings {

  private static final List<String> CHANGED_MOST =
      List.of(
          "min.insync.replicas",
          "retention.ms",
          "retention.bytes",
          "cleanup.policy",
          "unclean.leader.election.enable",
          "max.message.bytes",
          "segment.bytes",
          "segment.ms");

  private final Texts texts;

  Settings(Texts texts) {
    this.texts = texts;
  }

  /** The settings of a topic: first those that people change, and then the others by name. */
  static List<String> mostChangedFirst(Set<String> names) {
    List<String> ordered = new ArrayList<>(CHANGED_MOST);
    ordered.retainAll(names);
    names.stream().filter(name -> !CHANGED_MOST.contains(name)).sorted().forEach(ordered::add);
    return ordered;
  }

  /** A topic's setting; what the topic does not set comes from the brokers. */
  Item.Setting ofTopic(TopicView topic, String name, SortedMap<String, String> brokerConfigs) {
    ConfigSpec spec = ConfigCatalog.get(Scope.TOPIC, name);
    String own = topic.config(name);
    String inherited = brokerConfigs.getOrDefault(name, spec.kafkaDefault());
    return setting(
        spec,
        own == null ? inherited : own,
        value -> new Command.SetTopicConfig(topic.name(), name, value));
  }

  Item.Setting ofBrokers(SortedMap<String, String> configs, String name) {
    ConfigSpec spec = ConfigCatalog.get(Scope.BROKER, name);
    return setting(
        spec,
        configs.getOrDefault(name, spec.kafkaDefault()),
        value -> new Command.SetBrokerConfig(name, value));
  }

  /** A setting of the simulation; none of them is known before they all come into force. */
  Item.Setting ofSimulation(SortedMap<String, String> configs, String name) {
    ConfigSpec spec = ConfigCatalog.get(Scope.SIMULATION, name);
    return setting(
        spec,
        configs.isEmpty() ? "-" : configs.getOrDefault(name, spec.kafkaDefault()),
        value -> new Command.SetSimulationConfig(name, value == null ? "" : value));
  }

  /** On which brokers a partition is; another number of them is another replication factor. */
  Item.Setting ofReplicas(PartitionView partition) {
    PartitionState state = partition.state();
    String present =
        (state.isReassigning()
                ? state.replicas().stream().filter(id -> !state.removing().contains(id))
                : state.replicas().stream())
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    return new Item.Setting(
        "REASSIGN/" + partition.id(),
        texts.get("setting.replicas", partition.id()),
        present,
        texts.get("setting.replicasHelp"),
        List.of(),
        typed -> {
          String trimmed = typed.trim();
          if (trimmed.isEmpty() && state.isReassigning()) {
            return new Command.Reassign(partition.id(), List.of());
          }
          if (!trimmed.matches("\\d{1,6}( *[, ] *\\d{1,6})*")) {
            throw new IllegalArgumentException(
                texts.get("setting.invalid", trimmed, texts.get("setting.brokerIds")));
          }
          return new Command.Reassign(
              partition.id(), Arrays.stream(trimmed.split("[, ]+")).map(Integer::valueOf).toList());
        });
  }

  /** How many partitions a topic has; there can only be more. */
  Item.Setting ofPartitions(TopicView topic) {
    return new Item.Setting(
        "PARTITIONS/" + topic.name(),
        "partitions",
        Integer.toString(topic.partitions()),
        texts.get("setting.partitionsHelp"),
        List.of(),
        typed -> {
          String trimmed = typed.trim();
          if (!trimmed.matches("\\d{1,6}") || Integer.parseInt(trimmed) <= topic.partitions()) {
            throw new IllegalArgumentException(
                texts.get(
                    "setting.invalid",
                    trimmed,
                    texts.get("setting.orMore", topic.partitions() + 1)));
          }
          return new Command.AddPartitions(topic.name(), Integer.parseInt(trimmed));
        });
  }

  private Item.Setting setting(
      ConfigSpec spec, String value, Function<@Nullable String, Command> command) {
    String help =
        spec.scope() == Scope.SIMULATION
            ? texts.get("setting.helpSimulation", texts.meaning(spec), valid(spec))
            : texts.get("setting.help", texts.meaning(spec), spec.kafkaDefault(), valid(spec));
    List<String> choices = spec.type() == Type.BOOLEAN ? List.of("true", "false") : spec.choices();
    return new Item.Setting(
        spec.scope() + "/" + spec.name(),
        spec.name(),
        value,
        help,
        choices,
        typed -> {
          String trimmed = typed.trim();
          if (trimmed.isEmpty() && spec.scope() != Scope.SIMULATION) {
            return command.apply(null);
          }
          if (!isValid(spec, trimmed)) {
            throw new IllegalArgumentException(texts.get("setting.invalid", trimmed, valid(spec)));
          }
          return command.apply(trimmed);
        });
  }

  private static boolean isValid(ConfigSpec spec, String value) {
    try {
      spec.validate(value);
      return true;
    } catch (IllegalArgumentException invalid) {
      return false;
    }
  }

  private String valid(ConfigSpec spec) {
    return switch (spec.type()) {
      case BOOLEAN -> texts.get("setting.trueOrFalse");
      case CHOICE -> String.join(", ", spec.choices());
      case REPLICAS -> spec.validValues();
      case INT, LONG ->
          spec.max() == Long.MAX_VALUE || spec.max() == Integer.MAX_VALUE
              ? texts.get("setting.orMore", spec.min())
              : texts.get("setting.range", spec.min(), spec.max());
    };
  }
}
