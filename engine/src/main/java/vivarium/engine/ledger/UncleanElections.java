package vivarium.engine.ledger;

import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/** The latest election of each partition that may lose what was committed, and what allowed it. */
final class UncleanElections {

  private static final String POWER_LOSS =
      "power loss: the last in-sync replica had not flushed them to its disk";
  private static final String ASKED_FOR =
      "an unclean election was asked for: a replica outside the ISR was elected leader";
  private static final String NO_ELIGIBLE_REPLICAS =
      "without eligible leader replicas (ELR), the last in-sync replica leads whatever its disk"
          + " lost";
  private static final String SETTING =
      "unclean.leader.election.enable=true: a replica outside the ISR was elected leader";

  private final TreeMap<TopicPartition, Election> latest = new TreeMap<>();
  private final TreeSet<Integer> withoutPower = new TreeSet<>();
  private long askedForSeq = -1;

  private final LossyReplicas lossy;

  UncleanElections(boolean keepsElr) {
    this.lossy = new LossyReplicas(keepsElr);
  }

  private record Election(int leaderEpoch, String allowedBy) {}

  void note(Stamped stamped) {
    if (stamped.event() instanceof Metadata.PartitionChanged changed && lossy.elects(changed)) {
      latest.put(
          changed.partition(), new Election(changed.after().leaderEpoch(), NO_ELIGIBLE_REPLICAS));
    }
    lossy.note(stamped);
    switch (stamped.event()) {
      case Metadata.ElectionHeld held when held.type() == ElectionType.UNCLEAN ->
          askedForSeq = stamped.seq();
      case Metadata.PartitionChanged changed when changed.electedUncleanly() -> {
        String allowedBy =
            stamped.causeSeq() == askedForSeq
                ? ASKED_FOR
                : withoutPower.contains(changed.after().leader()) ? POWER_LOSS : SETTING;
        latest.put(changed.partition(), new Election(changed.after().leaderEpoch(), allowedBy));
      }
      case Node.Stopped(Node.How how) when stamped.node().isBroker() -> {
        if (how == Node.How.POWER_LOSS) {
          withoutPower.add(stamped.node().number());
        } else {
          withoutPower.remove(stamped.node().number());
        }
      }
      case Metadata.TopicDeleted(String topic) ->
          latest.keySet().removeIf(id -> id.topic().equals(topic));
      default -> {} // Nothing else elects anyone.
    }
  }

  /**
   * What allows records of a leader epoch to be lost, in words: an election after it; null if there
   * was none.
   */
  @Nullable String whatAllowsLosing(TopicPartition partition, int leaderEpoch) {
    Election election = latest.get(partition);
    return election == null || election.leaderEpoch() <= leaderEpoch ? null : election.allowedBy();
  }
}
