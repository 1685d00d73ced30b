package vivarium.engine.api;

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

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
