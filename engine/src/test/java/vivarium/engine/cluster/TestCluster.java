package vivarium.engine.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.runtime.Simulation;

/** A simulated cluster and the model of it, as tests talk of them. */
public final class TestCluster {

  public static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
  private static final long SECOND = 1_000_000_000L;

  private final ClusterModel model = new ClusterModel();
  private final List<Stamped> events = new ArrayList<>();
  private final Simulation simulation;

  public TestCluster(ClusterConfig.Builder config) {
    simulation =
        new Simulation(
            config.build(),
            stamped -> {
              model.apply(stamped);
              events.add(stamped);
            });
  }

  /** Three brokers; topic orders with one partition on all, min.insync.replicas 2. */
  public static ClusterConfig.Builder threeBrokers() {
    return ClusterConfig.builder()
        .profile(Profile.INSTANT)
        .simulationConfig("link.latency.ms", "2")
        .topic(TopicSpec.of("orders", 1, 3).with("min.insync.replicas", "2"));
  }

  public TestCluster run(double seconds) {
    simulation.runUntil(simulation.nowNanos() + (long) (seconds * SECOND));
    return this;
  }

  public CommandResult submit(Command command) {
    return simulation.submit(command);
  }

  /** Carries out a command that must be accepted. */
  public TestCluster does(Command command) {
    CommandResult result = submit(command);
    if (!result.isAccepted()) {
      throw new AssertionError(command + ": " + result);
    }
    return this;
  }

  public ClusterModel model() {
    return model;
  }

  public Simulation simulation() {
    return simulation;
  }

  public PartitionState state() {
    var view = model.partition(ORDERS_0);
    if (view == null) {
      throw new AssertionError("orders-0 is not there");
    }
    return view.state();
  }

  public NodeId leader() {
    return NodeId.broker(state().leader());
  }

  /** A broker or controller that must be there. */
  public NodeView node(NodeId id) {
    NodeView node = model.node(id);
    if (node == null) {
      throw new AssertionError("there is no " + id);
    }
    return node;
  }

  /** A client that must be there. */
  public ClientView client(NodeId id) {
    ClientView client = model.clients().get(id);
    if (client == null) {
      throw new AssertionError("there is no " + id);
    }
    return client;
  }

  /** A replica of orders-0 that does not lead. */
  public NodeId follower() {
    return state().replicas().stream()
        .filter(id -> id != state().leader())
        .map(NodeId::broker)
        .findFirst()
        .orElseThrow();
  }

  /** The events of this kind so far, in order. */
  public <E extends ClusterEvent> List<E> events(Class<E> kind) {
    return events.stream().map(Stamped::event).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The events of this kind so far, in order, with their stamps. */
  public List<Stamped> stamped(Class<? extends ClusterEvent> kind) {
    return events.stream().filter(each -> kind.isInstance(each.event())).toList();
  }

  /** The latest event that satisfies the condition. */
  public Stamped last(Predicate<Stamped> condition) {
    return events.reversed().stream()
        .filter(condition)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such event"));
  }

  /** The event with this seq. */
  public Stamped event(long seq) {
    return events.get((int) seq - 1);
  }
}
