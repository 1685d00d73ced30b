package vivarium.engine.condition;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node.How;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;

/**
 * Something that may hold of a cluster, in a person's words:
 *
 * <pre>
 * ISR of orders-0 &lt; 3                 also ELR of; &lt; &lt;= = != &gt;= &gt;
 * leader of orders-0 changes           also leader of orders-0 = 2, != 2, = none
 * lag of billing &gt; 100                 records, on all partitions; or lag of billing on orders-0
 * under-replicated &gt; 0                 so many partitions; also at-min-isr, under-min-isr, offline
 * broker 2 is fenced                   also unfenced, running, frozen, stopped, crashed
 * controller changes
 * group billing is Stable              or another state, as Kafka spells it
 * error NOT_ENOUGH_REPLICAS            a client is told so
 * records lost &gt; 0                     acknowledged ones; also records duplicated, reordered
 * A and B, A or B, (A or B) and C      'and' binds closer
 * </pre>
 *
 * <p>What speaks of a partition, a group or a broker that is not there does not hold. {@code
 * changes} and {@code error} hold at one event; everything else as long as it is so.
 */
public sealed interface Condition {

  /** Both hold. */
  record And(Condition one, Condition other) implements Condition {}

  /** At least one holds. */
  record Or(Condition one, Condition other) implements Condition {}

  /** A number is as it is to be. */
  record Compare(Quantity quantity, Comparison comparison, long number) implements Condition {}

  /**
   * Who leads.
   *
   * @param leader the broker, or {@link PartitionState#NO_LEADER}
   * @param isLeader whether it is to be this one, or any other
   */
  record Leader(TopicPartition partition, int leader, boolean isLeader) implements Condition {}

  /** The partition has another leader than before, or none any more. */
  record LeaderChanges(TopicPartition partition) implements Condition {}

  /** Another controller is active than before. */
  record ControllerChanges() implements Condition {}

  /** What a broker is. */
  record Broker(int id, BrokerState state) implements Condition {}

  /** A group is in a state. */
  record Group(String id, GroupState state) implements Condition {}

  /**
   * A client is told an error.
   *
   * @param error as Kafka spells it
   */
  record ErrorTold(String error) implements Condition {}

  /** What can be said of a broker. */
  enum BrokerState {
    FENCED,
    UNFENCED,
    RUNNING,
    FROZEN,
    STOPPED,
    CRASHED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    private boolean holds(NodeView broker) {
      return switch (this) {
        case FENCED -> broker.isFenced();
        case UNFENCED -> !broker.isFenced();
        case RUNNING -> broker.process() == NodeView.Process.RUNNING;
        case FROZEN -> broker.process() == NodeView.Process.FROZEN;
        case STOPPED -> broker.process() == NodeView.Process.STOPPED;
        case CRASHED ->
            broker.process() == NodeView.Process.STOPPED
                && broker.stoppedHow() != null
                && broker.stoppedHow() != How.CLEAN;
      };
    }
  }

  /** How two numbers may stand to each other. */
  enum Comparison {
    LESS("<"),
    AT_MOST("<="),
    EQUAL("="),
    UNEQUAL("!="),
    AT_LEAST(">="),
    MORE(">");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    private boolean holds(long left, long right) {
      return switch (this) {
        case LESS -> left < right;
        case AT_MOST -> left <= right;
        case EQUAL -> left == right;
        case UNEQUAL -> left != right;
        case AT_LEAST -> left >= right;
        case MORE -> left > right;
      };
    }
  }

  /**
   * Reads a condition.
   *
   * @throws ConditionException naming the word that is wrong, where it stands and what would be
   *     valid there
   */
  static Condition parse(String text) {
    return new ConditionParser(text).parse();
  }

  /**
   * The words that may come next, for a form's completion.
   *
   * @param text what stands before the caret; its last word may have begun
   * @param model whose partitions, groups and brokers are offered
   * @return whole words, each in place of the last word begun; none if the text is wrong already
   */
  static List<String> completions(String text, ClusterModel model) {
    return ConditionCompletions.of(text, model);
  }

  /**
   * Why it cannot hold as the cluster is now: names that stand for nothing, numbers that are not
   * reached, and leaders that have no replica.
   *
   * @param model the cluster that it is to be asked of
   */
  default List<Doubt> doubts(ClusterModel model) {
    return Stream.of(
            KnownNames.of(model).unknownIn(this),
            Reach.of(model).exceededIn(this),
            NoReplica.in(this, model))
        .<Doubt>flatMap(doubts -> doubts)
        .toList();
  }

  /**
   * Whether it holds.
   *
   * @param model the cluster after the event
   * @param event what has just happened; null to ask of a state, at which nothing happens
   */
  default boolean holds(ClusterModel model, @Nullable Stamped event) {
    return switch (this) {
      case And(Condition one, Condition other) ->
          one.holds(model, event) && other.holds(model, event);
      case Or(Condition one, Condition other) ->
          one.holds(model, event) || other.holds(model, event);
      case Compare(Quantity quantity, Comparison comparison, long number) -> {
        long value = quantity.of(model);
        yield value != Quantity.NOT_KNOWN && comparison.holds(value, number);
      }
      case Leader(TopicPartition partition, int leader, boolean isLeader) -> {
        PartitionView view = model.partition(partition);
        yield view != null && (view.state().leader() == leader) == isLeader;
      }
      case LeaderChanges(TopicPartition partition) ->
          event != null
              && event.event() instanceof Metadata.PartitionChanged change
              && change.partition().equals(partition)
              && change.leaderChanged();
      case ControllerChanges() ->
          event != null && event.event() instanceof Coordination.ControllerElected;
      case Broker(int id, BrokerState state) -> {
        NodeView broker = model.node(NodeId.broker(id));
        yield broker != null && state.holds(broker);
      }
      case Group(String id, GroupState state) -> {
        GroupView group = model.groups().get(id);
        yield group != null && group.state() == state;
      }
      case ErrorTold(String error) ->
          event != null
              && event.event() instanceof Client.Refused refused
              && refused.error().equals(error);
    };
  }

  /** The words that {@link #parse} reads as this. */
  default String words() {
    return switch (this) {
      case And(Condition one, Condition other) ->
          bracketed(one) + " and " + (other instanceof And ? inBrackets(other) : bracketed(other));
      case Or(Condition one, Condition other) ->
          one.words() + " or " + (other instanceof Or ? inBrackets(other) : other.words());
      case Compare(Quantity quantity, Comparison comparison, long number) ->
          "%s %s %d".formatted(quantity.words(), comparison.sign(), number);
      case Leader(TopicPartition partition, int leader, boolean isLeader) ->
          "leader of %s %s %s"
              .formatted(
                  ConditionParser.name(partition.toString()),
                  isLeader ? "=" : "!=",
                  leader == PartitionState.NO_LEADER ? "none" : leader);
      case LeaderChanges(TopicPartition partition) ->
          "leader of %s changes".formatted(ConditionParser.name(partition.toString()));
      case ControllerChanges() -> "controller changes";
      case Broker(int id, BrokerState state) -> "broker %d is %s".formatted(id, state.word());
      case Group(String id, GroupState state) ->
          "group %s is %s".formatted(ConditionParser.name(id), state.kafkaName());
      case ErrorTold(String error) -> "error " + error;
    };
  }

  private static String bracketed(Condition part) {
    return part instanceof Or ? inBrackets(part) : part.words();
  }

  private static String inBrackets(Condition part) {
    return "(" + part.words() + ")";
  }
}
