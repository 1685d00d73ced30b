package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.event.NodeId;
import vivarium.engine.model.ClusterModel;

/**
 * A command in a person's words: {@code kill 2}, {@code cut 1 3}, {@code kill leader of orders-0}.
 * The words are read at once; whom they mean is found when they are carried out, since leaders
 * move.
 */
public sealed interface CommandText {

  /** What can be said, one form a line. */
  String HELP =
      """
      kill NODE        its process dies at once
      restart NODE     starts again from its disk
      freeze NODE      stands still: accepts and does not answer
      resume NODE      ends the freeze
      shutdown NODE    clean: leaderships are moved away first
      cut NODE NODE    nothing gets through between the two, either way
      heal NODE NODE   mends what was cut between the two
      heal             mends every link and resumes whoever is frozen
      NODE is a broker's id, 'controller', 'leader of TOPIC-PARTITION', \
      'follower of TOPIC-PARTITION', '2nd follower of TOPIC-PARTITION', \
      or 'it': whom the last command named""";

  /** What befalls one process. */
  record OnNode(Verb verb, Target target) implements CommandText {}

  /** Cuts the link between two nodes, both ways. */
  record Cut(Target one, Target other) implements CommandText {}

  /** Mends the link between two nodes, both ways. */
  record Heal(Target one, Target other) implements CommandText {}

  record HealAll() implements CommandText {}

  /** What can befall a process. */
  enum Verb {
    KILL,
    RESTART,
    FREEZE,
    RESUME,
    SHUTDOWN;

    private Command on(NodeId node) {
      return switch (this) {
        case KILL -> new Command.Kill(node);
        case RESTART -> new Command.Restart(node);
        case FREEZE -> new Command.Freeze(node);
        case RESUME -> new Command.Resume(node);
        case SHUTDOWN -> new Command.ShutDown(node);
      };
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads a command.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static CommandText parse(String line) {
    return parse(line, List.of());
  }

  /**
   * Reads a command, where others can be given that are not for the cluster.
   *
   * @param others the words of these, for the message that lists what there is
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static CommandText parse(String line, List<String> others) {
    List<String> all = Arrays.asList(line.strip().split("\\s+"));
    List<String> words = new ArrayList<>(all);
    String first = words.removeFirst();
    CommandText command =
        switch (first) {
          case "cut" -> new Cut(Target.take(first, words), Target.take(first, words));
          case "heal" ->
              words.isEmpty()
                  ? new HealAll()
                  : new Heal(Target.take(first, words), Target.take(first, words));
          default -> new OnNode(verb(first, others), Target.take(first, words));
        };
    if (!words.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is too much after '%s'"
              .formatted(
                  Quoted.of(String.join(" ", words)),
                  Quoted.of(String.join(" ", all.subList(0, all.size() - words.size())))));
    }
    return command;
  }

  private static Verb verb(String word, List<String> others) {
    for (Verb verb : Verb.values()) {
      if (verb.word().equals(word)) {
        return verb;
      }
    }
    List<String> known = new ArrayList<>();
    for (Verb verb : Verb.values()) {
      known.add(verb.word());
    }
    known.addAll(List.of("cut", "heal"));
    known.addAll(others);
    String all = String.join(", ", known);
    throw new IllegalArgumentException(
        word.isEmpty()
            ? "the line is empty: it must be a command, one of " + all
            : "no command is called '%s'; there are %s".formatted(Quoted.of(word), all));
  }

  /**
   * The commands to submit.
   *
   * @param model the cluster as it is now
   * @param it whom the last command named, or null
   * @throws IllegalArgumentException if whom the words mean cannot be found
   */
  default List<Command> resolve(ClusterModel model, @Nullable NodeId it) {
    return switch (this) {
      case OnNode(Verb verb, Target target) -> List.of(verb.on(target.resolve(model, it)));
      case Cut(Target one, Target other) -> {
        NodeId a = one.resolve(model, it);
        NodeId b = different(a, other.resolve(model, it));
        yield List.of(new Command.CutLink(a, b), new Command.CutLink(b, a));
      }
      case Heal(Target one, Target other) -> {
        NodeId a = one.resolve(model, it);
        NodeId b = different(a, other.resolve(model, it));
        yield List.of(new Command.HealLink(a, b), new Command.HealLink(b, a));
      }
      case HealAll() -> List.of(new Command.HealAll());
    };
  }

  private static NodeId different(NodeId one, NodeId other) {
    if (one.equals(other)) {
      throw new IllegalArgumentException("both ends of the link are " + one);
    }
    return other;
  }

  /** Whom a resolved command concerns first; null if nobody in particular. */
  static @Nullable NodeId concerned(Command command) {
    return switch (command) {
      case Command.Kill(NodeId node) -> node;
      case Command.Restart(NodeId node) -> node;
      case Command.Freeze(NodeId node) -> node;
      case Command.Resume(NodeId node) -> node;
      case Command.ShutDown(NodeId node) -> node;
      case Command.CutLink(NodeId from, NodeId unused) -> from;
      case Command.HealLink(NodeId from, NodeId unused) -> from;
      default -> null;
    };
  }
}
