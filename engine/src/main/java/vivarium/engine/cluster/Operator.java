package vivarium.engine.cluster;

import java.util.function.Consumer;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.CommandResult.Accepted;
import vivarium.engine.api.CommandResult.Refused;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.ConfigResource;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;

/** A person's hands inside the cluster: asks the controller for topics and settings. */
final class Operator implements NodeProcess {

  private static final long TIMEOUT_NANOS = 10_000_000_000L;
  private static final byte SET = 0;
  private static final byte DELETE = 1;

  private final NodeContext context;
  private final NodeId controller;

  Operator(NodeContext context, NodeId controller) {
    this.context = context;
    this.controller = controller;
  }

  @Override
  public void start() {}

  @Override
  public void receive(Request request) {
    throw new IllegalStateException("nobody asks the operator anything");
  }

  @Override
  public void shutDown() {
    context.exit();
  }

  void createTopic(TopicSpec spec, Consumer<CommandResult> done) {
    var topic =
        new CreateTopicsRequestData.CreatableTopic()
            .setName(spec.name())
            .setNumPartitions(spec.partitions())
            .setReplicationFactor((short) spec.replicationFactor());
    spec.configs()
        .forEach(
            (key, value) ->
                topic
                    .configs()
                    .add(
                        new CreateTopicsRequestData.CreatableTopicConfig()
                            .setName(key)
                            .setValue(value)));
    CreateTopicsRequestData request = new CreateTopicsRequestData();
    request.topics().add(topic);
    ask(
        request,
        done,
        response -> {
          var result = ((CreateTopicsResponseData) response).topics().iterator().next();
          return toResult(result.errorCode(), result.errorMessage());
        });
  }

  void deleteTopic(String name, Consumer<CommandResult> done) {
    DeleteTopicsRequestData request = new DeleteTopicsRequestData();
    request.topics().add(new DeleteTopicsRequestData.DeleteTopicState().setName(name));
    ask(
        request,
        done,
        response -> {
          var result = ((DeleteTopicsResponseData) response).responses().iterator().next();
          return result.errorCode() == Errors.NONE.code()
              ? new Accepted()
              : new Refused("there is no topic '" + name + "'");
        });
  }

  void setConfig(
      ConfigResource resource, String key, @Nullable String value, Consumer<CommandResult> done) {
    var alter =
        new IncrementalAlterConfigsRequestData.AlterConfigsResource()
            .setResourceType(resource.type())
            .setResourceName(resource.name());
    alter
        .configs()
        .add(
            new IncrementalAlterConfigsRequestData.AlterableConfig()
                .setName(key)
                .setConfigOperation(value == null ? DELETE : SET)
                .setValue(value));
    IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
    request.resources().add(alter);
    ask(
        request,
        done,
        response -> {
          var result = ((IncrementalAlterConfigsResponseData) response).responses().getFirst();
          return toResult(result.errorCode(), result.errorMessage());
        });
  }

  private static CommandResult toResult(short code, @Nullable String message) {
    Errors error = Errors.forCode(code);
    return error == Errors.NONE
        ? new Accepted()
        : new Refused(error.name() + ": " + (message == null ? error.message() : message));
  }

  private interface Reading {
    CommandResult read(ApiMessage response);
  }

  private void ask(ApiMessage body, Consumer<CommandResult> done, Reading reading) {
    context.clearCause();
    context.request(
        controller,
        "operator",
        body,
        TIMEOUT_NANOS,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            done.accept(reading.read(response));
          }

          @Override
          public void failed(Failure failure) {
            done.accept(
                new Refused(
                    "%s did not answer; restart or resume it and try again".formatted(controller)));
          }
        });
  }
}
