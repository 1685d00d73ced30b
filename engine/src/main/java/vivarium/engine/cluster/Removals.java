package vivarium.engine.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.CommandResult.Accepted;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.Nodes;

/**
 * Brokers on their way out, each as an operator of Kafka would see it off: its partitions are
 * reassigned, it is shut down, its registration is taken back ({@code kafka-cluster unregister}),
 * and its machine goes. With ZooKeeper the registration ends with the session.
 */
final class Removals {

  private static final long LOOK_NANOS = 100_000_000L;

  /** So long the metadata may take to show that a partition is on its way. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final Cluster cluster;
  private final Brokers brokers;
  private final Nodes nodes;
  private final TreeMap<Integer, Removal> underWay = new TreeMap<>();

  /** One broker that is to go. */
  private static final class Removal {
    final NodeId broker;
    final long began;
    final TreeMap<TopicPartition, Long> askedAtNanos = new TreeMap<>();
    boolean asking;

    Removal(NodeId broker, long began) {
      this.broker = broker;
      this.began = began;
    }
  }

  Removals(Cluster cluster, Brokers brokers) {
    this.cluster = cluster;
    this.brokers = brokers;
    this.nodes = cluster.nodes();
  }

  /**
   * Begins to take a broker out.
   *
   * @param done is told once its partitions are on their way, if there are any
   */
  void begin(NodeId broker, Consumer<CommandResult> done) throws NotNow {
    int id = broker.number();
    if (underWay.containsKey(id)) {
      throw new NotNow(broker + " is being removed already");
    }
    if (brokers.ids().size() - underWay.size() == 1) {
      throw new NotNow(broker + " is the last that stays; add another before you remove it");
    }
    if (brokers.ids().stream().noneMatch(nodes::isRunning)) {
      throw new NotNow("no broker runs that could tell what is on " + broker + "; restart one");
    }
    MetadataImage image = cluster.metadata();
    SortedMap<TopicPartition, List<Integer>> targets = plan(id, image, Evacuation.on(id, image));
    long began = cluster.journal().emit(broker, new Node.RemovalBegan(targets.size()));
    Removal removal = new Removal(broker, began);
    underWay.put(id, removal);
    if (targets.isEmpty()) {
      done.accept(new Accepted());
      look(removal);
    } else {
      move(removal, targets, done);
    }
  }

  private SortedMap<TopicPartition, List<Integer>> plan(
      int id, MetadataImage image, List<TopicPartition> partitions) throws NotNow {
    return new Evacuation(image, id, new TreeSet<>(underWay.keySet())).plan(partitions);
  }

  private void move(
      Removal removal,
      SortedMap<TopicPartition, List<Integer>> targets,
      Consumer<CommandResult> done) {
    removal.asking = true;
    targets.keySet().forEach(id -> removal.askedAtNanos.put(id, cluster.scheduler().nowNanos()));
    cluster
        .operator()
        .reassign(
            targets,
            removal.began,
            result -> {
              removal.asking = false;
              if (result instanceof CommandResult.Refused(String reason)) {
                giveUp(removal, reason);
              } else {
                lookLater(removal);
              }
              done.accept(result);
            });
  }

  private void lookLater(Removal removal) {
    cluster
        .scheduler()
        .after(
            LOOK_NANOS,
            () -> {
              cluster.becauseOf(removal.began);
              look(removal);
            });
  }

  /** Takes the next step, if it is time for it. */
  private void look(Removal removal) {
    MetadataImage image = cluster.metadata();
    int id = removal.broker.number();
    List<TopicPartition> still = Evacuation.on(id, image);
    if (!still.isEmpty()) {
      moveTheRest(removal, image, still);
      return;
    }
    if (nodes.isRunning(removal.broker)) {
      if (!nodes.isFrozen(removal.broker) && !nodes.isShuttingDown(removal.broker)) {
        nodes.shutDown(removal.broker);
      }
    } else if (image.broker(id) == null) {
      underWay.remove(id);
      brokers.discard(removal.broker);
      return;
    } else if (cluster.config().coordination() == CoordinationMode.KRAFT && !removal.asking) {
      removal.asking = true;
      cluster.operator().unregister(id, removal.began, unused -> removal.asking = false);
    }
    lookLater(removal);
  }

  /** Topics that were placed on the broker meanwhile go, too; what someone has kept there stays. */
  private void moveTheRest(Removal removal, MetadataImage image, List<TopicPartition> still) {
    long asked = cluster.scheduler().nowNanos() - PATIENCE_NANOS;
    List<TopicPartition> unasked = new ArrayList<>();
    for (TopicPartition id : still) {
      PartitionState state = image.existingPartition(id);
      if (state.removing().contains(removal.broker.number())) {
        continue;
      }
      Long askedAt = removal.askedAtNanos.get(id);
      if (askedAt == null) {
        unasked.add(id);
      } else if (askedAt <= asked) {
        giveUp(removal, "someone keeps %s on it".formatted(id));
        return;
      }
    }
    if (unasked.isEmpty()) {
      lookLater(removal);
      return;
    }
    try {
      move(removal, plan(removal.broker.number(), image, unasked), unused -> {});
    } catch (NotNow reason) {
      giveUp(removal, String.valueOf(reason.getMessage()));
    }
  }

  private void giveUp(Removal removal, String reason) {
    underWay.remove(removal.broker.number());
    cluster.journal().emit(removal.broker, new Node.RemovalGivenUp(reason), removal.began);
  }
}
