package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.command.CommandText;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.RecordJourney;
import vivarium.engine.model.RecordJourney.Hop;
import vivarium.engine.model.RecordJourney.Kind;
import vivarium.engine.runtime.Simulation;

/** The way of single records through the cluster of the scenarios that come along. */
class RecordJourneyTest {

  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  private final ClusterModel model = new ClusterModel();

  @Test
  void anOrdinaryRecordIsFollowedHopByHop() throws Exception {
    Simulation simulation = play("leader-crash", 12);
    RecordJourney journey = only(RecordJourney.of(simulation.events(), ORDERS, 2));

    assertThat(kinds(journey))
        .startsWith(Kind.SENT, Kind.APPENDED)
        .containsSubsequence(
            Kind.SENT, Kind.APPENDED, Kind.FETCHED, Kind.FETCHED, Kind.COMMITTED, Kind.ACKNOWLEDGED)
        .contains(Kind.READ, Kind.READ_COMMITTED)
        .doesNotContain(Kind.LOST, Kind.REFUSED, Kind.TRUNCATED);
    Hop sent = journey.hops().getFirst();
    Hop appended = journey.hops().get(1);
    assertThat(sent.node()).isEqualTo(NodeId.producer("web-checkout"));
    assertThat(sent.detail()).isEqualTo(appended.node().toString());
    assertThat(appended.atNanos()).isGreaterThan(sent.atNanos());
    assertThat(simulation.events().get(appended.seq())).isNotNull();
  }

  @Test
  void aRecordThatWasTriedAgainSaysWhy() throws Exception {
    Simulation simulation = play("leader-crash", 20);
    Stamped acknowledged =
        firstAfter(
            simulation,
            8_500_000_000L,
            each ->
                each.event() instanceof Client.Acknowledged e
                    && e.partition().equals(ORDERS)
                    && e.latencyNanos() > 2_000_000_000L);
    long offset = ((Client.Acknowledged) acknowledged.event()).baseOffset();
    RecordJourney journey = RecordJourney.of(simulation.events(), ORDERS, offset).getLast();
    assertThat(kinds(journey))
        .containsSubsequence(Kind.SENT, Kind.REFUSED, Kind.SENT, Kind.APPENDED, Kind.ACKNOWLEDGED);
  }

  @Test
  void aRecordThatWasLostSaysSo() throws Exception {
    Simulation simulation = play("acks-one-loses", 40);
    Stamped verdict =
        firstAfter(simulation, 0, each -> each.event() instanceof Verdict.RecordsLost);
    Verdict.RecordsLost lost = (Verdict.RecordsLost) verdict.event();
    RecordJourney journey =
        RecordJourney.of(simulation.events(), lost.partition(), lost.firstOffset()).getFirst();
    assertThat(kinds(journey))
        .containsSubsequence(Kind.SENT, Kind.APPENDED, Kind.ACKNOWLEDGED, Kind.LOST)
        .contains(Kind.TRUNCATED);
    assertThat(journey.hops().stream().map(Hop::atNanos)).isSorted();
  }

  @Test
  void whatNeverWasHasNoHopsAndTheFutureIsNotTold() throws Exception {
    Simulation simulation = play("leader-crash", 5);
    assertThat(RecordJourney.of(simulation.events(), ORDERS, 1_000)).isEmpty();
    RecordJourney whole = only(RecordJourney.of(simulation.events(), ORDERS, 0));
    assertThat(whole.upTo(whole.hops().get(2).seq())).isEqualTo(whole.hops().subList(0, 3));
  }

  private static RecordJourney only(List<RecordJourney> journeys) {
    assertThat(journeys).hasSize(1);
    return journeys.getFirst();
  }

  private Simulation play(String name, int seconds) throws Exception {
    Path file = Path.of("..", "assets", "scenarios", name + ".json");
    Scenario scenario = ScenarioFile.parse(name, Files.readString(file));
    Simulation simulation = new Simulation(scenario.cluster(), model::apply);
    long until = seconds * 1_000_000_000L;
    NodeId it = null;
    for (Scenario.Step step : scenario.steps()) {
      if (step.when().earliestNanos() <= until) {
        simulation.runUntil(step.when().earliestNanos());
        List<Command> commands = step.command().resolve(model, it);
        NodeId concerned = CommandText.concerned(commands.getFirst());
        it = concerned == null ? it : concerned;
        commands.forEach(each -> simulation.carryOut(each, result -> {}));
      }
    }
    simulation.runUntil(until);
    return simulation;
  }

  private static Stamped firstAfter(
      Simulation simulation, long nanos, java.util.function.Predicate<Stamped> wanted) {
    for (long seq = 1; seq <= simulation.events().lastSeq(); seq++) {
      Stamped each = simulation.events().get(seq);
      if (each != null && each.atNanos() >= nanos && wanted.test(each)) {
        return each;
      }
    }
    throw new AssertionError("no such event");
  }

  private static List<Kind> kinds(RecordJourney journey) {
    return journey.hops().stream().map(Hop::kind).toList();
  }
}
