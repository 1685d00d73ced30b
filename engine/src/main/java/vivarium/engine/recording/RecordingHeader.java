package vivarium.engine.recording;

import java.util.List;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.scenario.Scenario;

/**
 * What a recording is of.
 *
 * @param name a short title
 * @param program which program wrote it
 * @param listeners whether clients outside the process could take part; whether any did, its events
 *     tell
 * @param cluster the cluster that was started
 */
public record RecordingHeader(
    String name, String program, boolean listeners, ClusterConfig cluster) {

  /** The version of the format that this program writes and reads. */
  public static final int VERSION = 1;

  Scenario asScenario() {
    return new Scenario(name, "", cluster, List.of());
  }
}
