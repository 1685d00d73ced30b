package vivarium.engine.model;

import vivarium.engine.event.ClusterEvent.Flow;

/** A message that did not arrive. */
public record LostMessage(Flow.Sent message, long atNanos, String reason) {}
