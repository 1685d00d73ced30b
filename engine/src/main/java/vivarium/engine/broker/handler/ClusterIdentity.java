package vivarium.engine.broker.handler;

/** What clients are told the cluster is called. */
final class ClusterIdentity {

  /** As Kafka's are: 16 bytes in base64. */
  static final String CLUSTER_ID = "Vivarium-behind-glass-";

  private ClusterIdentity() {}
}
