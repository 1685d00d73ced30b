package vivarium.engine.api;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/**
 * A running cluster. Every method may be called from any thread, and none waits for the cluster:
 * commands go in, events come out; the records themselves, which events do not carry, are read.
 */
public interface LiveCluster extends AutoCloseable {

  /** What happened, readable while it grows. */
  EventLog events();

  /**
   * Asks for something.
   *
   * @return completes, on the cluster's own thread, when the command was carried out or refused. It
   *     is refused at once, naming the bound, if too many commands already wait; and naming the
   *     reason, if the cluster has ended or ends meanwhile.
   */
  CompletableFuture<CommandResult> submit(Command command);

  /** What was asked of it so far, and when; nothing of a cluster that takes no commands. */
  default CommandLog given() {
    return new CommandLog();
  }

  /**
   * Reads records where they lie. Nothing in the cluster changes by it and no event tells of it.
   *
   * @return completes, on the cluster's own thread, with the records or a sentence that says why
   *     there are none
   */
  CompletableFuture<RecordPage> read(RecordQuery query);

  /** Virtual time since the cluster began, in nanoseconds. */
  long nowNanos();

  /** Whether virtual time stands still. */
  boolean isPaused();

  /** Virtual seconds per second of wall clock. */
  double speed();

  /** Stops virtual time. Clients outside keep their own clocks and may time out meanwhile. */
  void pause();

  /** Lets virtual time go on. */
  void resume();

  /**
   * Sets virtual seconds per second of wall clock.
   *
   * @param speed from {@link #MIN_SPEED} to {@link #MAX_SPEED}
   * @throws IllegalArgumentException outside that range
   */
  void setSpeed(double speed);

  double MIN_SPEED = 0.001;
  double MAX_SPEED = 1_000;

  /**
   * Runs as fast as possible, up to and including the next event that satisfies the condition, then
   * pauses. Gives up after {@code limitNanos} of virtual time.
   *
   * @return completes with whether the condition was met
   */
  CompletableFuture<Boolean> stepUntil(Predicate<Stamped> condition, long limitNanos);

  /**
   * Goes on at the cluster's speed, up to and including the next event that satisfies the
   * condition, then pauses. Another such condition replaces this one, and {@link #pause} withdraws
   * it.
   *
   * @return completes with whether the condition was met; with false at once for a cluster that has
   *     no thread of its own
   */
  default CompletableFuture<Boolean> pauseWhen(Predicate<Stamped> condition) {
    return CompletableFuture.completedFuture(false);
  }

  /** Where real Kafka clients connect, as {@code host:port} each; empty without listeners. */
  List<String> bootstrap();

  /**
   * Tells when the cluster has ended and its ports are free: completes normally after {@link
   * #close}, with a {@link ClusterFailedException} if an error of its own has ended it. Never
   * completes for a cluster that has no thread of its own.
   */
  default CompletableFuture<Void> whenEnded() {
    return new CompletableFuture<>();
  }

  /** Ends the cluster: listeners close, the loop's thread ends. May be called twice. */
  @Override
  void close();
}
