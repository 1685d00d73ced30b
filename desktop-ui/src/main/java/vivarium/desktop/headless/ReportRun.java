package vivarium.desktop.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.report.Report;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.desktop.theme.FontMeasure;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.Wording;

/**
 * A scenario or a recording told as one page.
 *
 * @param cluster whose story is told; it has ended
 * @param about what stands at the page's head, and what it ran with
 */
public record ReportRun(LiveCluster cluster, Report.About about) {

  /**
   * Plays a scenario to its end.
   *
   * @param program the program's name and version
   * @throws FailedException if a step cannot be carried out, or too much happens to be remembered
   */
  public static ReportRun of(Scenario scenario, String program) {
    SimulatedCluster cluster = new SimulatedCluster(scenario.cluster());
    new ScenarioPlayer(cluster, new ClusterSession(cluster), () -> {}).play(scenario);
    if (cluster.events().firstSeq() > 1) {
      throw new FailedException(
          "more than %,d events happen, more than a report remembers; end it earlier with --until"
              .formatted(cluster.events().capacity()));
    }
    Tape tape =
        new Tape(
            cluster.events(),
            cluster.nowNanos(),
            "this is a report",
            query -> new RecordPage.Refused("this is a report"));
    LinkedHashMap<String, String> environment = environment(program);
    environment.put("seed", Long.toString(scenario.cluster().seed()));
    environment.put("profile", scenario.cluster().profile().word());
    return new ReportRun(tape, new Report.About(scenario.name(), scenario.about(), environment));
  }

  /** Takes a recording as it is. */
  public static ReportRun of(RecordedRun run, String program) {
    LinkedHashMap<String, String> environment = environment(program);
    environment.put("seed", Long.toString(run.recording().header().cluster().seed()));
    return new ReportRun(
        run.tape(), new Report.About(Wording.of(run.title()), Wording.NONE, environment));
  }

  private static LinkedHashMap<String, String> environment(String program) {
    LinkedHashMap<String, String> environment = new LinkedHashMap<>();
    environment.put("program", program);
    environment.put("Java", Runtime.version().toString());
    environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return environment;
  }

  /**
   * Writes the page.
   *
   * @throws FailedException if it cannot be written
   */
  public void write(Path file, Locale locale) {
    try {
      Files.writeString(
          file,
          PictureWriter.onToolkit(
              () ->
                  Report.html(
                      new ClusterSession(cluster), about, Texts.of(locale), new FontMeasure())));
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }
}
