package vivarium.engine.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText;
import vivarium.engine.condition.KnownNames;
import vivarium.engine.condition.UnknownName;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Target;

/**
 * Names that are used and stand for nothing.
 *
 * @param names what there is
 */
record UnknownNames(KnownNames names) {

  /** Those that a command uses. */
  Stream<UnknownName> in(CommandText command) {
    return switch (command) {
      case CommandText.OnNode(var verb, Target target) -> targets(target);
      case CommandText.Cut(Target one, Target other, boolean oneWay) -> targets(one, other);
      case CommandText.Heal(Target one, Target other, boolean oneWay) -> targets(one, other);
      case CommandText.Inject(CommandText.Fault fault) ->
          Stream.concat(targets(targetsOf(fault)), errors(fault));
      case CommandText.HealFault(CommandText.Fault fault) -> targets(targetsOf(fault));
      case CommandText.Elect(var type, List<TopicPartition> partitions) ->
          partitions.stream().flatMap(each -> names.partition(each).stream());
      case CommandText.AddPartitions(String topic, int count) -> names.topic(topic).stream();
      case CommandText.Reassign(TopicPartition partition, List<Integer> brokers) ->
          Stream.concat(
              names.partition(partition).stream(),
              brokers.stream().flatMap(each -> names.broker(each).stream()));
      case CommandText.Produce(var written) -> names.topic(written.topic()).stream();
      case CommandText.RemoveController(int id) -> names.controller(id).stream();
      case CommandText.RemoveBroker(int id) -> names.broker(id).stream();
      case CommandText.ChangeClient(NodeId client, var settings) ->
          Stream.concat(
              names.client(client.name()).stream(),
              Stream.ofNullable(settings.get("topic"))
                  .flatMap(topic -> names.topic(topic).stream()));
      case CommandText.Direct(Command direct) -> in(direct);
      case CommandText.PowerLossOfAll all -> Stream.empty();
      case CommandText.HealAll all -> Stream.empty();
      case CommandText.AddBroker more -> Stream.empty();
      case CommandText.AddController more -> Stream.empty();
    };
  }

  /** Of commands whose words say all; others are {@link CommandText}s of their own. */
  private Stream<UnknownName> in(Command command) {
    return switch (command) {
      case Command.DeleteTopic(String topic) -> names.topic(topic).stream();
      case Command.SetTopicConfig(String topic, var key, var value) -> names.topic(topic).stream();
      case Command.DeleteGroup(String group) -> names.group(group).stream();
      case Command.AddProducer(var producer) -> names.topic(producer.topic()).stream();
      case Command.AddConsumer(var consumer) -> names.topic(consumer.topic()).stream();
      case Command.ChangeProducer(var producer) ->
          Stream.concat(
              names.client(producer.clientId()).stream(), names.topic(producer.topic()).stream());
      case Command.ChangeConsumer(var consumer) -> names.client(consumer.clientId()).stream();
      case Command.RemoveClient(NodeId client) -> names.client(client.name()).stream();
      case Command.Kill none -> Stream.empty();
      case Command.PowerLoss none -> Stream.empty();
      case Command.WipeDisk none -> Stream.empty();
      case Command.Restart none -> Stream.empty();
      case Command.Freeze none -> Stream.empty();
      case Command.Resume none -> Stream.empty();
      case Command.ShutDown none -> Stream.empty();
      case Command.AddBroker none -> Stream.empty();
      case Command.RemoveBroker none -> Stream.empty();
      case Command.CutLink none -> Stream.empty();
      case Command.HealLink none -> Stream.empty();
      case Command.Inject none -> Stream.empty();
      case Command.Heal none -> Stream.empty();
      case Command.HealAll none -> Stream.empty();
      case Command.AddController none -> Stream.empty();
      case Command.RemoveController none -> Stream.empty();
      case Command.CreateTopic none -> Stream.empty();
      case Command.ElectLeaders none -> Stream.empty();
      case Command.AddPartitions none -> Stream.empty();
      case Command.Reassign none -> Stream.empty();
      case Command.SetBrokerConfig none -> Stream.empty();
      case Command.SetSimulationConfig none -> Stream.empty();
      case Command.ProduceRecord none -> Stream.empty();
    };
  }

  private Stream<UnknownName> targets(Target... targets) {
    return Stream.of(targets).flatMap(target -> in(target).stream());
  }

  private Optional<UnknownName> in(Target target) {
    return switch (target) {
      case Target.Numbered(int id) -> names.server(id);
      case Target.LeaderOf(TopicPartition partition) -> names.partition(partition);
      case Target.FollowerOf(TopicPartition partition, int number) -> names.partition(partition);
      case Target.Client(String name) -> names.client(name);
      case Target.ActiveController someone -> Optional.empty();
      case Target.Exactly here -> Optional.empty(); // It may be a client from outside.
      case Target.It lastNamed -> Optional.empty();
    };
  }

  private static Stream<UnknownName> errors(CommandText.Fault fault) {
    try {
      return fault.resolve(target -> NodeId.broker(1)) instanceof FaultSpec.ApiError error
          ? KnownNames.error(error.error()).stream()
          : Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.empty(); // As below.
    }
  }

  /** Whom a fault names: those it asks for, with somebody else for each. */
  private static Target[] targetsOf(CommandText.Fault fault) {
    Set<Target> asked = new LinkedHashSet<>();
    Function<Target, NodeId> stranger =
        target -> {
          asked.add(target);
          return NodeId.broker(asked.size());
        };
    try {
      var unused = fault.resolve(stranger);
    } catch (IllegalArgumentException e) {
      return asked.toArray(Target[]::new); // How much it is to be is told by SettingCheck.
    }
    return asked.toArray(Target[]::new);
  }
}
