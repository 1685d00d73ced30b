package vivarium.engine.compare;

/** A cluster of three brokers, numbered from 1, and what can be done to them. */
interface Side extends AutoCloseable {

  /** Configs of every broker, on both sides: failures are noticed in seconds. */
  String SESSION_TIMEOUT_MS = "3000";

  String HEARTBEAT_INTERVAL_MS = "500";

  /** The same of members of a group in the consumer protocol. */
  String MEMBER_SESSION_TIMEOUT_MS = "3000";

  String MEMBER_HEARTBEAT_INTERVAL_MS = "500";

  /** Where a broker listens, running or not. */
  int port(int broker);

  /** Ends the broker's process at once. */
  void kill(int broker);

  /** Has the broker end by itself, and waits until it has. */
  void shutDown(int broker);

  /** Starts the broker again. */
  void start(int broker);

  @Override
  void close();
}
