package vivarium.engine.cluster;

/** Where clients outside reach each broker. */
public interface Endpoints {

  /** Endpoints of a cluster that nobody outside can reach: what it would advertise. */
  Endpoints NONE = broker -> 19_091 + broker;

  /** Every listener is on the loopback interface, named literally. */
  String HOST = "127.0.0.1";

  /** The port of a broker. */
  int port(int broker);

  /** Whether there are listeners behind the ports. */
  default boolean areOpen() {
    return this != NONE;
  }
}
