package vivarium.engine.net;

import java.util.List;
import vivarium.engine.event.NodeId;

/** Is told of promises at the moment the client receives them. */
public interface AcknowledgementListener {
  void acknowledged(NodeId client, List<Acknowledgement> acknowledged, long latencyNanos);
}
