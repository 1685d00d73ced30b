package vivarium.engine.sim;

import org.jspecify.annotations.Nullable;

/** Something that will happen, unless it is cancelled first. */
public final class Timer implements Comparable<Timer> {

  private final Scheduler scheduler;
  private final long atNanos;
  private final long order;
  private final long cause;
  private @Nullable Runnable action;

  Timer(Scheduler scheduler, long atNanos, long order, long cause, Runnable action) {
    this.scheduler = scheduler;
    this.atNanos = atNanos;
    this.order = order;
    this.cause = cause;
    this.action = action;
  }

  /** When it is due. */
  public long atNanos() {
    return atNanos;
  }

  long cause() {
    return cause;
  }

  /** Makes it never happen; harmless if it already has. */
  public void cancel() {
    if (action != null) {
      action = null;
      scheduler.noteCancelled();
    }
  }

  boolean isCancelled() {
    return action == null;
  }

  void run() {
    Runnable due = action;
    action = null;
    if (due != null) {
      due.run();
    }
  }

  @Override
  public int compareTo(Timer other) {
    int byTime = Long.compare(atNanos, other.atNanos);
    return byTime != 0 ? byTime : Long.compare(order, other.order);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(order);
  }
}
