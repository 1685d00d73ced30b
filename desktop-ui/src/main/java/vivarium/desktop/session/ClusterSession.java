package vivarium.desktop.session;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;

/**
 * The window's side of a cluster: its model, its time and what changed. {@link #pulse} brings it up
 * to date; between two pulses nothing in it changes. One thread uses it, the window's.
 */
public final class ClusterSession {

  /** State events remembered; beyond it the oldest are forgotten. */
  public static final int MAX_ENTRIES = 2_000;

  /** How far "step" looks ahead for the next state event. */
  public static final long STEP_LIMIT_NANOS = 120_000_000_000L;

  /** How far virtual time may be taken to have gone on since the cluster last told it. */
  private static final long MAX_AHEAD_WALL_NANOS = 120_000_000L;

  private final LiveCluster cluster;
  private final ClusterModel model;
  private final LongSupplier wallNanos;
  private final ArrayDeque<StateEntry> entries = new ArrayDeque<>();
  private final ToldEvents told = new ToldEvents();
  private final EventLog.Follower events;
  private long nowNanos;
  private long pulsedAtWallNanos;

  /** A session that starts from the beginning; its time is what the cluster tells. */
  public ClusterSession(LiveCluster cluster) {
    this(cluster, () -> 0);
  }

  /**
   * A session that starts from the beginning, and whose time goes on between two tellings.
   *
   * @param wallNanos the wall clock, as {@link System#nanoTime}
   */
  public ClusterSession(LiveCluster cluster, LongSupplier wallNanos) {
    this(cluster, new ClusterModel(), wallNanos);
  }

  /**
   * A session that starts from a model instead of the beginning.
   *
   * @param model what was true after its last event; the session owns it from now on. Remembered
   *     events up to there are listed and not folded again.
   */
  public ClusterSession(LiveCluster cluster, ClusterModel model, LongSupplier wallNanos) {
    this.cluster = cluster;
    this.events = cluster.events().follow();
    this.model = model;
    this.wallNanos = wallNanos;
    this.pulsedAtWallNanos = wallNanos.getAsLong();
  }

  /**
   * Takes in what happened since the last pulse.
   *
   * @return whether anything did
   */
  public boolean pulse() {
    // Time first: whatever happened up to it is in the log by now.
    long told = cluster.nowNanos();
    long before = events.readSeq();
    events.read(this::take);
    nowNanos = Math.max(smooth(told), model.atNanos());
    return events.readSeq() != before;
  }

  /**
   * The cluster tells its time when it does something, a few times in a frame or once in several.
   * In between time goes on at its speed, so that what moves moves evenly.
   */
  private long smooth(long toldNanos) {
    long wall = wallNanos.getAsLong();
    double speed = cluster.isPaused() ? 0 : cluster.speed();
    long expected = nowNanos + (long) ((wall - pulsedAtWallNanos) * speed);
    long furthest = toldNanos + (long) (MAX_AHEAD_WALL_NANOS * speed);
    pulsedAtWallNanos = wall;
    return Math.max(nowNanos, Math.max(toldNanos, Math.min(expected, furthest)));
  }

  private void take(Stamped stamped) {
    if (stamped.seq() > model.seq()) {
      model.apply(stamped);
    }
    if (told.take(stamped)) {
      entries.addLast(new StateEntry(stamped, Causes.of(stamped, cluster.events())));
      if (entries.size() > MAX_ENTRIES) {
        entries.removeFirst();
      }
    }
  }

  /** What is true now. Read it; never keep parts of it past the next pulse. */
  public ClusterModel model() {
    return model;
  }

  /** Virtual time of the last pulse. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Whether the cluster has what it began with; what happened before is not listed. */
  public boolean isWarm() {
    return told.isWarm();
  }

  /** What changed, oldest first. */
  public Collection<StateEntry> entries() {
    return Collections.unmodifiableCollection(entries);
  }

  /** What changed, newest first. */
  public Iterator<StateEntry> newestFirst() {
    return entries.descendingIterator();
  }

  /** The state event with this seq, if it is remembered. */
  public Optional<StateEntry> entry(long seq) {
    for (Iterator<StateEntry> it = entries.descendingIterator(); it.hasNext(); ) {
      StateEntry entry = it.next();
      if (entry.stamped().seq() == seq) {
        return Optional.of(entry);
      }
      if (entry.stamped().seq() < seq) {
        break;
      }
    }
    return Optional.ofNullable(cluster.events().get(seq))
        .map(stamped -> new StateEntry(stamped, Causes.of(stamped, cluster.events())));
  }

  /** Seq of the last event read. */
  public long readSeq() {
    return events.readSeq();
  }

  /** How many events were forgotten before this session could read them; the model lacks them. */
  public long missedEvents() {
    return events.missed();
  }

  /** Asks the cluster for something; completes on the cluster's thread. */
  public CompletableFuture<CommandResult> submit(Command command) {
    return cluster.submit(command);
  }

  /** Reads records where they lie; completes on the cluster's thread. */
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    return cluster.read(query);
  }

  public boolean isPaused() {
    return cluster.isPaused();
  }

  public void pause() {
    cluster.pause();
  }

  public void resume() {
    cluster.resume();
  }

  public double speed() {
    return cluster.speed();
  }

  public void setSpeed(double speed) {
    cluster.setSpeed(speed);
  }

  /**
   * Runs to the next event that is listed and pauses there.
   *
   * @return seq of that event; 0 if none came
   */
  public CompletableFuture<Long> step() {
    StepCondition condition = new StepCondition(cluster.events(), told.copy(), events.readSeq());
    return cluster
        .stepUntil(condition, STEP_LIMIT_NANOS)
        .thenApply(found -> found ? condition.foundSeq() : 0L);
  }

  /** See {@link LiveCluster#whenEnded}; completes on the cluster's thread. */
  public CompletableFuture<Void> whenEnded() {
    return cluster.whenEnded();
  }

  public List<String> bootstrap() {
    return cluster.bootstrap();
  }
}
