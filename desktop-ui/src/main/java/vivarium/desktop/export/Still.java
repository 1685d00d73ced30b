package vivarium.desktop.export;

import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.EventLog;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.scenario.Wording;

/**
 * A cluster at a moment.
 *
 * @param model what was true
 * @param events what led to it, for the timeline and the captions
 * @param atNanos virtual time of the moment
 * @param title what stands beside the product's name
 * @param records where records can be read, if anywhere
 */
public record Still(
    ClusterModel model, EventLog events, long atNanos, Wording title, RecordSource records) {

  /** Reads the logs of whatever cluster the moment was taken from. */
  public interface RecordSource {

    /** Of a moment of which only the events are left. */
    RecordSource NONE =
        query -> new RecordPage.Refused("this is a picture: its records are not kept");

    RecordPage read(RecordQuery query);
  }

  /** Without records to look into. */
  public Still(ClusterModel model, EventLog events, long atNanos, Wording title) {
    this(model, events, atNanos, title, RecordSource.NONE);
  }

  /** Without a history and a name. */
  public Still(ClusterModel model, long atNanos) {
    this(model, new EventLog(1), atNanos, Wording.NONE);
  }

  /** The same moment with a model of its own. */
  public Still copy() {
    return new Still(model.copy(), events, atNanos, title, records);
  }
}
