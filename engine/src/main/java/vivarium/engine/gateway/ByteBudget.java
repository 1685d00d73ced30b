package vivarium.engine.gateway;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of requests and responses that all connections to a broker hold together. Above the soft
 * bound nobody begins to read; who would read waits here until there is room again. Used by any
 * thread.
 */
final class ByteBudget {

  private final long softBound;
  private final long hardBound;
  private final AtomicLong used = new AtomicLong();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  ByteBudget(long softBound, long hardBound) {
    this.softBound = softBound;
    this.hardBound = hardBound;
  }

  /**
   * Takes bytes for a request.
   *
   * @return whether they were taken, because the hard bound allows it
   */
  boolean tryTake(long bytes) {
    if (used.addAndGet(bytes) <= hardBound) {
      return true;
    }
    give(bytes);
    return false;
  }

  /** Takes bytes for a response; one that was computed is always sent. */
  void take(long bytes) {
    used.addAndGet(bytes);
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
    wakeIfRoom();
  }

  boolean hasRoom() {
    return used.get() < softBound;
  }

  long used() {
    return used.get();
  }

  /** Has the callback run once there is room: on some other thread, or at once on this. */
  void whenRoom(Runnable callback) {
    waiting.add(callback);
    wakeIfRoom();
  }

  private void wakeIfRoom() {
    while (hasRoom()) {
      Runnable next = waiting.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }
}
