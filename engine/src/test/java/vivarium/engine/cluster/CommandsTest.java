package vivarium.engine.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

class CommandsTest {

  private final TestCluster cluster =
      new TestCluster(threeBrokers().producer(ProducerSettings.of("producer", "orders"))).run(1);

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(new Command.Kill(NodeId.broker(9)), "there are brokers 1, 2, 3"),
        Arguments.of(new Command.Restart(NodeId.broker(1)), "broker 1 is running"),
        Arguments.of(new Command.Resume(NodeId.broker(1)), "broker 1 is not frozen"),
        Arguments.of(new Command.Restart(NodeId.broker(9)), "there are brokers 1, 2, 3"),
        Arguments.of(
            new Command.CutLink(NodeId.broker(1), NodeId.broker(1)), "two different nodes"),
        Arguments.of(new Command.HealLink(NodeId.broker(1), NodeId.broker(2)), "is not cut"),
        Arguments.of(new Command.CreateTopic(TopicSpec.of("orders", 1, 1)), "TOPIC_ALREADY_EXISTS"),
        Arguments.of(
            new Command.CreateTopic(TopicSpec.of("wide", 1, 4)), "INVALID_REPLICATION_FACTOR"),
        Arguments.of(new Command.DeleteTopic("nothing"), "no topic 'nothing'"),
        Arguments.of(
            new Command.SetTopicConfig("orders", "min.insync.replicas", "0"),
            "must be a whole number, 1 or more"),
        Arguments.of(new Command.SetTopicConfig("orders", "min.insync.replica", "1"), "there are:"),
        Arguments.of(
            new Command.SetSimulationConfig("link.latency.ms", "-5"), "link.latency.ms=-5"),
        Arguments.of(
            new Command.AddProducer(ProducerSettings.of("producer", "orders")), "exists already"),
        Arguments.of(
            new Command.ChangeProducer(ProducerSettings.of("nobody", "orders")),
            "no built-in producer nobody"),
        Arguments.of(
            new Command.ChangeProducer(ProducerSettings.of("producer", "payments")),
            "producer producer keeps its topic; remove it and add another"),
        Arguments.of(new Command.RemoveClient(NodeId.consumer("nobody")), "no built-in"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatCannotBeDoneIsRefusedWithAReasonAndChangesNothing(Command command, String reason) {
    var before = cluster.state();
    CommandResult result = cluster.submit(command);
    assertThat(result).isInstanceOf(CommandResult.Refused.class);
    assertThat(((CommandResult.Refused) result).reason()).contains(reason);
    assertThat(cluster.state()).isEqualTo(before);
  }

  @Test
  void aControllerThatIsDownIsNamedAsTheReason() {
    NodeId controller = NodeId.controller(101);
    cluster.does(new Command.Kill(controller));
    CommandResult result = cluster.submit(new Command.CreateTopic(TopicSpec.of("late", 1, 1)));
    assertThat(result).isInstanceOf(CommandResult.Refused.class);
    assertThat(((CommandResult.Refused) result).reason()).contains("controller 101 did not answer");
    long acknowledged = cluster.model().ledger().acknowledged();
    cluster.run(3);
    assertThat(cluster.model().ledger().acknowledged())
        .as("produce goes on without a controller")
        .isGreaterThan(acknowledged);
    cluster.does(new Command.Restart(controller)).run(3);
    cluster.does(new Command.CreateTopic(TopicSpec.of("late", 1, 1)));
  }

  @Test
  void aTopicIsCreatedUsedAndDeletedWhileTheClusterRuns() {
    cluster
        .does(new Command.CreateTopic(TopicSpec.of("fresh", 2, 2)))
        .does(new Command.AddProducer(ProducerSettings.of("writer", "fresh")))
        .run(4);
    assertThat(cluster.model().topics()).containsKey("fresh");
    assertThat(cluster.client(NodeId.producer("writer")).recordsAcknowledged()).isPositive();
    cluster
        .does(new Command.RemoveClient(NodeId.producer("writer")))
        .does(new Command.DeleteTopic("fresh"))
        .run(2);
    assertThat(cluster.model().topics()).doesNotContainKey("fresh");
    List<String> left =
        cluster.simulation().cluster().partitionsOnDisks().stream()
            .map(id -> id.topic())
            .distinct()
            .toList();
    assertThat(left).doesNotContain("fresh");
  }

  @Test
  void aBrokerThatIsShuttingDownIsNeitherRestartedNorShutDownAgain() {
    NodeId leader = cluster.leader();
    cluster.does(new Command.ShutDown(leader));
    for (Command tooSoon : List.of(new Command.Restart(leader), new Command.ShutDown(leader))) {
      assertThat(cluster.submit(tooSoon))
          .isInstanceOfSatisfying(
              CommandResult.Refused.class,
              refused ->
                  assertThat(refused.reason())
                      .contains("is", "shutting down", "wait until it has stopped", "kill it"));
    }
    cluster.run(5).does(new Command.Restart(leader)).run(5);
    assertThat(cluster.state().isr()).hasSize(3);
    cluster.does(new Command.ShutDown(leader)).does(new Command.Kill(leader));
    cluster.does(new Command.Restart(leader));
  }

  @Test
  void aFrozenBrokerIsSilentAndGoesOnWhenResumed() {
    NodeId leader = cluster.leader();
    cluster.does(new Command.Freeze(leader)).run(4);
    assertThat(cluster.leader()).isNotEqualTo(leader);
    cluster.does(new Command.Resume(leader)).run(5);
    assertThat(cluster.state().isr()).hasSize(3);
    assertThat(cluster.model().ledger().lost()).isZero();
    assertThat(cluster.model().ledger().invariantsBroken()).isZero();
  }

  @Test
  void aFrozenBrokerIsNotCalledRunning() {
    cluster.does(new Command.Freeze(NodeId.broker(1)));
    assertThat(((CommandResult.Refused) cluster.submit(new Command.Restart(NodeId.broker(1)))))
        .isEqualTo(new CommandResult.Refused("broker 1 is frozen; resume it, or kill it first"));
  }
}
