package vivarium.engine.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.command.CommandText;
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
    POWER_LOSS("power-loss", "restart"),
    CUT("cut", "heal"),
    CUT_ONE_WAY("cut", "heal"),
    DELAY("delay", "heal delay"),
    JITTER("jitter", "heal jitter"),
    LOSS("loss", "heal loss"),
    BANDWIDTH("bandwidth", "heal bandwidth"),
    SLOW_DISK("slow-disk", "heal slow-disk"),
    SLOW_CPU("slow-cpu", "heal slow-cpu"),
    DISK_FULL("disk-full", "heal disk-full"),
    API_ERROR("error", ""),
    DISCONNECT("disconnect", ""),
    DUPLICATE("duplicate", ""),
    DROP("drop", ""),
    HEAL("heal", ""),
    WIPE("wipe", "restart"),
    ELECT("elect all", ""),
    REASSIGN("reassign", "reassign"),
    PARTITIONS("partitions", "");

    private final String does;
    private final String undoes;

    Kind(String does, String undoes) {
      this.does = does;
      this.undoes = undoes;
    }
  }

  /** Requests that an error is scripted for, and an error that a broker may answer them with. */
  private static final List<String> ERRORS =
      List.of(
          "error NOT_LEADER_OR_FOLLOWER for next 3 Produce",
          "error NOT_ENOUGH_REPLICAS_AFTER_APPEND for next 2 Produce",
          "error NOT_LEADER_OR_FOLLOWER for next 5 Fetch",
          "error COORDINATOR_NOT_AVAILABLE for next 4 OffsetCommit",
          "error REBALANCE_IN_PROGRESS for next 2 Heartbeat");

  private static final List<String> APIS =
      List.of("Produce", "Fetch", "OffsetCommit", "JoinGroup", "BrokerHeartbeat", "AlterPartition");

  private final SeededRandom random;
  private final List<Integer> brokers;
  private final List<Integer> controllers;
  private final List<String> topics;
  private final List<Kind> kinds = new ArrayList<>();
  private final boolean strikesControllers;

  Swarm(SeededRandom random, int brokers, int controllers, List<String> topics) {
    this.random = random;
    this.topics = List.copyOf(topics);
    this.brokers = IntStream.rangeClosed(1, brokers).boxed().toList();
    this.controllers =
        IntStream.range(0, controllers)
            .mapToObj(i -> ClusterConfig.FIRST_CONTROLLER_ID + i)
            .toList();
    for (Kind kind : Kind.values()) {
      if (random.nextInt(3) == 0) {
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
          case KILL, FREEZE, SHUTDOWN, POWER_LOSS, WIPE -> verb + " " + anyNode();
          case CUT -> verb + " " + twoNodes(" ");
          case CUT_ONE_WAY -> verb + " " + twoNodes(" -> ");
          case DELAY, JITTER ->
              verb + " " + twoNodes(" ") + (undo ? "" : " %dms".formatted(50 + upTo(2_000)));
          case LOSS -> verb + " " + twoNodes(" ") + (undo ? "" : " %d%%".formatted(1 + upTo(60)));
          case BANDWIDTH ->
              verb + " " + twoNodes(" ") + (undo ? "" : " " + (2_000 + upTo(100_000)));
          case SLOW_DISK, SLOW_CPU ->
              verb + " " + anyBroker() + (undo ? "" : " %dms".formatted(1 + upTo(100)));
          case DISK_FULL -> verb + " " + anyBroker();
          case API_ERROR -> ERRORS.get(upTo(ERRORS.size()));
          case DISCONNECT -> "disconnect next %d %s".formatted(1 + upTo(4), anyApi());
          case DUPLICATE, DROP -> "%s next %s from %s".formatted(verb, anyApi(), twoNodes(" to "));
          case HEAL, ELECT -> verb;
          case REASSIGN ->
              "reassign %s-0 %s".formatted(anyTopic(), undo ? "cancel" : "to " + someBrokers());
          case PARTITIONS -> "partitions %s %d".formatted(anyTopic(), 2 + upTo(5));
        });
  }

  private String anyTopic() {
    return topics.get(upTo(topics.size()));
  }

  private String someBrokers() {
    List<Integer> left = new ArrayList<>(brokers);
    int count = 1 + upTo(Math.min(4, left.size()));
    return IntStream.range(0, count)
        .mapToObj(i -> Integer.toString(left.remove(upTo(left.size()))))
        .collect(Collectors.joining(" "));
  }

  private String anyApi() {
    return APIS.get(upTo(APIS.size()));
  }

  private int upTo(int bound) {
    return random.nextInt(bound);
  }

  private int anyBroker() {
    return brokers.get(upTo(brokers.size()));
  }

  private int anyNode() {
    boolean ofControllers = strikesControllers && random.nextInt(4) == 0;
    List<Integer> nodes = ofControllers ? controllers : brokers;
    return nodes.get(random.nextInt(nodes.size()));
  }

  private String twoNodes(String between) {
    int one = anyNode();
    int other = random.nextInt(3) == 0 ? controllers.getFirst() : anyNode();
    int different = one != other ? other : one == 1 ? controllers.getLast() : 1;
    return one + between + different;
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

  /**
   * Where every replica that was in sync has lost its disk, nobody may lead until a person says so.
   */
  List<CommandText> lastResort() {
    return kinds.contains(Kind.WIPE) ? List.of(CommandText.parse("elect unclean all")) : List.of();
  }

  @Override
  public String toString() {
    return kinds.stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
