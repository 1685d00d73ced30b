package vivarium.desktop.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.headless.Origin;
import vivarium.desktop.headless.RecordedRun;
import vivarium.desktop.session.StepNews;
import vivarium.desktop.session.Tape;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.recording.Recording;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Wording;

/**
 * What a window shows, and where it came from.
 *
 * @param cluster that is shown
 * @param title what stands beside the product's name, for example a scenario's name
 * @param config what the cluster began with, if it runs here; null if it cannot be recorded
 * @param steps what becomes of the steps that the cluster carries out; null leaves all to the
 *     person
 * @param origin how the session began; null if that is not known, so that it cannot be played again
 * @param recording the file that is shown; null if it is none
 */
record Showing(
    LiveCluster cluster,
    Wording title,
    @Nullable ClusterConfig config,
    @Nullable StepNews steps,
    @Nullable Origin origin,
    @Nullable Path recording) {

  private static final String ENDED = "the cluster has ended";

  /** A cluster of which nothing more is known. */
  static Showing of(LiveCluster cluster, Wording title) {
    return new Showing(cluster, title, null, null, null, null);
  }

  /** The cluster of a scenario, whose steps are left to the person. */
  static Showing live(LiveCluster cluster, Scenario scenario) {
    return running(cluster, scenario, null);
  }

  /** The cluster of a scenario that carries out its steps, and tells of them here. */
  static Showing played(LiveCluster cluster, Scenario scenario, StepNews steps) {
    return running(cluster, scenario, steps);
  }

  private static Showing running(LiveCluster cluster, Scenario scenario, @Nullable StepNews steps) {
    Origin origin = Origin.of(scenario.name(), scenario.cluster(), cluster);
    return new Showing(cluster, scenario.name(), scenario.cluster(), steps, origin, null);
  }

  /** A recording that was read from a file. */
  static Showing recorded(Recording recording, Path file) {
    RecordedRun run = RecordedRun.upTo(recording, null);
    return new Showing(run.tape(), run.title(), null, null, Origin.of(recording), file);
  }

  /** What is left of it once its cluster has ended: all that happened can be looked at. */
  Showing ended() {
    Tape tape =
        new Tape(
            cluster.events(),
            cluster.nowNanos(),
            ENDED,
            query -> new RecordPage.Refused(ENDED),
            new Tape.Label(null));
    return new Showing(tape, title, null, null, origin, recording);
  }

  /** The same, with what was known of it learned later. */
  Showing from(Origin known) {
    return new Showing(cluster, title, config, steps, known, recording);
  }
}
