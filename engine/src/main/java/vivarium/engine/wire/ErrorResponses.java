package vivarium.engine.wire;

import org.apache.kafka.common.message.AddRaftVoterResponseData;
import org.apache.kafka.common.message.AllocateProducerIdsResponseData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.message.BrokerHeartbeatResponseData;
import org.apache.kafka.common.message.BrokerRegistrationResponseData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsResponseData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DescribeQuorumResponseData;
import org.apache.kafka.common.message.ElectLeadersResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.ListPartitionReassignmentsResponseData;
import org.apache.kafka.common.message.RemoveRaftVoterResponseData;
import org.apache.kafka.common.message.UnregisterBrokerResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;

/** Answers that refuse a whole request which is for the controller. */
public final class ErrorResponses {

  private ErrorResponses() {}

  /**
   * The answer that says {@code error} of everything asked.
   *
   * @throws IllegalArgumentException if the request is none that goes to a controller
   */
  public static ApiMessage to(ApiMessage request, Errors error) {
    short code = error.code();
    return switch (request) {
      case CreateTopicsRequestData create -> createTopics(create, code);
      case DeleteTopicsRequestData delete -> deleteTopics(delete, code);
      case IncrementalAlterConfigsRequestData alter -> alterConfigs(alter, code);
      case CreatePartitionsRequestData create -> createPartitions(create, code);
      default ->
          switch (ApiKeys.forId(request.apiKey())) {
            case BROKER_REGISTRATION -> new BrokerRegistrationResponseData().setErrorCode(code);
            case BROKER_HEARTBEAT -> new BrokerHeartbeatResponseData().setErrorCode(code);
            case ALTER_PARTITION -> new AlterPartitionResponseData().setErrorCode(code);
            case ALLOCATE_PRODUCER_IDS -> new AllocateProducerIdsResponseData().setErrorCode(code);
            case ALTER_PARTITION_REASSIGNMENTS ->
                new AlterPartitionReassignmentsResponseData()
                    .setErrorCode(code)
                    .setErrorMessage(error.message());
            case LIST_PARTITION_REASSIGNMENTS ->
                new ListPartitionReassignmentsResponseData()
                    .setErrorCode(code)
                    .setErrorMessage(error.message());
            case ELECT_LEADERS -> new ElectLeadersResponseData().setErrorCode(code);
            case DESCRIBE_QUORUM -> new DescribeQuorumResponseData().setErrorCode(code);
            case ADD_RAFT_VOTER ->
                new AddRaftVoterResponseData().setErrorCode(code).setErrorMessage(error.message());
            case REMOVE_RAFT_VOTER ->
                new RemoveRaftVoterResponseData()
                    .setErrorCode(code)
                    .setErrorMessage(error.message());
            case UNREGISTER_BROKER ->
                new UnregisterBrokerResponseData()
                    .setErrorCode(code)
                    .setErrorMessage(error.message());
            default ->
                throw new IllegalArgumentException(
                    request.getClass().getSimpleName() + " is not for the controller");
          };
    };
  }

  /** Whether the answer says that its sender is not the active controller. */
  public static boolean saysNotController(ApiMessage response) {
    short code =
        switch (response) {
          case CreateTopicsResponseData create ->
              create.topics().isEmpty() ? 0 : create.topics().iterator().next().errorCode();
          case DeleteTopicsResponseData delete ->
              delete.responses().isEmpty() ? 0 : delete.responses().iterator().next().errorCode();
          case IncrementalAlterConfigsResponseData alter ->
              alter.responses().isEmpty() ? 0 : alter.responses().getFirst().errorCode();
          case AllocateProducerIdsResponseData allocate -> allocate.errorCode();
          case ElectLeadersResponseData elect -> elect.errorCode();
          case CreatePartitionsResponseData create ->
              create.results().isEmpty() ? 0 : create.results().getFirst().errorCode();
          case AlterPartitionReassignmentsResponseData alter -> alter.errorCode();
          case ListPartitionReassignmentsResponseData list -> list.errorCode();
          case DescribeQuorumResponseData describe -> firstError(describe);
          case UnregisterBrokerResponseData unregister -> unregister.errorCode();
          case AddRaftVoterResponseData add -> add.errorCode();
          case RemoveRaftVoterResponseData remove -> remove.errorCode();
          default -> 0;
        };
    return code == Errors.NOT_CONTROLLER.code() || code == Errors.NOT_LEADER_OR_FOLLOWER.code();
  }

  private static CreatePartitionsResponseData createPartitions(
      CreatePartitionsRequestData request, short code) {
    CreatePartitionsResponseData response = new CreatePartitionsResponseData();
    request
        .topics()
        .forEach(
            topic ->
                response
                    .results()
                    .add(
                        new CreatePartitionsResponseData.CreatePartitionsTopicResult()
                            .setName(topic.name())
                            .setErrorCode(code)));
    return response;
  }

  private static short firstError(DescribeQuorumResponseData describe) {
    boolean empty =
        describe.topics().isEmpty() || describe.topics().getFirst().partitions().isEmpty();
    return empty
        ? describe.errorCode()
        : describe.topics().getFirst().partitions().getFirst().errorCode();
  }

  private static CreateTopicsResponseData createTopics(CreateTopicsRequestData create, short code) {
    CreateTopicsResponseData response = new CreateTopicsResponseData();
    for (var topic : create.topics()) {
      response
          .topics()
          .add(
              new CreateTopicsResponseData.CreatableTopicResult()
                  .setName(topic.name())
                  .setErrorCode(code));
    }
    return response;
  }

  private static DeleteTopicsResponseData deleteTopics(DeleteTopicsRequestData delete, short code) {
    DeleteTopicsResponseData response = new DeleteTopicsResponseData();
    for (String name : delete.topicNames()) {
      response
          .responses()
          .add(
              new DeleteTopicsResponseData.DeletableTopicResult().setName(name).setErrorCode(code));
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
    return response;
  }

  private static IncrementalAlterConfigsResponseData alterConfigs(
      IncrementalAlterConfigsRequestData alter, short code) {
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
    return response;
  }
}
