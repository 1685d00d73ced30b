package vivarium.engine.event;

/**
 * A group's state, spelled as Kafka spells it by {@link #kafkaName}. The two states of a rebalance
 * are those of the classic protocol; assigning and reconciling are those of the consumer protocol.
 */
public enum GroupState {
  EMPTY("Empty"),
  PREPARING_REBALANCE("PreparingRebalance"),
  COMPLETING_REBALANCE("CompletingRebalance"),
  ASSIGNING("Assigning"),
  RECONCILING("Reconciling"),
  STABLE("Stable"),
  DEAD("Dead");

  private final String kafkaName;

  GroupState(String kafkaName) {
    this.kafkaName = kafkaName;
  }

  public String kafkaName() {
    return kafkaName;
  }

  /** Whether partitions are changing hands, in either protocol. */
  public boolean isRebalancing() {
    return switch (this) {
      case PREPARING_REBALANCE, COMPLETING_REBALANCE, ASSIGNING, RECONCILING -> true;
      case EMPTY, STABLE, DEAD -> false;
    };
  }
}
