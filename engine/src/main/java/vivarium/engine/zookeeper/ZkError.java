package vivarium.engine.zookeeper;

/** What an operation on znodes may come to, as ZooKeeper's {@code KeeperException.Code} has it. */
public enum ZkError {
  OK,
  NO_NODE,
  NODE_EXISTS,
  BAD_VERSION,
  NOT_EMPTY,
  NO_CHILDREN_FOR_EPHEMERALS,
  /** The session is over; nothing of it can be done any more. */
  SESSION_EXPIRED,
  /** The connection was lost. Whether a write was carried out is not known. */
  CONNECTION_LOSS
}
