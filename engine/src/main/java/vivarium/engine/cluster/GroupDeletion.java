package vivarium.engine.cluster;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.CommandResult.Accepted;
import vivarium.engine.api.CommandResult.Refused;
import vivarium.engine.event.NodeId;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;

/**
 * Has one consumer group deleted, as Kafka's {@code Admin.deleteConsumerGroups} does: asks any
 * broker who coordinates the group, and then the coordinator. Begins anew while nobody coordinates
 * it, and gives up in the end.
 */
final class GroupDeletion {

  private static final long TIMEOUT_NANOS = 10_000_000_000L;
  private static final long ANSWER_NANOS = 3_000_000_000L;
  private static final long RETRY_NANOS = 200_000_000L;
  private static final byte GROUP_KEY = 0;

  private final NodeContext context;
  private final Supplier<List<NodeId>> brokers;
  private final String group;
  private final Consumer<CommandResult> done;
  private final long deadlineNanos;
  private int attempts;

  /**
   * @param brokers who runs now
   * @param done is told once what became of it
   */
  GroupDeletion(
      NodeContext context,
      Supplier<List<NodeId>> brokers,
      String group,
      Consumer<CommandResult> done) {
    this.context = context;
    this.brokers = brokers;
    this.group = group;
    this.done = done;
    this.deadlineNanos = context.nowNanos() + TIMEOUT_NANOS;
  }

  void begin() {
    List<NodeId> running = brokers.get();
    if (running.isEmpty()) {
      giveUp();
      return;
    }
    NodeId any = running.get(attempts++ % running.size());
    ask(
        any,
        new FindCoordinatorRequestData().setKeyType(GROUP_KEY).setCoordinatorKeys(List.of(group)),
        response -> {
          var found = ((FindCoordinatorResponseData) response).coordinators().getFirst();
          if (found.errorCode() == Errors.NONE.code()) {
            delete(NodeId.broker(found.nodeId()));
          } else {
            again();
          }
        });
  }

  private void delete(NodeId coordinator) {
    ask(
        coordinator,
        new DeleteGroupsRequestData().setGroupsNames(List.of(group)),
        response -> {
          var result = ((DeleteGroupsResponseData) response).results().iterator().next();
          Errors error = Errors.forCode(result.errorCode());
          switch (error) {
            case NONE -> done.accept(new Accepted());
            case NOT_COORDINATOR, COORDINATOR_NOT_AVAILABLE, COORDINATOR_LOAD_IN_PROGRESS ->
                again();
            case NON_EMPTY_GROUP ->
                done.accept(
                    new Refused(
                        "NON_EMPTY_GROUP: group '%s' has members; only a group that is Empty can be deleted, so remove its consumers first"
                            .formatted(group)));
            case GROUP_ID_NOT_FOUND ->
                done.accept(
                    new Refused("GROUP_ID_NOT_FOUND: there is no group '%s'".formatted(group)));
            default -> done.accept(new Refused(error.name() + ": " + error.message()));
          }
        });
  }

  private void ask(NodeId broker, ApiMessage body, Consumer<ApiMessage> take) {
    context.request(
        broker,
        "operator",
        body,
        ANSWER_NANOS,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            take.accept(response);
          }

          @Override
          public void failed(Failure failure) {
            again();
          }
        });
  }

  private void again() {
    if (context.nowNanos() + RETRY_NANOS >= deadlineNanos) {
      giveUp();
    } else {
      context.after(RETRY_NANOS, this::begin);
    }
  }

  private void giveUp() {
    done.accept(
        new Refused(
            "no broker coordinates group '%s' now; one must run and lead its partition of __consumer_offsets"
                .formatted(group)));
  }
}
