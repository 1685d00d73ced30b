package vivarium.engine.net;

import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.disk.Disk;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.sim.Timer;

/** The context of one incarnation of a node's process. */
final class ProcessContext implements NodeContext {

  private final Nodes nodes;
  private final NodeHost host;
  private final long incarnation;
  private final SeededRandom random;

  ProcessContext(Nodes nodes, NodeHost host, long incarnation, SeededRandom random) {
    this.nodes = nodes;
    this.host = host;
    this.incarnation = incarnation;
    this.random = random;
  }

  @Override
  public NodeId self() {
    return host.id();
  }

  @Override
  public long nowNanos() {
    return nodes.scheduler().nowNanos();
  }

  @Override
  public long nowMs() {
    return nodes.epochMs() + nowNanos() / 1_000_000;
  }

  @Override
  public SeededRandom random() {
    return random;
  }

  @Override
  public Disk disk() {
    return host.disk();
  }

  @Override
  public Timer after(long delayNanos, Runnable action) {
    return nodes.scheduler().after(delayNanos, () -> host.runFor(incarnation, action));
  }

  @Override
  public void write(long bytes, Runnable whenWritten) {
    long now = nowNanos();
    long done =
        host.disk()
            .writeDoneAt(
                now,
                bytes,
                nodes.diskWriteLatencyNanos(),
                nodes.diskBytesPerSecond(),
                nodes.faults().diskNanos(self()));
    if (done == now) {
      whenWritten.run();
    } else {
      after(done - now, whenWritten);
    }
  }

  @Override
  public void request(
      NodeId to, String lane, ApiMessage body, long timeoutNanos, ResponseHandler handler) {
    nodes
        .network()
        .send(
            self(),
            to,
            lane,
            body,
            timeoutNanos,
            new ResponseHandler() {
              @Override
              public void sentWithoutAnswer() {
                host.runFor(incarnation, handler::sentWithoutAnswer);
              }

              @Override
              public void answered(ApiMessage response) {
                host.runFor(incarnation, () -> handler.answered(response));
              }

              @Override
              public void failed(Failure failure) {
                host.runFor(incarnation, () -> handler.failed(failure));
              }
            });
  }

  @Override
  public void disconnect(NodeId to, String lane) {
    nodes.network().close(self(), to, lane);
  }

  @Override
  public long emit(ClusterEvent event) {
    return nodes.journal().emit(self(), event);
  }

  @Override
  public long emit(ClusterEvent event, long cause) {
    return nodes.journal().emit(self(), event, cause);
  }

  @Override
  public long emitFor(NodeId node, ClusterEvent event, long cause) {
    return nodes.journal().emit(node, event, cause);
  }

  @Override
  public long cause() {
    return nodes.causes().current();
  }

  @Override
  public void clearCause() {
    nodes.causes().clear();
  }

  @Override
  public void setCause(long seq) {
    nodes.causes().set(seq);
  }

  @Override
  public void exit() {
    nodes.exited(host, incarnation);
  }
}
