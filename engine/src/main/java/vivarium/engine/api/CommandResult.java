package vivarium.engine.api;

import vivarium.engine.event.TopicPartition;

/** What became of a command. */
public sealed interface CommandResult {

  /** It was carried out, or is on its way through the cluster. */
  record Accepted() implements CommandResult {}

  /**
   * It was not, and nothing changed.
   *
   * @param reason a sentence that names the thing and what would be right
   */
  record Refused(String reason) implements CommandResult {}

  /**
   * A record that was to be produced is in the log, as far as its acks could tell.
   *
   * @param partition where
   * @param offset which offset it has there, or {@link #NOBODY_SAYS}
   */
  record Produced(TopicPartition partition, long offset) implements CommandResult {
    /** With acks=0 nobody tells which offset a record has, or whether it has one. */
    public static final long NOBODY_SAYS = -1;
  }

  /** Whether it was not refused. */
  default boolean isAccepted() {
    return !(this instanceof Refused);
  }
}
