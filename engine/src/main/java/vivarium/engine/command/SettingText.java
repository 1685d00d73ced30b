package vivarium.engine.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.json.JsonFields;
import vivarium.engine.json.Mistakes;
import vivarium.engine.text.Quoted;
import vivarium.engine.text.Words;

/**
 * Commands that set something up, in words: {@code add topic orders partitions=3}, {@code add
 * producer web topic=orders acks=1}, {@code set topic orders min.insync.replicas=2}.
 */
final class SettingText {

  private static final String CLIENT_NEEDS =
      "'%s' needs a name and its settings, such as '%<s web topic=orders acks=all'";
  private static final String SET_NEEDS =
      "'set' needs what and a value, such as 'set topic orders min.insync.replicas=2', 'set brokers"
          + " replica.lag.time.max.ms=5000' or 'set simulation link.latency.ms=350'";
  private static final String RESET_NEEDS =
      "'reset' needs what goes back to its default, such as 'reset topic orders"
          + " min.insync.replicas' or 'reset brokers replica.lag.time.max.ms'";

  private SettingText() {}

  /** Takes what follows {@code add topic}. */
  static Command addTopic(List<String> words) {
    if (words.isEmpty() || words.getFirst().contains("=")) {
      throw new IllegalArgumentException(
          "'add topic' needs a name, such as 'add topic orders partitions=3 replicationFactor=3'");
    }
    String name = words.removeFirst();
    TreeMap<String, String> configs = new TreeMap<>(pairs(words));
    int partitions = count(configs, "partitions");
    int replicationFactor = count(configs, "replicationFactor");
    return new Command.CreateTopic(new TopicSpec(name, partitions, replicationFactor, configs));
  }

  private static int count(Map<String, String> configs, String name) {
    String word = configs.remove(name);
    if (word == null) {
      return 1;
    }
    if (!word.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "%s=%s is not valid: it must be a number from 1".formatted(name, Quoted.of(word)));
    }
    return Integer.parseInt(word);
  }

  static String words(TopicSpec topic) {
    StringBuilder text = new StringBuilder("add topic ").append(Words.quoted(topic.name()));
    text.append(" partitions=").append(topic.partitions());
    text.append(" replicationFactor=").append(topic.replicationFactor());
    topic
        .configs()
        .forEach((key, value) -> text.append(' ').append(Words.quoted(key + "=" + value)));
    return text.toString();
  }

  /** Takes the settings that follow {@code add producer}. */
  static Command addProducer(List<String> words) {
    return new Command.AddProducer(
        read("producer", client("add producer", words), ClientJson::producer));
  }

  /** Takes the settings that follow {@code add consumer}. */
  static Command addConsumer(List<String> words) {
    return new Command.AddConsumer(
        read("consumer", client("add consumer", words), ClientJson::consumer));
  }

  /** Takes the name of a client and settings, each under its name. */
  static Map<String, String> client(String verb, List<String> words) {
    if (words.isEmpty()) {
      throw needsSettings(verb);
    }
    String name = words.removeFirst();
    Map<String, String> settings = pairs(words);
    settings.put("client.id", name);
    return settings;
  }

  static IllegalArgumentException needsSettings(String verb) {
    return new IllegalArgumentException(CLIENT_NEEDS.formatted(verb));
  }

  /**
   * The settings of a client.
   *
   * @throws IllegalArgumentException naming each that is wrong and what would be right
   */
  static <T> T read(
      String kind, Map<String, String> settings, Function<JsonFields, Optional<T>> reader) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    settings.forEach((name, value) -> put(object, name, value));
    Mistakes mistakes = new Mistakes();
    return reader
        .apply(JsonFields.of(kind, object, mistakes))
        .orElseThrow(() -> new IllegalArgumentException(String.join("; ", mistakes.found())));
  }

  private static void put(ObjectNode object, String name, String value) {
    if (!ClientJson.TEXTS.contains(name) && value.matches("-?\\d{1,18}")) {
      object.put(name, Long.parseLong(value));
    } else if (!ClientJson.TEXTS.contains(name)
        && value.matches("-?\\d{1,18}(\\.\\d{1,400})?([eE]-?\\d{1,3})?")) {
      object.put(name, Double.parseDouble(value));
    } else if (!ClientJson.TEXTS.contains(name) && value.matches("true|false")) {
      object.put(name, Boolean.parseBoolean(value));
    } else {
      object.put(name, value);
    }
  }

  /** The words that are read as these fields of a client. */
  static String words(String verb, Map<String, Object> fields) {
    StringBuilder text = new StringBuilder(verb);
    fields.forEach(
        (name, value) ->
            text.append(' ')
                .append(
                    Words.quoted(
                        name.equals("client.id") ? value.toString() : name + "=" + value)));
    return text.toString();
  }

  /** Takes all words, each {@code name=value}. */
  private static Map<String, String> pairs(List<String> words) {
    Map<String, String> pairs = new TreeMap<>();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "'%s' is no setting: it must be a name and a value, such as acks=all"
                .formatted(Quoted.of(word)));
      }
      String name = word.substring(0, equals);
      if (pairs.put(name, word.substring(equals + 1)) != null) {
        throw new IllegalArgumentException(
            "'%s' stands here twice; give it once".formatted(Quoted.of(name)));
      }
    }
    return pairs;
  }

  /** Takes what follows {@code set}. */
  static Command set(List<String> words) {
    String what = first(words, SET_NEEDS);
    String topic = what.equals("topic") ? first(words, SET_NEEDS) : "";
    String pair = first(words, SET_NEEDS);
    int equals = pair.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException(SET_NEEDS);
    }
    String key = pair.substring(0, equals);
    String value = pair.substring(equals + 1);
    return switch (what) {
      case "topic" -> new Command.SetTopicConfig(topic, key, value);
      case "brokers" -> new Command.SetBrokerConfig(key, value);
      case "simulation" -> new Command.SetSimulationConfig(key, value);
      default -> throw nothingCalled(what, "topic NAME, brokers or simulation");
    };
  }

  /** Takes what follows {@code reset}. */
  static Command reset(List<String> words) {
    String what = first(words, RESET_NEEDS);
    String topic = what.equals("topic") ? first(words, RESET_NEEDS) : "";
    String key = first(words, RESET_NEEDS);
    return switch (what) {
      case "topic" -> new Command.SetTopicConfig(topic, key, null);
      case "brokers" -> new Command.SetBrokerConfig(key, null);
      default -> throw nothingCalled(what, "topic NAME or brokers");
    };
  }

  private static String first(List<String> words, String needs) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(needs);
    }
    return words.removeFirst();
  }

  private static IllegalArgumentException nothingCalled(String what, String valid) {
    return new IllegalArgumentException(
        "nothing called '%s' has settings: it must be %s".formatted(Quoted.of(what), valid));
  }
}
