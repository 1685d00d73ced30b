package vivarium.desktop.headless;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.EventLog;
import vivarium.engine.recording.Recording;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/**
 * Where a session that is shown comes from: how it began and what was done in it.
 *
 * @param session it so far, as a scenario that plays the same again
 * @param goingOn as the session, with the steps to come of the scenario that is played
 * @param outsiders whether clients outside the process took part so far
 */
public record Origin(
    Supplier<SavedSession> session, Supplier<SavedSession> goingOn, BooleanSupplier outsiders) {

  /** Of a cluster that runs, left to a person. */
  public static Origin of(Wording name, ClusterConfig config, LiveCluster cluster) {
    BooleanSupplier outsiders = () -> tookPart(cluster.events());
    Supplier<SavedSession> session = () -> soFar(name, config, cluster, outsiders);
    return new Origin(session, session, outsiders);
  }

  /** Of a cluster that carries out a scenario's steps. */
  public static Origin ofPlayed(Scenario scenario, LiveCluster cluster) {
    BooleanSupplier outsiders = () -> tookPart(cluster.events());
    return new Origin(
        () -> soFar(scenario.name(), scenario.cluster(), cluster, outsiders),
        () ->
            SavedSession.goingOn(
                scenario, cluster.given(), cluster.nowNanos(), outsiders.getAsBoolean()),
        outsiders);
  }

  private static SavedSession soFar(
      Wording name, ClusterConfig config, LiveCluster cluster, BooleanSupplier outsiders) {
    return SavedSession.of(
        name, config, cluster.given(), cluster.nowNanos(), outsiders.getAsBoolean());
  }

  /** Of a recording. */
  public static Origin of(Recording recording) {
    return new Origin(recording::asSession, recording::asSession, recording::outsiders);
  }

  private static boolean tookPart(EventLog events) {
    boolean[] found = new boolean[1];
    events.readAfter(0, stamped -> found[0] |= stamped.event() instanceof Client.Connected);
    return found[0];
  }
}
