package vivarium.engine.runtime;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What comes from outside and waits for the loop, oldest first. Requests and commands are refused
 * above the bound; what ends or steers something is always taken, since nobody would send it again.
 * Used by any thread.
 */
final class Inbox {

  private final int bound;
  private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /**
   * @param bound how many requests and commands may wait
   */
  Inbox(int bound) {
    this.bound = bound;
  }

  /** Takes a request or a command; returns false, having done nothing, at the bound. */
  boolean offer(Runnable action) {
    if (size.incrementAndGet() > bound) {
      size.decrementAndGet();
      return false;
    }
    return waiting.add(action);
  }

  /** Takes what must not be lost. */
  void put(Runnable action) {
    size.incrementAndGet();
    waiting.add(action);
  }

  /** The oldest, which waits no longer, or null. */
  @Nullable Runnable poll() {
    Runnable next = waiting.poll();
    if (next != null) {
      size.decrementAndGet();
    }
    return next;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
