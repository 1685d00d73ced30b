package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.ORDERS_0;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.GroupView;
import vivarium.engine.model.NodeView;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.sim.SeededRandom;

/** Brokers that are added and removed while the cluster runs. */
class BrokersComeAndGoTest {

  private static final NodeId FOURTH = NodeId.broker(4);

  private static final Command ADD = new Command.AddBroker(null);

  private static ClusterConfig.Builder busy(CoordinationMode coordination) {
    return TestCluster.threeBrokers()
        .coordination(coordination)
        .producer(
            ProducerSettings.of("web", "orders")
                .withRecordsPerSecond(50)
                .withAcks(ProducerSettings.ACKS_ALL))
        .consumer(ConsumerSettings.of("c1", "billing", "orders"));
  }

  private static String refusal(TestCluster cluster, Command command) {
    CommandResult result = cluster.submit(command);
    assertThat(result).isInstanceOf(CommandResult.Refused.class);
    return ((CommandResult.Refused) result).reason();
  }

  private static long replicasOn(TestCluster cluster, NodeId broker) {
    return cluster.model().partitions().values().stream()
        .filter(each -> each.state().replicas().contains(broker.number()))
        .count();
  }

  @ParameterizedTest
  @EnumSource(CoordinationMode.class)
  void aNewBrokerIsLetInAndHoldsNothingBeforeATopicIsPlacedOnIt(CoordinationMode coordination) {
    TestCluster cluster = new TestCluster(busy(coordination)).run(2);
    cluster.does(ADD);

    NodeView fourth = cluster.node(FOURTH);
    assertThat(fourth.isFenced()).as("as soon as the command is answered").isFalse();
    assertThat(fourth.isRegistered()).isTrue();
    assertThat(replicasOn(cluster, FOURTH)).isZero();

    cluster.does(new Command.CreateTopic(TopicSpec.of("wide", 4, 4))).run(2);
    assertThat(replicasOn(cluster, FOURTH)).isEqualTo(4);
    cluster.does(new Command.Reassign(ORDERS_0, List.of(4, 1, 2))).run(3);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(4, 1, 2);
    assertThat(cluster.events(Verdict.class)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(CoordinationMode.class)
  void aBrokerThatIsRemovedHandsItsPartitionsOnAndNothingIsLost(CoordinationMode coordination) {
    TestCluster cluster = new TestCluster(busy(coordination)).run(2);
    cluster.does(ADD);
    NodeId leaves = cluster.leader();
    cluster.does(new Command.RemoveBroker(leaves)).run(20);

    assertThat(cluster.model().node(leaves)).isNull();
    assertThat(cluster.simulation().cluster().nodes().find(leaves)).isNull();
    assertThat(cluster.simulation().cluster().brokerIds()).hasSize(3).doesNotContain(leaves);
    assertThat(cluster.state().replicas()).doesNotContain(leaves.number()).contains(4).hasSize(3);
    assertThat(cluster.model().partitions().values())
        .allMatch(each -> each.state().hasLeader() && each.state().outOfSync().isEmpty());
    GroupView group = cluster.model().groups().get("billing");
    assertThat(group).isNotNull();
    assertThat(group.state()).isEqualTo(GroupState.STABLE);
    assertThat(cluster.events(Verdict.class)).isEmpty();
    long before = cluster.client(NodeId.producer("web")).recordsAcknowledged();
    cluster.run(5);
    assertThat(cluster.client(NodeId.producer("web")).recordsAcknowledged())
        .isGreaterThan(before + 200);
  }

  @Test
  void theStepsOfARemovalFollowFromEachOther() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    cluster.does(new Command.RemoveBroker(NodeId.broker(2))).run(10);
    Stamped began = cluster.last(each -> each.event() instanceof Node.RemovalBegan);
    assertThat(began.node()).isEqualTo(NodeId.broker(2));
    List<Class<?>> steps = new ArrayList<>();
    cluster.stamped(Node.class).stream()
        .filter(each -> each.seq() >= began.seq() && each.node().equals(began.node()))
        .forEach(each -> steps.add(each.event().getClass()));
    assertThat(steps)
        .containsExactly(
            Node.RemovalBegan.class,
            Node.ShutdownBegan.class,
            Node.Fenced.class,
            Node.Stopped.class,
            Node.Unregistered.class,
            Node.Removed.class);
    Stamped moved =
        cluster.last(
            each ->
                each.event() instanceof Metadata.PartitionChanged changed
                    && changed.reassignmentBegan());
    assertThat(moved.causeSeq()).isEqualTo(began.seq());
    assertThat(cluster.last(each -> each.event() instanceof Node.ShutdownBegan).causeSeq())
        .isEqualTo(began.seq());
  }

  @Test
  void anIdIsGivenAgainAndItsBrokerIsNew() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    long epoch = cluster.node(NodeId.broker(2)).brokerEpoch();
    cluster.does(new Command.RemoveBroker(NodeId.broker(2))).run(10).does(ADD);
    assertThat(cluster.node(NodeId.broker(2)).brokerEpoch()).isGreaterThan(epoch);
    cluster.does(new Command.Reassign(ORDERS_0, List.of(2, 1, 3))).run(5);
    assertThat(cluster.state().isr()).containsExactlyInAnyOrder(2, 1, 3);
    assertThat(cluster.events(Verdict.class)).isEmpty();
  }

  @Test
  void aBrokerThatIsDownIsRemovedAsLongAsOthersHaveWhatItHad() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    NodeId dead = cluster.follower();
    cluster.does(new Command.Kill(dead)).does(new Command.RemoveBroker(dead)).run(20);
    assertThat(cluster.model().node(dead)).isNull();
    assertThat(cluster.state().isr()).hasSize(3).doesNotContain(dead.number());
    assertThat(cluster.events(Verdict.class)).isEmpty();
  }

  @Test
  void aBrokerThatHoldsNothingGoesAtOnce() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    cluster.does(new Command.Inject(new FaultSpec.SlowDisk(FOURTH, 5)));
    cluster.does(new Command.CutLink(NodeId.broker(1), FOURTH));
    cluster.does(new Command.RemoveBroker(FOURTH)).run(3);
    assertThat(cluster.model().node(FOURTH)).isNull();
    assertThat(cluster.model().faults()).as("what was broken on it").isEmpty();
    assertThat(cluster.model().cutLinks()).isEmpty();
    assertThat(refusal(cluster, new Command.Restart(FOURTH)))
        .startsWith("there is no broker 4; there are brokers 1, 2, 3");
  }

  @Test
  void topicsThatComeMeanwhileMoveToo() {
    TestCluster cluster =
        new TestCluster(
                busy(CoordinationMode.KRAFT)
                    .brokerConfig("follower.replication.throttled.rate", "1000000"))
            .run(2)
            .does(ADD);
    cluster.does(new Command.RemoveBroker(NodeId.broker(3)));
    cluster.does(new Command.CreateTopic(TopicSpec.of("late", 8, 3))).run(20);
    assertThat(cluster.model().node(NodeId.broker(3))).isNull();
    assertThat(replicasOn(cluster, NodeId.broker(3))).isZero();
  }

  @Test
  void whatSomeoneKeepsOnItKeepsTheBroker() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    NodeId leaves = cluster.follower();
    cluster.does(new Command.Kill(FOURTH)); // Not noticed yet: it is chosen, and never catches up.
    cluster.does(new Command.RemoveBroker(leaves));
    cluster.does(new Command.Reassign(ORDERS_0, List.of())).run(12);
    assertThat(cluster.node(leaves).isLeaving()).isFalse();
    assertThat(cluster.node(leaves).isAlive()).isTrue();
    assertThat(cluster.events(Node.RemovalGivenUp.class))
        .containsExactly(new Node.RemovalGivenUp("someone keeps orders-0 on it"));
  }

  @Test
  void aReplicationFactorThatCouldNotBeKeptIsNamed() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2);
    assertThat(refusal(cluster, new Command.RemoveBroker(NodeId.broker(3))))
        .matches(
            "topic (orders|__consumer_offsets) needs 3 brokers, its replication factor, and without"
                + " broker 3 there are 2 that run; add a broker, or reassign its partitions to"
                + " fewer first");
    assertThat(cluster.events(Node.RemovalBegan.class)).isEmpty();
  }

  @Test
  void whatCannotBeRemovedIsSaid() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    assertThat(refusal(cluster, new Command.RemoveBroker(NodeId.broker(9))))
        .startsWith("there is no broker 9;");
    assertThat(refusal(cluster, new Command.RemoveBroker(NodeId.controller(101))))
        .isEqualTo("controller 101 is no broker; name a broker by its id");
    cluster.does(new Command.Freeze(NodeId.broker(1)));
    cluster.does(new Command.RemoveBroker(NodeId.broker(1)));
    assertThat(refusal(cluster, new Command.RemoveBroker(NodeId.broker(1))))
        .isEqualTo("broker 1 is being removed already");

    TestCluster one =
        new TestCluster(ClusterConfig.builder().profile(Profile.INSTANT).brokers(1)).run(1);
    assertThat(refusal(one, new Command.RemoveBroker(NodeId.broker(1))))
        .isEqualTo("broker 1 is the last that stays; add another before you remove it");
  }

  @Test
  void partitionsMoveToWhereTheirRackIsMissing() {
    TestCluster cluster =
        new TestCluster(busy(CoordinationMode.KRAFT).racks(List.of("a", "b", "c"))).run(2);
    cluster.does(new Command.AddBroker("b")).does(new Command.AddBroker("c"));
    assertThat(cluster.node(FOURTH).rack()).isEqualTo("b");
    cluster.does(new Command.RemoveBroker(NodeId.broker(3))).run(10);
    assertThat(cluster.state().replicas())
        .as("broker 5 is in rack c, as broker 3 was")
        .containsExactlyInAnyOrder(1, 2, 5);
  }

  @Test
  void thereAreNotMoreThanABoundAllows() {
    TestCluster cluster =
        new TestCluster(
                ClusterConfig.builder().profile(Profile.INSTANT).brokers(ClusterConfig.MAX_BROKERS))
            .run(1);
    assertThat(refusal(cluster, ADD))
        .isEqualTo("there are 100 brokers already, and there can be no more; remove one first");
  }

  @Test
  void theSameSeedGivesTheSameEvents() {
    assertThat(trace()).isEqualTo(trace());
  }

  private static String trace() {
    StringBuilder trace = new StringBuilder();
    Simulation simulation =
        new Simulation(
            busy(CoordinationMode.KRAFT).build(), stamped -> trace.append(stamped).append('\n'));
    simulation.runUntil(2_000_000_000L);
    simulation.submit(ADD);
    simulation.submit(new Command.RemoveBroker(NodeId.broker(1)));
    simulation.runUntil(12_000_000_000L);
    return trace.toString();
  }

  /** Whatever is killed meanwhile, in the end all is whole and nothing is lost. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void brokersComeAndGoWhileOthersDie(long seed) {
    CoordinationMode coordination =
        seed % 2 == 0 ? CoordinationMode.ZOOKEEPER : CoordinationMode.KRAFT;
    TestCluster cluster =
        new TestCluster(busy(coordination).seed(seed).brokers(4).controllers(3)).run(2);
    SeededRandom chance = SeededRandom.ofSeed(seed).stream("who comes and goes");
    for (int step = 0; step < 20; step++) {
      List<NodeId> all = cluster.simulation().cluster().brokerIds();
      NodeId any = all.get(chance.nextInt(all.size()));
      Command command =
          switch (chance.nextInt(4)) {
            case 0 -> ADD;
            case 1 -> new Command.RemoveBroker(any);
            case 2 -> new Command.Kill(any);
            default -> new Command.Restart(any);
          };
      cluster.simulation().carryOut(command, unused -> {});
      cluster.run(0.2 + chance.nextDouble() * 3);
    }
    for (NodeId broker : cluster.simulation().cluster().brokerIds()) {
      cluster.simulation().carryOut(new Command.Restart(broker), unused -> {});
    }
    cluster.run(60);

    assertThat(cluster.model().brokers()).noneMatch(NodeView::isLeaving);
    assertThat(cluster.model().partitions().values())
        .allMatch(each -> each.state().hasLeader() && each.state().outOfSync().isEmpty());
    assertThat(cluster.events(Verdict.InvariantBroken.class)).isEmpty();
    assertThat(cluster.events(Verdict.RecordsLost.class)).allMatch(Verdict.RecordsLost::expected);
    assertThat(cluster.events(Verdict.RecordsDuplicated.class)).isEmpty();
  }

  @Test
  void theModelsCopyKnowsWhoLeaves() {
    TestCluster cluster = new TestCluster(busy(CoordinationMode.KRAFT)).run(2).does(ADD);
    cluster.does(new Command.Freeze(FOURTH)).does(new Command.RemoveBroker(FOURTH)).run(1);
    ClusterModel copy = cluster.model().copy();
    NodeView view = copy.node(FOURTH);
    assertThat(view).isNotNull();
    assertThat(view.isLeaving()).isTrue();
  }
}
