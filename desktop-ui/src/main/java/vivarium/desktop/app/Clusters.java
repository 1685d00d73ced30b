package vivarium.desktop.app;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vivarium.desktop.headless.FailedException;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.PortInUseException;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.scenario.StepQueue;

/** Starts clusters: the only place that knows how they are run. */
final class Clusters {

  private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

  /** Where Kafka's users look first. */
  static final int USUAL_PORT = 9092;

  private static final int ANY_PORT = 0;

  private Clusters() {}

  /**
   * A cluster in real time with listeners.
   *
   * @param port of broker 1, the others follow; 0 for any that are free
   * @throws FailedException if a port is in use
   */
  static LiveCluster serving(ClusterConfig config, int port) {
    try {
      return Vivarium.start(config, Vivarium.Options.withListeners(port));
    } catch (PortInUseException e) {
      throw new FailedException(
          "port %d is in use; name another with --port, or --port 0 for any that are free"
              .formatted(e.port()),
          e);
    }
  }

  /** A cluster in real time with listeners, at the usual ports if they are free. */
  static LiveCluster watched(ClusterConfig config) {
    return watched(config, null);
  }

  /**
   * As above, and it carries out steps.
   *
   * @param steps what is done at which time; null for nothing
   */
  static LiveCluster watched(ClusterConfig config, @Nullable StepQueue steps) {
    try {
      return Vivarium.start(config, Vivarium.Options.withListeners(USUAL_PORT), steps);
    } catch (PortInUseException e) {
      LOG.info("port {} is in use; taking others", e.port());
      return Vivarium.start(config, Vivarium.Options.withListeners(ANY_PORT), steps);
    }
  }
}
