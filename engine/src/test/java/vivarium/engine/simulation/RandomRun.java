package vivarium.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.GroupState;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.sim.SeededRandom;

/**
 * One seed's cluster, clients and faults. Safety is checked after every event; at the end all is
 * healed and the cluster must become whole.
 */
final class RandomRun {

  private static final long SECOND = 1_000_000_000L;
  private static final int FAULTS = 14;

  private final long seed;
  private final SeededRandom random;
  private final ClusterModel model = new ClusterModel();
  private final Simulation simulation;
  private final TreeMap<TopicPartition, Long> highWatermarks = new TreeMap<>();
  private final List<String> commands = new ArrayList<>();
  private final boolean hashesTrace;
  private long traceHash;

  RandomRun(long seed) {
    this(seed, false);
  }

  /**
   * @param hashesTrace whether every event goes into the hash that {@link #run} returns
   */
  RandomRun(long seed, boolean hashesTrace) {
    this.seed = seed;
    this.hashesTrace = hashesTrace;
    this.random = SeededRandom.ofSeed(seed).stream("run");
    this.simulation = new Simulation(config(), this::happened);
  }

  private ClusterConfig config() {
    int brokers = 3 + random.nextInt(3);
    Profile profile = random.nextBoolean() ? Profile.CLASSROOM : Profile.INSTANT;
    int minIsr = 1 + random.nextInt(2);
    return ClusterConfig.builder()
        .seed(seed)
        .brokers(brokers)
        .controllers(random.nextBoolean() ? 1 : 3)
        .profile(profile)
        .simulationConfig("link.latency.ms", Integer.toString(1 + random.nextInt(60)))
        .topic(TopicSpec.of("orders", 3, 3).with("min.insync.replicas", Integer.toString(minIsr)))
        .producer(producer("all", ProducerSettings.ACKS_ALL))
        .producer(producer("one", 1))
        .consumer(ConsumerSettings.of("reader-1", "readers", "orders").withProcessingMs(1))
        .consumer(ConsumerSettings.of("reader-2", "readers", "orders").withProcessingMs(1))
        .build();
  }

  private ProducerSettings producer(String name, int acks) {
    return ProducerSettings.of(name, "orders")
        .withAcks(acks)
        .withRecordsPerSecond(20 + random.nextInt(60));
  }

  private void happened(Stamped stamped) {
    if (hashesTrace) {
      traceHash = traceHash * 31 + stamped.toString().hashCode();
    }
    model.apply(stamped);
    switch (stamped.event()) {
      case Verdict.InvariantBroken broken ->
          throw failure(broken.invariant() + ": " + broken.detail());
      case Verdict.RecordsLost lost when !lost.expected() -> throw failure(lost.toString());
      case Verdict.RecordsDuplicated twice when !twice.expected() ->
          throw failure(twice.toString());
      case Replica.HighWatermarkMoved moved -> checkLogsAgree(stamped, moved);
      default -> {} // Nothing to check.
    }
  }

  /** What is committed on one broker is the same record on every other that has it committed. */
  private void checkLogsAgree(Stamped stamped, Replica.HighWatermarkMoved moved) {
    TopicPartition id = moved.partition();
    PartitionLog log = simulation.cluster().log(stamped.node().number(), id);
    if (log == null) {
      throw failure(stamped.node() + " has no log of " + id);
    }
    for (NodeId other : simulation.cluster().brokerIds()) {
      PartitionLog otherLog = simulation.cluster().log(other.number(), id);
      if (otherLog != null) {
        long common = Math.min(log.highWatermark(), otherLog.highWatermark());
        if (common > 0
            && log.epochs().epochAt(common - 1) != otherLog.epochs().epochAt(common - 1)) {
          throw failure(
              "%s: %s and %s differ below high watermark %d"
                  .formatted(id, stamped.node(), other, common));
        }
      }
    }
    highWatermarks.merge(id, moved.highWatermark(), Math::max);
  }

  private AssertionError failure(String what) {
    return new AssertionError(
        "seed %d at %.3f s: %s%ncommands so far: %s"
            .formatted(seed, model.atNanos() / 1e9, what, commands));
  }

  /** Runs it all; returns a hash over every event. */
  long run() {
    simulation.runUntil(3 * SECOND);
    for (int fault = 0; fault < FAULTS; fault++) {
      simulation.runUntil(simulation.nowNanos() + random.nextInt(2_500) * 1_000_000L);
      submit(randomFault());
    }
    heal();
    checkLiveness();
    return traceHash;
  }

  private void submit(Command command) {
    commands.add("%.3f s %s".formatted(simulation.nowNanos() / 1e9, command));
    simulation.submit(command);
  }

  private Command randomFault() {
    NodeId broker = random.nextInt(4) == 0 ? randomController() : randomBroker();
    return switch (random.nextInt(9)) {
      case 0, 1 -> new Command.Kill(broker);
      case 2, 3 -> new Command.Restart(broker);
      case 4 -> new Command.Freeze(broker);
      case 5 -> new Command.Resume(broker);
      case 6 -> new Command.CutLink(broker, randomPeer(broker));
      case 7 -> new Command.ShutDown(broker);
      default -> new Command.HealAll();
    };
  }

  private NodeId randomBroker() {
    List<NodeId> brokers = simulation.cluster().brokerIds();
    return brokers.get(random.nextInt(brokers.size()));
  }

  private NodeId randomController() {
    List<NodeId> controllers = simulation.cluster().controllerIds();
    return controllers.get(random.nextInt(controllers.size()));
  }

  private NodeId randomPeer(NodeId node) {
    NodeId peer = random.nextInt(4) == 0 ? randomController() : randomBroker();
    return peer.equals(node) ? NodeId.broker(node.isBroker() && node.number() == 1 ? 2 : 1) : peer;
  }

  private void heal() {
    submit(new Command.HealAll());
    restartAll();
    simulation.runUntil(simulation.nowNanos() + 5 * SECOND);
    restartAll(); // Shutdowns that were under way are over now.
    simulation.runUntil(simulation.nowNanos() + 15 * SECOND);
    for (String producer : List.of("all", "one")) {
      var settings = model.clients().get(NodeId.producer(producer));
      if (settings == null || settings.producer() == null) {
        throw failure("producer " + producer + " is gone");
      }
      submit(new Command.ChangeProducer(settings.producer().withRecordsPerSecond(0)));
    }
    simulation.runUntil(simulation.nowNanos() + 40 * SECOND);
  }

  private void restartAll() {
    List<NodeId> nodes = new ArrayList<>(simulation.cluster().controllerIds());
    nodes.addAll(simulation.cluster().brokerIds());
    for (NodeId node : nodes) {
      if (!simulation.cluster().nodes().isRunning(node)) {
        submit(new Command.Restart(node));
      }
    }
  }

  private void checkLiveness() {
    for (PartitionView partition : model.partitions().values()) {
      if (!partition.state().hasLeader() || !partition.state().outOfSync().isEmpty()) {
        throw failure(partition.id() + " is not whole after healing: " + partition.state());
      }
    }
    for (TopicPartition id : simulation.cluster().partitionsOnDisks()) {
      checkReplicasAreAlike(id);
    }
    model
        .groups()
        .forEach(
            (id, group) -> {
              if (group.state() != GroupState.STABLE || model.totalLag(group) != 0) {
                throw failure(
                    "group %s after healing: %s, lag %d"
                        .formatted(id, group.state(), model.totalLag(group)));
              }
            });
    if (model.groups().isEmpty()) {
      throw failure("there is no group");
    }
  }

  private void checkReplicasAreAlike(TopicPartition id) {
    PartitionView view = model.partition(id);
    if (view == null) {
      throw failure(id + " lies on a disk and is unknown to the controller");
    }
    List<RecordBatch> first = null;
    for (int replica : view.state().replicas()) {
      PartitionLog log = simulation.cluster().log(replica, id);
      if (log == null) {
        throw failure("broker " + replica + " has no log of " + id);
      }
      if (log.highWatermark() != log.logEndOffset()) {
        throw failure(
            "%s on broker %d: high watermark %d, log end %d"
                .formatted(id, replica, log.highWatermark(), log.logEndOffset()));
      }
      List<String> mine = log.batches().stream().map(RecordBatch::toString).toList();
      if (first == null) {
        first = log.batches();
      } else if (!mine.equals(first.stream().map(RecordBatch::toString).toList())) {
        throw failure(id + " differs on broker " + replica);
      }
    }
  }

  ClusterModel model() {
    return model;
  }
}
