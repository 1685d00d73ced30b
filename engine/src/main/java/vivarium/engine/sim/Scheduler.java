package vivarium.engine.sim;

import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/**
 * Every future happening of a cluster, ordered by virtual time and, within one time, by when it was
 * scheduled: a tie is never left to the heap. Time moves only when something is run.
 */
public final class Scheduler {

  private static final int SWEEP_AFTER = 4_096;

  private final PriorityQueue<Timer> queue = new PriorityQueue<>();
  private final Causes causes;
  private int cancelled;
  private long nowNanos;
  private long scheduled;
  private long ranNow;

  /**
   * @param causes whose current cause each happening inherits from the one that scheduled it
   */
  public Scheduler(Causes causes) {
    this.causes = causes;
  }

  /** Virtual nanoseconds since the cluster began. */
  public long nowNanos() {
    return nowNanos;
  }

  /** Nanoseconds as a supplier, for whoever must not see the rest. */
  public LongSupplier clock() {
    return this::nowNanos;
  }

  /** Runs the action after {@code delayNanos}; at once, but after what runs now, if that is 0. */
  public Timer after(long delayNanos, Runnable action) {
    return at(nowNanos + Math.max(0, delayNanos), action);
  }

  /**
   * Runs the action at {@code atNanos}.
   *
   * @throws IllegalArgumentException if that is in the past
   */
  public Timer at(long atNanos, Runnable action) {
    if (atNanos < nowNanos) {
      throw new IllegalArgumentException(
          "cannot schedule at %d ns, it is already %d ns".formatted(atNanos, nowNanos));
    }
    Timer timer = new Timer(this, atNanos, ++scheduled, causes.current(), action);
    queue.add(timer);
    return timer;
  }

  /** When the next happening is due, or {@link Long#MAX_VALUE} if there is none. */
  public long nextAtNanos() {
    dropCancelled();
    Timer next = queue.peek();
    return next == null ? Long.MAX_VALUE : next.atNanos();
  }

  /** Runs the next happening, moving time to it. Returns false if there is none. */
  public boolean runNext() {
    dropCancelled();
    Timer next = queue.poll();
    if (next == null) {
      return false;
    }
    moveTo(next.atNanos());
    ranNow++;
    causes.set(next.cause());
    next.run();
    return true;
  }

  /** Moves time forward to {@code nanos}, where nothing may be due before. */
  public void advanceTo(long nanos) {
    if (nanos < nowNanos || nextAtNanos() < nanos) {
      throw new IllegalArgumentException(
          "cannot move from %d ns to %d ns past what is due at %d ns"
              .formatted(nowNanos, nanos, nextAtNanos()));
    }
    moveTo(nanos);
  }

  private void moveTo(long nanos) {
    if (nanos > nowNanos) {
      nowNanos = nanos;
      ranNow = 0;
    }
  }

  /** How many happenings have been run at just this time. */
  public long ranNow() {
    return ranNow;
  }

  private void dropCancelled() {
    while (!queue.isEmpty() && queue.peek().isCancelled()) {
      queue.poll();
      cancelled--;
    }
  }

  /** Most timeouts are cancelled: they are swept out before they outnumber the rest. */
  void noteCancelled() {
    cancelled++;
    if (cancelled > SWEEP_AFTER && cancelled > queue.size() / 2) {
      queue.removeIf(Timer::isCancelled);
      cancelled = 0;
    }
  }
}
