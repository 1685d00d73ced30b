package vivarium.engine.quorum;

import java.util.function.Supplier;
import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.ErrorResponses;

/**
 * Takes requests to whichever controller is active: asks again after a pause when the one asked is
 * gone or is not active, until the time is up (Kafka's {@code NodeToControllerChannelManager}).
 */
public final class ControllerChannel {

  private static final long RETRY_NANOS = 100_000_000L;

  private final NodeContext context;
  private final Supplier<NodeId> controller;

  /**
   * @param controller who is active, as far as is known at the moment
   */
  public ControllerChannel(NodeContext context, Supplier<NodeId> controller) {
    this.context = context;
    this.controller = controller;
  }

  /**
   * Asks.
   *
   * @param timeoutNanos after which no more attempt is made, and the request fails
   */
  public void ask(String lane, ApiMessage body, long timeoutNanos, ResponseHandler handler) {
    attempt(lane, body, context.nowNanos() + timeoutNanos, handler);
  }

  private void attempt(String lane, ApiMessage body, long deadline, ResponseHandler handler) {
    // Each attempt sends a copy: the controller asked before may still hold the last one.
    ApiMessage copy = (ApiMessage) body.duplicate();
    context.request(
        controller.get(),
        lane,
        copy,
        deadline - context.nowNanos(),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            if (ErrorResponses.saysNotController(response) && thereIsTime()) {
              again();
            } else {
              handler.answered(response);
            }
          }

          @Override
          public void failed(Failure failure) {
            if (failure == Failure.DISCONNECTED && thereIsTime()) {
              again();
            } else {
              handler.failed(Failure.TIMED_OUT);
            }
          }

          private boolean thereIsTime() {
            return context.nowNanos() + RETRY_NANOS < deadline;
          }

          private void again() {
            context.after(RETRY_NANOS, () -> attempt(lane, body, deadline, handler));
          }
        });
  }
}
