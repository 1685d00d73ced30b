package vivarium.desktop.export;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;

/**
 * What once happened, happening again: a session that follows it sees the events up to a moment,
 * and that moment as the present, until it is wound on.
 */
final class Reel implements LiveCluster {

  private static final String REFUSAL = "this is a film: nothing can be done to it any more";

  private final EventLog source;
  private final EventLog shown;
  private long nowNanos;

  /**
   * A reel at its beginning.
   *
   * @param source everything that happened; nobody adds to it any more
   * @param afterSeq seq of the last event that the session knows already
   */
  Reel(EventLog source, long afterSeq) {
    this.source = source;
    this.shown = new EventLog(source.capacity(), afterSeq);
  }

  /** Shows what happened up to and at a moment; winding back does nothing. */
  void windTo(long nanos) {
    nowNanos = Math.max(nowNanos, nanos);
    Stamped next = source.get(shown.lastSeq() + 1);
    while (next != null && next.atNanos() <= nowNanos) {
      shown.append(next);
      next = source.get(next.seq() + 1);
    }
  }

  @Override
  public EventLog events() {
    return shown;
  }

  @Override
  public CompletableFuture<CommandResult> submit(Command command) {
    return CompletableFuture.completedFuture(new CommandResult.Refused(REFUSAL));
  }

  @Override
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    return CompletableFuture.completedFuture(new RecordPage.Refused(REFUSAL));
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public boolean isPaused() {
    return false;
  }

  @Override
  public double speed() {
    return 1;
  }

  @Override
  public void pause() {
    // It goes on only when it is wound.
  }

  @Override
  public void resume() {
    // As above.
  }

  @Override
  public void setSpeed(double speed) {
    // As above.
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
