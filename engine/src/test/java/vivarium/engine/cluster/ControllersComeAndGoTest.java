package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.controller.Controller;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.event.Stamped;
import vivarium.engine.runtime.Simulation;

/** Controllers are given votes and lose them while the cluster runs (KIP-853). */
class ControllersComeAndGoTest {

  private static final long SECOND = 1_000_000_000L;

  private final List<Stamped> events = new ArrayList<>();

  private Simulation cluster(long seed, int controllers) {
    return cluster(seed, controllers, "20971520");
  }

  private Simulation cluster(long seed, int controllers, String snapshotAfterBytes) {
    Simulation simulation =
        new Simulation(
            ClusterConfig.builder()
                .brokerConfig(ConfigCatalog.SNAPSHOT_AFTER_BYTES, snapshotAfterBytes)
                .seed(seed)
                .controllers(controllers)
                .topic(TopicSpec.of("orders", 3, 3))
                .producer(ProducerSettings.of("checkout", "orders").withRecordsPerSecond(5))
                .build(),
            events::add);
    simulation.runUntil(5 * SECOND);
    return simulation;
  }

  private static void accept(Simulation simulation, Command command) {
    assertThat(simulation.submit(command)).isEqualTo(new CommandResult.Accepted());
  }

  private static String refusal(Simulation simulation, Command command) {
    return ((CommandResult.Refused) simulation.submit(command)).reason();
  }

  private static Controller leader(Simulation simulation) {
    return simulation.cluster().coordinatorIds().stream()
        .map(id -> simulation.cluster().controller(id.number()))
        .filter(Objects::nonNull)
        .filter(controller -> controller.quorum().role() == QuorumRole.LEADER)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no controller leads"));
  }

  private static NodeId leaderId(Simulation simulation) {
    return NodeId.controller(leader(simulation).quorum().leader());
  }

  private void nothingIsBroken() {
    assertThat(events)
        .extracting(Stamped::event)
        .noneMatch(event -> event instanceof Verdict.InvariantBroken)
        .noneMatch(event -> event instanceof Verdict.RecordsLost lost && !lost.expected());
  }

  private static void run(Simulation simulation, long seconds) {
    simulation.runUntil(simulation.nowNanos() + seconds * SECOND);
  }

  @Test
  void aNewControllerFollowsFirstAndThenVotes() {
    Simulation simulation = cluster(1, 1);

    accept(simulation, new Command.AddController());
    run(simulation, 2);

    assertThat(leader(simulation).quorum().voters()).containsExactly(101, 102);
    assertThat(events)
        .filteredOn(stamped -> stamped.node().equals(NodeId.controller(102)))
        .extracting(Stamped::event)
        .filteredOn(event -> event instanceof Coordination.QuorumRoleChanged)
        .extracting(event -> ((Coordination.QuorumRoleChanged) event).role())
        .containsSubsequence(QuorumRole.OBSERVER, QuorumRole.FOLLOWER);
    assertThat(events)
        .extracting(Stamped::event)
        .contains(new Coordination.VotersChanged(List.of(101, 102)));
    nothingIsBroken();
  }

  @Test
  void oneGrowsToThreeAndThenSurvivesTheFirst() {
    Simulation simulation = cluster(2, 1);
    accept(simulation, new Command.AddController());
    accept(simulation, new Command.AddController());
    run(simulation, 2);

    accept(simulation, new Command.Kill(NodeId.controller(101)));
    run(simulation, 15);

    assertThat(leader(simulation).quorum().leader()).isIn(102, 103);
    accept(simulation, new Command.CreateTopic(TopicSpec.of("late", 1, 3)));
    nothingIsBroken();
  }

  @Test
  void theLeaderItselfCanBeRemoved() {
    Simulation simulation = cluster(3, 3);
    NodeId gone = leaderId(simulation);

    accept(simulation, new Command.RemoveController(gone));
    run(simulation, 15);

    assertThat(simulation.cluster().coordinatorIds()).hasSize(2).doesNotContain(gone);
    assertThat(leader(simulation).quorum().voters()).hasSize(2).doesNotContain(gone.number());
    accept(simulation, new Command.CreateTopic(TopicSpec.of("late", 1, 3)));
    nothingIsBroken();
  }

  @ParameterizedTest
  @ValueSource(strings = {"20971520", "300"})
  void everyControllerIsReplacedOneByOneEvenIfOnlyASnapshotNamesTheVoters(String snapshotAfter) {
    Simulation simulation = cluster(4, 3, snapshotAfter);
    for (int old : List.of(101, 102, 103)) {
      accept(simulation, new Command.AddController());
      run(simulation, 3);
      accept(simulation, new Command.RemoveController(NodeId.controller(old)));
      run(simulation, 10);
    }

    assertThat(leader(simulation).quorum().voters()).containsExactly(104, 105, 106);
    accept(simulation, new Command.Kill(leaderId(simulation)));
    run(simulation, 15);
    accept(simulation, new Command.CreateTopic(TopicSpec.of("late", 1, 3)));
    accept(simulation, new Command.Kill(NodeId.broker(2)));
    run(simulation, 5);
    accept(simulation, new Command.Restart(NodeId.broker(2)));
    run(simulation, 15);
    assertThat(simulation.cluster().metadata().isActive(2)).isTrue();
    nothingIsBroken();
  }

  @Test
  void aRestartedControllerKnowsWhoVotes() {
    Simulation simulation = cluster(5, 1);
    accept(simulation, new Command.AddController());
    accept(simulation, new Command.AddController());
    for (int id : List.of(101, 102, 103)) {
      accept(simulation, new Command.Kill(NodeId.controller(id)));
    }
    for (int id : List.of(102, 103)) {
      accept(simulation, new Command.Restart(NodeId.controller(id)));
    }
    run(simulation, 20);

    assertThat(leader(simulation).quorum().voters()).containsExactly(101, 102, 103);
    nothingIsBroken();
  }

  @Test
  void withoutAMajorityNobodyComesOrGoes() {
    Simulation simulation = cluster(6, 3);
    NodeId leader = leaderId(simulation);
    List<NodeId> others =
        simulation.cluster().coordinatorIds().stream().filter(id -> !id.equals(leader)).toList();
    accept(simulation, new Command.Kill(others.getFirst()));

    assertThat(refusal(simulation, new Command.RemoveController(others.getLast())))
        .contains("restart one first");
    accept(simulation, new Command.Kill(others.getLast()));
    run(simulation, 10);
    assertThat(refusal(simulation, new Command.AddController()))
        .contains("no controller is active");
    nothingIsBroken();
  }

  @Test
  void whatCannotBeIsRefused() {
    Simulation simulation = cluster(7, 1);
    assertThat(refusal(simulation, new Command.RemoveController(NodeId.controller(101))))
        .isEqualTo("controller 101 is the last that stays; add another before you remove it");
    assertThat(refusal(simulation, new Command.RemoveController(NodeId.controller(109))))
        .startsWith("there is no controller 109");
    assertThat(refusal(simulation, new Command.RemoveController(NodeId.broker(1))))
        .isEqualTo("broker 1 is no controller; name a controller by its id");
    for (int more = 0; more < 4; more++) {
      accept(simulation, new Command.AddController());
    }
    assertThat(refusal(simulation, new Command.AddController()))
        .isEqualTo("there are 5 controllers already, and there can be no more; remove one first");
    Simulation ensemble =
        new Simulation(
            ClusterConfig.builder().coordination(CoordinationMode.ZOOKEEPER).build(), events::add);
    ensemble.runUntil(5 * SECOND);
    assertThat(refusal(ensemble, new Command.AddController()))
        .startsWith("a ZooKeeper ensemble keeps the servers");
    nothingIsBroken();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void randomComingsAndGoingsAmongFailuresBreakNothing(long seed) {
    Simulation simulation = cluster(seed, 3);
    Random random = new Random(seed);
    for (int step = 0; step < 25; step++) {
      List<NodeId> all = simulation.cluster().coordinatorIds();
      NodeId any = all.get(random.nextInt(all.size()));
      Command command =
          switch (random.nextInt(6)) {
            case 0 -> new Command.AddController();
            case 1 -> new Command.RemoveController(any);
            case 2 -> new Command.Kill(any);
            case 3 -> new Command.Freeze(any);
            case 4 -> new Command.Resume(any);
            default -> new Command.Restart(any);
          };
      simulation.carryOut(command, unused -> {});
      simulation.runUntil(simulation.nowNanos() + random.nextInt(4_000) * 1_000_000L);
    }
    simulation.carryOut(new Command.HealAll(), unused -> {});
    for (NodeId id : simulation.cluster().coordinatorIds()) {
      simulation.carryOut(new Command.Restart(id), unused -> {});
    }
    run(simulation, 60);

    accept(simulation, new Command.CreateTopic(TopicSpec.of("late", 1, 3)));
    nothingIsBroken();
  }
}
