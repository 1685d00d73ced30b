package vivarium.desktop.headless;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.Still;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.engine.api.RecordPage;
import vivarium.engine.event.EventLog;
import vivarium.engine.recording.Recording;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/**
 * A recording told again, without an engine: the timeline, the picture. The window looks at the
 * same {@link #tape}.
 *
 * @param recording what was read
 * @param atNanos the moment at which the story ends
 */
public record RecordedRun(Recording recording, long atNanos) {

  private static final int STRIDE_EVENTS = 500;
  private static final String REFUSAL = "this is a recording: nothing can be done to it any more";
  private static final String NO_RECORDS = "a recording tells of records, and does not hold them";

  /**
   * A recording up to a moment.
   *
   * @param at the moment, or null for its end
   * @throws BadValueException if it does not go so far
   */
  public static RecordedRun upTo(Recording recording, @Nullable Long at) {
    if (at != null && at > recording.endNanos()) {
      throw new BadValueException(
          "%s is after the recording's end, %s"
              .formatted(TimeText.format(at), TimeText.format(recording.endNanos())));
    }
    return new RecordedRun(recording, at == null ? recording.endNanos() : at);
  }

  /** What stands beside the product's name. */
  public Wording title() {
    return recording.header().name();
  }

  /** What happened up to the moment, as a cluster that a session can follow. */
  public Tape tape() {
    return new Tape(
        events(),
        atNanos,
        REFUSAL,
        query -> new RecordPage.Refused(NO_RECORDS),
        new Tape.Label(recording.damage()));
  }

  private EventLog events() {
    if (lastSeq() == recording.events().lastSeq()) {
      return recording.events();
    }
    EventLog events = new EventLog(recording.events().capacity());
    recording.events().readBetween(0, lastSeq(), events::append);
    return events;
  }

  /** The last event up to the moment. */
  private long lastSeq() {
    long low = 0;
    long high = recording.events().lastSeq();
    while (low < high) {
      long middle = (low + high + 1) >>> 1;
      boolean early = Objects.requireNonNull(recording.events().get(middle)).atNanos() <= atNanos;
      low = early ? middle : low;
      high = early ? high : middle - 1;
    }
    return low;
  }

  /**
   * Prints what {@code run} prints.
   *
   * @param picture where the picture of the moment goes, or null for none
   * @param texts the language in which it is told
   * @throws FailedException if it cannot be written
   */
  public int tell(PrintWriter out, @Nullable Path picture, Texts texts) {
    EventLog told = new EventLog(recording.events().capacity());
    ClusterSession session =
        new ClusterSession(
            new Tape(told, atNanos, REFUSAL, query -> new RecordPage.Refused(NO_RECORDS)));
    out.println(title().in(texts.locale()));
    TimelinePrinter timeline = new TimelinePrinter(session, texts, out);
    long last = lastSeq();
    for (long seq = 1; seq <= last; seq++) {
      told.append(Objects.requireNonNull(recording.events().get(seq)));
      if (seq % STRIDE_EVENTS == 0 || seq == last) {
        session.pulse(); // The session's list of what changed is bounded.
        timeline.printNew();
      }
    }
    RunSummary summary = new RunSummary(session.model(), recording.header().cluster().seed());
    summary.print(out, texts);
    out.println(texts.get("summary.recorded", TimeText.format(atNanos)));
    if (picture != null) {
      try {
        PictureWriter.write(
            new Still(session.model(), told, atNanos, title())
                .with(new Still.Files(new Tape.Label(recording.damage()), List.of())),
            new Picture(HeadlessRun.PICTURE_WIDTH, HeadlessRun.PICTURE_HEIGHT),
            picture);
      } catch (IOException e) {
        throw OutputFile.failed(picture, e);
      }
      out.println(texts.get("summary.picture", picture));
    }
    out.flush();
    return summary.isSound() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
