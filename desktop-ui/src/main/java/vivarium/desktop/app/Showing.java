package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.headless.Origin;
import vivarium.desktop.headless.RecordedRun;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.StepNews;
import vivarium.desktop.session.Tape;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.recording.Recording;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/**
 * What a window shows, and where it came from.
 *
 * @param cluster that is shown
 * @param title what stands beside the product's name, for example a scenario's name
 * @param about what a recording of it is told to be of, in a sentence or two
 * @param config what the cluster began with, if it runs here; null if it cannot be recorded
 * @param steps what becomes of the steps that the cluster carries out; null leaves all to the
 *     person
 * @param origin how the session began; null if that is not known, so that it cannot be played again
 * @param recording the file that is shown; null if it is none
 * @param taken a session that has taken in all of it; null if it begins when it is shown
 */
record Showing(
    LiveCluster cluster,
    Wording title,
    Wording about,
    @Nullable ClusterConfig config,
    @Nullable StepNews steps,
    @Nullable Origin origin,
    @Nullable Path recording,
    @Nullable ClusterSession taken) {

  private static final String ENDED = "the cluster has ended";

  /** A cluster of which nothing more is known. */
  static Showing of(LiveCluster cluster, Wording title) {
    return new Showing(cluster, title, Wording.NONE, null, null, null, null, null);
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
    Wording name = scenario.name();
    Origin origin =
        steps == null
            ? Origin.of(name, scenario.cluster(), cluster)
            : Origin.ofPlayed(scenario, cluster);
    Wording about = steps == null ? byHand(name) : byItself(name, scenario.about());
    return new Showing(cluster, name, about, scenario.cluster(), steps, origin, null, null);
  }

  private static Wording byHand(Wording name) {
    return new Wording(
        "A session in the window, begun as “%s”.".formatted(name.english()),
        "창에서 “%s”(으)로 시작한 세션입니다.".formatted(name.korean()));
  }

  private static Wording byItself(Wording name, Wording about) {
    return new Wording(
        "“%s”, played in the window. %s".formatted(name.english(), about.english()).strip(),
        "창에서 재생한 “%s”입니다. %s".formatted(name.korean(), about.korean()).strip());
  }

  /**
   * A recording that was read from a file. All of it is taken in here, which takes seconds if it is
   * long.
   *
   * @param progress is told what share is done, 0 to 1; what it throws ends it
   */
  static Showing recorded(Recording recording, Path file, DoubleConsumer progress) {
    RecordedRun run = RecordedRun.upTo(recording, null);
    Tape tape = run.tape();
    ClusterSession taken = ClusterSession.taken(tape, System::nanoTime, progress);
    return new Showing(
        tape, run.title(), Wording.NONE, null, null, Origin.of(recording), file, taken);
  }

  /** The session that shows it. */
  ClusterSession session() {
    ClusterSession known = taken;
    return known == null ? new ClusterSession(cluster, System::nanoTime) : known;
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
    return new Showing(tape, title, about, null, null, origin, recording, null);
  }

  /** The same, with what was known of it learned later. */
  Showing from(Origin known) {
    return new Showing(cluster, title, about, config, steps, known, recording, taken);
  }
}
