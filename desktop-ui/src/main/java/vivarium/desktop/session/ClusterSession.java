package vivarium.desktop.session;

import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.figures.Figures;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.condition.Condition;
import vivarium.engine.condition.ConditionWatch;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;

/**
 * The window's side of a cluster: its model, its time and what changed. {@link #pulse} brings it up
 * to date; between two pulses nothing in it changes. One thread uses it, the window's.
 *
 * <p>It looks at the present (LIVE), which the cluster moves on, or at an earlier moment (PAST):
 * {@link #model} and {@link #nowNanos} are those of the moment looked at. Looking back changes
 * nothing in the cluster, which goes on meanwhile.
 */
public final class ClusterSession {

  /** State events remembered; beyond it the oldest are forgotten. */
  public static final int MAX_ENTRIES = 20_000;

  /** How far "step" looks ahead for the next state event. */
  public static final long STEP_LIMIT_NANOS = 120_000_000_000L;

  /** How far virtual time may be taken to have gone on since the cluster last told it. */
  private static final long MAX_AHEAD_WALL_NANOS = 120_000_000L;

  /** Progress is told after so many events. */
  private static final int EVENTS_A_WORD = 1_000;

  private final LiveCluster cluster;
  private final ClusterModel model;
  private final LongSupplier wallNanos;

  /** By seq. */
  private final TreeMap<Long, StateEntry> entries = new TreeMap<>();

  private final ToldEvents told = new ToldEvents();
  private final Figures figures = new Figures();
  private final EventLog.Follower events;
  private final History history;
  private @Nullable Past past;
  private long nowNanos;
  private long pulsedAtWallNanos;
  private long lastToldNanos;
  private long lastAdvanceNanos;

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
    this.history = new History(cluster.events(), model);
    this.wallNanos = wallNanos;
    this.pulsedAtWallNanos = wallNanos.getAsLong();
  }

  /**
   * A session that has taken in all that is on a tape: on the thread that asks, which need not be
   * the one that uses it later.
   *
   * @param progress is told what share is done, 0 to 1; what it throws ends it
   */
  public static ClusterSession taken(Tape tape, LongSupplier wallNanos, DoubleConsumer progress) {
    ClusterSession session = new ClusterSession(tape, wallNanos);
    double last = tape.events().lastSeq();
    session.events.read(
        stamped -> {
          session.take(stamped);
          if (stamped.seq() % EVENTS_A_WORD == 0) {
            progress.accept(stamped.seq() / last);
          }
        });
    session.pulse();
    return session;
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
    long wall = wallNanos.getAsLong();
    long sinceWallNanos = wall - pulsedAtWallNanos;
    pulsedAtWallNanos = wall;
    nowNanos = Math.max(smooth(told, sinceWallNanos), model.atNanos());
    figures.advance(nowNanos, model);
    Past shown = past;
    if (shown != null && shown.isPlaying()) {
      seek(shown.nowNanos() + (long) (sinceWallNanos * cluster.speed()));
    }
    return events.readSeq() != before;
  }

  /**
   * The cluster tells its time when it does something, a few times in a frame or once in several.
   * In between time goes on at its speed, so that what moves moves evenly; but not further than the
   * cluster came last, which may be slower than it should be. While it stands still it is right.
   */
  private long smooth(long toldNanos, long sinceWallNanos) {
    if (toldNanos != lastToldNanos) {
      lastAdvanceNanos = toldNanos - lastToldNanos;
      lastToldNanos = toldNanos;
    }
    if (cluster.isPaused()) {
      return toldNanos;
    }
    double speed = cluster.speed();
    long expected = nowNanos + (long) (sinceWallNanos * speed);
    long ahead = Math.min((long) (MAX_AHEAD_WALL_NANOS * speed), lastAdvanceNanos);
    return Math.max(nowNanos, Math.max(toldNanos, Math.min(expected, toldNanos + ahead)));
  }

  private void take(Stamped stamped) {
    if (stamped.seq() > model.seq()) {
      model.apply(stamped);
      figures.take(stamped, model);
      history.note(model);
    }
    long lineSeq = told.take(stamped);
    if (lineSeq > 0) {
      entries.put(
          stamped.seq(), new StateEntry(stamped, lineSeq, Causes.of(stamped, cluster.events())));
      if (entries.size() > MAX_ENTRIES) {
        entries.pollFirstEntry();
      }
    }
  }

  /** What is true at the moment looked at. Read it; never keep parts of it past the next pulse. */
  public ClusterModel model() {
    Past shown = past;
    return shown == null ? model : shown.model();
  }

  /** What is true at present, whatever is looked at. */
  public ClusterModel present() {
    return model;
  }

  /** The moment looked at, in virtual time: in LIVE that of the last pulse. */
  public long nowNanos() {
    Past shown = past;
    return shown == null ? nowNanos : shown.nowNanos();
  }

  /** What the charts show, up to the present. */
  public Figures figures() {
    return figures;
  }

  /** Virtual time of the present, whatever is looked at. */
  public long presentNanos() {
    return nowNanos;
  }

  /** Whether the present is looked at. */
  public boolean isLive() {
    return past == null;
  }

  /** Whether this is a recording: nothing in it can be changed, and its present is its end. */
  public boolean isRecording() {
    return label() != null;
  }

  /** What is known of the recording; null if it is none. */
  public Tape.@Nullable Label label() {
    return cluster instanceof Tape tape ? tape.label() : null;
  }

  /** The earliest moment that can be looked at; what was before is forgotten. */
  public long rememberedFromNanos() {
    return history.fromNanos();
  }

  /** All that is remembered now, to be told again elsewhere while the cluster goes on. */
  public Remembered remembered() {
    return history.remembered(events.readSeq());
  }

  /** Looks at another moment; at the present, if it is not earlier. */
  public void seek(long nanos) {
    if (nanos >= nowNanos) {
      goLive();
    } else {
      lookBack().seek(nanos, events.readSeq());
    }
  }

  /** Looks at the moment right after an event that is remembered. */
  public void seekSeq(long seq) {
    lookBack().seekSeq(Math.min(seq, events.readSeq()));
  }

  private Past lookBack() {
    Past shown = past;
    if (shown == null) {
      shown = new Past(history, events.readSeq());
      past = shown;
    }
    return shown;
  }

  /** Looks at the present again. */
  public void goLive() {
    past = null;
  }

  /**
   * Looks at an earlier moment: right after the last event of the stride before this one.
   *
   * @return seq of the event gone back to; 0 if none that is remembered is earlier
   */
  public long stepBack(Stride stride) {
    Past shown = lookBack();
    shown.setPlaying(false);
    long head = shown.model().seq();
    Long target =
        stride == Stride.CHANGE
            ? firstLine(entries.headMap(head, false).descendingMap())
            : history.before(head, stride::endsAt);
    if (target == null || !shown.seekSeq(target)) {
      shown.seek(history.fromNanos(), events.readSeq());
      return 0;
    }
    return target;
  }

  /**
   * Goes on to right after the next event of the stride. In LIVE the cluster runs up to there and
   * pauses.
   *
   * @return seq of that event; 0 if none came, which in PAST means that the present is looked at
   */
  public CompletableFuture<Long> step(Stride stride) {
    Past shown = past;
    if (shown == null) {
      return stepLive(stride);
    }
    shown.setPlaying(false);
    long head = shown.model().seq();
    Long target =
        stride == Stride.CHANGE
            ? firstLine(entries.tailMap(head, false))
            : history.after(head, events.readSeq(), stride::endsAt);
    if (target == null) {
      goLive();
      return CompletableFuture.completedFuture(0L);
    }
    shown.seekSeq(target);
    return CompletableFuture.completedFuture(target);
  }

  private static @Nullable Long firstLine(Map<Long, StateEntry> inOrder) {
    for (StateEntry entry : inOrder.values()) {
      if (entry.beginsLine()) {
        return entry.stamped().seq();
      }
    }
    return null;
  }

  private CompletableFuture<Long> stepLive(Stride stride) {
    StepCondition condition =
        switch (stride) {
          case CHANGE -> StepCondition.told(cluster.events(), told.copy(), events.readSeq());
          case EVENT, HOP -> StepCondition.when(stride::endsAt);
        };
    return cluster
        .stepUntil(condition, STEP_LIMIT_NANOS)
        .thenApply(found -> found ? condition.foundSeq() : 0L);
  }

  /**
   * Goes on until a condition holds. In LIVE the cluster runs at its speed up to there and pauses;
   * in PAST the first such moment after this one is looked for.
   */
  public Awaited runUntil(Condition condition) {
    EventLog log = cluster.events();
    if (past == null) {
      StepCondition met = StepCondition.when(new ConditionWatch(condition, model, log));
      return new Awaited(
          cluster.pauseWhen(met).thenApply(found -> found ? met.foundSeq() : 0L), cluster::pause);
    }
    ConditionWatch watch = new ConditionWatch(condition, model());
    long from = model().seq();
    long to = events.readSeq();
    AtomicBoolean withdrawn = new AtomicBoolean();
    return new Awaited(
        CompletableFuture.supplyAsync(() -> firstAt(log, from, to, watch, withdrawn)),
        () -> withdrawn.set(true));
  }

  private static long firstAt(
      EventLog log, long from, long to, ConditionWatch watch, AtomicBoolean withdrawn) {
    for (long seq = from + 1; seq <= to && !withdrawn.get(); seq++) {
      Stamped stamped = log.get(seq);
      if (stamped != null && watch.test(stamped)) {
        return seq;
      }
    }
    return 0;
  }

  /** Whether the cluster has what it began with; what happened before is not listed. */
  public boolean isWarm() {
    return told.isWarm();
  }

  /** What changed up to the moment looked at, oldest first. */
  public Collection<StateEntry> entries() {
    return Collections.unmodifiableCollection(entries.headMap(model().seq(), true).values());
  }

  /** What changed up to the moment looked at, newest first. */
  public Iterator<StateEntry> newestFirst() {
    return entries.headMap(model().seq(), true).descendingMap().values().iterator();
  }

  /** What changed up to the present, newest first. */
  public Iterator<StateEntry> allNewestFirst() {
    return entries.descendingMap().values().iterator();
  }

  /** The state event with this seq, if it is remembered. */
  public Optional<StateEntry> entry(long seq) {
    return Optional.ofNullable(entries.get(seq))
        .or(
            () ->
                Optional.ofNullable(cluster.events().get(seq))
                    .map(
                        stamped ->
                            StateEntry.alone(stamped, Causes.of(stamped, cluster.events()))));
  }

  /**
   * Hands on the remembered events after one, up to the last that this session has read.
   *
   * @return seq of the last event handed on, or {@code afterSeq}
   */
  public long retell(long afterSeq, Consumer<Stamped> reader) {
    return cluster.events().readBetween(afterSeq, events.readSeq(), reader);
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

  /** Whether the moment looked at stands still. */
  public boolean isPaused() {
    Past shown = past;
    return shown == null ? cluster.isPaused() : !shown.isPlaying();
  }

  /** Stops the cluster, or in PAST the playback. */
  public void pause() {
    Past shown = past;
    if (shown == null) {
      cluster.pause();
    } else {
      shown.setPlaying(false);
    }
  }

  /** Lets the cluster go on, or in PAST plays what happened from here. */
  public void resume() {
    Past shown = past;
    if (shown == null) {
      cluster.resume();
    } else {
      shown.setPlaying(true);
    }
  }

  public double speed() {
    return cluster.speed();
  }

  public void setSpeed(double speed) {
    cluster.setSpeed(speed);
  }

  /** See {@link LiveCluster#whenEnded}; completes on the cluster's thread. */
  public CompletableFuture<Void> whenEnded() {
    return cluster.whenEnded();
  }

  public List<String> bootstrap() {
    return cluster.bootstrap();
  }

  /** Everything that is remembered of what happened; it grows. */
  public EventLog events() {
    return cluster.events();
  }
}
