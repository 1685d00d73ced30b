package vivarium.desktop.headless;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.RecordPage;
import vivarium.engine.recording.RecordingReader;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.StepTold;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/**
 * What happened from a cluster's beginning to a moment, played or recorded, so that it can be told
 * as a film or a page.
 *
 * @param tape everything that happened
 * @param title what stands beside the product's name
 * @param about what there is to see, in a sentence or two; may be empty
 * @param cluster the cluster as it began
 * @param left the steps of a scenario that had not come at its end, and what they waited for
 * @param damage what is wrong with the rest of a recording's file, in a sentence; null if nothing
 */
public record Story(
    Tape tape,
    Wording title,
    Wording about,
    ClusterConfig cluster,
    List<StepTold> left,
    @Nullable String damage) {

  private static final String REFUSAL = "this is a story that was told: nothing can be done to it";

  /** Until when a file's story goes on if nobody says, in virtual time. */
  public static long usualEndNanos(OpenedFile file) {
    return switch (file) {
      case OpenedFile.OfScenario(Scenario scenario) -> scenario.untilNanos();
      case OpenedFile.OfRecording(var recording) -> recording.endNanos();
    };
  }

  /**
   * A file's story: a scenario is played, a recording is taken as it is.
   *
   * @param untilNanos the virtual time at which it ends
   * @throws BadValueException if a recording does not go so far
   * @throws FailedException if a step cannot be carried out, or too much happens to be remembered
   */
  public static Story of(OpenedFile file, long untilNanos) {
    return switch (file) {
      case OpenedFile.OfScenario(Scenario scenario) -> played(scenario.withUntil(untilNanos));
      case OpenedFile.OfRecording(var recording) ->
          recorded(RecordedRun.upTo(recording, untilNanos));
    };
  }

  private static Story played(Scenario scenario) {
    SimulatedCluster cluster = new SimulatedCluster(scenario.cluster(), RecordingReader.MAX_EVENTS);
    List<StepTold> left =
        new ScenarioPlayer(cluster, new ClusterSession(cluster), () -> {}).play(scenario);
    if (cluster.events().firstSeq() > 1) {
      throw new FailedException(
          "more than %,d events happen before %s, more than can be told: end it earlier"
              .formatted(cluster.events().capacity(), TimeText.format(scenario.untilNanos())));
    }
    Tape tape =
        new Tape(
            cluster.events(),
            cluster.nowNanos(),
            REFUSAL,
            query -> new RecordPage.Refused(REFUSAL));
    return new Story(tape, scenario.name(), scenario.about(), scenario.cluster(), left, null);
  }

  private static Story recorded(RecordedRun run) {
    var header = run.recording().header();
    return new Story(
        run.tape(),
        header.name(),
        header.about(),
        header.cluster(),
        List.of(),
        run.recording().damage());
  }
}
