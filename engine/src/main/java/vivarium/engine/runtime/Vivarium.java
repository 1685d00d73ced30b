package vivarium.engine.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.ClusterFailedException;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.cluster.Cluster;
import vivarium.engine.cluster.Endpoints;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.scenario.StepQueue;

/**
 * A cluster that lives: one thread runs its loop and keeps virtual time in step with the wall
 * clock. Whatever comes from outside goes through one bounded inbox and happens at the virtual time
 * at which the loop takes it out.
 */
public final class Vivarium implements LiveCluster {

  private static final Logger LOG = LoggerFactory.getLogger(Vivarium.class);

  /** What waits to be taken in; at the bound commands are refused and connections closed. */
  private static final int MAX_INBOX = 65_536;

  /** Happenings run between two looks at the inbox. */
  private static final int MAX_RUN = 2_048;

  /** If the machine cannot keep up, virtual time falls behind rather than rush to catch up. */
  private static final long MAX_BEHIND_NANOS = 200_000_000L;

  private static final long IDLE_NANOS = 50_000_000L;

  /** How long the loop waits for who follows the events and does not read. */
  private static final long READER_PATIENCE_NANOS = 10_000_000_000L;

  private static final long READER_WAIT_NANOS = 1_000_000L;

  private static final long NOBODY_WAITED_FOR = -1;

  private final EventLog events = new EventLog(EventLog.DEFAULT_CAPACITY);
  private final Inbox inbox = new Inbox(MAX_INBOX);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Promised promised = new Promised();
  private final @Nullable Listeners listeners;
  private final Cluster cluster;
  private final Schedule schedule;
  private final @Nullable StepQueue steps;
  private final Pace pace;
  private final Thread loop;
  private volatile boolean closing;
  private volatile boolean pausedNow;
  private volatile double speedNow;
  private volatile long nowNanos;
  private @Nullable Step step;
  private @Nullable Step watch;
  private long slowestReadSeq = NOBODY_WAITED_FOR;
  private long slowestReadAtWallNanos;
  private volatile @Nullable ClusterFailedException failure;

  /** A run to a condition that someone waits for. */
  private static final class Step {
    final Predicate<Stamped> condition;
    final long endNanos;
    final CompletableFuture<Boolean> done;
    boolean met;

    Step(Predicate<Stamped> condition, long endNanos, CompletableFuture<Boolean> done) {
      this.condition = condition;
      this.endNanos = endNanos;
      this.done = done;
    }
  }

  /**
   * How a cluster is run.
   *
   * @param listeners whether real clients can connect
   * @param basePort port of broker 1, the others follow; 0 for any free ports
   * @param speed virtual seconds per second of wall clock
   * @param paused whether virtual time stands still at first
   */
  public record Options(boolean listeners, int basePort, double speed, boolean paused) {
    /** No listeners, real time. */
    public static final Options DEFAULT = new Options(false, 0, 1, false);

    /** Listeners on these ports, real time. */
    public static Options withListeners(int basePort) {
      return new Options(true, basePort, 1, false);
    }
  }

  /** Starts a cluster without listeners, in real time. */
  public static Vivarium start(ClusterConfig config) {
    return start(config, Options.DEFAULT);
  }

  /**
   * Starts a cluster.
   *
   * @throws vivarium.engine.api.PortInUseException naming the port, if one cannot be had
   */
  public static Vivarium start(ClusterConfig config, Options options) {
    return start(config, options, null);
  }

  /**
   * Starts a cluster to which things are done at their times, by its own thread.
   *
   * @param steps what is done; null for nothing
   * @throws vivarium.engine.api.PortInUseException naming the port, if one cannot be had
   */
  public static Vivarium start(ClusterConfig config, Options options, @Nullable StepQueue steps) {
    Vivarium vivarium = new Vivarium(config, options, steps);
    vivarium.loop.start();
    return vivarium;
  }

  private Vivarium(ClusterConfig config, Options options, @Nullable StepQueue steps) {
    listeners =
        options.listeners()
            ? Listeners.open(config.brokers(), options.basePort(), new FromClients())
            : null;
    cluster = new Cluster(config, listeners == null ? Endpoints.NONE : listeners, this::happened);
    schedule = new Schedule(cluster);
    this.steps = steps;
    pace = new Pace(System.nanoTime(), 0, options.speed(), options.paused());
    pausedNow = options.paused();
    speedNow = options.speed();
    loop = new Thread(this::run, "vivarium-loop");
    loop.setDaemon(true);
  }

  private void happened(Stamped stamped) {
    events.append(stamped);
    schedule.note(stamped);
    ask(step, stamped);
    ask(watch, stamped);
  }

  private static void ask(@Nullable Step someone, Stamped stamped) {
    if (someone != null && !someone.met && someone.condition.test(stamped)) {
      someone.met = true;
    }
  }

  private void run() {
    try {
      if (listeners != null) {
        listeners.attach(cluster);
      }
      cluster.start();
      if (steps != null) {
        schedule.play(steps, events);
      }
      while (!closing) {
        takeIn();
        if (watch != null && watch.met) {
          finishWatch(watch, true);
        } else if (mustWaitForReaders()) {
          park(READER_WAIT_NANOS);
        } else if (step != null) {
          runStep(step);
        } else if (pace.isPaused()) {
          park(IDLE_NANOS);
        } else if (runToPace(System.nanoTime()) && inbox.isEmpty()) {
          parkUntilNext();
        }
      }
    } catch (RuntimeException | Error e) {
      failure = new ClusterFailedException(e);
      LOG.error("the cluster has stopped because of a mistake in the program", e);
    } finally {
      end();
    }
  }

  /** Nobody is left waiting: neither callers, nor clients at a port, nor {@link #close}. */
  private void end() {
    closing = true;
    promised.end();
    try {
      if (listeners != null) {
        listeners.close();
      }
    } finally {
      ClusterFailedException failed = failure;
      if (failed == null) {
        ended.complete(null);
      } else {
        ended.completeExceptionally(failed);
      }
    }
  }

  private CommandResult refusedAtEnd() {
    return new CommandResult.Refused(whyEnded());
  }

  private String whyEnded() {
    ClusterFailedException failed = failure;
    return failed == null ? "the cluster has ended" : String.valueOf(failed.getMessage());
  }

  private static String inboxFull() {
    return "more than " + MAX_INBOX + " commands and requests wait already";
  }

  private void takeIn() {
    for (int taken = 0; taken < MAX_RUN; taken++) {
      Runnable next = inbox.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  /**
   * Whether somebody who follows the events is about to miss some. Virtual time falls behind then,
   * unless they seem to be asleep.
   */
  private boolean mustWaitForReaders() {
    long read = events.followedSeq();
    if (events.lastSeq() - read < events.capacity() / 2) {
      slowestReadSeq = NOBODY_WAITED_FOR;
      return false;
    }
    long wall = System.nanoTime();
    if (read != slowestReadSeq) {
      slowestReadSeq = read;
      slowestReadAtWallNanos = wall;
    }
    return wall - slowestReadAtWallNanos < READER_PATIENCE_NANOS;
  }

  /** Runs what is due; returns whether that was all. */
  private boolean runToPace(long wall) {
    long due = pace.virtualAt(wall);
    if (due - schedule.nowNanos() > MAX_BEHIND_NANOS * Math.max(1, pace.speed())) {
      due = schedule.nowNanos() + (long) (MAX_BEHIND_NANOS * Math.max(1, pace.speed()));
      pace.anchor(wall, due);
    }
    int run = 0;
    Step watched = watch;
    while (run < MAX_RUN && schedule.nextAtNanos() <= due) {
      schedule.runNext();
      run++;
      if (watched != null && watched.met) {
        nowNanos = schedule.nowNanos();
        return false; // Time stands still at the event.
      }
    }
    if (run < MAX_RUN) {
      schedule.advanceTo(due);
    }
    nowNanos = schedule.nowNanos();
    return run < MAX_RUN;
  }

  private void parkUntilNext() {
    long next = schedule.nextAtNanos();
    long wait = next == Long.MAX_VALUE ? IDLE_NANOS : pace.wallNanosUntil(next, System.nanoTime());
    park(Math.min(wait, IDLE_NANOS));
  }

  private void runStep(Step current) {
    for (int run = 0; run < MAX_RUN && !current.met; run++) {
      if (schedule.nextAtNanos() > current.endNanos) {
        schedule.advanceTo(current.endNanos);
        finishStep(current);
        return;
      }
      schedule.runNext();
    }
    nowNanos = schedule.nowNanos();
    if (current.met) {
      finishStep(current);
    }
  }

  private void finishStep(Step current) {
    step = null;
    nowNanos = schedule.nowNanos();
    setPacePaused(true);
    current.done.complete(current.met);
  }

  private void finishWatch(Step current, boolean met) {
    watch = null;
    setPacePaused(true);
    current.done.complete(met);
  }

  private static void park(long nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
  }

  /** Hands something to the loop; returns false if the inbox is full or the cluster ends. */
  private boolean offer(Runnable action) {
    if (closing || !inbox.offer(action)) {
      return false;
    }
    LockSupport.unpark(loop);
    return true;
  }

  /** Hands something to the loop that must not be lost. */
  private void put(Runnable action) {
    inbox.put(action);
    LockSupport.unpark(loop);
  }

  /** What clients outside send and do. */
  private final class FromClients implements Listeners.ToLoop {
    @Override
    public boolean offer(Runnable action) {
      return Vivarium.this.offer(action);
    }

    @Override
    public void put(Runnable action) {
      Vivarium.this.put(action);
    }
  }

  /** Hands something to the loop that happens at the present virtual time. */
  private boolean offerNow(Consumer<Cluster> action) {
    return offer(() -> action.accept(cluster));
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public CompletableFuture<CommandResult> submit(Command command) {
    CompletableFuture<CommandResult> result = promised.promise(this::refusedAtEnd);
    boolean taken = offerNow(each -> each.carryOut(command, result::complete));
    if (!taken) {
      result.complete(closing ? refusedAtEnd() : new CommandResult.Refused(inboxFull()));
    }
    return result;
  }

  @Override
  public CommandLog given() {
    return cluster.given();
  }

  @Override
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    CompletableFuture<RecordPage> page = promised.promise(() -> new RecordPage.Refused(whyEnded()));
    if (!offerNow(each -> page.complete(each.read(query)))) {
      page.complete(new RecordPage.Refused(closing ? whyEnded() : inboxFull()));
    }
    return page;
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public boolean isPaused() {
    return pausedNow;
  }

  @Override
  public double speed() {
    return speedNow;
  }

  @Override
  public void pause() {
    pausedNow = true;
    put(
        () -> {
          if (!pace.isPaused() && step == null) {
            runToPace(System.nanoTime()); // It stops where a watcher has seen it arrive.
          }
          setPacePaused(true);
          Step withdrawn = watch;
          if (withdrawn != null) {
            finishWatch(withdrawn, withdrawn.met);
          }
        });
  }

  @Override
  public void resume() {
    pausedNow = false;
    put(() -> setPacePaused(false));
  }

  private void setPacePaused(boolean paused) {
    pace.anchor(System.nanoTime(), schedule.nowNanos());
    pace.setPaused(paused);
    pausedNow = paused;
  }

  @Override
  public void setSpeed(double speed) {
    if (!(speed >= MIN_SPEED && speed <= MAX_SPEED)) {
      throw new IllegalArgumentException(
          "speed=%s must be %s to %s".formatted(speed, MIN_SPEED, MAX_SPEED));
    }
    speedNow = speed;
    put(
        () -> {
          pace.anchor(System.nanoTime(), schedule.nowNanos());
          pace.setSpeed(speed);
        });
  }

  @Override
  public CompletableFuture<Boolean> stepUntil(Predicate<Stamped> condition, long limitNanos) {
    CompletableFuture<Boolean> done = promised.promise(() -> false);
    boolean taken =
        offer(
            () -> {
              Step superseded = step;
              if (superseded != null) {
                superseded.done.complete(false);
              }
              step = new Step(condition, schedule.nowNanos() + limitNanos, done);
            });
    if (!taken) {
      done.complete(false);
    }
    return done;
  }

  @Override
  public CompletableFuture<Boolean> pauseWhen(Predicate<Stamped> condition) {
    CompletableFuture<Boolean> done = promised.promise(() -> false);
    boolean taken =
        offer(
            () -> {
              Step superseded = watch;
              if (superseded != null) {
                superseded.done.complete(false);
              }
              watch = new Step(condition, Long.MAX_VALUE, done);
              setPacePaused(false);
            });
    if (!taken) {
      done.complete(false);
    }
    return done;
  }

  @Override
  public List<String> bootstrap() {
    return listeners == null ? List.of() : listeners.addresses();
  }

  @Override
  public CompletableFuture<Void> whenEnded() {
    return ended.copy();
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(loop);
    if (Thread.currentThread() == loop) {
      return;
    }
    try {
      ended.handle((nothing, failed) -> nothing).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a failure was handled already", e);
    }
  }
}
