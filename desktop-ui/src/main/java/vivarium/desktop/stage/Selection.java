package vivarium.desktop.stage;

import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/** What the inspector shows, and what a point of the stage stands for. */
public sealed interface Selection {

  /** Nothing in particular: the cluster as a whole. */
  record Cluster() implements Selection {}

  /** A broker or controller. */
  record Node(NodeId id) implements Selection {}

  record Partition(TopicPartition id) implements Selection {}

  /** A producer, or an external client that is in no group. */
  record Client(NodeId id) implements Selection {}

  record Group(String id) implements Selection {}

  /** A message on its way. */
  record Message(long messageId) implements Selection {}

  /** Something that happened, for the chain of its causes. */
  record Event(long seq) implements Selection {}

  Selection CLUSTER = new Cluster();
}
