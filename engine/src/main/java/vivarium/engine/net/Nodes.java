package vivarium.engine.net;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;

/** The nodes of a cluster and what can be done to them from outside: start, kill, freeze, cut. */
public final class Nodes {

  private final Scheduler scheduler;
  private final Journal journal;
  private final Causes causes;
  private final Network network;
  private final SeededRandom random;
  private final long epochMs;
  private final TreeMap<NodeId, NodeHost> hosts = new TreeMap<>();
  private NodeListener listener =
      new NodeListener() {
        @Override
        public void started(NodeId node) {}

        @Override
        public void stopped(NodeId node) {}
      };
  private long diskWriteLatencyNanos;
  private long diskBytesPerSecond;

  /**
   * @param epochMs what record timestamps read at virtual time 0, in milliseconds since 1970
   */
  public Nodes(
      Scheduler scheduler, Journal journal, Causes causes, SeededRandom random, long epochMs) {
    this.scheduler = scheduler;
    this.journal = journal;
    this.causes = causes;
    this.random = random;
    this.epochMs = epochMs;
    this.network = new Network(scheduler, journal);
  }

  public Network network() {
    return network;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Journal journal() {
    return journal;
  }

  Causes causes() {
    return causes;
  }

  long epochMs() {
    return epochMs;
  }

  long diskWriteLatencyNanos() {
    return diskWriteLatencyNanos;
  }

  long diskBytesPerSecond() {
    return diskBytesPerSecond;
  }

  public void setDiskWriteLatencyNanos(long nanos) {
    diskWriteLatencyNanos = nanos;
  }

  /** Sets what each disk takes; 0 for no bound. */
  public void setDiskBytesPerSecond(long value) {
    diskBytesPerSecond = value;
  }

  public void onStartAndStop(NodeListener value) {
    listener = value;
  }

  private static boolean isServer(NodeId id) {
    return id.isBroker() || id.isController();
  }

  /** Adds a machine, with an empty disk and no process. */
  public void add(NodeId id, NodeHost.ProcessFactory factory) {
    hosts.put(id, network.addHost(id, factory));
    if (isServer(id)) {
      journal.emit(id, new Node.Added());
    }
  }

  public @Nullable NodeHost find(NodeId id) {
    return hosts.get(id);
  }

  public boolean isRunning(NodeId id) {
    NodeHost host = hosts.get(id);
    return host != null && host.isRunning();
  }

  public boolean isFrozen(NodeId id) {
    NodeHost host = hosts.get(id);
    return host != null && host.isFrozen();
  }

  /** Whether the node was asked to end by itself and has not done so yet. */
  public boolean isShuttingDown(NodeId id) {
    NodeHost host = hosts.get(id);
    return host != null && host.isShuttingDown();
  }

  /** Starts a process on the machine, from what is on its disk. */
  public void start(NodeId id) {
    NodeHost host = existing(id);
    if (isServer(id)) {
      journal.emit(id, new Node.Started());
    }
    host.start(
        (machine, incarnation) ->
            new ProcessContext(this, machine, incarnation, random.stream(id + "#" + incarnation)));
    listener.started(id);
  }

  /** Ends the process at once. */
  public void kill(NodeId id) {
    stop(existing(id), Node.How.CRASH);
  }

  /** Asks the process to end by itself. */
  public void shutDown(NodeId id) {
    NodeHost host = existing(id);
    NodeProcess process = host.process();
    if (process != null) {
      journal.emit(id, new Node.ShutdownBegan());
      host.shuttingDown();
      host.runFor(host.incarnation(), process::shutDown);
    }
  }

  void exited(NodeHost host, long incarnation) {
    if (host.incarnation() == incarnation && host.isRunning()) {
      stop(host, Node.How.CLEAN);
      if (host.id().isClient()) {
        remove(host.id());
      }
    }
  }

  private void stop(NodeHost host, Node.How how) {
    host.stop();
    if (isServer(host.id())) {
      journal.emit(host.id(), new Node.Stopped(how));
    }
    network.processDied(host.id());
    listener.stopped(host.id());
  }

  /** The process stands still from here on. */
  public void freeze(NodeId id) {
    existing(id).freeze();
    journal.emit(id, new Node.Frozen());
  }

  public void resume(NodeId id) {
    journal.emit(id, new Node.Resumed());
    existing(id).resume();
  }

  /** Tells of a client's changed settings. */
  public void changed(NodeId client, Client event) {
    journal.emit(client, event);
  }

  /** Has a client shut down in its own way; when its process has ended its machine goes too. */
  public void retire(NodeId client) {
    NodeHost host = existing(client);
    NodeProcess process = host.process();
    if (process != null) {
      host.runFor(host.incarnation(), process::shutDown);
    }
  }

  private void remove(NodeId client) {
    hosts.remove(client);
    network.removeHost(client);
    journal.emit(client, new Client.Removed());
  }

  /** Cuts one direction between two nodes; returns false if it was cut. */
  public boolean cut(NodeId from, NodeId to) {
    if (!network.cut(from, to)) {
      return false;
    }
    journal.emit(from, new Fault.LinkCut(from, to));
    return true;
  }

  /** Heals one direction between two nodes; returns false if it was not cut. */
  public boolean heal(NodeId from, NodeId to) {
    if (!network.links().isCut(from, to)) {
      return false;
    }
    journal.emit(from, new Fault.LinkHealed(from, to));
    return network.heal(from, to);
  }

  /** Mends every link and resumes every frozen node. */
  public void healAll() {
    for (Links.Link link : network.links().cutLinks()) {
      causes.clear(); // One mending does not cause the next.
      heal(link.from(), link.to());
    }
    for (NodeHost host : List.copyOf(hosts.values())) {
      if (host.isFrozen()) {
        causes.clear();
        resume(host.id());
      }
    }
  }

  private NodeHost existing(NodeId id) {
    NodeHost host = hosts.get(id);
    if (host == null) {
      throw new IllegalArgumentException("there is no " + id);
    }
    return host;
  }
}
