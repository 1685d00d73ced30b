package vivarium.engine.replica;

import org.apache.kafka.common.message.AlterPartitionRequestData;
import vivarium.engine.event.NodeId;
import vivarium.engine.fault.Blame;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.quorum.ControllerChannel;

/** What replicas need to know of the broker they are on. */
public interface HostBroker {

  NodeContext context();

  /** The newest metadata the broker has. */
  MetadataImage image();

  /** Epoch of the broker's registration, or -1 before it is registered. */
  long brokerEpoch();

  /** Where the active controller is, as far as this broker knows. */
  NodeId controller();

  /** The controller as clients may address it, or -1. */
  int controllerIdForClients();

  /** Has a leader's proposal of another ISR decided on: by the controller, or by ZooKeeper. */
  void alterPartition(AlterPartitionRequestData proposal, ResponseHandler handler);

  /** Takes requests to the active controller, however long it takes to find. */
  ControllerChannel controllerChannel();

  Blame blame();

  default int brokerId() {
    return context().self().number();
  }
}
