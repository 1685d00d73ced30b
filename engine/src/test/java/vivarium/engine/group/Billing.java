package vivarium.engine.group;

import java.util.List;
import java.util.Objects;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.GroupView;

/** The group {@code billing} of a cluster, as tests of its rebalances look at it. */
final class Billing {

  private static final long MS = 1_000_000L;

  private Billing() {}

  static GroupView group(TestCluster cluster) {
    return Objects.requireNonNull(cluster.model().groups().get("billing"));
  }

  static List<TopicPartition> ownedBy(TestCluster cluster, String client) {
    return group(cluster).members().stream()
        .filter(member -> member.clientId().equals(client))
        .map(GroupMember::assignment)
        .findFirst()
        .orElse(List.of());
  }

  /** How many partitions each member has, the fewest first. */
  static List<Integer> shares(TestCluster cluster) {
    return group(cluster).members().stream()
        .map(member -> member.assignment().size())
        .sorted()
        .toList();
  }

  /** The longest time between two reads of the partition from a moment on, in milliseconds. */
  static long longestGapMs(TestCluster cluster, TopicPartition partition, long fromNanos) {
    long last = fromNanos;
    long longest = 0;
    for (Stamped stamped : cluster.stamped(Client.Read.class)) {
      Client.Read read = (Client.Read) stamped.event();
      if (read.partition().equals(partition) && stamped.atNanos() >= fromNanos) {
        longest = Math.max(longest, stamped.atNanos() - last);
        last = stamped.atNanos();
      }
    }
    return Math.max(longest, cluster.simulation().nowNanos() - last) / MS;
  }
}
