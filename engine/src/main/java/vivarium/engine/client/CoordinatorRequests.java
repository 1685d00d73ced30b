package vivarium.engine.client;

import org.apache.kafka.common.protocol.ApiMessage;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;

/** Requests of a consumer to its group's coordinator, and the reason if no answer comes. */
final class CoordinatorRequests {

  private final NodeContext context;
  private final Consumer consumer;

  CoordinatorRequests(NodeContext context, Consumer consumer) {
    this.context = context;
    this.consumer = consumer;
  }

  interface AnswerListener {
    void answered(ApiMessage response);
  }

  /** Sends a request; either what is to be done with an answer or what without one is done. */
  void ask(
      NodeId node,
      String lane,
      ApiMessage body,
      long timeoutNanos,
      AnswerListener onAnswer,
      Runnable onFailure) {
    long sentNanos = context.nowNanos();
    String groupId = consumer.settings().groupId();
    context.request(
        node,
        lane,
        body,
        timeoutNanos,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            onAnswer.answered(response);
          }

          @Override
          public void failed(Failure failure) {
            context.setCause(
                consumer.blame().whyCoordinatorSilent(context.self(), node, groupId, sentNanos));
            onFailure.run();
          }
        });
  }
}
