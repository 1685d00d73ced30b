package vivarium.desktop.session;

import vivarium.engine.event.EventLog;
import vivarium.engine.model.ClusterModel;

/**
 * What happened, to be told again: nobody changes it any more.
 *
 * @param first what was true before the first of the events; whoever folds them copies it
 * @param events what happened then
 */
public record Remembered(ClusterModel first, EventLog events) {

  /** Everything that happened since a cluster's beginning. */
  public static Remembered wholly(EventLog events) {
    return new Remembered(new ClusterModel(), events);
  }
}
