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

/** A cluster whose time is over: what happened can be read, and nothing more happens. */
record StillCluster(EventLog events, long nowNanos, Still.RecordSource records)
    implements LiveCluster {

  @Override
  public CompletableFuture<CommandResult> submit(Command command) {
    return CompletableFuture.completedFuture(
        new CommandResult.Refused("this is a picture: nothing more happens in it"));
  }

  @Override
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    return CompletableFuture.completedFuture(records.read(query));
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
  public void pause() {}

  @Override
  public void resume() {}

  @Override
  public void setSpeed(double speed) {}

  @Override
  public CompletableFuture<Boolean> stepUntil(Predicate<Stamped> condition, long limitNanos) {
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public List<String> bootstrap() {
    return List.of();
  }

  @Override
  public void close() {}
}
