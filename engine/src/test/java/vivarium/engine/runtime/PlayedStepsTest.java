package vivarium.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.json.EventJson;
import vivarium.engine.runtime.Vivarium.Options;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.scenario.StepQueue;
import vivarium.engine.scenario.StepTold;
import vivarium.engine.text.TimeText;

/** The steps of a scenario come at exactly their times, however the cluster is run. */
class PlayedStepsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long PATIENCE_SECONDS = 60;
  private static final Path SCENARIOS = Path.of("..", "assets", "scenarios");

  private static final String WAITING =
      """
      {"vivarium": 1, "name": "w", "about": "a", "profile": "classroom",
       "topics": [{"name": "orders", "partitions": 2, "replicationFactor": 3}],
       "producers": [{"client.id": "web", "topic": "orders"}],
       "steps": [
         {"at": "3s", "do": "kill leader of orders-0"},
         {"when": "ISR of orders-0 < 3", "do": "set topic orders min.insync.replicas=1"},
         {"when": "leader of orders-0 changes or under-replicated > 0", "after": "1500ms",
          "do": "restart it"},
         {"at": "9s", "do": "cut 2 3"},
         {"at": "9s", "do": "freeze 2"},
         {"when": "broker 2 is fenced", "within": "20s", "do": "heal"}],
       "until": "25s"}
      """;

  private final BlockingQueue<StepTold> told = new LinkedBlockingQueue<>();

  private static Scenario read(String name) throws Exception {
    Path file = SCENARIOS.resolve(name + ".json");
    return ScenarioFile.parse(name, Files.readString(file));
  }

  private static List<String> simulated(Scenario scenario) {
    Simulation simulation = new Simulation(scenario.cluster());
    simulation.play(
        new StepQueue(
            scenario.steps(), each -> assertThat(each.refusal()).as("%s", each).isNull()));
    simulation.runUntil(scenario.untilNanos());
    return lines(simulation.events(), scenario.untilNanos());
  }

  private static List<String> lines(EventLog log, long untilNanos) {
    List<String> lines = new ArrayList<>();
    log.readAfter(
        0,
        each -> {
          if (each.atNanos() <= untilNanos) {
            lines.add(EventJson.line(each));
          }
        });
    return lines;
  }

  private Vivarium start(Scenario scenario, Options options) {
    return Vivarium.start(scenario.cluster(), options, new StepQueue(scenario.steps(), told::add));
  }

  /** Nobody touches it: the clock of the wall alone says when it runs, and how far at a time. */
  private List<String> lived(Scenario scenario) throws Exception {
    long until = scenario.untilNanos();
    try (Vivarium cluster = start(scenario, new Options(false, 0, 40, false))) {
      assertThat(
              cluster
                  .pauseWhen(each -> each.atNanos() > until)
                  .get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isTrue();
      return lines(cluster.events(), until);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader-crash", "min-isr-refused", "quorum-lost"})
  void aLivingClusterPlaysTheTraceOfTheSimulation(String name) throws Exception {
    Scenario scenario = read(name);
    List<String> simulated = simulated(scenario);
    assertThat(simulated).hasSizeGreaterThan(1_000);
    assertThat(lived(scenario)).isEqualTo(simulated);
  }

  @Test
  void stepsThatWaitForConditionsComeAtTheSameMomentsToo() throws Exception {
    Scenario scenario = ScenarioFile.parse("w", WAITING);
    List<String> simulated = simulated(scenario);
    assertThat(lived(scenario)).isEqualTo(simulated);
    assertThat(told).hasSize(6).allSatisfy(each -> assertThat(each.refusal()).isNull());
  }

  @Test
  void aStepOfAPausedClusterWaitsAndSteppingByAnEventStopsAtWhatItDid() throws Exception {
    Scenario scenario = read("leader-crash");
    try (Vivarium cluster = start(scenario, new Options(false, 0, 1, true))) {
      assertThat(step(cluster, 8 * SECOND - 1, each -> false)).isFalse();
      assertThat(told).isEmpty();
      assertThat(cluster.isPaused()).isTrue();

      assertThat(step(cluster, SECOND, each -> each.event() instanceof Node.Stopped)).isTrue();
      assertThat(cluster.nowNanos()).isEqualTo(8 * SECOND);
      StepTold first = Objects.requireNonNull(told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertThat(first.atNanos()).isEqualTo(8 * SECOND);
      assertThat(first.number()).isEqualTo(1);
      assertThat(first.of()).isEqualTo(2);
      assertThat(told).as("time stands still").isEmpty();

      assertThat(step(cluster, 30 * SECOND, each -> isStartOf(each, 1))).isTrue();
      assertThat(cluster.nowNanos()).isEqualTo(18 * SECOND);
    }
  }

  private static boolean isStartOf(Stamped each, int broker) {
    return each.event() instanceof Node.Started && each.node().equals(NodeId.broker(broker));
  }

  private static boolean step(Vivarium cluster, long limitNanos, Predicate<Stamped> condition)
      throws Exception {
    return cluster.stepUntil(condition, limitNanos).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void aStepThatWaitsInVainIsToldAtItsDeadline() throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "v",
            """
            {"vivarium": 1, "name": "v", "about": "a", "profile": "instant",
             "steps": [{"at": "2s", "do": "kill 1"},
                       {"when": "broker 2 is fenced", "within": "3s", "do": "restart it"}]}
            """);
    Simulation simulation = new Simulation(scenario.cluster());
    simulation.play(new StepQueue(scenario.steps(), told::add));
    simulation.runUntil(scenario.untilNanos());

    assertThat(told).hasSize(2);
    StepTold inVain = List.copyOf(told).getLast();
    assertThat(inVain.atNanos()).isEqualTo(5 * SECOND);
    assertThat(inVain.refusal()).isEqualTo("its condition did not hold within 3s");
  }

  @Test
  void stepsThatHaveNotComeAtTheEndSayWhatTheyWaitFor() throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "w",
            """
            {"vivarium": 1, "name": "w", "about": "a", "profile": "instant",
             "steps": [{"at": "2s", "do": "freeze 1"},
                       {"when": "broker 1 is frozen", "after": "9s", "do": "resume 1"},
                       {"at": "3s", "do": "kill 3"},
                       {"when": "broker 2 is fenced", "do": "restart 3"},
                       {"when": "controller changes", "do": "heal"}],
             "until": "10s"}
            """);
    Simulation simulation = new Simulation(scenario.cluster());
    StepQueue queue = new StepQueue(scenario.steps(), told::add).until(scenario.untilNanos());
    simulation.play(queue);
    simulation.runUntil(scenario.untilNanos());

    List<StepTold> left = queue.left(scenario.untilNanos());
    assertThat(told).as("what was carried out").extracting(StepTold::number).containsExactly(1, 3);
    assertThat(left).extracting(StepTold::number).containsExactly(2, 4, 5);
    assertThat(left)
        .extracting(StepTold::refusal)
        .containsExactly(
            "its condition held, and it comes at 00:11.000",
            "it still waits for: 'broker 2 is fenced'",
            "it waits until step 4 is done");
    told.clear();

    simulation.runUntil(12 * SECOND);
    assertThat(told)
        .as("told once when the story is over, and carried out all the same")
        .extracting(StepTold::number, each -> each.refusal() == null)
        .containsExactly(tuple(2, false), tuple(4, false), tuple(5, false), tuple(2, true));
  }

  @Test
  void atTheVeryBeginningTheServersThatTheFileDeclaresAreThere() throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "z",
            """
            {"vivarium": 1, "name": "z", "about": "a", "profile": "instant",
             "steps": [{"at": "0s", "do": "kill 1"}, {"at": "0s", "do": "cut 2 101"}]}
            """);
    Simulation simulation = new Simulation(scenario.cluster());
    simulation.play(new StepQueue(scenario.steps(), told::add));
    simulation.runUntil(0);

    assertThat(told).hasSize(2).allSatisfy(each -> assertThat(each.refusal()).isNull());
    assertThat(simulation.given().all())
        .extracting(each -> String.valueOf(each.result()))
        .containsOnly("Accepted[]")
        .hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0s", "1ms", "50ms", "300ms"})
  void aStepThatNamesWhatTheClusterBeginsWithWaitsUntilItIsThere(String at) throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "early",
            """
            {"vivarium": 1, "name": "e", "about": "a", "profile": "classroom",
             "topics": [{"name": "orders", "partitions": 1, "replicationFactor": 3}],
             "producers": [{"client.id": "web", "topic": "orders"}],
             "consumers": [{"client.id": "b1", "group.id": "billing", "topic": "orders"}],
             "steps": [
               {"at": "%1$s", "do": "set simulation link.latency.ms=30"},
               {"at": "%1$s", "do": "set brokers replica.lag.time.max.ms=4000"},
               {"at": "%1$s", "do": "kill leader of orders-0"},
               {"at": "%1$s", "do": "change producer web topic=orders acks=1"},
               {"at": "400ms", "do": "restart it"},
               {"when": "broker 1 is running", "do": "partitions orders 4"}],
             "until": "20s"}
            """
                .formatted(at));
    Simulation simulation = new Simulation(scenario.cluster());
    simulation.play(new StepQueue(scenario.steps(), told::add));
    simulation.runUntil(scenario.untilNanos());

    List<StepTold> all = List.copyOf(told);
    assertThat(all).extracting(StepTold::number).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(all).allSatisfy(each -> assertThat(each.refusal()).as("%s", each).isNull());
    assertThat(all.subList(0, 2))
        .as("who names nothing does not wait")
        .extracting(StepTold::atNanos)
        .containsOnly(TimeText.parseNanos(at));
    assertThat(all.get(2).atNanos()).isBetween(SECOND / 3, 2 * SECOND);
    assertThat(all.get(4).atNanos())
        .as("not before the steps that it stands after")
        .isEqualTo(Math.max(all.get(3).atNanos(), TimeText.parseNanos("400ms")));
    assertThat(events(simulation).filter(each -> isSetting(each, "link.latency.ms", "30")))
        .as("what a step has set stays")
        .isNotEmpty();
    assertThat(events(simulation).filter(each -> isSetting(each, "link.latency.ms", "350")))
        .isEmpty();
    assertThat(simulation.given().all())
        .extracting(each -> String.valueOf(each.result()))
        .containsOnly("Accepted[]");
    assertThat(lived(scenario)).isEqualTo(lines(simulation.events(), scenario.untilNanos()));
  }

  private static Stream<Stamped> events(Simulation simulation) {
    List<Stamped> events = new ArrayList<>();
    simulation.events().readAfter(0, events::add);
    return events.stream();
  }

  private static boolean isSetting(Stamped stamped, String key, String value) {
    return stamped.event() instanceof Metadata.ConfigChanged changed
        && changed.key().equals(key)
        && value.equals(changed.value());
  }
}
