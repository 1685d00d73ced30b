package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metadata.PartitionChangeRecord;
import vivarium.engine.event.PartitionState;

/**
 * Works out the record that takes a partition from one state to the next: a new ISR, the eligible
 * leader replicas that follow from it (KIP-966), and a leader elected among what is left. Source:
 * Kafka's {@code PartitionChangeBuilder}.
 */
final class PartitionChange {

  /** Who may be elected. */
  enum Election {
    /** In-sync or eligible replicas alone. */
    ONLINE,
    /** Any live replica if no other is left ({@code unclean.leader.election.enable}). */
    UNCLEAN,
    /** As {@link #ONLINE}, and the first of the replicas rather than the present leader. */
    PREFERRED
  }

  /** Who counts as holding all that is committed, once an ISR falls below its minimum. */
  enum Eligibility {
    /** Who leaves stays eligible (KIP-966): the ISR may become empty. */
    ELR,
    /**
     * The ISR alone, in which whoever was last stays ({@code eligibleLeaderReplicasEnabled=false}).
     */
    ISR_ALONE,
    /** As the controller decided with ZooKeeper: the ISR alone; every change begins an epoch. */
    ZOOKEEPER
  }

  private static final int NO_LEADER_CHANGE = -2;
  private static final byte RECOVERING = 1;

  private final PartitionState partition;
  private final Uuid topicId;
  private final int index;
  private final IntPredicate isAcceptableLeader;
  private final int minInSyncReplicas;
  private List<Integer> replicas;
  private List<Integer> adding;
  private List<Integer> removing;
  private List<Integer> isr;
  private List<Integer> elr;
  private List<Integer> uncleanlyShutDown = List.of();
  private List<Integer> diskLost = List.of();
  private Election election = Election.ONLINE;
  private Eligibility eligibility = Eligibility.ELR;

  /**
   * @param isAcceptableLeader whether a broker is alive and may lead
   * @param minInSyncReplicas the topic's
   */
  PartitionChange(
      PartitionState partition,
      Uuid topicId,
      int index,
      IntPredicate isAcceptableLeader,
      int minInSyncReplicas) {
    this.partition = partition;
    this.topicId = topicId;
    this.index = index;
    this.isAcceptableLeader = isAcceptableLeader;
    this.minInSyncReplicas = minInSyncReplicas;
    this.replicas = partition.replicas();
    this.adding = partition.adding();
    this.removing = partition.removing();
    this.isr = partition.isr();
    this.elr = partition.elr();
  }

  /**
   * Other replicas than before.
   *
   * @param target all of them, those that are to go included
   * @param comes which of them are new and must get in sync first
   * @param goes which of them go then
   */
  PartitionChange replicas(List<Integer> target, List<Integer> comes, List<Integer> goes) {
    replicas = List.copyOf(target);
    adding = List.copyOf(comes);
    removing = List.copyOf(goes);
    return this;
  }

  PartitionChange isr(List<Integer> target) {
    isr = List.copyOf(target);
    return this;
  }

  PartitionChange isrWithout(int broker) {
    return isr(isr.stream().filter(id -> id != broker).toList());
  }

  /** The broker came back without a clean shutdown: what it holds cannot be relied on. */
  PartitionChange uncleanlyShutDown(int broker) {
    uncleanlyShutDown = List.of(broker);
    return this;
  }

  /** The broker came back with another disk: it holds nothing of what it had. */
  PartitionChange diskLost(int broker) {
    diskLost = List.of(broker);
    return uncleanlyShutDown(broker);
  }

  PartitionChange eligibility(Eligibility value) {
    eligibility = value;
    return this;
  }

  PartitionChange election(Election value) {
    election = value;
    return this;
  }

  /** The record, or nothing if nothing changes. */
  Optional<PartitionChangeRecord> build() {
    PartitionChangeRecord record =
        new PartitionChangeRecord().setTopicId(topicId).setPartitionId(index);
    completeReassignment();
    switch (eligibility) {
      case ELR -> populateElr();
      case ISR_ALONE -> isr = isr.isEmpty() ? partition.isr() : isr;
      case ZOOKEEPER -> isr = isr.isEmpty() ? lastInSync() : isr;
    }
    elect(record);
    if (record.leader() == NO_LEADER_CHANGE && !replicas.containsAll(partition.replicas())) {
      record.setLeader(partition.leader()); // A new leader epoch fences the replica that goes.
    }
    boolean unclean = record.isr() != null;
    if (unclean) {
      elr = List.of();
    }
    if (!elr.equals(partition.elr())) {
      record.setEligibleLeaderReplicas(elr);
    }
    if (!unclean && !isr.equals(partition.isr())) {
      record.setIsr(isr);
    }
    if (eligibility == Eligibility.ELR) {
      updateLastKnownLeader(record);
    }
    assign(record);
    boolean changes =
        record.isr() != null
            || record.replicas() != null
            || record.addingReplicas() != null
            || record.removingReplicas() != null
            || record.leader() != NO_LEADER_CHANGE
            || record.eligibleLeaderReplicas() != null
            || record.lastKnownElr() != null;
    if (changes && eligibility == Eligibility.ZOOKEEPER && record.leader() == NO_LEADER_CHANGE) {
      record.setLeader(partition.leader());
    }
    return changes ? Optional.of(record) : Optional.empty();
  }

  /** The leader if it was in sync, or the last of those that were. */
  private List<Integer> lastInSync() {
    return partition.isr().contains(partition.leader())
        ? List.of(partition.leader())
        : partition.isr().subList(partition.isr().size() - 1, partition.isr().size());
  }

  /**
   * Once everyone who comes is in sync, those that go are gone. Where fewer come than go, all that
   * stay must be in sync first, so that the ISR does not become smaller than it need be.
   */
  private void completeReassignment() {
    if (adding.isEmpty() && removing.isEmpty()) {
      return;
    }
    List<Integer> staying = replicas.stream().filter(id -> !removing.contains(id)).toList();
    List<Integer> inSync = isr.stream().filter(id -> !removing.contains(id)).toList();
    boolean complete =
        !inSync.isEmpty()
            && inSync.containsAll(adding)
            && (adding.size() >= removing.size() || inSync.containsAll(staying));
    if (complete) {
      replicas(staying, List.of(), List.of());
      isr = inSync;
    }
  }

  private void assign(PartitionChangeRecord record) {
    if (!replicas.equals(partition.replicas())) {
      record.setReplicas(replicas);
    }
    if (!adding.equals(partition.adding())) {
      record.setAddingReplicas(adding);
    }
    if (!removing.equals(partition.removing())) {
      record.setRemovingReplicas(removing);
    }
  }

  /**
   * Below min ISR, whoever leaves the ISR stays eligible, since the high watermark stands still.
   */
  private void populateElr() {
    if (isr.size() >= Math.min(minInSyncReplicas, replicas.size())) {
      elr = List.of();
      return;
    }
    TreeSet<Integer> candidates = new TreeSet<>(elr);
    candidates.addAll(partition.isr());
    isr.forEach(candidates::remove);
    candidates.retainAll(replicas);
    uncleanlyShutDown.forEach(candidates::remove);
    elr = List.copyOf(candidates);
  }

  private void elect(PartitionChangeRecord record) {
    int leader = electCleanLeader();
    boolean unclean = false;
    if (leader == PartitionState.NO_LEADER) {
      leader = electUncleanLeader();
      unclean = leader != PartitionState.NO_LEADER;
    }
    if (leader == partition.leader()) {
      return;
    }
    if (elr.contains(leader)) {
      isr = List.of(leader);
      List<Integer> rest = new ArrayList<>(elr);
      rest.remove((Integer) leader);
      elr = rest;
    }
    record.setLeader(leader);
    if (unclean) {
      record.setIsr(List.of(leader));
      record.setLeaderRecoveryState(RECOVERING);
    }
  }

  private int electCleanLeader() {
    if (election == Election.PREFERRED && isValidLeader(replicas.getFirst())) {
      return replicas.getFirst();
    }
    if (isValidLeader(partition.leader())) {
      return partition.leader();
    }
    return replicas.stream()
        .filter(this::isValidLeader)
        .findFirst()
        .orElse(PartitionState.NO_LEADER);
  }

  private boolean isValidLeader(int replica) {
    return (isr.contains(replica) || (isr.isEmpty() && elr.contains(replica)))
        && isAcceptableLeader.test(replica);
  }

  private int electUncleanLeader() {
    boolean lastKnownLeaderIsBack =
        isr.isEmpty()
            && elr.isEmpty()
            && partition.lastKnownElr().size() == 1
            && replicas.contains(partition.lastKnownElr().getFirst())
            && isAcceptableLeader.test(partition.lastKnownElr().getFirst());
    if (lastKnownLeaderIsBack) {
      return partition.lastKnownElr().getFirst();
    }
    if (election == Election.UNCLEAN) {
      return replicas.stream()
          .filter(isAcceptableLeader::test)
          .findFirst()
          .orElse(PartitionState.NO_LEADER);
    }
    return PartitionState.NO_LEADER;
  }

  private void updateLastKnownLeader(PartitionChangeRecord record) {
    if (partition.lastKnownElr().stream().anyMatch(diskLost::contains)) {
      record.setLastKnownElr(List.of());
    } else if (diskLost.contains(partition.leader())) {
      // Nobody is known to have led with what is now gone.
    } else if (record.leader() == PartitionState.NO_LEADER
        && partition.lastKnownElr().isEmpty()
        && replicas.contains(partition.leader())) {
      record.setLastKnownElr(List.of(partition.leader()));
    } else if (record.leader() >= 0 && !partition.lastKnownElr().isEmpty()) {
      record.setLastKnownElr(List.of());
    }
  }
}
