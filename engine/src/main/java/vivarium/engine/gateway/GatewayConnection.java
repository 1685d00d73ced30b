package vivarium.engine.gateway;

import org.apache.kafka.common.protocol.ApiMessage;

/**
 * One TCP connection of a real client to one broker. Every method may be called from any thread.
 */
public interface GatewayConnection {

  /** Unique in the gateway's life. */
  long id();

  /** The broker whose listener accepted it. */
  int brokerId();

  /** The client's end, as {@code host:port}. */
  String remoteAddress();

  /**
   * Answers a request. The gateway encodes the body on a thread of its own, so that the caller must
   * not touch it afterwards. Requests of one connection are handed to the listener one at a time:
   * the next follows when this one is answered.
   */
  void respond(GatewayRequest request, ApiMessage response);

  /** Says that a request (a Produce with acks=0) has no answer, so that the next may come. */
  void respondNothing(GatewayRequest request);

  /** Closes the connection with a TCP reset, as when a process dies. */
  void reset();
}
