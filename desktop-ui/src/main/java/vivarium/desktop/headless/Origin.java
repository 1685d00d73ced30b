package vivarium.desktop.headless;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.EventLog;
import vivarium.engine.recording.Recording;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.Wording;

/**
 * Where a session that is shown comes from: how it began and what was done in it.
 *
 * @param session it so far, as a scenario
 * @param outsiders whether clients outside the process took part so far
 */
public record Origin(Supplier<SavedSession> session, BooleanSupplier outsiders) {

  /** Of a cluster that runs. */
  public static Origin of(Wording name, ClusterConfig config, LiveCluster cluster) {
    BooleanSupplier outsiders = () -> tookPart(cluster.events());
    return new Origin(
        () ->
            SavedSession.of(
                name, config, cluster.given(), cluster.nowNanos(), outsiders.getAsBoolean()),
        outsiders);
  }

  /** Of a recording. */
  public static Origin of(Recording recording) {
    return new Origin(recording::asSession, recording::outsiders);
  }

  private static boolean tookPart(EventLog events) {
    boolean[] found = new boolean[1];
    events.readAfter(0, stamped -> found[0] |= stamped.event() instanceof Client.Connected);
    return found[0];
  }
}
