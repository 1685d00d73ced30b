package vivarium.engine.command;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.Command;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.text.Target;

/**
 * A command in a person's words: {@code kill 2}, {@code cut 1 3}, {@code kill leader of orders-0}.
 * The words are read at once; whom they mean is found when they are carried out, since leaders
 * move.
 */
public sealed interface CommandText {

  /** What can be said, one form a line. */
  String HELP =
      """
      kill 2                        its process dies at once; what it wrote survives
      restart 2                     starts again from its disk
      freeze 2                      stands still: accepts and does not answer
      resume 2                      ends the freeze
      shutdown 2                    clean: leaderships are moved away first
      power-loss 2                  its process dies, and what was not flushed to its disk is gone
      power-loss all                the same of every broker and controller at once
      wipe 2                        its process dies, and its disk is empty
      disk-full 2                   its disk takes nothing more: it stops at its next write
      slow-disk 2 200ms             each write occupies its disk for so much longer
      slow-cpu 2 50ms               each request occupies its processor for so long
      cut 1 2                       nothing gets through between the two, either way
      cut 1 -> 2                    nothing gets through from the one to the other
      delay 1 2 200ms               each message takes so much longer; also 1 -> 2, 1 -> all
      jitter 1 2 100ms              each message takes longer by chance, by up to so much
      loss 1 2 10%                  so many transmissions are lost, and sent again later
      bandwidth 1 2 50000           so many bytes a second get through
      elect orders-0                its preferred replica, the first, leads again; also all
      elect unclean orders-0        a live replica leads though none is in sync: records are lost
      partitions orders 6           the topic has so many partitions from now on; never fewer
      reassign orders-0 to 2 3 4    the partition moves to these brokers, the preferred leader first
      reassign orders-0 cancel      gives a reassignment under way up
      produce orders key=k1 value="a b"      sends one record; also partition=1 acks=1 header a=b
      add broker                    a broker more; it holds nothing before a reassign or a new topic
      add broker rack a             the same, in this rack
      add controller                a controller more; it votes once it has copied the metadata log
      remove controller 104         its vote is taken, then it shuts down and is gone
      remove broker 4               its partitions move to others, then it shuts down and is gone
      add topic orders partitions=3 replicationFactor=3    and configs, such as retention.ms=60000
      remove topic orders           its records are gone
      delete group billing          its committed offsets are gone; it must be Empty
      set topic orders min.insync.replicas=2     also set brokers KEY=VALUE, set simulation KEY=VALUE
      reset topic orders min.insync.replicas     back to its default; also reset brokers KEY
      add producer web topic=orders acks=1       and other settings; also remove producer web
      change producer web acks=1    the settings named; all others stay; also change consumer
      add consumer b1 group.id=billing topic=orders    and other settings; also remove consumer b1
      error NOT_LEADER_OR_FOLLOWER for next 3 Produce on orders-0 from 2 with probability 0.2
      error COORDINATOR_NOT_AVAILABLE for every FindCoordinator
      disconnect next 3 Fetch       the connection is closed instead of an answer
      hold next Fetch from 3 to 1   it waits, and its connection with it, until it is healed
      drop next Produce from client checkout to 1
      delay next Fetch from 3 to 1 by 2s
      duplicate next Produce from client checkout to 1
      hold message 4711             one that is under way; so can drop, delay and duplicate
      heal 1 2                      mends what was cut between the two; also 1 -> 2
      heal slow-disk 2              mends a fault, named by its words without how much
      heal                          mends every link and every fault and resumes whoever is frozen
      a node is an id, 'controller', 'leader of TOPIC-PARTITION', \
      '[2nd] follower of TOPIC-PARTITION', 'client NAME', \
      'producer NAME', 'consumer NAME', 'external NAME', \
      or 'it': whom the last command named""";

  /** What befalls one process. */
  record OnNode(Verb verb, Target target) implements CommandText {}

  /** The power of all machines fails. */
  record PowerLossOfAll() implements CommandText {}

  /** Cuts the link between two nodes. */
  record Cut(Target one, Target other, boolean oneWay) implements CommandText {}

  /** Mends the link between two nodes. */
  record Heal(Target one, Target other, boolean oneWay) implements CommandText {}

  /**
   * A fault whose nodes are found when it is injected or healed, since leaders move; as a string,
   * the words it was read from.
   */
  interface Fault {
    FaultSpec resolve(Function<Target, NodeId> who);
  }

  /** Breaks something until it is healed. */
  record Inject(Fault fault) implements CommandText {}

  /** Mends a fault. */
  record HealFault(Fault fault) implements CommandText {}

  record HealAll() implements CommandText {}

  /** An election that is asked for; no partitions means all. */
  record Elect(ElectionType type, List<TopicPartition> partitions) implements CommandText {
    public Elect {
      partitions = List.copyOf(partitions);
    }
  }

  /** A topic has more partitions. */
  record AddPartitions(String topic, int count) implements CommandText {}

  /** A partition moves to other brokers, or, where none are named, stays where it was. */
  record Reassign(TopicPartition partition, List<Integer> brokers) implements CommandText {
    public Reassign {
      brokers = List.copyOf(brokers);
    }
  }

  /** One record is sent, by hand. */
  record Produce(NewRecord record) implements CommandText {}

  /** A broker more, in the rack named or in none of its own. */
  record AddBroker(@Nullable String rack) implements CommandText {}

  /** A controller more. */
  record AddController() implements CommandText {}

  /** A controller goes for good. */
  record RemoveController(int id) implements CommandText {}

  /** A broker goes for good. */
  record RemoveBroker(int id) implements CommandText {}

  /**
   * A built-in client has other settings; what is not named stays as it is when the command is
   * carried out.
   *
   * @param settings by their names, as they were written
   */
  record ChangeClient(NodeId client, SortedMap<String, String> settings) implements CommandText {
    public ChangeClient {
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /** As it was meant when what is not named went back to its default: in earlier recordings. */
    public CommandText withDefaults() {
      return new Direct(ChangeText.of(this, new ClusterModel()));
    }
  }

  /** A command that says all by itself, whatever the cluster is like. */
  record Direct(Command command) implements CommandText {}

  /** What can befall a process. */
  enum Verb {
    KILL,
    RESTART,
    FREEZE,
    RESUME,
    SHUTDOWN,
    POWER_LOSS,
    WIPE;

    private Command on(NodeId node) {
      return switch (this) {
        case KILL -> new Command.Kill(node);
        case RESTART -> new Command.Restart(node);
        case FREEZE -> new Command.Freeze(node);
        case RESUME -> new Command.Resume(node);
        case SHUTDOWN -> new Command.ShutDown(node);
        case POWER_LOSS -> new Command.PowerLoss(node);
        case WIPE -> new Command.WipeDisk(node);
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Reads a command.
   *
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static CommandText parse(String line) {
    return parse(line, List.of());
  }

  /**
   * Reads a command, where others can be given that are not for the cluster.
   *
   * @param others the words of these, for the message that lists what there is
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static CommandText parse(String line, List<String> others) {
    return CommandParser.parse(line, others);
  }

  /** Whether a line begins as a command does, right or wrong as the rest may be. */
  static boolean begins(String line) {
    return CommandParser.begins(line);
  }

  /**
   * The commands to submit.
   *
   * @param model the cluster as it is now
   * @param it whom the last command named, or null
   * @throws IllegalArgumentException if whom the words mean cannot be found
   */
  default List<Command> resolve(ClusterModel model, @Nullable NodeId it) {
    return switch (this) {
      case OnNode(Verb verb, Target target) -> List.of(verb.on(target.resolve(model, it)));
      case PowerLossOfAll() ->
          model.nodes().keySet().stream().<Command>map(Command.PowerLoss::new).toList();
      case Cut(Target one, Target other, boolean oneWay) -> {
        NodeId a = one.resolve(model, it);
        NodeId b = different(a, other.resolve(model, it));
        Command there = new Command.CutLink(a, b);
        yield oneWay ? List.of(there) : List.of(there, new Command.CutLink(b, a));
      }
      case Heal(Target one, Target other, boolean oneWay) -> {
        NodeId a = one.resolve(model, it);
        NodeId b = different(a, other.resolve(model, it));
        Command there = new Command.HealLink(a, b);
        yield oneWay ? List.of(there) : List.of(there, new Command.HealLink(b, a));
      }
      case Inject(Fault fault) ->
          List.of(new Command.Inject(fault.resolve(target -> target.resolve(model, it))));
      case HealFault(Fault fault) ->
          List.of(new Command.Heal(fault.resolve(target -> target.resolve(model, it)).key()));
      case Elect(ElectionType type, List<TopicPartition> partitions) -> {
        partitions.forEach(each -> Target.existing(model, each));
        yield List.of(new Command.ElectLeaders(type, partitions));
      }
      case AddPartitions(String topic, int count) ->
          List.of(new Command.AddPartitions(topic, count));
      case Reassign(TopicPartition partition, List<Integer> brokers) -> {
        Target.existing(model, partition);
        yield List.of(new Command.Reassign(partition, brokers));
      }
      case Produce(NewRecord record) -> List.of(new Command.ProduceRecord(record));
      case ChangeClient change -> List.of(ChangeText.of(change, model));
      case Direct(Command command) -> List.of(command);
      case AddBroker(String rack) -> List.of(new Command.AddBroker(rack));
      case AddController() -> List.of(new Command.AddController());
      case RemoveController(int id) -> List.of(new Command.RemoveController(NodeId.controller(id)));
      case RemoveBroker(int id) -> List.of(new Command.RemoveBroker(NodeId.broker(id)));
      case HealAll() -> List.of(new Command.HealAll());
    };
  }

  /**
   * The words that are read as this, and nothing else: what is written into a file can be read
   * again.
   */
  default String words() {
    return CommandWords.of(this);
  }

  /** The words that mean this command, whatever the cluster is like when they are read. */
  static String words(Command command) {
    return CommandWords.of(command);
  }

  private static NodeId different(NodeId one, NodeId other) {
    if (one.equals(other)) {
      throw new IllegalArgumentException("both ends of the link are " + one);
    }
    return other;
  }

  /** Whom a resolved command concerns first; null if nobody in particular. */
  static @Nullable NodeId concerned(Command command) {
    return switch (command) {
      case Command.Kill(NodeId node) -> node;
      case Command.Restart(NodeId node) -> node;
      case Command.Freeze(NodeId node) -> node;
      case Command.Resume(NodeId node) -> node;
      case Command.ShutDown(NodeId node) -> node;
      case Command.PowerLoss(NodeId node) -> node;
      case Command.WipeDisk(NodeId node) -> node;
      case Command.Inject(FaultSpec.OnNode fault) -> fault.node();
      case Command.CutLink(NodeId from, NodeId unused) -> from;
      case Command.HealLink(NodeId from, NodeId unused) -> from;
      default -> null;
    };
  }
}
