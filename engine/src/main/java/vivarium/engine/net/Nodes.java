package vivarium.engine.net;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.OneMessage;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.ActiveFault;
import vivarium.engine.fault.Faults;
import vivarium.engine.sim.Causes;
import vivarium.engine.sim.Journal;
import vivarium.engine.sim.Scheduler;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.sim.Timer;

/** The nodes of a cluster and what can be done to them from outside: start, kill, freeze, cut. */
public final class Nodes {

  private final Scheduler scheduler;
  private final Journal journal;
  private final Causes causes;
  private final FaultKeeper keeper;
  private final Machines machines;
  private final Network network;
  private final SeededRandom random;
  private final long epochMs;
  private final TreeMap<NodeId, NodeHost> hosts = new TreeMap<>();
  private final TreeMap<NodeId, Long> incarnationsOfRemoved = new TreeMap<>();
  private NodeListener listener =
      new NodeListener() {
        @Override
        public void started(NodeId node) {}

        @Override
        public void stopped(NodeId node) {}
      };
  private long diskWriteLatencyNanos;
  private long diskBytesPerSecond;
  private long diskFlushIntervalNanos;
  private @Nullable Timer nextFlush;

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
    this.machines = new Machines(journal);
    this.keeper = new FaultKeeper(journal, causes);
    this.network = new Network(scheduler, journal, causes, keeper, random);
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

  /**
   * Sets how often the page caches reach the disks, whatever becomes of the processes; 0 for at
   * once.
   */
  public void setDiskFlushIntervalNanos(long nanos) {
    diskFlushIntervalNanos = nanos;
    if (nextFlush != null) {
      nextFlush.cancel();
      nextFlush = null;
    }
    flushDisks();
  }

  private void flushDisks() {
    causes.clear();
    hosts.values().forEach(host -> host.disk().flush());
    if (diskFlushIntervalNanos > 0) {
      nextFlush = scheduler.after(diskFlushIntervalNanos, this::flushDisks);
    }
  }

  public void onStartAndStop(NodeListener value) {
    listener = value;
  }

  /** Adds a machine, with an empty disk and no process. */
  public void add(NodeId id, NodeHost.ProcessFactory factory) {
    NodeHost host = network.addHost(id, factory);
    hosts.put(id, host);
    host.continueAfter(incarnationsOfRemoved.getOrDefault(id, 0L));
    host.onDiskFull(() -> diskFull(host));
    if (id.isServer()) {
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
    if (id.isServer()) {
      journal.emit(id, new Node.Started());
    }
    host.start(
        (machine, incarnation) ->
            new ProcessContext(this, machine, incarnation, random.stream(id + "#" + incarnation)));
    listener.started(id);
    if (host.isRunning() && host.disk().isFull()) {
      diskFull(host); // What a process writes as it starts fails too.
    }
  }

  private void diskFull(NodeHost host) {
    ActiveFault fault = keeper.faults().find(new FaultSpec.DiskFull(host.id()).key());
    causes.set(fault == null ? causes.current() : fault.seq());
    stop(host, Node.How.DISK_FULL);
  }

  /** Ends the process, if it runs, and loses what the machine's page cache held. */
  public void losePower(NodeId id) {
    NodeHost host = existing(id);
    stop(host, Node.How.POWER_LOSS);
    if (diskFlushIntervalNanos > 0) {
      machines.lose(host);
    }
  }

  /** Ends the process, if it runs, and leaves an empty disk. */
  public void wipe(NodeId id) {
    NodeHost host = existing(id);
    if (host.isRunning()) {
      stop(host, Node.How.CRASH);
    }
    machines.wipe(host);
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
      host.disk().flush();
      stop(host, Node.How.CLEAN);
      if (host.id().isClient()) {
        remove(host.id());
      }
    }
  }

  private void stop(NodeHost host, Node.How how) {
    host.stop();
    if (host.id().isServer()) {
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

  /**
   * Takes a stopped broker, controller or ZooKeeper server away for good, with its disk and
   * whatever is broken about it.
   *
   * @throws IllegalStateException if its process runs
   */
  public void discard(NodeId server) {
    NodeHost host = existing(server);
    if (host.isRunning()) {
      throw new IllegalStateException(server + " runs and cannot be taken away");
    }
    for (ActiveFault fault : keeper.faults().all()) {
      if (fault.spec().concerns(server)) {
        heal(fault.spec().key());
      }
    }
    for (Links.Link link : network.links().cutLinks()) {
      if (link.touches(server)) {
        heal(link.from(), link.to());
      }
    }
    hosts.remove(server);
    incarnationsOfRemoved.put(server, host.incarnation());
    network.removeHost(server);
    journal.emit(server, new Node.Removed());
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

  /** The faults that are there. */
  public Faults faults() {
    return keeper.faults();
  }

  /**
   * Breaks something until it is healed.
   *
   * @throws IllegalArgumentException if it cannot be broken as things are
   */
  public void inject(FaultSpec spec) {
    if (spec instanceof OneMessage one && one.choice() instanceof MessageChoice.Numbered chosen) {
      network.transit().requireUnderWay(chosen.messageId(), one.fate());
    }
    heal(spec.key()); // What it held, if it replaces a fault, goes on.
    keeper.add(spec);
    if (spec instanceof FaultSpec.DiskFull(NodeId node)) {
      existing(node).disk().setFull(true);
    }
    ActiveFault fault = keeper.faults().find(spec.key());
    if (fault != null
        && spec instanceof OneMessage one
        && one.choice() instanceof MessageChoice.Numbered chosen) {
      network.transit().strike(chosen.messageId(), fault, one);
    }
  }

  /** Mends a fault; returns false if there is none of this key. */
  public boolean heal(String key) {
    ActiveFault fault = keeper.faults().find(key);
    if (fault == null) {
      return false;
    }
    keeper.remove(fault);
    if (fault.spec() instanceof FaultSpec.DiskFull(NodeId node)) {
      existing(node).disk().setFull(false);
    }
    network.transit().release(fault);
    return true;
  }

  /** Mends every link, takes every other fault away and resumes every frozen node. */
  public void healAll() {
    for (ActiveFault fault : keeper.faults().all()) {
      heal(fault.spec().key());
    }
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
