package vivarium.engine.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText.Verb;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Quoted;
import vivarium.engine.text.Target;
import vivarium.engine.text.Words;

/** Reads a {@link CommandText}: its first word decides who reads the rest. */
final class CommandParser {

  /**
   * Who takes the words after the first off the front of a list, by this first word, in the order
   * in which they are listed.
   */
  private static final LinkedHashMap<String, Function<List<String>, CommandText>> READERS =
      readers();

  private CommandParser() {}

  private static LinkedHashMap<String, Function<List<String>, CommandText>> readers() {
    LinkedHashMap<String, Function<List<String>, CommandText>> readers = new LinkedHashMap<>();
    for (Verb verb : Verb.values()) {
      readers.put(verb.word(), words -> onNode(verb, words));
    }
    readers.put("cut", CommandParser::cut);
    for (String fault : FaultText.WORDS) {
      readers.put(fault, words -> new CommandText.Inject(FaultText.take(fault, words, false)));
    }
    readers.put("heal", CommandParser::heal);
    readers.put("elect", CommandParser::elect);
    readers.put("partitions", CommandParser::addPartitions);
    readers.put("reassign", CommandParser::reassign);
    readers.put("add", ServerText::add);
    readers.put("remove", ServerText::remove);
    readers.put("delete", ServerText::delete);
    readers.put("change", ServerText::change);
    readers.put("set", words -> new CommandText.Direct(SettingText.set(words)));
    readers.put("reset", words -> new CommandText.Direct(SettingText.reset(words)));
    readers.put(ProduceText.WORD, words -> new CommandText.Produce(ProduceText.take(words)));
    return readers;
  }

  /** Whether a line begins as a command does, right or wrong as the rest may be. */
  static boolean begins(String line) {
    return READERS.containsKey(line.strip().split("\\s+")[0]);
  }

  /**
   * Reads a command.
   *
   * @param others words that begin commands of others, for the message that lists what there is
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static CommandText parse(String line, List<String> others) {
    List<String> words = Words.split(line);
    List<String> all = List.copyOf(words);
    String first = words.isEmpty() ? "" : words.removeFirst();
    Function<List<String>, CommandText> reader = READERS.get(first);
    if (reader == null) {
      throw noCommand(first, others);
    }
    CommandText command = reader.apply(words);
    if (!words.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is too much after '%s'"
              .formatted(
                  Quoted.of(String.join(" ", words)),
                  Quoted.of(String.join(" ", all.subList(0, all.size() - words.size())))));
    }
    return command;
  }

  private static IllegalArgumentException noCommand(String word, List<String> others) {
    List<String> known = new ArrayList<>(READERS.keySet());
    known.addAll(others);
    String all = String.join(", ", known);
    return new IllegalArgumentException(
        word.isEmpty()
            ? "the line is empty: it must be a command, one of " + all
            : "no command is called '%s'; there are %s".formatted(Quoted.of(word), all));
  }

  private static CommandText onNode(Verb verb, List<String> words) {
    if (verb == Verb.POWER_LOSS && words.equals(List.of("all"))) {
      words.clear();
      return new CommandText.PowerLossOfAll();
    }
    return new CommandText.OnNode(verb, Target.take(verb.word(), words));
  }

  private static CommandText cut(List<String> words) {
    Target one = Target.take("cut", words);
    boolean oneWay = skip("->", words);
    return new CommandText.Cut(one, Target.take("cut", words), oneWay);
  }

  private static boolean skip(String word, List<String> words) {
    boolean found = !words.isEmpty() && words.getFirst().equals(word);
    if (found) {
      words.removeFirst();
    }
    return found;
  }

  private static CommandText elect(List<String> words) {
    boolean unclean = !words.isEmpty() && words.getFirst().equals("unclean");
    if (unclean) {
      words.removeFirst();
    }
    if (words.isEmpty()) {
      throw new IllegalArgumentException(
          "'elect' needs a partition, such as 'elect orders-0', or 'elect all'");
    }
    List<TopicPartition> partitions = new ArrayList<>();
    if (!skip("all", words)) {
      while (!words.isEmpty()) {
        partitions.add(Target.partition(words.removeFirst()));
      }
    }
    return new CommandText.Elect(
        unclean ? ElectionType.UNCLEAN : ElectionType.PREFERRED, partitions);
  }

  private static CommandText addPartitions(List<String> words) {
    if (words.size() < 2 || !words.get(1).matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "'partitions' needs a topic and how many partitions it is to have, such as 'partitions"
              + " orders 6'");
    }
    return new CommandText.AddPartitions(
        words.removeFirst(), Integer.parseInt(words.removeFirst()));
  }

  private static CommandText reassign(List<String> words) {
    String needs =
        "'reassign' needs a partition and brokers, such as 'reassign orders-0 to 2 3', or 'cancel'"
            + " in their place";
    if (words.size() < 2) {
      throw new IllegalArgumentException(needs);
    }
    TopicPartition partition = Target.partition(words.removeFirst());
    String how = words.removeFirst();
    List<Integer> brokers = new ArrayList<>();
    if (how.equals("to")) {
      while (!words.isEmpty() && words.getFirst().matches("\\d{1,6}")) {
        brokers.add(Integer.parseInt(words.removeFirst()));
      }
    }
    if (!how.equals("cancel") && brokers.isEmpty()) {
      throw new IllegalArgumentException(needs);
    }
    return new CommandText.Reassign(partition, brokers);
  }

  private static CommandText heal(List<String> words) {
    if (words.isEmpty()) {
      return new CommandText.HealAll();
    }
    if (FaultText.WORDS.contains(words.getFirst())) {
      return new CommandText.HealFault(FaultText.take(words.removeFirst(), words, true));
    }
    if (skip("fault", words) && !words.isEmpty()) {
      return new CommandText.Direct(new Command.Heal(words.removeFirst()));
    }
    Target one = Target.take("heal", words);
    boolean oneWay = skip("->", words);
    return new CommandText.Heal(one, Target.take("heal", words), oneWay);
  }
}
