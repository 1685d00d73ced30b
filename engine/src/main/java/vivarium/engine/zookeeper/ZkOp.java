package vivarium.engine.zookeeper;

import java.util.List;
import vivarium.engine.event.NodeId;

/** An operation that a client asks for. */
public sealed interface ZkOp {

  /** The version that fits any. */
  int ANY_VERSION = -1;

  /** One that only looks, and is served by whichever server the client is connected to. */
  sealed interface Read extends ZkOp {
    String path();

    /**
     * Whether to tell, once, when what was read changes. A watch on data is left even where there
     * is no znode, as ZooKeeper's {@code exists} does.
     */
    boolean watch();
  }

  /** One that the leader orders among all others. */
  sealed interface Write extends ZkOp {}

  record GetData(String path, boolean watch) implements Read {}

  record GetChildren(String path, boolean watch) implements Read {}

  /** Several reads at once; each has a result of its own. */
  record MultiRead(List<Read> reads) implements ZkOp {
    public MultiRead {
      reads = List.copyOf(reads);
    }
  }

  /**
   * Creates a znode.
   *
   * @param ephemeral whether it goes when the session ends
   * @param sequential whether a growing number is appended to its name
   */
  record Create(String path, String data, boolean ephemeral, boolean sequential) implements Write {
    /** A znode that stays until it is deleted. */
    public static Create persistent(String path, String data) {
      return new Create(path, data, false, false);
    }

    /** A znode that goes with the session. */
    public static Create ephemeral(String path, String data) {
      return new Create(path, data, true, false);
    }
  }

  record Delete(String path, int version) implements Write {}

  record SetData(String path, String data, int version) implements Write {}

  /** Changes nothing, and fails if the znode has another version. */
  record Check(String path, int version) implements Write {}

  /** All of these or none. */
  record Multi(List<Write> ops) implements Write {
    public Multi {
      ops = List.copyOf(ops);
    }
  }

  /** Ends the session and removes its ephemeral znodes. */
  record CloseSession() implements Write {}

  /** Begins a session; of servers among themselves. */
  record OpenSession(int timeoutMs, NodeId client) implements Write {}
}
