package vivarium.desktop.headless;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.Still;
import vivarium.desktop.i18n.Narrator;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.LedgerView;
import vivarium.engine.scenario.Scenario;

/**
 * A scenario from its beginning to its end: the timeline, the summary, the picture.
 *
 * @param scenario what to play
 * @param picture where the picture of the end goes, or null for none
 * @param events where the events go, or null for none
 */
public record HeadlessRun(Scenario scenario, @Nullable Path picture, @Nullable Path events) {

  private static final int PICTURE_WIDTH = 1600;
  private static final int PICTURE_HEIGHT = 1000;

  /**
   * Plays it.
   *
   * @return the exit code: not 0 if the cluster did what it must never do
   * @throws BadValueException if a file cannot be written, before anything is played
   * @throws FailedException if a step cannot be carried out or a file not be written
   */
  public int play(PrintWriter out) {
    if (picture != null) {
      OutputFile.check(picture);
      if (!picture.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
        throw new BadValueException(
            "cannot write %s: a picture's name must end in .png".formatted(picture));
      }
    }
    if (events != null) {
      OutputFile.check(events);
    }
    long began = System.nanoTime();
    try (EventsFile eventsFile = events == null ? null : new EventsFile(events)) {
      SimulatedCluster cluster = new SimulatedCluster(scenario.cluster());
      ClusterSession session = new ClusterSession(cluster);
      TimelinePrinter timeline = new TimelinePrinter(session, new Narrator(Texts.ENGLISH), out);
      out.println("%s. %s".formatted(scenario.name(), scenario.about()).strip());
      new ScenarioPlayer(
              cluster,
              session,
              () -> {
                timeline.printNew();
                if (eventsFile != null) {
                  eventsFile.writeNew(cluster.events());
                }
              })
          .play(scenario);
      LedgerView ledger = session.model().ledger();
      printSummary(out, session.model(), System.nanoTime() - began);
      if (picture != null) {
        writePicture(picture, session, cluster.events());
        out.println("Picture: " + picture);
      }
      out.flush();
      return ledger.lostByBug() > 0 || ledger.invariantsBroken() > 0
          ? ExitCode.SOFTWARE
          : ExitCode.OK;
    }
  }

  private void printSummary(PrintWriter out, ClusterModel model, long realNanos) {
    LedgerView ledger = model.ledger();
    out.println();
    for (ClientView client : model.clients().values()) {
      ProducerSettings producer = client.producer();
      if (producer != null && client.slowestLatencyNanos() >= 0) {
        out.printf(
            Locale.ROOT,
            "%s, acks=%s: %,d records acknowledged, the slowest after %.2f s%n",
            producer.clientId(),
            producer.acksWord(),
            client.recordsAcknowledged(),
            client.slowestLatencyNanos() / (double) TimeUnit.SECONDS.toNanos(1));
      }
    }
    out.printf(
        Locale.ROOT,
        "acknowledged %,d · lost %,d · duplicated %,d%n",
        ledger.acknowledged(),
        ledger.lost(),
        ledger.duplicated());
    if (ledger.lostExpected() > 0) {
      out.printf(
          Locale.ROOT, "%,d of the lost were lost as the settings allow%n", ledger.lostExpected());
    }
    if (ledger.lostByBug() > 0 || ledger.invariantsBroken() > 0) {
      out.printf(
          Locale.ROOT,
          "A BUG of Vivarium: %,d records lost that must not be, %,d invariants broken (seed %d)%n",
          ledger.lostByBug(),
          ledger.invariantsBroken(),
          scenario.cluster().seed());
    }
    out.printf(
        Locale.ROOT,
        "%.1f s of virtual time in %.1f s%n",
        scenario.untilNanos() / (double) TimeUnit.SECONDS.toNanos(1),
        realNanos / (double) TimeUnit.SECONDS.toNanos(1));
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
