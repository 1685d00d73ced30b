package vivarium.desktop.headless;

import java.util.List;
import java.util.function.DoubleConsumer;
import vivarium.desktop.experiment.Difference;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.ExperimentResult.Run;
import vivarium.desktop.experiment.OutcomeMeter;
import vivarium.desktop.experiment.Side;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.desktop.session.ToldEvents;
import vivarium.engine.event.EventLog;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.StepTold;
import vivarium.engine.text.TimeText;

/** Plays both sides of an experiment as simulations, each from its beginning to its end. */
public final class ExperimentRun {

  private static final String REFUSAL = "this is a comparison: both runs have ended";

  private ExperimentRun() {}

  /** A side that has been played. */
  private record Played(EventLog events, Run run) {}

  /**
   * Plays it, on the thread that calls. The same experiment gives the same result.
   *
   * @param progress is told what share is done, from 0 to 1, many times; what it throws ends the
   *     run
   * @throws FailedException if a step cannot be carried out, or a side has more events than can be
   *     held
   */
  public static ExperimentResult play(Experiment experiment, DoubleConsumer progress) {
    Played a = play(experiment.a(), share -> progress.accept(share / 2));
    Played b = play(experiment.b(), share -> progress.accept(0.5 + share / 2));
    long from = experiment.fromNanos();
    return new ExperimentResult(
        experiment,
        a.run(),
        b.run(),
        Difference.inTraces(a.events(), b.events(), from).orElse(null),
        Difference.thatShows(
                a.events(), b.events(), ToldEvents.of(a.events()), ToldEvents.of(b.events()), from)
            .orElse(null));
  }

  private static Played play(Side side, DoubleConsumer progress) {
    Scenario scenario = side.scenario();
    SimulatedCluster cluster = new SimulatedCluster(scenario.cluster());
    EventLog events = cluster.events();
    OutcomeMeter meter = new OutcomeMeter();
    EventLog.Follower follower = events.follow();
    List<StepTold> left;
    try {
      left =
          new ScenarioPlayer(
                  cluster,
                  new ClusterSession(cluster),
                  () -> {
                    follower.read(meter::take);
                    checkRoom(events, cluster.nowNanos());
                    progress.accept((double) cluster.nowNanos() / scenario.untilNanos());
                  })
              .aside(side.aside())
              .play(scenario);
    } catch (FailedException e) {
      throw new FailedException("'%s': %s".formatted(side.label().english(), e.getMessage()));
    }
    Tape tape = new Tape(events, scenario.untilNanos(), REFUSAL, cluster::readNow);
    ClusterSession session = new ClusterSession(tape);
    session.pulse();
    return new Played(events, new Run(tape, session, meter.at(scenario.untilNanos()), left));
  }

  /** What is forgotten cannot be compared. */
  private static void checkRoom(EventLog events, long nowNanos) {
    if (events.firstSeq() > 1) {
      throw new FailedException(
          "by %s there were more than the %,d events that can be compared: end it earlier, or use a"
                  .formatted(TimeText.format(nowNanos), events.capacity())
              + " smaller cluster");
    }
  }
}
