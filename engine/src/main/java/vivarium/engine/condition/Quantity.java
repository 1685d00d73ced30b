package vivarium.engine.condition;

import org.jspecify.annotations.Nullable;
import vivarium.engine.event.PartitionState.Health;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.PartitionView;

/** A number that a {@link Condition} speaks of. */
public sealed interface Quantity {

  /** The value of what is not there. */
  long NOT_KNOWN = -1;

  /** How many replicas are in sync. */
  record IsrOf(TopicPartition partition) implements Quantity {}

  /** How many replicas are eligible to lead without being in sync (KIP-966). */
  record ElrOf(TopicPartition partition) implements Quantity {}

  /**
   * By how many records a group is behind.
   *
   * @param partition on which partition; null for the sum over all
   */
  record LagOf(String group, @Nullable TopicPartition partition) implements Quantity {}

  /** How many partitions are so. */
  record Partitions(PartitionKind kind) implements Quantity {}

  /** How many acknowledged records are gone. */
  record RecordsLost() implements Quantity {}

  /** How many records stand in a log twice. */
  record RecordsDuplicated() implements Quantity {}

  /** How many records stand in a log after others that were sent later. */
  record RecordsReordered() implements Quantity {}

  /** What {@code kafka-topics --describe} can list. */
  enum PartitionKind {
    /** Some replica is out of sync. */
    UNDER_REPLICATED("under-replicated"),
    AT_MIN_ISR("at-min-isr"),
    UNDER_MIN_ISR("under-min-isr"),
    /** It has no leader. */
    OFFLINE("offline");

    private final String word;

    PartitionKind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    private boolean isSo(ClusterModel model, PartitionView partition) {
      Health health = partition.state().health(model.minInSyncReplicas(partition.id().topic()));
      return switch (this) {
        case UNDER_REPLICATED ->
            partition.state().isr().size() < partition.state().replicationFactor();
        case AT_MIN_ISR -> health == Health.AT_MIN_ISR;
        case UNDER_MIN_ISR -> health == Health.UNDER_MIN_ISR;
        case OFFLINE -> health == Health.OFFLINE;
      };
    }
  }

  /** Its value now; {@link #NOT_KNOWN} if what it speaks of is not there. */
  default long of(ClusterModel model) {
    return switch (this) {
      case IsrOf(TopicPartition id) -> {
        PartitionView partition = model.partition(id);
        yield partition == null ? NOT_KNOWN : partition.state().isr().size();
      }
      case ElrOf(TopicPartition id) -> {
        PartitionView partition = model.partition(id);
        yield partition == null ? NOT_KNOWN : partition.state().elr().size();
      }
      case LagOf(String id, TopicPartition partition) -> {
        GroupView group = model.groups().get(id);
        yield group == null
            ? NOT_KNOWN
            : partition == null ? model.totalLag(group) : model.lag(group, partition);
      }
      case Partitions(PartitionKind kind) ->
          model.partitions().values().stream().filter(each -> kind.isSo(model, each)).count();
      case RecordsLost() -> model.ledger().lost();
      case RecordsDuplicated() -> model.ledger().duplicated();
      case RecordsReordered() -> model.ledger().reordered();
    };
  }

  /** The words that are read as this. */
  default String words() {
    return switch (this) {
      case IsrOf(TopicPartition partition) ->
          "ISR of " + ConditionParser.name(partition.toString());
      case ElrOf(TopicPartition partition) ->
          "ELR of " + ConditionParser.name(partition.toString());
      case LagOf(String group, TopicPartition partition) ->
          "lag of "
              + ConditionParser.name(group)
              + (partition == null ? "" : " on " + ConditionParser.name(partition.toString()));
      case Partitions(PartitionKind kind) -> kind.word();
      case RecordsLost() -> "records lost";
      case RecordsDuplicated() -> "records duplicated";
      case RecordsReordered() -> "records reordered";
    };
  }
}
