package vivarium.engine.net;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.Disk;
import vivarium.engine.disk.DiskFullException;
import vivarium.engine.event.NodeId;

/**
 * The machine a node's process runs on. The process comes and goes; the disk stays. While frozen,
 * whatever would reach the process is kept and happens, in order, when it resumes.
 */
public final class NodeHost {

  /**
   * Connections whose senders have given up, and which a frozen process may find on resuming: as
   * many as Kafka has the operating system accept for it ({@code socket.listen.backlog.size}).
   */
  private static final int MAX_ABANDONED = 50;

  /** Builds the node's process, with the disk it finds. */
  public interface ProcessFactory {
    NodeProcess create(NodeContext context);
  }

  private final NodeId id;
  private final Disk disk = new Disk();
  private final ProcessFactory factory;
  private final ArrayDeque<Runnable> whileFrozen = new ArrayDeque<>();
  private final LinkedHashSet<Connection> toServe = new LinkedHashSet<>();
  private @Nullable NodeProcess process;
  private long incarnation;
  private boolean frozen;
  private boolean shuttingDown;
  private long cpuBusyUntilNanos;
  private Runnable whenDiskFull = () -> {};

  NodeHost(NodeId id, ProcessFactory factory) {
    this.id = id;
    this.factory = factory;
  }

  /** Has this run when the process writes to a full disk, which it does not survive. */
  void onDiskFull(Runnable action) {
    whenDiskFull = action;
  }

  public NodeId id() {
    return id;
  }

  public Disk disk() {
    return disk;
  }

  public boolean isRunning() {
    return process != null;
  }

  public boolean isFrozen() {
    return frozen;
  }

  /** Whether the process was asked to end by itself and has not done so yet. */
  boolean isShuttingDown() {
    return shuttingDown;
  }

  void shuttingDown() {
    shuttingDown = true;
  }

  /** The running process, or null. */
  public @Nullable NodeProcess process() {
    return process;
  }

  /** Goes on counting where an earlier machine of the same name ended, whose chance was its own. */
  void continueAfter(long earlierIncarnations) {
    incarnation = earlierIncarnations;
  }

  /** Counts the starts; what belongs to an earlier process is recognised by it. */
  long incarnation() {
    return incarnation;
  }

  void start(ProcessContextFactory contexts) {
    incarnation++;
    NodeProcess started = factory.create(contexts.create(this, incarnation));
    process = started;
    running(started::start);
  }

  /** Makes the context of one incarnation. */
  interface ProcessContextFactory {
    NodeContext create(NodeHost host, long incarnation);
  }

  void stop() {
    process = null;
    frozen = false;
    shuttingDown = false;
    whileFrozen.clear();
    toServe.clear();
    cpuBusyUntilNanos = 0;
  }

  /** Queues work of the processor behind what it has; returns when it is done. */
  long cpuDoneAt(long nowNanos, long workNanos) {
    cpuBusyUntilNanos = Math.max(nowNanos, cpuBusyUntilNanos) + workNanos;
    return cpuBusyUntilNanos;
  }

  void freeze() {
    frozen = true;
  }

  /** Runs what happened to the process meanwhile, oldest first. */
  void resume() {
    frozen = false;
    toServe.clear();
    while (!frozen && !whileFrozen.isEmpty()) {
      whileFrozen.pollFirst().run();
    }
  }

  /** Whether what came on a connection can still be kept for the process. */
  boolean admits(Connection connection) {
    return !frozen
        || toServe.contains(connection)
        || toServe.stream().filter(Connection::isClosed).count() < MAX_ABANDONED;
  }

  /** Has a connection served when the process resumes, once, however much came on it. */
  void serveOnResume(Connection connection, Runnable service) {
    if (toServe.add(connection)) {
      runFor(incarnation, service);
    }
  }

  /** Runs the action for this incarnation: now, on resuming, or never. */
  void runFor(long forIncarnation, Runnable action) {
    if (process == null || incarnation != forIncarnation) {
      return;
    }
    if (frozen) {
      whileFrozen.addLast(() -> runFor(forIncarnation, action));
    } else {
      running(action);
    }
  }

  private void running(Runnable action) {
    try {
      action.run();
    } catch (DiskFullException full) {
      whenDiskFull.run();
    }
  }
}
