package vivarium.engine.broker.handler;

import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;

/** DescribeCluster: the brokers and, to clients, the controller. Left out: controller endpoints. */
public final class DescribeClusterHandler implements ApiHandler {

  private static final byte BROKERS = 1;

  private final HostBroker broker;

  public DescribeClusterHandler(HostBroker broker) {
    this.broker = broker;
  }

  @Override
  public void handle(Request request) {
    DescribeClusterRequestData asked = (DescribeClusterRequestData) request.body();
    MetadataImage image = broker.image();
    DescribeClusterResponseData response = new DescribeClusterResponseData();
    if (asked.endpointType() != BROKERS) {
      request.reply(
          response
              .setErrorCode(Errors.MISMATCHED_ENDPOINT_TYPE.code())
              .setErrorMessage("The request was sent to an endpoint of brokers."));
      return;
    }
    for (BrokerImage each : image.brokers().values()) {
      if (!each.fenced() || asked.includeFencedBrokers()) {
        response
            .brokers()
            .add(
                new DescribeClusterResponseData.DescribeClusterBroker()
                    .setBrokerId(each.id())
                    .setHost(each.host())
                    .setPort(each.port())
                    .setRack(each.rack())
                    .setIsFenced(each.fenced()));
      }
    }
    request.reply(
        response
            .setClusterId(ClusterIdentity.CLUSTER_ID)
            .setControllerId(broker.controllerIdForClients()));
  }
}
