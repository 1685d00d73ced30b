package vivarium.engine.zookeeper;

import vivarium.engine.event.NodeId;

/** One step of a committed transaction: what happens, no longer whether it may. */
public sealed interface Change {
  /**
   * A znode is there.
   *
   * @param owner the session it goes with, or 0
   */
  record Created(String path, String data, long owner) implements Change {}

  record DataSet(String path, String data) implements Change {}

  record Deleted(String path) implements Change {}

  record SessionOpened(long id, long password, int timeoutMs, NodeId client) implements Change {}

  record SessionClosed(long id, boolean expired) implements Change {}
}
