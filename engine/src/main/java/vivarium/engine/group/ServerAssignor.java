package vivarium.engine.group;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Decides on the coordinator what each member shall have ({@code group.remote.assignor}). */
enum ServerAssignor {
  /** For each topic, consecutive partitions to its members in order of their ids. */
  RANGE("range") {
    @Override
    void assign(
        SortedMap<String, SortedSet<HeldPartition>> shares,
        SortedMap<HeldPartition, List<String>> takers) {
      TreeMap<HeldPartition, List<HeldPartition>> byTopic = new TreeMap<>();
      for (HeldPartition partition : takers.keySet()) {
        byTopic
            .computeIfAbsent(new HeldPartition(partition.topicId(), 0), unused -> new ArrayList<>())
            .add(partition);
      }
      shares.values().forEach(SortedSet::clear);
      for (List<HeldPartition> partitions : byTopic.values()) {
        List<String> members = takers.getOrDefault(partitions.getFirst(), List.of());
        int next = 0;
        for (int i = 0; i < members.size(); i++) {
          int share =
              partitions.size() / members.size() + (i < partitions.size() % members.size() ? 1 : 0);
          shareOf(shares, members.get(i)).addAll(partitions.subList(next, next + share));
          next += share;
        }
      }
    }
  },

  /** As evenly as can be, while as few partitions as can be change hands. */
  UNIFORM("uniform") {
    @Override
    void assign(
        SortedMap<String, SortedSet<HeldPartition>> shares,
        SortedMap<HeldPartition, List<String>> takers) {
      TreeMap<HeldPartition, String> owners = new TreeMap<>();
      shares.forEach(
          (member, held) ->
              held.removeIf(
                  partition ->
                      !takers.getOrDefault(partition, List.of()).contains(member)
                          || owners.putIfAbsent(partition, member) != null));
      takers.forEach(
          (partition, members) -> {
            if (!members.isEmpty() && !owners.containsKey(partition)) {
              String taker = leastLoaded(shares, members);
              shareOf(shares, taker).add(partition);
              owners.put(partition, taker);
            }
          });
      boolean moved = true;
      while (moved) { // Each move makes the sum of the squared shares smaller, so that it ends.
        moved = false;
        for (var each : owners.entrySet()) {
          String taker = leastLoaded(shares, takers.getOrDefault(each.getKey(), List.of()));
          if (shareOf(shares, each.getValue()).size() - shareOf(shares, taker).size() > 1) {
            shareOf(shares, each.getValue()).remove(each.getKey());
            shareOf(shares, taker).add(each.getKey());
            each.setValue(taker);
            moved = true;
          }
        }
      }
    }
  };

  /** What the coordinator takes if no member asks for one: the first of Kafka's list. */
  static final String DEFAULT = "uniform";

  private final String kafkaName;

  ServerAssignor(String kafkaName) {
    this.kafkaName = kafkaName;
  }

  /**
   * Changes the shares that members have had so far to those they shall have.
   *
   * @param shares of every member
   * @param takers who may have each partition, by id
   */
  abstract void assign(
      SortedMap<String, SortedSet<HeldPartition>> shares,
      SortedMap<HeldPartition, List<String>> takers);

  /** Whether there is an assignor of this name. */
  static boolean exists(String name) {
    for (ServerAssignor each : values()) {
      if (each.kafkaName.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The assignor of this name; the default one if there is none. */
  static ServerAssignor named(String name) {
    for (ServerAssignor each : values()) {
      if (each.kafkaName.equals(name)) {
        return each;
      }
    }
    return UNIFORM;
  }

  private static SortedSet<HeldPartition> shareOf(
      SortedMap<String, SortedSet<HeldPartition>> shares, String member) {
    return shares.computeIfAbsent(member, unused -> new TreeSet<>());
  }

  private static String leastLoaded(
      SortedMap<String, SortedSet<HeldPartition>> shares, List<String> members) {
    String best = members.getFirst();
    for (String member : members) {
      if (shareOf(shares, member).size() < shareOf(shares, best).size()) {
        best = member;
      }
    }
    return best;
  }
}
