package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.engine.api.Command;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

class CommandTextTest {

  private static final NodeId CONTROLLER = NodeId.controller(101);

  private final ClusterModel model = new ClusterModel();
  private long seq;

  @BeforeEach
  void threeBrokersAndATopic() {
    happens(CONTROLLER, new Node.Added());
    for (int id = 1; id <= 3; id++) {
      happens(NodeId.broker(id), new Node.Added());
    }
    happens(CONTROLLER, new Metadata.TopicCreated("orders", 2, 3));
    happens(CONTROLLER, partition("orders-0", 2));
    happens(CONTROLLER, partition("orders-1", PartitionState.NO_LEADER));
  }

  @Test
  void eachVerbMeansItsCommand() {
    assertThat(resolve("kill 2")).containsExactly(new Command.Kill(NodeId.broker(2)));
    assertThat(resolve(" restart  2 ")).containsExactly(new Command.Restart(NodeId.broker(2)));
    assertThat(resolve("freeze 3")).containsExactly(new Command.Freeze(NodeId.broker(3)));
    assertThat(resolve("resume 3")).containsExactly(new Command.Resume(NodeId.broker(3)));
    assertThat(resolve("shutdown 1")).containsExactly(new Command.ShutDown(NodeId.broker(1)));
    assertThat(resolve("kill 101")).containsExactly(new Command.Kill(CONTROLLER));
    assertThat(resolve("heal")).containsExactly(new Command.HealAll());
  }

  @Test
  void aCutGoesBothWaysAndIsHealedBothWays() {
    NodeId one = NodeId.broker(1);
    NodeId two = NodeId.broker(2);
    assertThat(resolve("cut 1 2"))
        .containsExactly(new Command.CutLink(one, two), new Command.CutLink(two, one));
    assertThat(resolve("heal 1 2"))
        .containsExactly(new Command.HealLink(one, two), new Command.HealLink(two, one));
  }

  @Test
  void aLeaderIsWhoeverLeadsAtTheTime() {
    assertThat(resolve("kill leader of orders-0"))
        .containsExactly(new Command.Kill(NodeId.broker(2)));
    happens(CONTROLLER, partition("orders-0", 3));
    assertThat(resolve("kill leader of orders-0"))
        .containsExactly(new Command.Kill(NodeId.broker(3)));
    assertThat(resolve("cut leader of orders-0 1")).hasSize(2);
  }

  @Test
  void itIsWhomTheLastCommandNamed() {
    NodeId killed = CommandText.concerned(resolve("kill 2").getFirst());
    assertThat(resolve("restart it", killed))
        .containsExactly(new Command.Restart(NodeId.broker(2)));
  }

  @Test
  void theControllerIsTheActiveOne() {
    assertThatThrownBy(() -> resolve("freeze controller")).hasMessage("no controller is active");
    happens(CONTROLLER, new Coordination.ControllerElected(1));
    assertThat(resolve("freeze controller")).containsExactly(new Command.Freeze(CONTROLLER));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          explode 2 | no command is called 'explode'; there are kill, restart, freeze, resume, shutdown, cut, heal
          kill | 'kill' needs the id of a broker, such as 'kill 2'
          kill two | 'two' names no node: it must be a node's id, 'controller', 'leader of TOPIC-PARTITION', '[2nd] follower of TOPIC-PARTITION' or 'it'
          kill 2 3 | '3' is too much after 'kill 2'
          kill 9 | no node has id 9; there are controller 101, broker 1, broker 2, broker 3
          cut 1 | 'cut' needs the id of a broker, such as 'cut 1 2'
          cut 1 1 | both ends of the link are broker 1
          restart it | 'it' means whom the last command named: none did
          kill 2 ( | '(' is too much after 'kill 2'
          heal 2 2 2 | '2' is too much after 'heal 2 2'
          `` | the line is empty: it must be a command, one of kill, restart, freeze, resume, shutdown, cut, heal
          kill leader of orders | 'orders' is not a partition: it must be a topic and a number, such as orders-0
          kill leader of orders-7 | there is no partition orders-7
          kill leader of orders-1 | orders-1 has no leader
          """)
  void whatIsWrongIsNamed(String line, String message) {
    assertThatThrownBy(() -> resolve(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void whatIsWrongIsQuotedOnlyByItsBeginning() {
    for (String line :
        List.of(
            "x".repeat(10_000), "kill " + "x".repeat(10_000), "heal 1 2 " + "x ".repeat(10_000))) {
      assertThatThrownBy(() -> resolve(line))
          .hasMessageContaining("…'")
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200).hasLineCount(1));
    }
    assertThatThrownBy(() -> resolve("kill\u0007\u2028!"))
        .hasMessageContaining("'kill\uFFFD\uFFFD!'");
  }

  @Test
  void commandsThatOthersCarryOutAreListedToo() {
    assertThatThrownBy(() -> CommandText.parse("explode", List.of("status", "help")))
        .hasMessageEndingWith("cut, heal, status, help");
  }

  private List<Command> resolve(String line) {
    return resolve(line, null);
  }

  private List<Command> resolve(String line, @Nullable NodeId it) {
    return CommandText.parse(line).resolve(model, it);
  }

  private void happens(NodeId node, ClusterEvent event) {
    model.apply(new Stamped(++seq, 0, node, Stamped.NO_CAUSE, event));
  }

  private static Metadata.PartitionChanged partition(String name, int leader) {
    int dash = name.lastIndexOf('-');
    List<Integer> replicas = List.of(1, 2, 3);
    return new Metadata.PartitionChanged(
        new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1))),
        null,
        new PartitionState(leader, 0, 0, replicas, replicas, List.of(), List.of()));
  }
}
