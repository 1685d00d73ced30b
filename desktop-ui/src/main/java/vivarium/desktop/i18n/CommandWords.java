package vivarium.desktop.i18n;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText;
import vivarium.engine.command.CommandText.Verb;
import vivarium.engine.event.NodeId;
import vivarium.engine.text.Target;

/** What the commands that people give most often do, in a language, for who does not type them. */
public final class CommandWords {

  private final Texts texts;
  private final Narrator narrator;
  private final IntFunction<NodeId> coordinator;

  /**
   * The words for the commands of a cluster.
   *
   * @param coordinator what a server is that is no broker, by its id: a controller of a quorum, or
   *     a server of a ZooKeeper ensemble
   */
  public CommandWords(Texts texts, IntFunction<NodeId> coordinator) {
    this.texts = texts;
    this.coordinator = coordinator;
    this.narrator = new Narrator(texts);
  }

  /** What a command does; nothing for those that only their own words tell. */
  public Optional<String> of(CommandText command) {
    return switch (command) {
      case CommandText.OnNode(Verb verb, Target target) -> of(name(target), texts.get(key(verb)));
      case CommandText.PowerLossOfAll() ->
          of(texts.get("target.all"), texts.get("action.powerLoss"));
      case CommandText.Cut(Target one, Target other, boolean oneWay) ->
          Optional.of(
              texts.get(
                  "link.cut",
                  texts.get(oneWay ? "link.oneWay" : "target.pair", name(one), name(other))));
      case CommandText.HealAll() -> Optional.of(texts.get("action.healAll"));
      case CommandText.ChangeClient(NodeId client, Map<String, String> settings) ->
          of(narrator.name(client), settings(settings));
      case CommandText.Direct(Command.SetTopicConfig(String topic, String key, String value))
          when value != null ->
          of(texts.get("inspector.topicNamed", topic), key + "=" + value);
      case CommandText.Inject(CommandText.Fault fault) -> of(fault);
      default -> Optional.empty(); // Their own words have to do.
    };
  }

  private Optional<String> of(String thing, String what) {
    return Optional.of(texts.get("palette.of", thing, what));
  }

  private Optional<String> of(CommandText.Fault fault) {
    try {
      return Optional.of(narrator.fault(fault.resolve(this::node)));
    } catch (IllegalArgumentException whoeverLeadsThen) {
      return Optional.empty();
    }
  }

  private static String settings(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String key(Verb verb) {
    return switch (verb) {
      case KILL -> "action.kill";
      case RESTART -> "action.restart";
      case FREEZE -> "action.freeze";
      case RESUME -> "action.resume";
      case SHUTDOWN -> "action.shutDown";
      case POWER_LOSS -> "action.powerLoss";
      case WIPE -> "action.wipeDisk";
    };
  }

  private String name(Target target) {
    return switch (target) {
      case Target.Numbered numbered -> narrator.name(node(numbered));
      case Target.ActiveController() -> texts.get("target.controller");
      case Target.LeaderOf(var partition) -> texts.get("target.leader", partition);
      case Target.FollowerOf(var partition, int number) ->
          texts.get(number == 1 ? "target.follower" : "target.secondFollower", partition);
      case Target.Client(String name) -> name;
      case Target.Exactly(NodeId node) -> narrator.name(node);
      case Target.It it -> it.words();
    };
  }

  private NodeId node(Target target) {
    return switch (target) {
      case Target.Numbered(int id) ->
          id < ClusterConfig.FIRST_CONTROLLER_ID ? NodeId.broker(id) : coordinator.apply(id);
      case Target.Exactly(NodeId node) -> node;
      default -> throw new IllegalArgumentException("not known before: " + target.words());
    };
  }
}
