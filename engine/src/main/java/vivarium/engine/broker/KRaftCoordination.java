package vivarium.engine.broker;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import vivarium.engine.broker.handler.ApiHandler;
import vivarium.engine.broker.handler.ForwardToControllerHandler;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.quorum.ControllerChannel;
import vivarium.engine.replica.HostBroker;

/** With a quorum of controllers: follows the metadata log, and tells the controller it is alive. */
final class KRaftCoordination implements Coordination {

  private final NodeContext context;
  private final MetadataFollower metadata;
  private final BrokerLifecycle lifecycle;
  private final ControllerChannel channel;
  private final ApiHandler forController;

  KRaftCoordination(
      HostBroker broker,
      Supplier<List<NodeId>> controllers,
      SortedMap<String, String> configsAtStart,
      Advertised advertised,
      MetadataListener listener) {
    this.context = broker.context();
    this.metadata = new MetadataFollower(context, controllers, configsAtStart, listener);
    this.lifecycle = new BrokerLifecycle(broker, advertised);
    this.channel = new ControllerChannel(context, metadata::controller);
    this.forController = new ForwardToControllerHandler(channel);
  }

  @Override
  public void start() {
    metadata.start();
  }

  @Override
  public MetadataImage image() {
    return metadata.image();
  }

  @Override
  public long brokerEpoch() {
    return lifecycle.brokerEpoch();
  }

  @Override
  public boolean isAdmitted(MetadataImage image) {
    return lifecycle.isRegisteredIn(image);
  }

  @Override
  public NodeId controller() {
    return metadata.controller();
  }

  /** Any live broker, which forwards. Kafka picks one by chance; here it is the first. */
  @Override
  public int controllerIdForClients() {
    return metadata.image().brokers().values().stream()
        .filter(broker -> !broker.fenced())
        .map(BrokerImage::id)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public ControllerChannel channel() {
    return channel;
  }

  @Override
  public ApiHandler forController() {
    return forController;
  }

  @Override
  public void alterPartition(AlterPartitionRequestData proposal, ResponseHandler handler) {
    context.request(
        controller(),
        "alter-partition",
        proposal,
        image().brokerNanos(ConfigCatalog.REPLICA_SOCKET_TIMEOUT_MS),
        handler);
  }

  @Override
  public boolean handle(Request request) {
    return false;
  }

  @Override
  public void shutDown() {
    lifecycle.beginShutdown();
  }
}
