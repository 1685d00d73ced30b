package vivarium.engine.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;

/** A partition: what the controller decided, and what each broker that holds a replica has. */
public final class PartitionView {

  private final TopicPartition id;
  PartitionState state;
  @Nullable PartitionState previous;
  long changedAtNanos;
  long changedSeq;
  final TreeMap<Integer, ReplicaView> replicas = new TreeMap<>();

  PartitionView(TopicPartition id, PartitionState state) {
    this.id = id;
    this.state = state;
  }

  PartitionView copy() {
    PartitionView copy = new PartitionView(id, state);
    copy.previous = previous;
    copy.changedAtNanos = changedAtNanos;
    copy.changedSeq = changedSeq;
    replicas.forEach((broker, replica) -> copy.replicas.put(broker, replica.copy()));
    return copy;
  }

  ReplicaView replicaOrNew(int broker) {
    return replicas.computeIfAbsent(broker, unused -> new ReplicaView());
  }

  public TopicPartition id() {
    return id;
  }

  public PartitionState state() {
    return state;
  }

  /** What {@link #state} was before its last change; null if it never changed. */
  public @Nullable PartitionState previous() {
    return previous;
  }

  public long changedAtNanos() {
    return changedAtNanos;
  }

  /** Seq of the event that last changed {@link #state}. */
  public long changedSeq() {
    return changedSeq;
  }

  /** The replicas that brokers have told of, by broker id. */
  public SortedMap<Integer, ReplicaView> replicas() {
    return Collections.unmodifiableSortedMap(replicas);
  }

  public @Nullable ReplicaView replica(int broker) {
    return replicas.get(broker);
  }

  /** The replica of the leader the controller has named, or null. */
  public @Nullable ReplicaView leaderReplica() {
    return replicas.get(state.leader());
  }
}
