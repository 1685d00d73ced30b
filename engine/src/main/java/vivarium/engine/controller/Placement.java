package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.List;

/**
 * Places replicas on brokers in stripes, as Kafka does without racks: the leader moves on by one
 * broker for each partition, the followers come next in the ring, and active brokers are taken
 * before fenced ones.
 */
final class Placement {

  private Placement() {}

  /**
   * Replica lists for the partitions of a new topic.
   *
   * @param active brokers that may lead at once, in order of id; not empty
   * @param fenced other registered brokers, in order of id
   * @param start which active broker leads the first partition
   */
  static List<List<Integer>> place(
      List<Integer> active,
      List<Integer> fenced,
      int partitions,
      int replicationFactor,
      int start) {
    List<List<Integer>> assignment = new ArrayList<>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      List<Integer> replicas = new ArrayList<>(replicationFactor);
      for (int i = 0; i < replicationFactor; i++) {
        replicas.add(
            i < active.size()
                ? active.get((start + partition + i) % active.size())
                : fenced.get((start + partition + i) % fenced.size()));
      }
      assignment.add(distinct(replicas, fenced));
    }
    return assignment;
  }

  /** Where the ring of fenced brokers wrapped onto one twice, takes the next instead. */
  private static List<Integer> distinct(List<Integer> replicas, List<Integer> fenced) {
    List<Integer> result = new ArrayList<>(replicas.size());
    for (int replica : replicas) {
      int candidate = replica;
      while (result.contains(candidate)) {
        candidate = fenced.get((fenced.indexOf(candidate) + 1) % fenced.size());
      }
      result.add(candidate);
    }
    return result;
  }
}
