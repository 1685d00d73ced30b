package vivarium.desktop.app;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Feature;

/** What coordinates a cluster and where its brokers stand, as options of more than one command. */
final class CoordinationOptions {

  @Option(
      names = "--coordination",
      paramLabel = "kraft|zookeeper",
      converter = Converters.OfCoordination.class,
      description =
          "What coordinates the cluster: a quorum of controllers, or a ZooKeeper ensemble as with"
              + " Kafka up to 3.9 (default: kraft).")
  private @Nullable CoordinationMode coordination;

  @Option(
      names = "--controllers",
      paramLabel = "N",
      converter = Converters.OfControllers.class,
      description =
          "How many controllers vote in the quorum, or servers are in the ensemble: 1, 3 or 5; their"
              + " ids are 101, 102, …"
              + " (default: 1).")
  private @Nullable Integer controllers;

  @Option(
      names = "--racks",
      paramLabel = "NAME,NAME",
      description =
          "Racks, with commas between, given to the brokers in turn: replicas spread over them, and"
              + " consumers may read from their own (default: none).")
  private @Nullable String racks;

  @Option(
      names = "--feature",
      paramLabel = "NAME=LEVEL",
      description =
          "A feature's level, as kafka-storage format sets it: eligible.leader.replicas.version=0"
              + " is without Eligible Leader Replicas (default: 1). May be given more than once.")
  private List<String> features = List.of();

  /**
   * Sets what was given.
   *
   * @throws IllegalArgumentException naming a feature that is not valid, and what would be
   */
  void addTo(ClusterConfig.Builder config) {
    if (coordination != null) {
      config.coordination(coordination);
    }
    if (controllers != null) {
      config.controllers(controllers);
    }
    if (racks != null) {
      config.racks(List.of(racks.split(",", -1)));
    }
    for (String each : features) {
      int equals = Math.max(0, each.indexOf('='));
      Feature feature = Feature.of(each.substring(0, equals));
      config.feature(feature.text(), feature.level(each.substring(equals + 1)));
    }
  }
}
