package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import vivarium.engine.event.TopicPartition;

/**
 * Kafka's range assignor: for each topic, consecutive partitions to members in order of their id.
 */
final class RangeAssignor {

  private RangeAssignor() {}

  /**
   * Hands out partitions.
   *
   * @param subscriptions topics each member wants, by member id
   * @param partitionCounts how many partitions each known topic has
   */
  static SortedMap<String, List<TopicPartition>> assign(
      SortedMap<String, SortedSet<String>> subscriptions,
      SortedMap<String, Integer> partitionCounts) {
    TreeMap<String, List<TopicPartition>> assignment = new TreeMap<>();
    subscriptions.keySet().forEach(member -> assignment.put(member, new ArrayList<>()));
    partitionCounts.forEach(
        (topic, count) -> {
          List<String> members =
              subscriptions.entrySet().stream()
                  .filter(entry -> entry.getValue().contains(topic))
                  .map(Map.Entry::getKey)
                  .toList();
          int next = 0;
          for (int i = 0; i < members.size(); i++) {
            int share = count / members.size() + (i < count % members.size() ? 1 : 0);
            for (int given = 0; given < share; given++) {
              assignment
                  .getOrDefault(members.get(i), new ArrayList<>())
                  .add(new TopicPartition(topic, next++));
            }
          }
        });
    return assignment;
  }
}
