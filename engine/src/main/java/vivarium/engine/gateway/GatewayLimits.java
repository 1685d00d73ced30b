package vivarium.engine.gateway;

import java.time.Duration;

/**
 * The bounds within which clients outside may use this process. Kafka's own are made for a machine
 * to itself; this is a guest in somebody's laptop.
 *
 * @param maxFrameBytes a longer request closes its connection
 * @param maxConnectionsPerBroker one more is closed as soon as it is accepted
 * @param maxQueuedRequests a connection with so many requests waiting is not read from until some
 *     are answered; what one read brought at once may stand above it
 * @param softBytesInFlight above this many bytes of requests and responses, over all connections to
 *     a broker, none of them begins to read another request; by broker, so that a frozen one does
 *     not starve the others
 * @param hardBytesInFlight a frame that would grow beyond this closes its connection: only frames
 *     begun below the soft bound can, if clients send very many large ones at once
 * @param maxRequestTime a request must be whole so long after its first byte, and a connection's
 *     first so long after it was opened: whoever holds connections without asking anything does not
 *     hold them for long
 * @param maxIdle a connection with nothing to do for this long is closed
 */
public record GatewayLimits(
    int maxFrameBytes,
    int maxConnectionsPerBroker,
    int maxQueuedRequests,
    long softBytesInFlight,
    long hardBytesInFlight,
    Duration maxRequestTime,
    Duration maxIdle) {

  /** Kafka allows 100 MiB ({@code socket.request.max.bytes}); its producers send 1 MiB. */
  public static final int DEFAULT_MAX_FRAME_BYTES = 32 << 20;

  /** A client keeps two or three connections per broker; this is for hundreds of them. */
  public static final int DEFAULT_MAX_CONNECTIONS_PER_BROKER = 1_000;

  /** Kafka's producer has 5 requests under way; librdkafka has no bound of its own worth naming. */
  public static final int DEFAULT_MAX_QUEUED_REQUESTS = 16;

  /** Room for 32 requests of the size at which Kafka's producers stop. */
  public static final long DEFAULT_SOFT_BYTES_IN_FLIGHT = 32L << 20;

  public static final long DEFAULT_HARD_BYTES_IN_FLIGHT = 4 * DEFAULT_SOFT_BYTES_IN_FLIGHT;

  /** On one machine the longest request takes a fraction of a second. */
  public static final Duration DEFAULT_MAX_REQUEST_TIME = Duration.ofSeconds(10);

  /** Kafka's is 10 minutes; its clients come back by themselves. */
  public static final Duration DEFAULT_MAX_IDLE = Duration.ofMinutes(3);

  public static final GatewayLimits DEFAULT =
      new GatewayLimits(
          DEFAULT_MAX_FRAME_BYTES,
          DEFAULT_MAX_CONNECTIONS_PER_BROKER,
          DEFAULT_MAX_QUEUED_REQUESTS,
          DEFAULT_SOFT_BYTES_IN_FLIGHT,
          DEFAULT_HARD_BYTES_IN_FLIGHT,
          DEFAULT_MAX_REQUEST_TIME,
          DEFAULT_MAX_IDLE);
}
