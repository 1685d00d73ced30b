package vivarium.desktop.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/** What the inspector shows, and what a point of the stage stands for. */
public sealed interface Selection {

  /** Nothing in particular: the cluster as a whole. */
  record Cluster() implements Selection {}

  /** A broker or controller. */
  record Node(NodeId id) implements Selection {}

  /** Several brokers and controllers, for what is to be done with all of them. */
  record Several(List<NodeId> ids) implements Selection {
    public Several {
      ids = ids.stream().distinct().sorted().toList();
    }
  }

  record Topic(String name) implements Selection {}

  record Partition(TopicPartition id) implements Selection {}

  /** A partition's copy on one broker. */
  record Replica(TopicPartition partition, int broker) implements Selection {}

  /**
   * One record, as it lies in the log of one broker.
   *
   * @param leaderEpoch of the leader that appended it: after a truncation another record may have
   *     its offset
   */
  record LogRecord(TopicPartition partition, int broker, long offset, int leaderEpoch)
      implements Selection {}

  /** A producer, or an external client that is in no group. */
  record Client(NodeId id) implements Selection {}

  record Group(String id) implements Selection {}

  /** A member of a group, by what the coordinator calls it. */
  record Member(String group, String memberId) implements Selection {}

  /** The way between two nodes, in both directions. */
  record Link(NodeId one, NodeId other) implements Selection {
    public Link {
      if (one.compareTo(other) > 0) {
        NodeId first = other;
        other = one;
        one = first;
      }
    }
  }

  /** A node of the tree that a ZooKeeper ensemble keeps. */
  record Znode(String path) implements Selection {}

  /** A message on its way. */
  record Message(long messageId) implements Selection {}

  /** Something that happened, for the chain of its causes. */
  record Event(long seq) implements Selection {}

  Selection CLUSTER = new Cluster();

  /** The partition it is, or is part of; null if it is part of none. */
  default @Nullable TopicPartition partitionOrNull() {
    return switch (this) {
      case Partition(TopicPartition id) -> id;
      case Replica(TopicPartition partition, int broker) -> partition;
      case LogRecord record -> record.partition();
      case Cluster unused -> null;
      case Node unused -> null;
      case Several unused -> null;
      case Topic unused -> null;
      case Client unused -> null;
      case Group unused -> null;
      case Member unused -> null;
      case Link unused -> null;
      case Znode unused -> null;
      case Message unused -> null;
      case Event unused -> null;
    };
  }

  /**
   * The brokers and controllers that what befalls processes would befall; empty for other things.
   */
  default List<NodeId> processes() {
    return switch (this) {
      case Node(NodeId id) -> List.of(id);
      case Several(List<NodeId> ids) -> ids;
      case Replica(TopicPartition partition, int broker) -> List.of(NodeId.broker(broker));
      case LogRecord record -> List.of(NodeId.broker(record.broker()));
      case Cluster unused -> List.of();
      case Topic unused -> List.of();
      case Partition unused -> List.of();
      case Client unused -> List.of();
      case Group unused -> List.of();
      case Member unused -> List.of();
      case Link unused -> List.of();
      case Znode unused -> List.of();
      case Message unused -> List.of();
      case Event unused -> List.of();
    };
  }
}
