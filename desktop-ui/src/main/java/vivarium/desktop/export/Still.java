package vivarium.desktop.export;

import vivarium.engine.event.EventLog;
import vivarium.engine.model.ClusterModel;

/**
 * A cluster at a moment.
 *
 * @param model what was true
 * @param events what led to it, for the timeline and the captions
 * @param atNanos virtual time of the moment
 * @param title what stands beside the product's name
 */
public record Still(ClusterModel model, EventLog events, long atNanos, String title) {

  /** Without a history and a name. */
  public Still(ClusterModel model, long atNanos) {
    this(model, new EventLog(1), atNanos, "");
  }
}
