package vivarium.desktop.shell;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.session.Awaited;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Stride;
import vivarium.engine.condition.Condition;

/** The playback head: in the present, or at an earlier moment, and the ways to move it. */
public final class PlaybackViewModel {

  private final ClusterSession session;
  private final Executor windowThread;
  private final Runnable moved;
  private final LongConsumer ask;
  private final Consumer<Sentence> tell;
  private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper(true);
  private final ReadOnlyStringWrapper until = new ReadOnlyStringWrapper("");
  private @Nullable Awaited awaited;
  private boolean searching;
  private final ReadOnlyStringWrapper behind = new ReadOnlyStringWrapper("");

  /**
   * The head of a session.
   *
   * @param moved brings the window to the moment now looked at
   * @param ask is given the seq of the event that a step has come to
   * @param tell says something to the person
   */
  PlaybackViewModel(
      ClusterSession session,
      Executor windowThread,
      Runnable moved,
      LongConsumer ask,
      Consumer<Sentence> tell) {
    this.session = session;
    this.windowThread = windowThread;
    this.moved = moved;
    this.ask = ask;
    this.tell = tell;
  }

  /** Follows the session. */
  void update() {
    live.set(session.isLive());
    behind.set(session.isLive() ? "" : Units.span(session.presentNanos() - session.nowNanos()));
  }

  /** Looks at another moment. */
  public void seek(long nanos) {
    stopSearching();
    session.seek(Math.max(session.rememberedFromNanos(), nanos));
    moved.run();
  }

  /** Looks at the moment of an event. */
  public void seekSeq(long seq) {
    stopSearching();
    session.seekSeq(seq);
    moved.run();
  }

  /** Looks at the earliest moment that is remembered. */
  public void seekStart() {
    seek(session.rememberedFromNanos());
  }

  /** Looks at the present. */
  public void goLive() {
    stopSearching();
    session.goLive();
    moved.run();
  }

  /** Back to the step before; at the beginning, says since when things are remembered. */
  public void stepBack(Stride stride) {
    stopSearching();
    long seq = session.stepBack(stride);
    moved.run();
    if (seq == 0) {
      String from = Units.clock(session.rememberedFromNanos());
      tell.accept(Sentence.of("playback.nothingEarlier", from));
    } else if (stride != Stride.HOP) {
      ask.accept(seq);
    }
  }

  /** On to the next step; in the present, the cluster runs up to it and pauses. */
  public void step(Stride stride) {
    stopSearching();
    session
        .step(stride)
        .thenAcceptAsync(
            seq -> {
              moved.run();
              if (seq > 0 && stride != Stride.HOP) {
                ask.accept(seq);
              } else if (seq == 0 && session.isPaused()) {
                String limit = Units.span(ClusterSession.STEP_LIMIT_NANOS);
                tell.accept(Sentence.of("shell.nothingHappened", limit));
              }
            },
            windowThread);
  }

  /**
   * Goes on until a condition holds, and says where it came to. Until then {@link #untilProperty}
   * has its words; {@link #withdrawUntil} gives it up, and so does, in the past, going elsewhere.
   */
  public void runUntil(Condition condition) {
    if (condition.holds(session.model(), null)) {
      tell.accept(Sentence.of("until.holds", condition.words()));
      return;
    }
    boolean wasLive = session.isLive();
    searching = !wasLive;
    Awaited now = session.runUntil(condition);
    awaited = now;
    until.set(condition.words());
    now.found()
        .exceptionally(failure -> 0L)
        .thenAcceptAsync(
            seq -> {
              if (now == awaited) {
                forgetAwaited();
                came(condition, seq, wasLive);
              }
            },
            windowThread);
  }

  /** Waits no longer for what {@link #runUntil} was told. */
  public void withdrawUntil() {
    Awaited now = awaited;
    if (now != null) {
      now.withdraw().run();
    }
  }

  /** Whoever goes elsewhere must not be called back by what is found in the past. */
  private void stopSearching() {
    if (searching) {
      withdrawUntil();
      forgetAwaited();
    }
  }

  private void forgetAwaited() {
    awaited = null;
    searching = false;
    until.set("");
  }

  private void came(Condition condition, long seq, boolean wasLive) {
    if (seq > 0) {
      if (!wasLive) {
        session.seekSeq(seq);
      }
      moved.run();
      ask.accept(seq);
      tell.accept(Sentence.of("until.reached", condition.words()));
    } else {
      String key = wasLive ? "until.withdrawn" : "until.notReached";
      tell.accept(Sentence.of(key, condition.words()));
    }
  }

  /** What is waited for, in words; empty while nothing is. */
  public ReadOnlyStringProperty untilProperty() {
    return until.getReadOnlyProperty();
  }

  /** Whether the present is looked at. */
  public ReadOnlyBooleanProperty liveProperty() {
    return live.getReadOnlyProperty();
  }

  /** How long before the present the moment is that is looked at; empty in the present. */
  public ReadOnlyStringProperty behindProperty() {
    return behind.getReadOnlyProperty();
  }
}
