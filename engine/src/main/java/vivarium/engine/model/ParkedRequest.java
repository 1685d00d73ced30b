package vivarium.engine.model;

import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;

/** A request waiting in a purgatory. */
public record ParkedRequest(NodeId broker, long sinceNanos, Flow.Parked request) {}
