package vivarium.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.scenario.CommandText;
import vivarium.engine.sim.SeededRandom;

/**
 * Which faults a seed knows at all, and one of them after the other. A run in which only links are
 * cut finds what a run with everything hides (swarm testing, Groce et al. 2012).
 */
final class Swarm {

  /** What can befall a cluster, and what undoes it. */
  private enum Kind {
    KILL("kill", "restart"),
    FREEZE("freeze", "resume"),
    SHUTDOWN("shutdown", "restart"),
    CUT("cut", "heal"),
    HEAL("heal", "");

    private final String does;
    private final String undoes;

    Kind(String does, String undoes) {
      this.does = does;
      this.undoes = undoes;
    }
  }

  private final SeededRandom random;
  private final List<Integer> brokers;
  private final List<Integer> controllers;
  private final List<Kind> kinds = new ArrayList<>();
  private final boolean strikesControllers;

  Swarm(SeededRandom random, int brokers, int controllers) {
    this.random = random;
    this.brokers = IntStream.rangeClosed(1, brokers).boxed().toList();
    this.controllers =
        IntStream.range(0, controllers)
            .mapToObj(i -> ClusterConfig.FIRST_CONTROLLER_ID + i)
            .toList();
    for (Kind kind : Kind.values()) {
      if (random.nextBoolean()) {
        kinds.add(kind);
      }
    }
    if (kinds.isEmpty()) {
      kinds.add(Kind.KILL);
    }
    this.strikesControllers = random.nextInt(3) > 0;
  }

  /** The next thing to happen: a fault, or as often what undoes one. */
  CommandText next() {
    Kind kind = kinds.get(random.nextInt(kinds.size()));
    boolean undo = !kind.undoes.isEmpty() && random.nextBoolean();
    String verb = undo ? kind.undoes : kind.does;
    return CommandText.parse(
        switch (kind) {
          case KILL, FREEZE, SHUTDOWN -> verb + " " + anyNode();
          case CUT -> verb + " " + twoNodes();
          case HEAL -> verb;
        });
  }

  private int anyNode() {
    boolean ofControllers = strikesControllers && random.nextInt(4) == 0;
    List<Integer> nodes = ofControllers ? controllers : brokers;
    return nodes.get(random.nextInt(nodes.size()));
  }

  private String twoNodes() {
    int one = anyNode();
    int other = random.nextInt(3) == 0 ? controllers.getFirst() : anyNode();
    return one == other ? one + " " + (one == 1 ? controllers.getLast() : 1) : one + " " + other;
  }

  /** Mends everything and starts whoever is down. */
  List<CommandText> mended() {
    List<CommandText> texts = new ArrayList<>();
    texts.add(CommandText.parse("heal"));
    texts.addAll(restarted());
    return texts;
  }

  /** Starts whoever is down. */
  List<CommandText> restarted() {
    List<CommandText> texts = new ArrayList<>();
    controllers.forEach(id -> texts.add(CommandText.parse("restart " + id)));
    brokers.forEach(id -> texts.add(CommandText.parse("restart " + id)));
    return texts;
  }

  @Override
  public String toString() {
    return kinds.stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
