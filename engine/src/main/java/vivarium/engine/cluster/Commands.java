package vivarium.engine.cluster;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.CommandResult.Accepted;
import vivarium.engine.api.CommandResult.Refused;
import vivarium.engine.client.HandProducer;
import vivarium.engine.client.Producer;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.net.NodeHost;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Nodes;

/** Carries out commands, or refuses them with a sentence that says what would be right. */
final class Commands {

  private final Cluster cluster;
  private final Nodes nodes;
  private final FaultCommands faults;
  private final HandWriting handWriting;

  Commands(Cluster cluster) {
    this.cluster = cluster;
    this.nodes = cluster.nodes();
    this.faults = new FaultCommands(nodes);
    this.handWriting = new HandWriting(cluster);
  }

  void carryOut(Command command, Consumer<CommandResult> done) {
    try {
      switch (command) {
        case Command.CreateTopic(var topic) -> cluster.operator().createTopic(topic, done);
        case Command.DeleteTopic(String topic) -> cluster.operator().deleteTopic(topic, done);
        case Command.DeleteGroup(String group) -> cluster.operator().deleteGroup(group, done);
        case Command.ElectLeaders elect -> cluster.operator().electLeaders(elect, done);
        case Command.AddPartitions add -> cluster.operator().addPartitions(add, done);
        case Command.Reassign reassign -> cluster.operator().reassign(reassign, done);
        case Command.ProduceRecord(var record) -> handWriting.produce(record, done);
        case Command.AddBroker(String rack) -> cluster.addBroker(rack, done);
        case Command.AddController() -> cluster.addController(done);
        case Command.RemoveController(NodeId controller) -> {
          requireServer(controller);
          if (!controller.isCoordinator()) {
            throw new NotNow(controller + " is no controller; name a controller by its id");
          }
          cluster.controllers().remove(controller, done);
        }
        case Command.RemoveBroker(NodeId broker) -> {
          requireServer(broker);
          if (!broker.isBroker()) {
            throw new NotNow(broker + " is no broker; name a broker by its id");
          }
          cluster.removals().begin(broker, done);
        }
        case Command.SetTopicConfig(String topic, String key, String value) -> {
          validate(ConfigSpec.Scope.TOPIC, key, value);
          cluster.operator().setConfig(ConfigResource.topic(topic), key, value, done);
        }
        case Command.SetBrokerConfig(String key, String value) -> {
          validate(ConfigSpec.Scope.BROKER, key, value);
          cluster.operator().setConfig(ConfigResource.ALL_BROKERS, key, value, done);
        }
        default -> {
          carryOutNow(command);
          done.accept(new Accepted());
        }
      }
    } catch (NotNow | IllegalArgumentException refusal) {
      done.accept(new Refused(String.valueOf(refusal.getMessage())));
    }
  }

  private static void validate(ConfigSpec.Scope scope, String key, @Nullable String value) {
    ConfigSpec spec = ConfigCatalog.get(scope, key);
    if (value != null) {
      spec.validate(value);
    }
  }

  private void carryOutNow(Command command) throws NotNow {
    switch (command) {
      case Command.Kill(NodeId node) -> {
        requireRunning(node);
        nodes.kill(node);
      }
      case Command.PowerLoss(NodeId node) -> {
        requireServer(node);
        nodes.losePower(node);
      }
      case Command.WipeDisk(NodeId node) -> {
        requireServer(node);
        if (node.isCoordinator() && !cluster.canDoWithout(node)) {
          throw new NotNow(
              node
                  + " must keep its disk: a majority of the others that coordinate the cluster must"
                  + " run and hold the committed metadata first");
        }
        nodes.wipe(node);
      }
      case Command.Restart(NodeId node) -> {
        requireServer(node);
        if (nodes.isShuttingDown(node)) {
          throw new NotNow(
              node + " is still shutting down; wait until it has stopped, or kill it first");
        }
        if (nodes.isFrozen(node)) {
          throw new NotNow(node + " is frozen; resume it, or kill it first");
        }
        if (nodes.isRunning(node)) {
          throw new NotNow(node + " is running; kill it or shut it down first");
        }
        nodes.start(node);
      }
      case Command.Freeze(NodeId node) -> {
        requireRunning(node);
        if (nodes.isFrozen(node)) {
          throw new NotNow(node + " is frozen already");
        }
        nodes.freeze(node);
      }
      case Command.Resume(NodeId node) -> {
        requireServer(node);
        if (!nodes.isFrozen(node)) {
          throw new NotNow(node + " is not frozen");
        }
        nodes.resume(node);
      }
      case Command.ShutDown(NodeId node) -> {
        requireRunning(node);
        if (nodes.isFrozen(node)) {
          throw new NotNow(node + " is frozen and cannot shut down; resume it first");
        }
        if (nodes.isShuttingDown(node)) {
          throw new NotNow(
              node + " is shutting down already; wait until it has stopped, or kill it");
        }
        nodes.shutDown(node);
      }
      case Command.CutLink(NodeId from, NodeId to) -> {
        requireLink(from, to);
        if (!nodes.cut(from, to)) {
          throw new NotNow("the link %s → %s is cut already".formatted(from, to));
        }
      }
      case Command.HealLink(NodeId from, NodeId to) -> {
        requireLink(from, to);
        if (!nodes.heal(from, to)) {
          throw new NotNow("the link %s → %s is not cut".formatted(from, to));
        }
      }
      case Command.Inject(FaultSpec fault) -> faults.inject(fault);
      case Command.Heal(String key) -> faults.heal(key);
      case Command.HealAll() -> nodes.healAll();
      case Command.SetSimulationConfig(String key, String value) -> {
        validate(ConfigSpec.Scope.SIMULATION, key, value);
        cluster.setSimulationConfig(key, value);
      }
      case Command.AddProducer(ProducerSettings settings) -> {
        requireNew(NodeId.producer(settings.clientId()));
        cluster.addProducer(settings);
      }
      case Command.ChangeProducer(ProducerSettings settings) -> change(settings);
      case Command.AddConsumer(ConsumerSettings settings) -> {
        requireNew(NodeId.consumer(settings.clientId()));
        cluster.addConsumer(settings);
      }
      case Command.ChangeConsumer(ConsumerSettings settings) -> change(settings);
      case Command.RemoveClient(NodeId client) -> remove(client);
      case Command.CreateTopic c -> throw notAtOnce(c);
      case Command.DeleteTopic c -> throw notAtOnce(c);
      case Command.DeleteGroup c -> throw notAtOnce(c);
      case Command.ElectLeaders c -> throw notAtOnce(c);
      case Command.AddPartitions c -> throw notAtOnce(c);
      case Command.Reassign c -> throw notAtOnce(c);
      case Command.SetTopicConfig c -> throw notAtOnce(c);
      case Command.SetBrokerConfig c -> throw notAtOnce(c);
      case Command.ProduceRecord c -> throw notAtOnce(c);
      case Command.AddController c -> throw notAtOnce(c);
      case Command.RemoveController c -> throw notAtOnce(c);
      case Command.AddBroker c -> throw notAtOnce(c);
      case Command.RemoveBroker c -> throw notAtOnce(c);
    }
  }

  private static IllegalStateException notAtOnce(Command command) {
    return new IllegalStateException(command + " is not carried out at once");
  }

  private void change(ProducerSettings settings) throws NotNow {
    NodeId id = NodeId.producer(settings.clientId());
    if (process(id) instanceof HandProducer) {
      throw new NotNow(
          "%s has no settings of its own: each record written by hand says its acks".formatted(id));
    }
    if (!(process(id) instanceof Producer producer)) {
      throw new NotNow("there is no built-in " + id);
    }
    if (!producer.settings().topic().equals(settings.topic())) {
      throw new NotNow("%s keeps its topic; remove it and add another".formatted(id));
    }
    nodes.changed(id, new Client.ProducerChanged(settings));
    producer.change(settings);
  }

  private void change(ConsumerSettings settings) throws NotNow {
    NodeId id = NodeId.consumer(settings.clientId());
    if (!(process(id) instanceof vivarium.engine.client.Consumer consumer)) {
      throw new NotNow("there is no built-in " + id);
    }
    if (!consumer.settings().groupId().equals(settings.groupId())
        || !consumer.settings().topic().equals(settings.topic())) {
      throw new NotNow("%s keeps its group and topic; remove it and add another".formatted(id));
    }
    nodes.changed(id, new Client.ConsumerChanged(settings));
    consumer.change(settings);
  }

  private @Nullable NodeProcess process(NodeId id) {
    NodeHost host = nodes.find(id);
    return host == null ? null : host.process();
  }

  private void remove(NodeId client) throws NotNow {
    if (!client.isClient() || nodes.find(client) == null) {
      throw new NotNow("there is no built-in " + client);
    }
    nodes.retire(client);
  }

  private void requireServer(NodeId node) throws NotNow {
    if (!node.isServer() || nodes.find(node) == null) {
      String brokers = names(cluster.brokerIds());
      String coordinators = names(cluster.coordinatorIds());
      if (cluster.coordinatorIds().getFirst().isController()) {
        throw new NotNow(
            "there is no %s; there are brokers %s, and controllers %s"
                .formatted(node, brokers, coordinators));
      }
      throw new NotNow(
          "there is no %s; there are brokers %s, and ZooKeeper servers %s"
              .formatted(node, brokers, coordinators));
    }
  }

  private static String names(List<NodeId> nodes) {
    return String.join(", ", nodes.stream().map(NodeId::name).toList());
  }

  private void requireRunning(NodeId node) throws NotNow {
    requireServer(node);
    if (!nodes.isRunning(node)) {
      throw new NotNow(node + " is not running; restart it first");
    }
  }

  private void requireLink(NodeId from, NodeId to) throws NotNow {
    for (NodeId end : new NodeId[] {from, to}) {
      if (nodes.find(end) == null && end.kind() != NodeId.Kind.EXTERNAL) {
        throw new NotNow("there is no " + end);
      }
    }
    if (from.equals(to)) {
      throw new NotNow("a link joins two different nodes, and both are " + from);
    }
  }

  private void requireNew(NodeId client) throws NotNow {
    if (nodes.find(client) != null) {
      throw new NotNow(client + " exists already; choose another client.id");
    }
  }
}
