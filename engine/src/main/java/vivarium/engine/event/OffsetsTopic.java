package vivarium.engine.event;

/** {@code __consumer_offsets}, in which groups are kept, and which of its partitions keeps whom. */
public final class OffsetsTopic {

  public static final String NAME = "__consumer_offsets";

  private OffsetsTopic() {}

  /**
   * The partition that keeps a group; whoever leads it coordinates the group.
   *
   * @param partitions how many the topic has
   */
  public static int partitionFor(String groupId, int partitions) {
    return (groupId.hashCode() & Integer.MAX_VALUE) % partitions;
  }
}
