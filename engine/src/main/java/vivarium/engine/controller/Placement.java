package vivarium.engine.controller;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.sim.SeededRandom;

/**
 * Places replicas in stripes (Kafka's {@code StripedReplicaPlacer}): each next replica goes to the
 * next rack and, there, to the next broker; each next partition begins one further. So replicas
 * spread over racks first and over brokers second, and leaders over all. Active brokers are taken
 * before fenced ones, and only an active one leads. Brokers that name no rack share one.
 */
final class Placement {

  private final SeededRandom random;
  private final List<Rack> racks;
  private final int activeBrokers;
  private int round;
  private int firstRack;

  private Placement(Collection<BrokerImage> brokers, SeededRandom random) {
    this.random = random;
    TreeMap<String, Rack> byName = new TreeMap<>();
    int active = 0;
    for (BrokerImage broker : brokers) {
      Rack rack =
          byName.computeIfAbsent(broker.rack() == null ? "" : broker.rack(), unused -> new Rack());
      (broker.isActive() ? rack.active : rack.fenced).brokers.add(broker.id());
      active += broker.isActive() ? 1 : 0;
    }
    this.racks = new ArrayList<>(byName.values());
    this.activeBrokers = active;
    racks.forEach(rack -> rack.begin(random));
    this.firstRack = racks.size() == 1 ? 0 : random.nextInt(racks.size());
  }

  /**
   * Replica lists for the partitions of a new topic, the preferred leader first.
   *
   * @param brokers all that are registered, in order of id; at least one is active, and there are
   *     as many as replicas
   */
  static List<List<Integer>> place(
      Collection<BrokerImage> brokers, int partitions, int replicationFactor, SeededRandom random) {
    Placement placement = new Placement(brokers, random);
    List<List<Integer>> assignment = new ArrayList<>(partitions);
    for (int partition = 0; partition < partitions; partition++) {
      assignment.add(placement.next(replicationFactor));
    }
    return assignment;
  }

  private List<Integer> next(int replicationFactor) {
    if (round == activeBrokers && activeBrokers > 1) {
      // Every broker has begun a stripe: others follow, rather than the same again.
      shuffle(racks, random);
      racks.forEach(rack -> rack.shuffle(random));
      round = 0;
    }
    List<Integer> replicas = new ArrayList<>(replicationFactor);
    int leaderRack = firstRack % racks.size();
    while (!racks.get(leaderRack).active.hasNext(round)) {
      leaderRack = (leaderRack + 1) % racks.size();
    }
    replicas.add(racks.get(leaderRack).active.next(round));
    boolean leaderRackHadItsTurn = false;
    for (int at = firstRack; replicas.size() < replicationFactor; at++) {
      int index = at % racks.size();
      Rack rack = racks.get(index);
      if (index == leaderRack && !leaderRackHadItsTurn) {
        leaderRackHadItsTurn = true;
      } else if (rack.active.hasNext(round)) {
        replicas.add(rack.active.next(round));
      } else if (rack.fenced.hasNext(round)) {
        replicas.add(rack.fenced.next(round));
      }
    }
    round++;
    firstRack = (firstRack + 1) % racks.size();
    return replicas;
  }

  private static <T> void shuffle(List<T> list, SeededRandom random) {
    for (int last = list.size() - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      T moved = list.set(last, list.get(other));
      list.set(other, moved);
    }
  }

  /** The brokers of one rack. */
  private static final class Rack {
    final Ring active = new Ring();
    final Ring fenced = new Ring();

    void begin(SeededRandom random) {
      active.begin(random);
      fenced.begin(random);
    }

    void shuffle(SeededRandom random) {
      Placement.shuffle(active.brokers, random);
      Placement.shuffle(fenced.brokers, random);
    }
  }

  /** Brokers in a ring, each given once in a round; each round begins one further. */
  private static final class Ring {
    final List<Integer> brokers = new ArrayList<>();
    private int start;
    private int given;
    private int round;

    void begin(SeededRandom random) {
      start = brokers.isEmpty() ? 0 : random.nextInt(brokers.size());
    }

    boolean hasNext(int inRound) {
      if (inRound != round && !brokers.isEmpty()) {
        round = inRound;
        given = 0;
        start = (start + 1) % brokers.size();
      }
      return given < brokers.size();
    }

    int next(int inRound) {
      if (!hasNext(inRound)) {
        throw new IllegalStateException("every broker of the ring has been given in this round");
      }
      return brokers.get((start + given++) % brokers.size());
    }
  }
}
