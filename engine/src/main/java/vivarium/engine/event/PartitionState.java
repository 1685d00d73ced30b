package vivarium.engine.event;

import java.util.List;

/**
 * What the controller has decided about a partition; the columns of {@code kafka-topics
 * --describe}.
 *
 * @param leader broker id of the leader, or {@link #NO_LEADER}
 * @param leaderEpoch raised each time the leader is chosen anew
 * @param partitionEpoch raised at each change of any of these fields
 * @param replicas assigned broker ids; the first is the preferred leader
 * @param isr in-sync replicas
 * @param elr eligible leader replicas (KIP-966)
 * @param lastKnownElr what was last known of them after an unclean shutdown (KIP-966)
 * @param adding replicas that a reassignment under way brings in
 * @param removing replicas that go when everyone who comes is in sync
 */
public record PartitionState(
    int leader,
    int leaderEpoch,
    int partitionEpoch,
    List<Integer> replicas,
    List<Integer> isr,
    List<Integer> elr,
    List<Integer> lastKnownElr,
    List<Integer> adding,
    List<Integer> removing) {

  /** The leader of a partition that has none. */
  public static final int NO_LEADER = -1;

  public PartitionState {
    replicas = List.copyOf(replicas);
    isr = List.copyOf(isr);
    elr = List.copyOf(elr);
    lastKnownElr = List.copyOf(lastKnownElr);
    adding = List.copyOf(adding);
    removing = List.copyOf(removing);
  }

  /** A partition that is not being reassigned. */
  public PartitionState(
      int leader,
      int leaderEpoch,
      int partitionEpoch,
      List<Integer> replicas,
      List<Integer> isr,
      List<Integer> elr,
      List<Integer> lastKnownElr) {
    this(
        leader,
        leaderEpoch,
        partitionEpoch,
        replicas,
        isr,
        elr,
        lastKnownElr,
        List.of(),
        List.of());
  }

  /** Whether its replicas are on their way to other brokers. */
  public boolean isReassigning() {
    return !adding.isEmpty() || !removing.isEmpty();
  }

  /** How many replicas it has; those that a reassignment brings in do not count yet. */
  public int replicationFactor() {
    return replicas.size() - adding.size();
  }

  public boolean hasLeader() {
    return leader != NO_LEADER;
  }

  public int preferredLeader() {
    return replicas.getFirst();
  }

  /** The replicas that are not in sync, in assignment order. */
  public List<Integer> outOfSync() {
    return replicas.stream().filter(id -> !isr.contains(id)).toList();
  }

  /**
   * The state of the partition as Kafka's tools classify it, worst first.
   *
   * @param minInSyncReplicas the topic's {@code min.insync.replicas}
   */
  public Health health(int minInSyncReplicas) {
    if (!hasLeader()) {
      return Health.OFFLINE;
    }
    int required = Math.min(minInSyncReplicas, replicas.size());
    if (isr.size() < required) {
      return Health.UNDER_MIN_ISR;
    }
    if (isr.size() >= replicationFactor()) {
      return Health.HEALTHY;
    }
    return isr.size() == required ? Health.AT_MIN_ISR : Health.UNDER_REPLICATED;
  }

  /** Four states that are never mixed, and health. */
  public enum Health {
    HEALTHY,
    UNDER_REPLICATED,
    AT_MIN_ISR,
    UNDER_MIN_ISR,
    OFFLINE
  }
}
