package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;

class ServeConsoleTest {

  private static final NodeId CONTROLLER = NodeId.controller(101);
  private static final NodeId BROKER_1 = NodeId.broker(1);
  private static final NodeId BROKER_2 = NodeId.broker(2);
  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private final FakeCluster cluster = new FakeCluster();
  private final ModelFollower follower = new ModelFollower(cluster);
  private final ServeConsole console = new ServeConsole(cluster, follower);

  @BeforeEach
  void twoBrokersAndATopic() {
    cluster.happens(CONTROLLER, new Node.Added());
    cluster.happens(CONTROLLER, new Coordination.ControllerElected(1));
    for (NodeId broker : List.of(BROKER_1, BROKER_2)) {
      cluster.happens(broker, new Node.Added());
      cluster.happens(broker, new Node.Started());
      cluster.happens(broker, new Node.Registered(5, null));
      cluster.happens(broker, new Node.Unfenced(5));
    }
    cluster.happens(BROKER_1, new Node.ListenerOpened("127.0.0.1", 9092));
    cluster.happens(CONTROLLER, new Metadata.TopicCreated("orders", 1, 2));
    cluster.happens(
        CONTROLLER,
        new Metadata.PartitionChanged(
            ORDERS_0,
            null,
            new PartitionState(2, 3, 4, List.of(1, 2), List.of(2), List.of(), List.of())));
    cluster.happens(BROKER_2, new Replica.BecameLeader(ORDERS_0, 3, 0, 40, 38));
    cluster.happens(BROKER_1, new Node.Stopped(Node.How.CRASH));
  }

  @AfterEach
  void stopFollowing() {
    follower.close();
  }

  @Test
  void aCommandIsSubmittedAndAnswered() throws Exception {
    assertThat(console.answer("kill 2").text()).isEqualTo("ok");
    assertThat(console.answer("restart it").text()).isEqualTo("ok");
    assertThat(console.answer("cut 1 2").text()).isEqualTo("ok");
    assertThat(cluster.submitted)
        .containsExactly(
            new Command.Kill(BROKER_2),
            new Command.Restart(BROKER_2),
            new Command.CutLink(BROKER_1, BROKER_2),
            new Command.CutLink(BROKER_2, BROKER_1));
  }

  @Test
  void aCommandThatTheClusterRefusesIsAnError() throws Exception {
    cluster.result = new CommandResult.Refused("broker 1 is not running");
    assertThat(console.answer("kill 1").text()).isEqualTo("error broker 1 is not running");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explode", "kill", "kill 9", "cut 1", "status now", "restart it"})
  void aCommandThatCannotBeUnderstoodIsAnErrorAndChangesNothing(String line) throws Exception {
    ServeConsole.Answer answer = console.answer(line);
    assertThat(answer.text()).startsWith("error ").doesNotContain("\n");
    assertThat(answer.stops()).isFalse();
    assertThat(cluster.submitted).isEmpty();
  }

  @Test
  void whatTakesNothingSaysSo() throws Exception {
    assertThat(console.answer("status now").text())
        .isEqualTo("error 'status' takes nothing after it");
    assertThat(console.answer("stop it"))
        .isEqualTo(new ServeConsole.Answer("error 'stop' takes nothing after it", false));
    assertThat(console.answer("help me").text()).isEqualTo("error 'help' takes nothing after it");
  }

  @Test
  void everyLineIsAnsweredWithTheCommandsThereAreEvenAnEmptyOne() throws Exception {
    for (String line : List.of("", "   ", "explode")) {
      assertThat(console.answer(line).text())
          .startsWith("error ")
          .endsWith(
              "duplicate, heal, elect, partitions, reassign, add, remove, delete, change, set, reset, produce, status, help, stop");
    }
  }

  @Test
  void statusIsOneLineOfJson() throws Exception {
    String line = console.answer("status").text();
    assertThat(line).startsWith("ok {").doesNotContain("\n");

    JsonNode status = new JsonMapper().readTree(line.substring(3));
    assertThat(status.get("controller").intValue()).isEqualTo(101);
    assertThat(status.get("brokers").toString())
        .isEqualTo(
            "[{\"id\":1,\"state\":\"stopped\",\"fenced\":false,\"address\":\"127.0.0.1:9092\"},"
                + "{\"id\":2,\"state\":\"running\",\"fenced\":false,\"address\":null}]");
    assertThat(status.get("partitions").toString())
        .isEqualTo(
            "[{\"topic\":\"orders\",\"partition\":0,\"leader\":2,\"leaderEpoch\":3,"
                + "\"replicas\":[1,2],\"isr\":[2],\"elr\":[],\"lastKnownElr\":[],"
                + "\"leo\":40,\"hw\":38}]");
    assertThat(status.get("ledger").toString())
        .isEqualTo(
            "{\"acknowledged\":0,\"lostExpected\":0,\"lostByBug\":0,\"duplicated\":0,\"reordered\":0,"
                + "\"invariantsBroken\":0}");
  }

  @Test
  void aPartitionWithoutALeaderHasNeitherLeoNorHw() throws Exception {
    cluster.happens(
        CONTROLLER,
        new Metadata.PartitionChanged(
            ORDERS_0,
            null,
            new PartitionState(
                PartitionState.NO_LEADER, 4, 5, List.of(1, 2), List.of(2), List.of(), List.of())));
    assertThat(console.answer("status").text())
        .contains("\"leader\":null", "\"leo\":null", "\"hw\":null");
  }

  @Test
  void helpIsATableWithALineForEachCommandAndStopStops() throws Exception {
    List<String> help = console.answer("help").text().lines().toList();
    assertThat(help.getLast()).isEqualTo("ok");
    assertThat(help.subList(0, help.size() - 1))
        .allMatch(line -> line.startsWith("  "))
        .contains(
            "  kill 2                        its process dies at once; what it wrote survives",
            "  stop                          ends the cluster and the program");
    assertThat(console.answer("stop")).isEqualTo(new ServeConsole.Answer("ok", true));
  }
}
