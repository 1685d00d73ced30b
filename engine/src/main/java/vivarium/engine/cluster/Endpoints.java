package vivarium.engine.cluster;

/** Where clients outside reach each broker. */
public interface Endpoints {

  /** Endpoints of a cluster that nobody outside can reach: what it would advertise. */
  Endpoints NONE = broker -> 19_091 + broker;

  /** Every listener is on the loopback interface, named literally. */
  String HOST = "127.0.0.1";

  /** The port of a broker. */
  int port(int broker);

  /**
   * Gives a new broker its port.
   *
   * @throws vivarium.engine.api.PortInUseException naming the port, if it cannot be had
   * @throws IllegalArgumentException if there is no such port
   */
  default void open(int broker) {}

  /** The broker is gone for good, and its port is free. */
  default void close(int broker) {}

  /** Whether there are listeners behind the ports. */
  default boolean areOpen() {
    return this != NONE;
  }
}
