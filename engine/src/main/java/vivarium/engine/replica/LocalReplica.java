package vivarium.engine.replica;

import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;

/** One replica on this broker: its log, what the broker knows of the partition, and its role. */
public final class LocalReplica {

  private final TopicPartition id;
  private final Uuid topicId;
  private final PartitionLog log;
  private PartitionState state;
  private @Nullable Leadership leadership;

  LocalReplica(TopicPartition id, Uuid topicId, PartitionLog log, PartitionState state) {
    this.id = id;
    this.topicId = topicId;
    this.log = log;
    this.state = state;
  }

  public TopicPartition id() {
    return id;
  }

  public Uuid topicId() {
    return topicId;
  }

  public PartitionLog log() {
    return log;
  }

  /** The partition's state as this broker knows it. */
  public PartitionState state() {
    return state;
  }

  public int leaderEpoch() {
    return state.leaderEpoch();
  }

  /** The leader's part, or null while this replica follows. */
  public @Nullable Leadership leadership() {
    return leadership;
  }

  public boolean isLeader() {
    return leadership != null;
  }

  void lead(PartitionState newState, Leadership newLeadership) {
    state = newState;
    leadership = newLeadership;
  }

  void follow(PartitionState newState) {
    state = newState;
    leadership = null;
  }

  void update(PartitionState newState) {
    state = newState;
    if (leadership != null) {
      leadership.update(newState);
    }
  }
}
