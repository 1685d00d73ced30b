package vivarium.engine.cluster;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.PortInUseException;
import vivarium.engine.broker.Advertised;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeHost;
import vivarium.engine.sim.Scheduler;

/**
 * Which brokers there are: those of the config at first, then whoever was added and not removed.
 */
final class Brokers {

  private static final long LOOK_NANOS = 10_000_000L;

  /** So long a new broker may take to be let in; it goes on trying after that. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Cluster cluster;
  private final ClusterConfig config;
  private final Endpoints endpoints;
  private final TreeSet<NodeId> ids = new TreeSet<>();
  private final TreeMap<Integer, String> racks = new TreeMap<>();

  Brokers(Cluster cluster, ClusterConfig config, Endpoints endpoints) {
    this.cluster = cluster;
    this.config = config;
    this.endpoints = endpoints;
    IntStream.rangeClosed(1, config.brokers()).mapToObj(NodeId::broker).forEach(ids::add);
  }

  /** All of them, in order of id. */
  List<NodeId> ids() {
    return List.copyOf(ids);
  }

  /** What a broker tells the cluster of itself. */
  Advertised advertised(int broker) {
    String rack = racks.getOrDefault(broker, config.rackOf(broker));
    return new Advertised(Endpoints.HOST, endpoints.port(broker), rack);
  }

  /** Puts a broker's machine up, on which nothing runs yet. */
  void install(NodeId broker, NodeHost.ProcessFactory process) {
    cluster.nodes().add(broker, process);
    if (endpoints.areOpen()) {
      cluster
          .journal()
          .emit(broker, new Node.ListenerOpened(Endpoints.HOST, endpoints.port(broker.number())));
    }
  }

  /**
   * Adds a broker and starts it.
   *
   * @param rack its own, or null for the next in turn
   * @param done is told once the controller has let it in, or lets it wait
   */
  void add(@Nullable String rack, NodeHost.ProcessFactory process, Consumer<CommandResult> done)
      throws NotNow {
    if (ids.size() >= ClusterConfig.MAX_BROKERS) {
      throw new NotNow(
          "there are %d brokers already, and there can be no more; remove one first"
              .formatted(ids.size()));
    }
    int id = IntStream.iterate(1, each -> each + 1).filter(this::isFree).findFirst().orElseThrow();
    try {
      endpoints.open(id);
    } catch (PortInUseException e) {
      throw new NotNow(
          "broker %d needs port %d on 127.0.0.1, and it cannot be had; free it and try again"
              .formatted(id, e.port()));
    }
    NodeId broker = NodeId.broker(id);
    ids.add(broker);
    if (rack != null) {
      racks.put(id, rack);
    }
    install(broker, process);
    cluster.nodes().start(broker);
    awaitAdmission(id, cluster.scheduler().nowNanos() + PATIENCE_NANOS, done);
  }

  private boolean isFree(int id) {
    return !ids.contains(NodeId.broker(id));
  }

  private void awaitAdmission(int id, long deadline, Consumer<CommandResult> done) {
    Scheduler scheduler = cluster.scheduler();
    MetadataImage image = cluster.metadata();
    if (image.isActive(id) || isFree(id) || scheduler.nowNanos() >= deadline) {
      done.accept(new CommandResult.Accepted());
      return;
    }
    scheduler.after(
        LOOK_NANOS,
        () -> {
          cluster.beginAfresh();
          awaitAdmission(id, deadline, done);
        });
  }

  /** A stopped broker is here no more. */
  void discard(NodeId broker) {
    cluster.nodes().discard(broker);
    ids.remove(broker);
    racks.remove(broker.number());
    endpoints.close(broker.number());
  }
}
