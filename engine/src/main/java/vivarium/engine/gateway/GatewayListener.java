package vivarium.engine.gateway;

/** Who takes what arrives from real clients. Called on the gateway's threads; must not block. */
public interface GatewayListener {

  /** A connection was accepted. */
  void connected(GatewayConnection connection);

  /**
   * A request arrived. Only one of a connection is outstanding at a time.
   *
   * @return whether it was taken; if not, because too much waits already, the gateway closes the
   *     connection
   */
  boolean received(GatewayRequest request);

  /** The connection is closed, for the reason given; its outstanding request needs no answer. */
  void disconnected(GatewayConnection connection, String reason);
}
