package vivarium.engine.zookeeper;

/** What a watch was for has happened. */
public record WatchEvent(Type type, String path) {
  /** What happened to the znode. */
  public enum Type {
    CREATED,
    DATA_CHANGED,
    DELETED,
    CHILDREN_CHANGED
  }

  /**
   * An event as a server numbers it for one connection of a session, so that one that comes twice
   * is known.
   */
  record Numbered(long number, WatchEvent event) {}
}
