package vivarium.desktop.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;

/** A cluster in which only that happens which a test says. */
final class FakeCluster implements LiveCluster {

  final List<Command> submitted = new ArrayList<>();
  CommandResult result = new CommandResult.Accepted();
  final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final EventLog events = new EventLog(1 << 10);
  private long nowNanos;

  void happens(NodeId node, ClusterEvent event) {
    events.append(new Stamped(events.lastSeq() + 1, nowNanos, node, Stamped.NO_CAUSE, event));
  }

  @Override
  public EventLog events() {
    return events;
  }

  @Override
  public CompletableFuture<CommandResult> submit(Command command) {
    submitted.add(command);
    return CompletableFuture.completedFuture(result);
  }

  @Override
  public CompletableFuture<RecordPage> read(RecordQuery query) {
    return CompletableFuture.completedFuture(new RecordPage.Refused("nothing is kept here"));
  }

  @Override
  public long nowNanos() {
    return nowNanos;
  }

  @Override
  public boolean isPaused() {
    return true;
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
    nowNanos += limitNanos;
    return CompletableFuture.completedFuture(false);
  }

  @Override
  public List<String> bootstrap() {
    return List.of("127.0.0.1:9092");
  }

  @Override
  public CompletableFuture<Void> whenEnded() {
    return ended;
  }

  @Override
  public void close() {}
}
