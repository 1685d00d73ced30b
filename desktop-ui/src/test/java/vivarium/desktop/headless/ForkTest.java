package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import vivarium.desktop.experiment.Difference;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.ExperimentResult.Run;
import vivarium.desktop.experiment.Fork;
import vivarium.desktop.experiment.Side;
import vivarium.desktop.session.ClusterSession;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/** A session beside itself with one thing changed. */
class ForkTest {

  private static final long SECOND = 1_000_000_000L;
  private static final Scenario CRASH = Scenarios.bundled("leader-crash").withUntil(14 * SECOND);

  private static ExperimentResult play(Experiment experiment) {
    return ExperimentRun.play(experiment, share -> {});
  }

  private static List<Stamped> trace(Run run) {
    List<Stamped> trace = new ArrayList<>();
    run.session().retell(0, trace::add);
    return trace;
  }

  @Test
  void theSameInputsGiveTheSameTracesAndNoDifference() {
    Side side = new Side(Wording.of("same"), CRASH);

    ExperimentResult result =
        play(new Experiment(Wording.of("same"), Wording.of(""), side, side, 0, null));

    assertThat(result.inTraces()).isNull();
    assertThat(result.shown()).isNull();
    assertThat(trace(result.a())).isEqualTo(trace(result.b()));
    assertThat(result.a().outcome()).isEqualTo(result.b().outcome());
  }

  @Test
  void theOriginalIsTheSessionItself() {
    SimulatedCluster cluster = new SimulatedCluster(CRASH.cluster());
    new ScenarioPlayer(cluster, new ClusterSession(cluster), () -> {}).play(CRASH);
    List<Stamped> session = new ArrayList<>();
    cluster.events().readAfter(0, session::add);
    SavedSession saved =
        SavedSession.of(
            Wording.of("s"), CRASH.cluster(), cluster.given(), cluster.nowNanos(), false);

    ExperimentResult result =
        play(
            Fork.of(saved, 10 * SECOND, new Fork.Change.Do(CommandText.parse("restart 1")), false));

    assertThat(trace(result.a()).subList(0, session.size())).isEqualTo(session);
    assertThat(result.experiment().untilNanos()).isEqualTo(10 * SECOND + Fork.AFTER_NANOS);
  }

  @Test
  void theForkIsTheSameUpToTheChangeAndDiffersRightAfter() {
    ExperimentResult result =
        play(Fork.of(CRASH, 5 * SECOND, new Fork.Change.Do(CommandText.parse("kill controller"))));

    Difference first = Objects.requireNonNull(result.inTraces());
    assertThat(first.atNanos()).isEqualTo(5 * SECOND);
    assertThat(before(result.a(), 5 * SECOND)).isEqualTo(before(result.b(), 5 * SECOND));
    assertThat(Objects.requireNonNull(result.shown()).atNanos()).isEqualTo(5 * SECOND);
  }

  private static List<Stamped> before(Run run, long nanos) {
    return trace(run).stream().filter(each -> each.atNanos() < nanos).toList();
  }

  /** In the crash, 'restart it' at 18 s means the leader that was killed at 8 s. */
  @Test
  void whoeverALaterStepCallsItStaysTheSame() {
    ExperimentResult result =
        play(
            Fork.of(
                Scenarios.bundled("leader-crash"),
                12 * SECOND,
                new Fork.Change.Do(CommandText.parse("freeze 3"))));

    assertThat(
            trace(result.b()).stream()
                .filter(each -> each.atNanos() == 18 * SECOND)
                .map(each -> each.node() + " " + each.event()))
        .contains("broker 1 Started[]");
  }

  /** At 18 s the broker that was killed is to be restarted: in B it runs already. */
  @Test
  void aStepThatTheChangeMakesImpossibleIsPassedOver() {
    Fork.Change change = new Fork.Change.Do(CommandText.parse("restart 1"));

    ExperimentResult result = play(Fork.of(Scenarios.bundled("leader-crash"), 10 * SECOND, change));

    assertThat(startsOfBroker1(result.a())).containsExactly(0L, 18 * SECOND);
    assertThat(startsOfBroker1(result.b())).containsExactly(0L, 10 * SECOND);
  }

  private static List<Long> startsOfBroker1(Run run) {
    return trace(run).stream()
        .filter(each -> each.event() instanceof Node.Started)
        .filter(each -> each.node().equals(NodeId.broker(1)))
        .map(Stamped::atNanos)
        .toList();
  }

  /** Forked at 5 s, before the scenario has killed anybody. */
  @Test
  void aScenarioThatIsPlayedGoesOnWithItsStepsToCome() {
    SimulatedCluster cluster = new SimulatedCluster(CRASH.cluster());
    new ScenarioPlayer(cluster, new ClusterSession(cluster), () -> {})
        .play(CRASH.withUntil(5 * SECOND));
    BackgroundLaboratory laboratory = new BackgroundLaboratory(Origin.ofPlayed(CRASH, cluster));

    ExperimentResult result =
        play(
            laboratory.fork(
                4 * SECOND, new Fork.Change.Do(CommandText.parse("freeze controller"))));

    assertThat(deaths(result.a())).isEqualTo(1);
    assertThat(deaths(result.b())).isEqualTo(1);
  }

  private static long deaths(Run run) {
    return trace(run).stream().filter(each -> each.event() instanceof Node.Stopped).count();
  }

  @Test
  void anotherSeedDiffersFromTheBeginning() {
    ExperimentResult result = play(Fork.of(CRASH, 0, new Fork.Change.Seed(7)));

    assertThat(Objects.requireNonNull(result.inTraces()).atNanos()).isLessThan(3 * SECOND);
  }

  @Test
  void whatOutsidersSentIsSaidToBeMissing() {
    Experiment experiment =
        Fork.of(
            new SavedSession(CRASH, Set.of(), Wording.of("why")), 0, new Fork.Change.Seed(7), true);

    assertThat(Objects.requireNonNull(experiment.caveat()).english())
        .contains("only the part of the built-in clients is played again");
  }

  @Test
  void whatCannotBeDoneIsSaidWithItsSide() {
    Experiment experiment = Fork.of(CRASH, SECOND, new Fork.Change.Do(CommandText.parse("kill 9")));

    assertThatThrownBy(() -> play(experiment))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("'kill 9': the step at 00:01.000 cannot be carried out: ");
  }

  @Test
  void aPersonWhoGivesUpEndsIt() {
    Experiment experiment = Fork.of(CRASH, 0, new Fork.Change.Seed(7));

    assertThatThrownBy(
            () ->
                ExperimentRun.play(
                    experiment,
                    share -> {
                      throw new CancellationException("enough");
                    }))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aChangeIsReadAsACommandOrASeed() {
    assertThat(Fork.parse("seed 7")).isEqualTo(new Fork.Change.Seed(7));
    assertThat(Fork.parse("kill 2")).isEqualTo(new Fork.Change.Do(CommandText.parse("kill 2")));
    assertThatThrownBy(() -> Fork.parse("seed seven"))
        .hasMessage("'seven' is no seed: it must be a whole number, such as 'seed 7'");
  }
}
