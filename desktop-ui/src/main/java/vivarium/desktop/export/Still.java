package vivarium.desktop.export;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.Laboratory;
import vivarium.desktop.session.Tape;
import vivarium.desktop.shell.ScenarioShelf;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.event.EventLog;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.text.Wording;

/**
 * A cluster at a moment.
 *
 * @param model what was true
 * @param events what led to it, for the timeline and the captions
 * @param atNanos virtual time of the moment
 * @param title what stands beside the product's name
 * @param records where records can be read, if anywhere
 * @param exhibit the experiment that is shown over it; null for none
 * @param files what the window knows of files
 */
public record Still(
    ClusterModel model,
    EventLog events,
    long atNanos,
    Wording title,
    RecordSource records,
    @Nullable Exhibit exhibit,
    Files files) {

  /**
   * What the window knows of files.
   *
   * @param label what is known of the recording that is shown; null if it is none
   * @param recent the files that came last
   */
  public record Files(Tape.@Nullable Label label, List<ScenarioShelf.Recent> recent) {

    /** Of a cluster that runs, in the window of somebody new. */
    public static final Files NONE = new Files(null, List.of());

    public Files {
      recent = List.copyOf(recent);
    }
  }

  /**
   * What there is of experiments.
   *
   * @param laboratory whose comparisons can be chosen
   * @param result what is shown of both runs; null shows the usual content
   * @param atNanos the moment of it
   */
  public record Exhibit(Laboratory laboratory, @Nullable ExperimentResult result, long atNanos) {}

  /** Without an experiment. */
  public Still(
      ClusterModel model, EventLog events, long atNanos, Wording title, RecordSource records) {
    this(model, events, atNanos, title, records, null, Files.NONE);
  }

  /** The same with an experiment. */
  public Still with(Exhibit shown) {
    return new Still(model, events, atNanos, title, records, shown, files);
  }

  /** The same with files. */
  public Still with(Files known) {
    return new Still(model, events, atNanos, title, records, exhibit, known);
  }

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
    return new Still(model.copy(), events, atNanos, title, records, exhibit, files);
  }
}
