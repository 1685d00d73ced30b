package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandLog;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.NewRecord;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.json.EventJson;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.scenario.Scenario.Step;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/** What was done by hand plays again, event for event. */
class SavedSessionTest {

  private static final long MS = 1_000_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aSessionPlaysTheSameAgain(long seed) throws Exception {
    ClusterConfig config = cluster(seed, seed % 2 == 0 ? Profile.CLASSROOM : Profile.REALISTIC);
    List<String> happened = new ArrayList<>();
    Simulation session = new Simulation(config, each -> happened.add(EventJson.line(each)));
    SeededRandom random = SeededRandom.ofSeed(seed);
    for (Command command : commands()) {
      switch (random.nextInt(4)) {
        case 0 -> {} // At the same moment as the one before.
        case 1 -> session.runUntil(session.nowNanos() + 1 + random.nextInt(2_000_000_007));
        case 2 -> session.runUntil(anAppend(), 500 * MS); // In the middle of a moment.
        default -> {
          session.submit(command);
          continue; // As it is answered, perhaps in the middle of a moment.
        }
      }
      session.carryOut(command, result -> {});
    }
    session.runUntil(session.nowNanos() + 3_000 * MS);

    SavedSession saved =
        SavedSession.of(Wording.of("by hand"), config, session.given(), session.nowNanos(), false);
    assertThat(saved.whyNotTheSame()).isNull();
    Scenario read = ScenarioFile.parse("saved", ScenarioFile.write(saved.scenario()));
    assertThat(read).isEqualTo(saved.scenario());
    assertThat(played(read)).isEqualTo(happened);
  }

  @Test
  void aLiveSessionPlaysTheSameAgain() throws Exception {
    ClusterConfig config = cluster(7, Profile.INSTANT);
    List<String> happened = new ArrayList<>();
    SavedSession saved;
    long end;
    try (Vivarium cluster = Vivarium.start(config, new Vivarium.Options(false, 0, 1, true))) {
      cluster.stepUntil(each -> false, 3_000 * MS).get(20, TimeUnit.SECONDS);
      cluster.resume();
      for (Command command : commands()) {
        cluster.submit(command).get(20, TimeUnit.SECONDS);
        var unused = cluster.stepUntil(anAppend(), 100 * MS).get(20, TimeUnit.SECONDS);
        cluster.resume();
      }
      cluster.stepUntil(each -> false, 500 * MS).get(20, TimeUnit.SECONDS);
      end = cluster.nowNanos();
      cluster.events().readAfter(0, each -> happened.add(EventJson.line(each)));
      saved = SavedSession.of(Wording.of("by hand"), config, cluster.given(), end, false);
    }
    Scenario read = ScenarioFile.parse("saved", ScenarioFile.write(saved.scenario()));
    List<String> played = played(read);
    assertThat(played).as("some events").hasSizeGreaterThan(1_000);
    assertThat(played).isEqualTo(happened);
  }

  /** What a person does beside the steps of a scenario, and 'it' goes on to mean whom it meant. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void aPlayedScenarioGoesOnWithItsStepsToCome(long seed) throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "s",
            """
            {"vivarium": 1, "name": "s", "about": "a", "profile": "instant", "seed": %d,
             "topics": [{"name": "orders", "partitions": 2, "replicationFactor": 3}],
             "producers": [{"client.id": "web", "topic": "orders", "recordsPerSecond": 5}],
             "steps": [{"at": "10ms", "do": "set topic orders retention.ms=60000"},
                       {"at": "2s", "do": "kill leader of orders-0"},
                       {"when": "broker 1 is fenced or broker 2 is fenced or broker 3 is fenced",
                        "after": "100ms", "do": "cut 1 2"},
                       {"at": "6s", "do": "restart it"},
                       {"at": "9s", "do": "heal"}],
             "until": "12s"}
            """
                .formatted(seed));
    List<String> happened = new ArrayList<>();
    Simulation session =
        new Simulation(scenario.cluster(), each -> happened.add(EventJson.line(each)));
    session.play(new StepQueue(scenario.steps(), told -> {}));
    SeededRandom random = SeededRandom.ofSeed(seed);
    for (Command command : commands().subList(0, 6)) {
      session.runUntil(session.nowNanos() + random.nextInt(1_300_000_007));
      var unused = session.runUntil(anAppend(), 500 * MS); // In the middle of a moment.
      session.carryOut(command, result -> {});
    }
    long now = session.nowNanos();

    SavedSession goingOn = SavedSession.goingOn(scenario, session.given(), now, false);

    assertThat(goingOn.byHand()).hasSize(6);
    List<String> soFar = List.copyOf(happened);
    session.runUntil(scenario.untilNanos());
    assertThat(happened).as("more happened").hasSizeGreaterThan(soFar.size());
    assertThat(played(goingOn.scenario(), goingOn.byHand())).isEqualTo(happened);
    assertThat(steps(session.given(), true)).as("of steps").isPositive();
    assertThat(steps(session.given(), false)).as("by hand").isEqualTo(6);
  }

  @Test
  void whatWasDoneAtTheTimeOfAStepComesBeforeOrAfterItAsItDid() throws Exception {
    Scenario scenario =
        ScenarioFile.parse(
            "s",
            """
            {"vivarium": 1, "name": "s", "about": "a", "profile": "instant",
             "steps": [{"at": "2s", "do": "kill 1"}, {"at": "2s", "do": "cut 2 3"}]}
            """);
    Command byHand = new Command.Freeze(NodeId.broker(2));
    CommandLog before = new CommandLog();
    Consumer<CommandResult> unused = before.add(2_000 * MS, 9, 1, false, false, byHand);
    unused = before.add(2_000 * MS, 9, 2, true, true, new Command.Kill(NodeId.broker(1)));
    CommandLog after = new CommandLog();
    unused = after.add(2_000 * MS, 9, 2, true, true, new Command.Kill(NodeId.broker(1)));
    unused = after.add(2_000 * MS, 9, 2, true, false, byHand);

    assertThat(words(SavedSession.goingOn(scenario, before, 2_000 * MS, false)))
        .containsExactly("freeze 2", "kill 1", "cut 2 3");
    assertThat(words(SavedSession.goingOn(scenario, after, 2_000 * MS, false)))
        .containsExactly("kill 1", "cut 2 3", "freeze 2");
  }

  private static List<String> words(SavedSession saved) {
    return saved.scenario().steps().stream().map(each -> each.command().words()).toList();
  }

  private static long steps(CommandLog given, boolean ofStep) {
    return given.all().stream().filter(each -> each.ofStep() == ofStep).count();
  }

  @Test
  void whatCannotPlayTheSameSaysWhy() {
    SavedSession saved =
        SavedSession.of(Wording.of("n"), cluster(1, Profile.INSTANT), new CommandLog(), 5, true);
    assertThat(saved.scenario().about().english())
        .contains("A session saved", "Clients outside took part");
    assertSaysWhyNot(saved);
  }

  @Test
  void commandsThatAreMissingAreSaid() {
    SavedSession saved =
        SavedSession.of(
            Wording.of("n"), cluster(1, Profile.INSTANT), List.of(), 3, TimeText.MAX_NANOS, false);
    assertThat(saved.scenario().about().english()).contains("Its last 3 commands are not in it");
    assertThat(saved.scenario().about().korean()).contains("마지막 3개는 들어 있지 않습니다");
    assertSaysWhyNot(saved);
  }

  @Test
  void aSessionTooLongForAScenarioSaysSo() {
    SavedSession saved =
        SavedSession.of(
            Wording.of("n"),
            cluster(1, Profile.INSTANT),
            new CommandLog(),
            TimeText.MAX_NANOS + 1,
            false);
    assertThat(saved.scenario().about().english()).contains("longer than a scenario may");
    assertSaysWhyNot(saved);
  }

  /** Each language says it, in its own words alone. */
  private static void assertSaysWhyNot(SavedSession saved) {
    Wording whyNot = Objects.requireNonNull(saved.whyNotTheSame());
    Wording about = saved.scenario().about();
    assertThat(about.english()).endsWith(" " + whyNot.english());
    assertThat(about.korean()).endsWith(" " + whyNot.korean()).doesNotContainPattern("[A-Za-z]{2}");
  }

  private static List<String> played(Scenario scenario) {
    return played(scenario, Set.of());
  }

  /** Plays as any player does. */
  private static List<String> played(Scenario scenario, Set<Step> aside) {
    List<String> happened = new ArrayList<>();
    Simulation simulation =
        new Simulation(scenario.cluster(), each -> happened.add(EventJson.line(each)));
    simulation.play(
        new StepQueue(scenario.steps(), told -> assertThat(told.refusal()).as("%s", told).isNull())
            .aside(aside));
    simulation.runUntil(scenario.untilNanos());
    return happened;
  }

  private static Predicate<Stamped> anAppend() {
    return each -> each.event() instanceof ClusterEvent.Replica.Appended;
  }

  private static ClusterConfig cluster(long seed, Profile profile) {
    return ClusterConfig.builder()
        .seed(seed)
        .profile(profile)
        .racks(List.of("a", "b"))
        .topic(TopicSpec.of("orders", 2, 3).with("min.insync.replicas", "2"))
        .producer(ProducerSettings.of("web", "orders").withRecordsPerSecond(5))
        .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
        .build();
  }

  private static List<Command> commands() {
    NodeId one = NodeId.broker(1);
    NodeId two = NodeId.broker(2);
    LinkScope between = LinkScope.between(one, two);
    return List.of(
        new Command.SetSimulationConfig("link.latency.ms", "3"),
        new Command.AddProducer(ProducerSettings.of("second", "orders").withAcks(1)),
        new Command.ProduceRecord(NewRecord.of("orders", "k", "two words")),
        new Command.Inject(new FaultSpec.LinkLoss(between, 0.3)),
        new Command.Kill(one),
        new Command.Kill(one), // Refused: it plays the same all the same.
        new Command.CreateTopic(TopicSpec.of("more", 2, 1)),
        new Command.CutLink(two, NodeId.producer("web")),
        new Command.Restart(one),
        new Command.Heal("loss " + between),
        new Command.AddConsumer(ConsumerSettings.of("billing-2", "billing", "orders")),
        new Command.SetTopicConfig("orders", "min.insync.replicas", "1"),
        new Command.Freeze(two),
        new Command.ChangeProducer(ProducerSettings.of("web", "orders").withRecordsPerSecond(9)),
        new Command.HealAll(),
        new Command.AddBroker(null),
        new Command.AddPartitions("orders", 3),
        new Command.RemoveClient(NodeId.producer("second")),
        new Command.DeleteTopic("more"),
        new Command.PowerLoss(two));
  }
}
