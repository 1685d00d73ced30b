package vivarium.engine.ledger;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * In-sync replicas whose disk has lost something since they got in sync. Without ELR, which
 * ZooKeeper never knew, the last of an ISR stays in it whatever becomes of its disk, and may lead
 * again; with ELR it may not. While others are left in the ISR, whoever was gone leaves it, and is
 * not elected.
 */
public final class LossyReplicas {

  private final boolean keepsElr;
  private final TreeMap<TopicPartition, PartitionState> partitions = new TreeMap<>();
  private final TreeMap<TopicPartition, TreeSet<Integer>> lossy = new TreeMap<>();

  /**
   * @param keepsElr whether the controller knows eligible leader replicas (KIP-966)
   */
  public LossyReplicas(boolean keepsElr) {
    this.keepsElr = keepsElr;
  }

  /** Takes note of an event, after it was asked whether it {@link #elects} someone. */
  public void note(Stamped stamped) {
    if (keepsElr) {
      return;
    }
    switch (stamped.event()) {
      case Metadata.PartitionChanged changed -> {
        TopicPartition id = changed.partition();
        PartitionState after = changed.after();
        boolean elects = elects(changed);
        partitions.put(id, after);
        TreeSet<Integer> members = lossy.get(id);
        if (members != null) {
          members.retainAll(after.isr());
          if (elects) {
            members.remove(after.leader());
          }
        }
      }
      case Metadata.TopicDeleted(String topic) -> {
        partitions.keySet().removeIf(id -> id.topic().equals(topic));
        lossy.keySet().removeIf(id -> id.topic().equals(topic));
      }
      case Node.DiskWiped unused when stamped.node().isBroker() -> lost(stamped.node().number());
      case Node.Stopped(Node.How how)
          when how == Node.How.POWER_LOSS && stamped.node().isBroker() ->
          lost(stamped.node().number());
      default -> {} // Nothing else loses what a disk held.
    }
  }

  private void lost(int broker) {
    partitions.forEach(
        (id, state) -> {
          if (state.isr().contains(broker)) {
            lossy.computeIfAbsent(id, unused -> new TreeSet<>()).add(broker);
          }
        });
  }

  /** Whether the last of an ISR begins to lead alone, and may lack what is committed. */
  public boolean elects(Metadata.PartitionChanged changed) {
    PartitionState before = changed.before();
    TreeSet<Integer> members = lossy.get(changed.partition());
    return before != null
        && members != null
        && changed.after().isr().equals(List.of(changed.after().leader()))
        && changed.after().leaderEpoch() > before.leaderEpoch()
        && members.contains(changed.after().leader());
  }
}
