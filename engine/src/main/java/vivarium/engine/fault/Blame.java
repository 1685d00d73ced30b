package vivarium.engine.fault;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * Remembers the latest event that took a node or a link away, and the latest that gave it back. A
 * timeout in the cluster only knows that nothing came; from here the event about it learns why.
 */
public final class Blame {

  private final TreeMap<NodeId, Stamped> nodeDown = new TreeMap<>();
  private final TreeMap<NodeId, Stamped> nodeBack = new TreeMap<>();
  private final TreeMap<Pair, Stamped> linkDown = new TreeMap<>();
  private final TreeMap<Pair, Stamped> linkBack = new TreeMap<>();

  private final TreeMap<TopicPartition, Long> decisions = new TreeMap<>();

  /** Two nodes, whichever way round. */
  private record Pair(NodeId first, NodeId second) implements Comparable<Pair> {
    static Pair of(NodeId a, NodeId b) {
      return a.compareTo(b) <= 0 ? new Pair(a, b) : new Pair(b, a);
    }

    @Override
    public int compareTo(Pair other) {
      int byFirst = first.compareTo(other.first);
      return byFirst != 0 ? byFirst : second.compareTo(other.second);
    }
  }

  /** Takes note of an event of the cluster. */
  public void note(Stamped stamped) {
    switch (stamped.event()) {
      case ClusterEvent.Node.Stopped e -> nodeDown.put(stamped.node(), stamped);
      case ClusterEvent.Node.Frozen e -> nodeDown.put(stamped.node(), stamped);
      case ClusterEvent.Node.Started e -> back(stamped);
      case ClusterEvent.Node.Resumed e -> back(stamped);
      case ClusterEvent.Fault.LinkCut(NodeId from, NodeId to) ->
          linkDown.put(Pair.of(from, to), stamped);
      case ClusterEvent.Fault.LinkHealed(NodeId from, NodeId to) -> {
        linkDown.remove(Pair.of(from, to));
        linkBack.put(Pair.of(from, to), stamped);
      }
      case ClusterEvent.Metadata.PartitionChanged changed ->
          decisions.put(changed.partition(), stamped.seq());
      case ClusterEvent.Metadata.TopicDeleted(String topic) ->
          decisions.keySet().removeIf(id -> id.topic().equals(topic));
      default -> {} // Nothing else takes a node or a link away.
    }
  }

  private void back(Stamped stamped) {
    nodeDown.remove(stamped.node());
    nodeBack.put(stamped.node(), stamped);
  }

  /** Seq of the event that explains why the two do not hear each other, or of none. */
  public long whySilent(NodeId observer, NodeId silent) {
    return latest(nodeDown.get(silent), linkDown.get(Pair.of(observer, silent)));
  }

  /** Seq of the event that explains why the two hear each other again, or of none. */
  public long whyBack(NodeId observer, NodeId returned) {
    return latest(nodeBack.get(returned), linkBack.get(Pair.of(observer, returned)));
  }

  /** Seq of the controller's latest decision about the partition, or of none. */
  public long whyDecided(TopicPartition partition) {
    return decisions.getOrDefault(partition, Stamped.NO_CAUSE);
  }

  private static long latest(@Nullable Stamped a, @Nullable Stamped b) {
    return Math.max(a == null ? Stamped.NO_CAUSE : a.seq(), b == null ? Stamped.NO_CAUSE : b.seq());
  }
}
