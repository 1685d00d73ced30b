package vivarium.engine.broker.handler;

import java.util.SortedMap;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.wire.ApiVersionsAnswer;

/**
 * ApiVersions: tells exactly what is served. From version 5 on a client says whom it means to have
 * reached; one that means another cluster or broker must bootstrap again (KIP-1242).
 */
public final class ApiVersionsHandler implements ApiHandler {

  private static final short MIN_VERSION_WITH_FEATURES = 3;
  private static final short MIN_VERSION_WITH_DESTINATION = 5;
  private static final int NO_NODE = -1;

  private final HostBroker broker;
  private final SortedMap<String, Integer> features;

  /**
   * @param features what the cluster can have, by Kafka's names, each with the level it has
   */
  public ApiVersionsHandler(HostBroker broker, SortedMap<String, Integer> features) {
    this.broker = broker;
    this.features = features;
  }

  @Override
  public void handle(Request request) {
    ApiVersionsRequestData asked = (ApiVersionsRequestData) request.body();
    ApiVersionsResponseData answer = ApiVersionsAnswer.to(request.version(), asked);
    boolean isServed = answer.errorCode() == Errors.NONE.code();
    if (isServed && request.version() >= MIN_VERSION_WITH_FEATURES) {
      ApiVersionsAnswer.tellFeatures(answer, features, broker.image().endOffset());
    }
    if (isServed && request.version() >= MIN_VERSION_WITH_DESTINATION && isMeantForAnother(asked)) {
      answer = new ApiVersionsResponseData().setErrorCode(Errors.REBOOTSTRAP_REQUIRED.code());
    }
    request.reply(answer);
  }

  private boolean isMeantForAnother(ApiVersionsRequestData asked) {
    boolean otherCluster =
        asked.clusterId() != null && !asked.clusterId().equals(ClusterIdentity.CLUSTER_ID);
    return otherCluster
        || (asked.nodeId() != NO_NODE && asked.nodeId() != broker.context().self().number());
  }
}
