package vivarium.engine.replica;

import vivarium.engine.event.NodeId;
import vivarium.engine.fault.Blame;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.net.NodeContext;

/** What replicas need to know of the broker they are on. */
public interface HostBroker {

  NodeContext context();

  /** The newest metadata the broker has. */
  MetadataImage image();

  /** Epoch of the broker's registration, or -1 before it is registered. */
  long brokerEpoch();

  /** Where the active controller is. */
  NodeId controller();

  Blame blame();

  default int brokerId() {
    return context().self().number();
  }
}
