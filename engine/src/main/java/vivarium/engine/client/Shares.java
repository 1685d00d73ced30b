package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import vivarium.engine.event.AssignmentStrategy;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.wire.Assignments;
import vivarium.engine.wire.Subscription;

/** What the leader of a group hands in: the share of each member. */
final class Shares {

  private Shares() {}

  /**
   * The shares by the strategy that the coordinator has chosen.
   *
   * @param joined what the coordinator told the leader of the members
   * @param partitionCounts how many partitions each known topic has
   */
  static List<SyncGroupRequestAssignment> of(
      JoinGroupResponseData joined, SortedMap<String, Integer> partitionCounts) {
    TreeMap<String, Subscription> subscriptions = new TreeMap<>();
    joined
        .members()
        .forEach(
            member ->
                subscriptions.put(member.memberId(), Assignments.subscription(member.metadata())));
    List<SyncGroupRequestAssignment> shares = new ArrayList<>();
    assign(AssignmentStrategy.of(joined.protocolName()), subscriptions, partitionCounts)
        .forEach(
            (member, partitions) ->
                shares.add(
                    new SyncGroupRequestAssignment()
                        .setMemberId(member)
                        .setAssignment(Assignments.encodeAssignment(partitions))));
    return shares;
  }

  private static SortedMap<String, List<TopicPartition>> assign(
      AssignmentStrategy strategy,
      SortedMap<String, Subscription> subscriptions,
      SortedMap<String, Integer> partitionCounts) {
    return switch (strategy) {
      case COOPERATIVE_STICKY -> CooperativeStickyAssignor.assign(subscriptions, partitionCounts);
      case RANGE -> {
        TreeMap<String, SortedSet<String>> topics = new TreeMap<>();
        subscriptions.forEach((member, each) -> topics.put(member, each.topics()));
        yield RangeAssignor.assign(topics, partitionCounts);
      }
    };
  }
}
