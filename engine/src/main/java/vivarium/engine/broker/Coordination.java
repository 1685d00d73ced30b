package vivarium.engine.broker;

import org.apache.kafka.common.message.AlterPartitionRequestData;
import vivarium.engine.broker.handler.ApiHandler;
import vivarium.engine.event.NodeId;
import vivarium.engine.metadata.MetadataDelta;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.quorum.ControllerChannel;

/** How a broker takes part in its cluster: with a quorum of controllers, or with ZooKeeper. */
interface Coordination {

  /** Learns of each step the broker's metadata takes. */
  interface MetadataListener {
    void metadataChanged(MetadataDelta delta, MetadataImage image);
  }

  void start();

  /** The newest metadata the broker has. */
  MetadataImage image();

  /** Epoch of the broker's registration, or -1 before it is registered. */
  long brokerEpoch();

  /** Whether the cluster has let this very process in, as far as this image goes. */
  boolean isAdmitted(MetadataImage image);

  /** Where the active controller is, as far as this broker knows. */
  NodeId controller();

  /** The controller as clients may address it, or -1. */
  int controllerIdForClients();

  /** Takes requests to the active controller, however long it takes to find. */
  ControllerChannel channel();

  /** What only the controller decides or knows, wherever it is. */
  ApiHandler forController();

  /** Has a leader's proposal of another ISR decided on. */
  void alterPartition(AlterPartitionRequestData proposal, ResponseHandler handler);

  /** Takes a request that coordination alone knows; false if it is none. */
  boolean handle(Request request);

  /** Ends the process once others lead what it leads, as far as they can. */
  void shutDown();
}
