package vivarium.engine.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vivarium.engine.api.Command;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.scenario.Scenario.Once;
import vivarium.engine.scenario.Scenario.When;

/**
 * Finds names in a scenario that stand for nothing, now or ever: what can never be there would be
 * waited for, or written to, without anybody's noticing. What a name stands for may come later in
 * the file, so that all are asked for at its end.
 */
final class NameCheck {

  private final KnownNames names = new KnownNames();
  private final Predicate<UnknownName> isMistake;
  private final List<Runnable> questions = new ArrayList<>();
  private boolean isComplete = true;

  /** A check for which some unknown names are mistakes. */
  NameCheck(Predicate<UnknownName> isMistake) {
    this.isMistake = isMistake;
  }

  /** What the scenario has besides its clients and steps. */
  KnownNames names() {
    return names;
  }

  /** Some names could not be read, and any other may be one of them: nothing is asked. */
  void require(boolean areRead) {
    isComplete &= areRead;
  }

  /** A client, right or wrong as its other fields may be. */
  void client(JsonFields json) {
    require(json.isRight("client.id") && json.isRight("group.id") && json.isRight("topic"));
    String topic = json.stringOr("topic", "", "");
    String group = json.has("group.id") ? json.stringOr("group.id", "", "") : null;
    names.addClient(json.stringOr("client.id", "", ""), topic, group);
    questions.add(() -> note(json, "topic", names.topic(topic).stream()));
  }

  /** A step, as far as it could be read. */
  void step(
      JsonFields json,
      Optional<CommandText> command,
      Optional<? extends When> when,
      boolean ifPossible) {
    command.ifPresentOrElse(names::add, () -> names.addUnread(json.stringOr("do", "", "")));
    if (when.isPresent() && when.get() instanceof Once once) {
      questions.add(() -> note(json, "when", names.unknownIn(once.condition())));
    }
    if (command.isPresent() && !ifPossible) {
      questions.add(() -> note(json, "do", unknownIn(command.get())));
    }
  }

  /** Notes what stands for nothing. */
  void run() {
    if (isComplete) {
      questions.forEach(Runnable::run);
    }
  }

  private void note(JsonFields json, String field, Stream<UnknownName> unknown) {
    String place = json.pathOf(field);
    unknown
        .filter(isMistake)
        .distinct()
        .forEach(name -> json.note(place + name, "%s: %s".formatted(place, name.sentence())));
  }

  private Stream<UnknownName> unknownIn(CommandText command) {
    return switch (command) {
      case CommandText.OnNode(var verb, Target target) -> targets(target);
      case CommandText.Cut(Target one, Target other, boolean oneWay) -> targets(one, other);
      case CommandText.Heal(Target one, Target other, boolean oneWay) -> targets(one, other);
      case CommandText.Inject(CommandText.Fault fault) -> targets(targetsOf(fault));
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
      case CommandText.Direct(Command direct) -> unknownIn(direct);
      case CommandText.PowerLossOfAll all -> Stream.empty();
      case CommandText.HealAll all -> Stream.empty();
      case CommandText.AddBroker more -> Stream.empty();
      case CommandText.AddController more -> Stream.empty();
    };
  }

  /** Of commands whose words say all; others are {@link CommandText}s of their own. */
  private Stream<UnknownName> unknownIn(Command command) {
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
    return Stream.of(targets).flatMap(target -> unknownIn(target).stream());
  }

  private Optional<UnknownName> unknownIn(Target target) {
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
      return asked.toArray(Target[]::new); // How much it is to be is told when it is injected.
    }
    return asked.toArray(Target[]::new);
  }
}
