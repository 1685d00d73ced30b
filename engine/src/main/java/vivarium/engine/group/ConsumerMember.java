package vivarium.engine.group;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A member of the consumer protocol, as its coordinator knows it.
 *
 * @param rack {@code client.rack}; empty if it does not say
 * @param rebalanceTimeoutMs how long it may take to give partitions back
 * @param topics the names it subscribes to
 * @param assignor the server-side assignor it asks for; empty if it leaves that to the coordinator
 */
record ConsumerMember(
    String id,
    String clientId,
    String clientHost,
    String rack,
    int rebalanceTimeoutMs,
    SortedSet<String> topics,
    String assignor,
    Standing standing) {

  ConsumerMember {
    topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
  }

  int epoch() {
    return standing.epoch();
  }

  ConsumerMember with(Standing newStanding) {
    return new ConsumerMember(
        id, clientId, clientHost, rack, rebalanceTimeoutMs, topics, assignor, newStanding);
  }

  /** Whether all but the standing is the same. */
  boolean hasSameMetadata(ConsumerMember other) {
    return with(other.standing).equals(other);
  }
}
