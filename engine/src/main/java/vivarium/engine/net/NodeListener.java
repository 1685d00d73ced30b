package vivarium.engine.net;

import vivarium.engine.event.NodeId;

/** Learns of processes that come and go, to open and close their listeners for real clients. */
public interface NodeListener {
  void started(NodeId node);

  void stopped(NodeId node);
}
