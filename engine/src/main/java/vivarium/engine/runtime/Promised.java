package vivarium.engine.runtime;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What callers were promised and has not happened yet. When the loop ends, all of it is answered,
 * so that nobody waits for ever. Bounded by the inbox and by what one cluster carries out at once.
 */
final class Promised {

  private final Map<CompletableFuture<?>, Runnable> open = new ConcurrentHashMap<>();
  private volatile boolean ended;

  /**
   * A new promise.
   *
   * @param atEnd what it comes to if the loop ends first, or has ended
   */
  <T> CompletableFuture<T> promise(Supplier<T> atEnd) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Runnable end = () -> future.complete(atEnd.get());
    open.put(future, end);
    future.whenComplete((result, error) -> open.remove(future));
    if (ended) {
      end.run();
    }
    return future;
  }

  /** The loop has ended: nothing that is open, or promised from now on, will happen. */
  void end() {
    ended = true;
    open.values().forEach(Runnable::run);
  }
}
