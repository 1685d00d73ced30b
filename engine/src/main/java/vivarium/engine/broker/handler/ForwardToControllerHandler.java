package vivarium.engine.broker.handler;

import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.quorum.ControllerChannel;
import vivarium.engine.wire.ErrorResponses;

/**
 * CreateTopics, CreatePartitions, DeleteTopics, ElectLeaders, IncrementalAlterConfigs,
 * reassignments and DescribeQuorum: what only the controller knows or decides is forwarded to it,
 * and its answer handed back (Kafka's {@code ForwardingManager}). While no controller is active,
 * the client is told {@code REQUEST_TIMED_OUT} for each item.
 */
public final class ForwardToControllerHandler implements ApiHandler {

  private static final long TIMEOUT_NANOS = 20_000_000_000L;

  private final ControllerChannel channel;

  public ForwardToControllerHandler(ControllerChannel channel) {
    this.channel = channel;
  }

  @Override
  public void handle(Request request) {
    ApiMessage ifUnanswered = ErrorResponses.to(request.body(), Errors.REQUEST_TIMED_OUT);
    channel.ask(
        "forward",
        request.body(),
        TIMEOUT_NANOS,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            request.reply(response);
          }

          @Override
          public void failed(Failure failure) {
            request.reply(ifUnanswered);
          }
        });
  }
}
