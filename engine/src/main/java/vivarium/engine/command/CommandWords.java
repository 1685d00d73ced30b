package vivarium.engine.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Target;
import vivarium.engine.text.Words;

/** Writes commands as {@link CommandText} reads them. */
final class CommandWords {

  private CommandWords() {}

  /** A command as a person may have written it. */
  static String of(CommandText text) {
    return switch (text) {
      case CommandText.OnNode(var verb, Target target) -> verb.word() + " " + target.words();
      case CommandText.PowerLossOfAll() -> "power-loss all";
      case CommandText.Cut(Target one, Target other, boolean oneWay) ->
          "cut " + between(one.words(), other.words(), oneWay);
      case CommandText.Heal(Target one, Target other, boolean oneWay) ->
          "heal " + between(one.words(), other.words(), oneWay);
      case CommandText.Inject(var fault) -> fault.toString();
      case CommandText.HealFault(var fault) -> "heal " + fault;
      case CommandText.HealAll() -> "heal";
      case CommandText.Elect(ElectionType type, List<TopicPartition> partitions) ->
          elect(type, partitions);
      case CommandText.AddPartitions(String topic, int count) -> addPartitions(topic, count);
      case CommandText.Reassign(TopicPartition partition, List<Integer> brokers) ->
          reassign(partition, brokers);
      case CommandText.Produce(NewRecord record) -> ProduceText.of(record);
      case CommandText.AddBroker(String rack) -> addBroker(rack);
      case CommandText.RemoveBroker(int id) -> "remove broker " + id;
      case CommandText.AddController() -> "add controller";
      case CommandText.RemoveController(int id) -> "remove controller " + id;
      case CommandText.ChangeClient change -> ChangeText.words(change);
      case CommandText.Direct(Command command) -> of(command);
    };
  }

  /** A command whose nodes are known. */
  static String of(Command command) {
    return switch (command) {
      case Command.Kill(NodeId node) -> "kill " + Target.words(node);
      case Command.PowerLoss(NodeId node) -> "power-loss " + Target.words(node);
      case Command.WipeDisk(NodeId node) -> "wipe " + Target.words(node);
      case Command.Restart(NodeId node) -> "restart " + Target.words(node);
      case Command.Freeze(NodeId node) -> "freeze " + Target.words(node);
      case Command.Resume(NodeId node) -> "resume " + Target.words(node);
      case Command.ShutDown(NodeId node) -> "shutdown " + Target.words(node);
      case Command.AddBroker(String rack) -> addBroker(rack);
      case Command.RemoveBroker(NodeId broker) -> "remove broker " + broker.name();
      case Command.AddController() -> "add controller";
      case Command.RemoveController(NodeId controller) -> "remove controller " + controller.name();
      case Command.CutLink(NodeId from, NodeId to) ->
          "cut " + between(Target.words(from), Target.words(to), true);
      case Command.HealLink(NodeId from, NodeId to) ->
          "heal " + between(Target.words(from), Target.words(to), true);
      case Command.Inject(FaultSpec fault) -> of(fault);
      case Command.Heal(String key) -> "heal fault " + Words.quoted(key);
      case Command.HealAll() -> "heal";
      case Command.CreateTopic(var topic) -> SettingText.words(topic);
      case Command.DeleteGroup(String group) -> "delete group " + Words.quoted(group);
      case Command.DeleteTopic(String topic) -> "remove topic " + Words.quoted(topic);
      case Command.ElectLeaders(ElectionType type, List<TopicPartition> partitions) ->
          elect(type, partitions);
      case Command.AddPartitions(String topic, int count) -> addPartitions(topic, count);
      case Command.Reassign(TopicPartition partition, List<Integer> brokers) ->
          reassign(partition, brokers);
      case Command.SetTopicConfig(String topic, String key, String value) ->
          setting("topic " + Words.quoted(topic), key, value);
      case Command.SetBrokerConfig(String key, String value) -> setting("brokers", key, value);
      case Command.SetSimulationConfig(String key, String value) ->
          setting("simulation", key, value);
      case Command.AddProducer(var settings) ->
          SettingText.words("add producer", ClientJson.fields(settings));
      case Command.ChangeProducer(var settings) ->
          SettingText.words("change producer", ClientJson.allFields(settings));
      case Command.AddConsumer(var settings) ->
          SettingText.words("add consumer", ClientJson.fields(settings));
      case Command.ChangeConsumer(var settings) ->
          SettingText.words("change consumer", ClientJson.allFields(settings));
      case Command.ProduceRecord(NewRecord record) -> ProduceText.of(record);
      case Command.RemoveClient(NodeId client) ->
          "remove %s %s".formatted(client.kind().word(), Words.quoted(client.name()));
    };
  }

  private static String between(String one, String other, boolean oneWay) {
    return one + (oneWay ? " -> " : " ") + other;
  }

  private static String elect(ElectionType type, List<TopicPartition> partitions) {
    String which =
        partitions.isEmpty()
            ? "all"
            : partitions.stream()
                .map(TopicPartition::toString)
                .map(Words::quoted)
                .collect(Collectors.joining(" "));
    return switch (type) {
      case PREFERRED -> "elect " + which;
      case UNCLEAN -> "elect unclean " + which;
    };
  }

  private static String addPartitions(String topic, int count) {
    return "partitions %s %d".formatted(Words.quoted(topic), count);
  }

  private static String reassign(TopicPartition partition, List<Integer> brokers) {
    String where =
        brokers.isEmpty()
            ? "cancel"
            : brokers.stream().map(String::valueOf).collect(Collectors.joining(" ", "to ", ""));
    return "reassign %s %s".formatted(Words.quoted(partition.toString()), where);
  }

  private static String addBroker(@Nullable String rack) {
    return rack == null ? "add broker" : "add broker rack " + Words.quoted(rack);
  }

  private static String setting(String what, String key, @Nullable String value) {
    return value == null
        ? "reset %s %s".formatted(what, Words.quoted(key))
        : "set %s %s".formatted(what, Words.quoted(key + "=" + value));
  }

  private static String of(FaultSpec fault) {
    return switch (fault) {
      case FaultSpec.LinkDelay(LinkScope link, long ms) -> "delay %s %dms".formatted(of(link), ms);
      case FaultSpec.LinkJitter(LinkScope link, long ms) ->
          "jitter %s %dms".formatted(of(link), ms);
      case FaultSpec.LinkLoss(LinkScope link, double share) ->
          "loss %s %s".formatted(of(link), plain(share));
      case FaultSpec.LinkBandwidth(LinkScope link, long bytes) ->
          "bandwidth %s %d".formatted(of(link), bytes);
      case FaultSpec.SlowCpu(NodeId node, long ms) ->
          "slow-cpu %s %dms".formatted(Target.words(node), ms);
      case FaultSpec.SlowDisk(NodeId node, long ms) ->
          "slow-disk %s %dms".formatted(Target.words(node), ms);
      case FaultSpec.DiskFull(NodeId node) -> "disk-full " + Target.words(node);
      case FaultSpec.ApiError(String error, RequestScope requests) ->
          "error %s for %s".formatted(Words.quoted(error), of(requests));
      case FaultSpec.Disconnect(RequestScope requests) -> "disconnect " + of(requests);
      case FaultSpec.OneMessage(var fate, MessageChoice choice, long byMs) ->
          fate.word()
              + " "
              + of(choice)
              + (fate == FaultSpec.Fate.DELAY ? " by %dms".formatted(byMs) : "");
    };
  }

  private static String of(LinkScope link) {
    return between(end(link.from()), end(link.to()), !link.bothWays());
  }

  private static String end(@Nullable NodeId node) {
    return node == null ? "all" : Target.words(node);
  }

  private static String of(RequestScope requests) {
    List<String> parts = new ArrayList<>();
    parts.add(requests.count() == RequestScope.UNTIL_HEALED ? "every" : "next " + requests.count());
    parts.add(Words.quoted(requests.api()));
    TopicPartition partition = requests.partition();
    if (partition != null) {
      parts.add("on " + Words.quoted(partition.toString()));
    }
    NodeId server = requests.server();
    if (server != null) {
      parts.add("from " + Target.words(server));
    }
    if (requests.probability() < 1) {
      parts.add("with probability " + plain(requests.probability()));
    }
    return String.join(" ", parts);
  }

  private static String of(MessageChoice choice) {
    return switch (choice) {
      case MessageChoice.Numbered(long id) -> "message " + id;
      case MessageChoice.Next(String api, NodeId from, NodeId to) ->
          "next %sfrom %s to %s"
              .formatted(
                  api == null ? "" : Words.quoted(api) + " ", Target.words(from), Target.words(to));
    };
  }

  /** All digits, without an exponent. */
  private static String plain(double share) {
    return BigDecimal.valueOf(share).toPlainString();
  }
}
