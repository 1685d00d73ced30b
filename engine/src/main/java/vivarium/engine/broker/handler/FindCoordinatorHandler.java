package vivarium.engine.broker.handler;

import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.FindCoordinatorResponseData.Coordinator;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.broker.TopicCreation;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/** FindCoordinator of groups. Left out: coordinators of transactions and share groups. */
public final class FindCoordinatorHandler implements ApiHandler {

  private static final byte GROUP = 0;
  private static final short FIRST_VERSION_WITH_MANY_KEYS = 4;

  private final HostBroker broker;
  private final TopicCreation creation;

  public FindCoordinatorHandler(HostBroker broker, TopicCreation creation) {
    this.broker = broker;
    this.creation = creation;
  }

  @Override
  public void handle(Request request) {
    FindCoordinatorRequestData asked = (FindCoordinatorRequestData) request.body();
    FindCoordinatorResponseData response = new FindCoordinatorResponseData();
    if (request.version() < FIRST_VERSION_WITH_MANY_KEYS) {
      Coordinator found = find(asked.key(), asked.keyType());
      response
          .setErrorCode(found.errorCode())
          .setErrorMessage(found.errorMessage())
          .setNodeId(found.nodeId())
          .setHost(found.host())
          .setPort(found.port());
    } else {
      asked
          .coordinatorKeys()
          .forEach(key -> response.coordinators().add(find(key, asked.keyType())));
    }
    request.reply(response);
  }

  private Coordinator find(String key, byte keyType) {
    Coordinator coordinator = new Coordinator().setKey(key).setNodeId(-1).setHost("").setPort(-1);
    if (keyType != GROUP) {
      return coordinator
          .setErrorCode(Errors.INVALID_REQUEST.code())
          .setErrorMessage("Only groups have a coordinator here; transactions are not supported.");
    }
    TopicImage topic = broker.image().topic(OffsetsTopic.NAME);
    if (topic == null) {
      creation.createOffsetsTopic();
      return coordinator.setErrorCode(Errors.COORDINATOR_NOT_AVAILABLE.code());
    }
    int partition = OffsetsTopic.partitionFor(key, topic.partitions().size());
    PartitionState state = broker.image().partition(new TopicPartition(topic.name(), partition));
    BrokerImage leader = state == null ? null : broker.image().broker(state.leader());
    return leader == null || leader.fenced()
        ? coordinator.setErrorCode(Errors.COORDINATOR_NOT_AVAILABLE.code())
        : coordinator.setNodeId(leader.id()).setHost(leader.host()).setPort(leader.port());
  }
}
