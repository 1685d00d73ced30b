package vivarium.desktop.session;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/**
 * What once happened, as the cluster that a session follows: all its events are there, and nothing
 * more comes. The session looks at its past.
 */
public final class Tape implements LiveCluster {

  private final EventLog events;
  private final long endNanos;
  private final String refusal;
  private final Function<RecordQuery, RecordPage> records;
  private final @Nullable Label label;
  private double speed = 1;

  /**
   * What stands on the tape of a recording.
   *
   * @param damage what is wrong with the rest of its file, in a sentence; null if it is whole
   */
  public record Label(@Nullable String damage) {}

  /**
   * A tape.
   *
   * @param events everything that happened; nobody adds to it any more
   * @param endNanos how long it went on, in virtual time
   * @param refusal why nothing can be done to it
   * @param records answers what its logs hold
   */
  public Tape(
      EventLog events, long endNanos, String refusal, Function<RecordQuery, RecordPage> records) {
    this(events, endNanos, refusal, records, null);
  }

  /**
   * As above, of a recording, at whose end time stands still.
   *
   * @param label what is known of it; null if it is none
   */
  public Tape(
      EventLog events,
      long endNanos,
      String refusal,
      Function<RecordQuery, RecordPage> records,
      @Nullable Label label) {
    this.label = label;
    this.events = events;
    this.endNanos = endNanos;
    this.refusal = refusal;
    this.records = records;
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public CompletableFuture<CommandResult> submit(Command command) {
    return CompletableFuture.completedFuture(new CommandResult.Refused(refusal));
  }

  @Override
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    return CompletableFuture.completedFuture(records.apply(query));
  }

  @Override
  public long nowNanos() {
    return endNanos;
  }

  /** What is known of the recording; null if it is none. */
  public @Nullable Label label() {
    return label;
  }

  @Override
  public boolean isPaused() {
    return label != null;
  }

  @Override
  public double speed() {
    return speed;
  }

  @Override
  public void pause() {
    // Nothing runs but the session's playback.
  }

  @Override
  public void resume() {
    // As above.
  }

  @Override
  public void setSpeed(double newSpeed) {
    speed = newSpeed;
  }

  @Override
  public CompletableFuture<Boolean> stepUntil(Predicate<Stamped> condition, long limitNanos) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public List<String> bootstrap() {
    return List.of();
  }

  @Override
  public void close() {
    // Nothing outside the heap was taken.
  }
}
