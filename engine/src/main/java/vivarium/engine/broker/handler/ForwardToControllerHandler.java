package vivarium.engine.broker.handler;

import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.replica.HostBroker;

/**
 * CreateTopics, DeleteTopics and IncrementalAlterConfigs: what only the controller decides is
 * forwarded to it, and its answer handed back (Kafka's {@code ForwardingManager}). While the
 * controller does not answer, the client is told {@code REQUEST_TIMED_OUT} for each item.
 */
public final class ForwardToControllerHandler implements ApiHandler {

  private static final long TIMEOUT_NANOS = 20_000_000_000L;

  private final HostBroker broker;

  public ForwardToControllerHandler(HostBroker broker) {
    this.broker = broker;
  }

  @Override
  public void handle(Request request) {
    ApiMessage ifUnanswered = timedOut(request.body());
    broker
        .context()
        .request(
            broker.controller(),
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

  private static ApiMessage timedOut(ApiMessage body) {
    short code = Errors.REQUEST_TIMED_OUT.code();
    return switch (body) {
      case CreateTopicsRequestData create -> {
        CreateTopicsResponseData response = new CreateTopicsResponseData();
        for (var topic : create.topics()) {
          response
              .topics()
              .add(
                  new CreateTopicsResponseData.CreatableTopicResult()
                      .setName(topic.name())
                      .setErrorCode(code));
        }
        yield response;
      }
      case DeleteTopicsRequestData delete -> {
        DeleteTopicsResponseData response = new DeleteTopicsResponseData();
        for (String name : delete.topicNames()) {
          response
              .responses()
              .add(
                  new DeleteTopicsResponseData.DeletableTopicResult()
                      .setName(name)
                      .setErrorCode(code));
        }
        for (var topic : delete.topics()) {
          response
              .responses()
              .add(
                  new DeleteTopicsResponseData.DeletableTopicResult()
                      .setName(topic.name())
                      .setTopicId(topic.topicId())
                      .setErrorCode(code));
        }
        yield response;
      }
      case IncrementalAlterConfigsRequestData alter -> {
        IncrementalAlterConfigsResponseData response = new IncrementalAlterConfigsResponseData();
        for (var resource : alter.resources()) {
          response
              .responses()
              .add(
                  new IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse()
                      .setResourceType(resource.resourceType())
                      .setResourceName(resource.resourceName())
                      .setErrorCode(code));
        }
        yield response;
      }
      default ->
          throw new IllegalArgumentException(
              body.getClass().getSimpleName() + " is not for the controller");
    };
  }
}
