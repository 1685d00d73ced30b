package vivarium.engine.broker.handler;

import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;

/** What clients are told the cluster is called and who its controller is. */
final class ClusterIdentity {

  /** As Kafka's are: 16 bytes in base64. */
  static final String CLUSTER_ID = "Vivarium-behind-glass-";

  private ClusterIdentity() {}

  /**
   * The controller as clients may address it: in KRaft any live broker, which forwards what is for
   * the controller. Kafka picks one by chance; here it is the first.
   */
  static int controllerIdForClients(MetadataImage image) {
    return image.brokers().values().stream()
        .filter(broker -> !broker.fenced())
        .map(BrokerImage::id)
        .findFirst()
        .orElse(-1);
  }
}
