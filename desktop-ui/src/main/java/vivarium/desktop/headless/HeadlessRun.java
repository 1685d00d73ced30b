package vivarium.desktop.headless;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.Still;
import vivarium.desktop.i18n.StepsLeft;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.event.EventLog;
import vivarium.engine.recording.RecordingHeader;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.scenario.StepTold;

/**
 * A scenario from its beginning to its end: the timeline, the summary, the files.
 *
 * @param scenario what to play
 * @param files what to write beside
 */
public record HeadlessRun(Scenario scenario, Outputs files) {

  static final int PICTURE_WIDTH = 1600;
  static final int PICTURE_HEIGHT = 1000;

  /**
   * The files of a run.
   *
   * @param picture where the picture of the end goes, or null for none
   * @param events where the events go, or null for none
   * @param recording where the recording goes, or null for none
   * @param program which program writes it
   * @param session where what was done goes, as a scenario at exact times, or null for nowhere
   */
  public record Outputs(
      @Nullable Path picture,
      @Nullable Path events,
      @Nullable Path recording,
      String program,
      @Nullable Path session) {

    /** A picture alone. */
    public static Outputs ofPicture(Path picture) {
      return new Outputs(picture, null, null, "", null);
    }

    private void check() {
      checkPicture(picture);
      Stream.of(events, recording, session).filter(Objects::nonNull).forEach(OutputFile::check);
    }
  }

  /**
   * Checks that a picture can be written; there may be none.
   *
   * @throws BadValueException if it cannot
   */
  public static void checkPicture(@Nullable Path picture) {
    if (picture != null) {
      OutputFile.check(picture);
      if (!picture.toString().toLowerCase(Locale.ROOT).endsWith(".png")
          && !PictureWriter.isVectors(picture)) {
        throw new BadValueException(
            "cannot write %s: a picture's name must end in .png or .svg".formatted(picture));
      }
    }
  }

  /**
   * Plays it.
   *
   * @param texts the language in which it is told
   * @return the exit code: not 0 if the cluster did what it must never do, or a step never came
   * @throws BadValueException if a file cannot be written, before anything is played
   * @throws FailedException if a step cannot be carried out or a file not be written
   */
  public int play(PrintWriter out, Texts texts) {
    files.check();
    long began = System.nanoTime();
    SimulatedCluster cluster = new SimulatedCluster(scenario.cluster());
    try (EventsFile eventsFile = files.events() == null ? null : new EventsFile(files.events());
        RecordingFile recording = files.recording() == null ? null : record(cluster)) {
      ClusterSession session = new ClusterSession(cluster);
      TimelinePrinter timeline = new TimelinePrinter(session, texts, out);
      out.println(
          "%s. %s"
              .formatted(scenario.name().in(texts.locale()), scenario.about().in(texts.locale()))
              .strip());
      List<StepTold> left =
          new ScenarioPlayer(
                  cluster,
                  session,
                  () -> {
                    timeline.printNew();
                    if (eventsFile != null) {
                      eventsFile.writeNew(cluster.events());
                    }
                    if (recording != null) {
                      recording.writeNew();
                    }
                  })
              .play(scenario);
      if (recording != null) {
        recording.end(cluster.nowNanos());
      }
      RunSummary summary = new RunSummary(session.model(), scenario.cluster().seed());
      summary.print(out, texts);
      StepsLeft.of(left, texts).forEach(out::println);
      out.println(
          texts.get(
              "summary.took", seconds(scenario.untilNanos()), seconds(System.nanoTime() - began)));
      if (files.session() != null) {
        writeSession(files.session(), cluster);
      }
      if (files.picture() != null) {
        writePicture(files.picture(), session, cluster.events());
        out.println(texts.get("summary.picture", files.picture()));
      }
      out.flush();
      return summary.isSound() && left.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / (double) TimeUnit.SECONDS.toNanos(1));
  }

  private RecordingFile record(SimulatedCluster cluster) {
    return new RecordingFile(
        Objects.requireNonNull(files.recording()),
        new RecordingHeader(
            scenario.name(), scenario.about(), files.program(), false, scenario.cluster()),
        cluster.events(),
        cluster.given());
  }

  private void writeSession(Path file, SimulatedCluster cluster) {
    Scenario played =
        SavedSession.of(
                scenario.name(), scenario.cluster(), cluster.given(), cluster.nowNanos(), false)
            .scenario();
    try {
      Files.writeString(file, ScenarioFile.write(played));
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }

  private void writePicture(Path file, ClusterSession session, EventLog log) {
    try {
      PictureWriter.write(
          new Still(session.model(), log, scenario.untilNanos(), scenario.name()),
          new Picture(PICTURE_WIDTH, PICTURE_HEIGHT),
          file);
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }
}
