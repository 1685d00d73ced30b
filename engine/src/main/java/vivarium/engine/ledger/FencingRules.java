package vivarium.engine.ledger;

import java.util.TreeMap;
import java.util.TreeSet;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * No fenced broker is in an ISR or leads (KIP-841). One decision of the controller is several
 * events of the same moment, so the rule is looked at when that moment is over. Without ELR the
 * last of an ISR stays in it, and the partition waits for it without a leader.
 */
final class FencingRules implements Rules {

  private final boolean keepsElr;
  private final Reporter reporter;
  private final TreeSet<Integer> fenced = new TreeSet<>();
  private final TreeMap<TopicPartition, PartitionState> partitions = new TreeMap<>();
  private final TreeMap<TopicPartition, Stamped> changed = new TreeMap<>();
  private final TreeMap<Integer, Stamped> fencedNow = new TreeMap<>();
  private long momentNanos;

  FencingRules(boolean keepsElr, Reporter reporter) {
    this.keepsElr = keepsElr;
    this.reporter = reporter;
  }

  @Override
  public void note(Stamped stamped) {
    if (stamped.atNanos() > momentNanos) {
      checkMoment();
      momentNanos = stamped.atNanos();
    }
    switch (stamped.event()) {
      case Node.Registered e -> fence(stamped);
      case Node.Fenced e -> fence(stamped);
      case Node.Unfenced e -> {
        fenced.remove(stamped.node().number());
        fencedNow.remove(stamped.node().number());
      }
      case Metadata.PartitionChanged change -> {
        partitions.put(change.partition(), change.after());
        changed.put(change.partition(), stamped);
      }
      case Metadata.TopicDeleted(String topic) -> {
        partitions.keySet().removeIf(id -> id.topic().equals(topic));
        changed.keySet().removeIf(id -> id.topic().equals(topic));
      }
      default -> {} // Nothing else fences a broker or changes an ISR.
    }
  }

  private void fence(Stamped stamped) {
    fenced.add(stamped.node().number());
    fencedNow.put(stamped.node().number(), stamped);
  }

  private void checkMoment() {
    if (!fencedNow.isEmpty()) {
      partitions.forEach(
          (id, state) -> fencedNow.forEach((broker, why) -> check(why, id, state, broker)));
      fencedNow.clear();
    }
    if (!changed.isEmpty()) {
      changed.forEach(
          (id, why) -> {
            PartitionState state = partitions.get(id);
            if (state != null) {
              fenced.forEach(broker -> check(why, id, state, broker));
            }
          });
      changed.clear();
    }
  }

  private void check(Stamped why, TopicPartition id, PartitionState state, int broker) {
    boolean isWaitedFor = !keepsElr && !state.hasLeader();
    if (state.leader() == broker || (state.isr().contains(broker) && !isWaitedFor)) {
      reporter.broken(
          why,
          "no fenced broker is in an ISR",
          "broker %d is fenced, and %s is %s".formatted(broker, id, state));
    }
  }
}
