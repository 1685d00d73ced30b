package vivarium.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;

/** The topics of a group as the metadata has them now, and who shall have their partitions. */
final class SubscribedTopics {

  private static final long HASH_FACTOR = 0x100000001b3L;

  private final MetadataImage metadata;

  SubscribedTopics(MetadataImage metadata) {
    this.metadata = metadata;
  }

  /**
   * A number that changes with the topics a group subscribes to and with their sizes; 0 if there is
   * none of them.
   */
  long hash(ConsumerGroupImage group) {
    long hash = 0;
    for (String name : group.topics()) {
      TopicImage topic = metadata.topic(name);
      if (topic != null) {
        hash = (hash ^ topic.id().getMostSignificantBits()) * HASH_FACTOR;
        hash = (hash ^ topic.id().getLeastSignificantBits()) * HASH_FACTOR;
        hash = (hash ^ topic.partitions().size()) * HASH_FACTOR;
      }
    }
    return hash;
  }

  /** What each member shall have, with as much of what it shall have now as the assignor keeps. */
  SortedMap<String, SortedSet<HeldPartition>> target(ConsumerGroupImage group) {
    TreeMap<String, SortedSet<HeldPartition>> shares = new TreeMap<>();
    group
        .members()
        .keySet()
        .forEach(member -> shares.put(member, new TreeSet<>(group.targetOf(member))));
    TreeMap<HeldPartition, List<String>> takers = new TreeMap<>();
    for (String name : group.topics()) {
      TopicImage topic = metadata.topic(name);
      if (topic != null) {
        List<String> subscribers = new ArrayList<>();
        group.members().values().stream()
            .filter(member -> member.topics().contains(name))
            .forEach(member -> subscribers.add(member.id()));
        topic
            .partitions()
            .keySet()
            .forEach(index -> takers.put(new HeldPartition(topic.id(), index), subscribers));
      }
    }
    ServerAssignor.named(group.assignor()).assign(shares, takers);
    return shares;
  }
}
