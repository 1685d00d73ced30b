package vivarium.engine.recording;

import java.util.List;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/**
 * What a recording is of.
 *
 * @param name a short title
 * @param about what there is to see, in a sentence or two; may be empty
 * @param program which program wrote it
 * @param listeners whether clients outside the process could take part; whether any did, its events
 *     tell
 * @param cluster the cluster that was started
 */
public record RecordingHeader(
    Wording name, Wording about, String program, boolean listeners, ClusterConfig cluster) {

  /** The version of the format that this program writes and reads. */
  public static final int VERSION = 1;

  Scenario asScenario() {
    return new Scenario(name, about, cluster, List.of());
  }
}
