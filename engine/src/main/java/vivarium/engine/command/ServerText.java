package vivarium.engine.command;

import java.util.List;
import vivarium.engine.api.Command;
import vivarium.engine.event.NodeId;
import vivarium.engine.text.Quoted;

/** Commands that make the cluster larger or smaller. */
final class ServerText {

  private static final String REMOVE_NEEDS =
      "'remove' needs a broker and its id, such as 'remove broker 4'";

  private ServerText() {}

  /** Takes what follows {@code add}. */
  static CommandText add(List<String> words) {
    return switch (first(words, "'add' needs to know what, such as 'add broker'")) {
      case "broker" -> addBroker(words);
      case "controller" -> new CommandText.AddController();
      case "topic" -> new CommandText.Direct(SettingText.addTopic(words));
      case "producer" -> new CommandText.Direct(SettingText.addProducer(words));
      case "consumer" -> new CommandText.Direct(SettingText.addConsumer(words));
      case String what ->
          throw new IllegalArgumentException(
              "nothing called '%s' can be added; brokers, controllers, topics, producers and consumers can: 'add broker'"
                  .formatted(Quoted.of(what)));
    };
  }

  private static CommandText addBroker(List<String> words) {
    if (words.isEmpty() || !words.getFirst().equals("rack")) {
      return new CommandText.AddBroker(null);
    }
    words.removeFirst();
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "'rack' needs the rack's name, such as 'add broker rack a'");
    }
    return new CommandText.AddBroker(words.removeFirst());
  }

  /** Takes what follows {@code remove}. */
  static CommandText remove(List<String> words) {
    return switch (first(words, REMOVE_NEEDS)) {
      case "broker" -> {
        if (words.isEmpty() || !words.getFirst().matches("\\d{1,6}")) {
          throw new IllegalArgumentException(REMOVE_NEEDS);
        }
        yield new CommandText.RemoveBroker(Integer.parseInt(words.removeFirst()));
      }
      case "controller" -> {
        if (words.isEmpty() || !words.getFirst().matches("\\d{1,6}")) {
          throw new IllegalArgumentException(
              "'remove controller' needs its id, such as 'remove controller 104'");
        }
        yield new CommandText.RemoveController(Integer.parseInt(words.removeFirst()));
      }
      case "topic" -> new CommandText.Direct(new Command.DeleteTopic(name("topic", words)));
      case "producer" ->
          new CommandText.Direct(
              new Command.RemoveClient(NodeId.producer(name("producer", words))));
      case "consumer" ->
          new CommandText.Direct(
              new Command.RemoveClient(NodeId.consumer(name("consumer", words))));
      case String what ->
          throw new IllegalArgumentException(
              "nothing called '%s' can be removed; brokers, controllers, topics, producers and consumers can: 'remove broker 4'"
                  .formatted(Quoted.of(what)));
    };
  }

  /** Takes what follows {@code delete}. */
  static CommandText delete(List<String> words) {
    String needs = "'delete' needs a group, such as 'delete group billing'";
    if (!first(words, needs).equals("group")) {
      throw new IllegalArgumentException(needs);
    }
    return new CommandText.Direct(new Command.DeleteGroup(first(words, needs)));
  }

  private static String name(String what, List<String> words) {
    return first(words, "'remove %s' needs its name".formatted(what));
  }

  /** Takes what follows {@code change}. */
  static CommandText change(List<String> words) {
    String needs = "'change' needs a producer or a consumer, such as 'change producer web acks=1'";
    return switch (first(words, needs)) {
      case "producer" -> ChangeText.take(NodeId.Kind.PRODUCER, words);
      case "consumer" -> ChangeText.take(NodeId.Kind.CONSUMER, words);
      default -> throw new IllegalArgumentException(needs);
    };
  }

  private static String first(List<String> words, String needs) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException(needs);
    }
    return words.removeFirst();
  }
}
