package vivarium.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.engine.api.Command;
import vivarium.engine.api.NewRecord;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.RequestScope;
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
  void aChangedClientKeepsWhatIsNotNamed() {
    ProducerSettings web =
        ProducerSettings.of("web", "orders").withIdempotence(false).with("linger.ms", 50);
    happens(NodeId.producer("web"), new Client.ProducerAdded(web));
    ConsumerSettings billing = ConsumerSettings.of("b1", "billing", "orders").withProcessingMs(7);
    happens(NodeId.consumer("b1"), new Client.ConsumerAdded(billing));

    assertThat(resolve("change producer web batch.size=0"))
        .containsExactly(new Command.ChangeProducer(web.with("batch.size", 0)));
    assertThat(resolve("change producer web acks=all"))
        .containsExactly(new Command.ChangeProducer(web));
    assertThat(resolve("change consumer b1 client.rack=a"))
        .containsExactly(new Command.ChangeConsumer(billing.withRack("a")));
  }

  @Test
  void withFewerAcksIdempotenceGoesOffUnlessItIsAskedFor() {
    ProducerSettings web = ProducerSettings.of("web", "orders");
    happens(NodeId.producer("web"), new Client.ProducerAdded(web));

    assertThat(resolve("change producer web acks=1"))
        .containsExactly(new Command.ChangeProducer(web.withAcks(1)));
    assertThatThrownBy(() -> resolve("change producer web acks=1 enable.idempotence=true"))
        .hasMessageContaining("acks=all");
  }

  @Test
  void aChangeOfEarlierRecordingsWentBackToTheDefaults() {
    assertThat(CommandText.parse("change producer web topic=orders acks=1"))
        .isInstanceOfSatisfying(
            CommandText.ChangeClient.class,
            change ->
                assertThat(change.withDefaults())
                    .isEqualTo(
                        new CommandText.Direct(
                            new Command.ChangeProducer(
                                ProducerSettings.of("web", "orders").withAcks(1)))));
  }

  @Test
  void brokersAreAddedAndRemoved() {
    assertThat(resolve("add controller")).containsExactly(new Command.AddController());
    assertThat(resolve("remove controller 104"))
        .containsExactly(new Command.RemoveController(NodeId.controller(104)));
    assertThat(resolve("add broker")).containsExactly(new Command.AddBroker(null));
    assertThat(resolve("add broker rack a")).containsExactly(new Command.AddBroker("a"));
    assertThat(resolve("remove broker 4"))
        .as("whether it is there is for the cluster to say")
        .containsExactly(new Command.RemoveBroker(NodeId.broker(4)));
    assertThatThrownBy(() -> CommandText.parse("add"))
        .hasMessage("'add' needs to know what, such as 'add broker'");
    assertThatThrownBy(() -> CommandText.parse("add broker rack"))
        .hasMessage("'rack' needs the rack's name, such as 'add broker rack a'");
    assertThatThrownBy(() -> CommandText.parse("add broker 4"))
        .hasMessage("'4' is too much after 'add broker'");
    assertThatThrownBy(() -> resolve("add broker rack a/b"))
        .hasMessageStartingWith("rack 'a/b' must be letters, digits,");
    assertThatThrownBy(() -> CommandText.parse("remove 4"))
        .hasMessage(
            "nothing called '4' can be removed; brokers, controllers, topics, producers and consumers can: 'remove broker 4'");
    assertThatThrownBy(() -> CommandText.parse("remove broker all"))
        .hasMessage("'remove' needs a broker and its id, such as 'remove broker 4'");
  }

  @Test
  void anElectionIsForOnePartitionOrAll() {
    TopicPartition orders = new TopicPartition("orders", 0);
    assertThat(resolve("elect orders-0"))
        .containsExactly(new Command.ElectLeaders(ElectionType.PREFERRED, List.of(orders)));
    assertThat(resolve("elect all"))
        .containsExactly(new Command.ElectLeaders(ElectionType.PREFERRED, List.of()));
    assertThat(resolve("elect unclean orders-0"))
        .containsExactly(new Command.ElectLeaders(ElectionType.UNCLEAN, List.of(orders)));
    assertThatThrownBy(() -> resolve("elect")).hasMessageContaining("'elect orders-0'");
    assertThatThrownBy(() -> resolve("elect orders")).hasMessageContaining("'orders'");
  }

  @Test
  void aRecordIsWrittenByHand() {
    assertThat(resolve("produce orders key=k1 value=v1"))
        .containsExactly(new Command.ProduceRecord(NewRecord.of("orders", "k1", "v1")));
    assertThat(
            resolve(
                "produce orders partition=1 acks=1 header a=b header 'c d'=\"\" value=\"two \\\"words\\\"\""))
        .containsExactly(
            new Command.ProduceRecord(
                new NewRecord(
                    "orders",
                    1,
                    null,
                    "two \"words\"",
                    List.of(new NewRecord.Header("a", "b"), new NewRecord.Header("c d", "")),
                    1)));
    assertThatThrownBy(() -> resolve("produce")).hasMessageContaining("needs a topic");
    assertThatThrownBy(() -> resolve("produce orders val=1")).hasMessageContaining("'val=1'");
    assertThatThrownBy(() -> resolve("produce orders acks=2")).hasMessageContaining("all, 1 or 0");
    assertThatThrownBy(() -> resolve("produce orders value=\"a")).hasMessageContaining("quote");
    assertThatThrownBy(() -> resolve("produce orders header a")).hasMessageContaining("source=web");
  }

  @Test
  void aRecordIsWordedSoThatItIsReadAgain() {
    for (NewRecord record :
        List.of(
            NewRecord.of("orders", null, null),
            NewRecord.of("orders", "", "a\\b \"c\"\n\td 'e'"),
            new NewRecord(
                "orders", 3, "k", "{\"a\": 1}", List.of(new NewRecord.Header("x", "y z")), 0))) {
      String words = new CommandText.Produce(record).words();
      assertThat(CommandText.parse(words)).as(words).isEqualTo(new CommandText.Produce(record));
    }
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
  void aCutCanGoOneWay() {
    assertThat(resolve("cut 1 -> 2"))
        .containsExactly(new Command.CutLink(NodeId.broker(1), NodeId.broker(2)));
    assertThat(resolve("heal 1 -> 2"))
        .containsExactly(new Command.HealLink(NodeId.broker(1), NodeId.broker(2)));
  }

  @Test
  void eachFaultIsSaidAndHealedInItsWords() {
    NodeId one = NodeId.broker(1);
    NodeId two = NodeId.broker(2);
    LinkScope both = LinkScope.between(one, two);
    means("delay 1 2 200ms", "delay 2 1", new FaultSpec.LinkDelay(both, 200));
    means("jitter 1 2 1s", "jitter 1 2", new FaultSpec.LinkJitter(both, 1_000));
    means("loss 1 2 10%", "loss 1 2", new FaultSpec.LinkLoss(both, 0.1));
    means(
        "loss 1 -> 2 0.25",
        "loss 1 -> 2",
        new FaultSpec.LinkLoss(LinkScope.oneWay(one, two), 0.25));
    means(
        "bandwidth all -> 2 50000",
        "bandwidth all -> 2",
        new FaultSpec.LinkBandwidth(new LinkScope(null, two, false), 50_000));
    means("slow-cpu 1 50ms", "slow-cpu 1", new FaultSpec.SlowCpu(one, 50));
    means("slow-disk 1 2s", "slow-disk 1", new FaultSpec.SlowDisk(one, 2_000));
    means("disk-full leader of orders-0", "disk-full 2", new FaultSpec.DiskFull(two));
    RequestScope produce =
        RequestScope.next(3, "Produce")
            .on(new TopicPartition("orders", 0))
            .from(two)
            .withProbability(0.2);
    means(
        "error NOT_LEADER_OR_FOLLOWER for next 3 Produce on orders-0 from 2 with probability 0.2",
        "error NOT_LEADER_OR_FOLLOWER for Produce on orders-0 from broker 2",
        new FaultSpec.ApiError("NOT_LEADER_OR_FOLLOWER", produce));
    means(
        "disconnect every Fetch",
        "disconnect Fetch",
        new FaultSpec.Disconnect(RequestScope.next(RequestScope.UNTIL_HEALED, "Fetch")));
    means(
        "drop next Fetch from 2 to 1",
        "drop next Fetch from 2 to 1",
        new FaultSpec.OneMessage(
            FaultSpec.Fate.DROP, new MessageChoice.Next("Fetch", two, one), 0));
    means(
        "delay next from 2 to 1 by 3s",
        "delay next from 2 to 1",
        new FaultSpec.OneMessage(
            FaultSpec.Fate.DELAY, new MessageChoice.Next(null, two, one), 3_000));
    means(
        "hold message 77",
        "hold message 77",
        new FaultSpec.OneMessage(FaultSpec.Fate.HOLD, new MessageChoice.Numbered(77), 0));
  }

  private void means(String line, String healed, FaultSpec fault) {
    assertThat(resolve(line)).containsExactly(new Command.Inject(fault));
    assertThat(resolve("heal " + healed)).containsExactly(new Command.Heal(fault.key()));
  }

  @Test
  void everyLineOfHelpCanBeSaid() {
    happens(CONTROLLER, new Coordination.ControllerElected(1));
    happens(
        NodeId.producer("checkout"),
        new ClusterEvent.Client.ProducerAdded(ProducerSettings.of("checkout", "orders")));
    List<String> lines = CommandText.HELP.lines().toList();
    for (String line : lines.subList(0, lines.size() - 1)) {
      assertThat(resolve(line.split(" {2,}")[0])).as(line).isNotEmpty();
    }
  }

  @Test
  void everyLineOfHelpBeginsAsACommandAndItsFirstWordIsListed() {
    String forms = CommandText.HELP.substring(0, CommandText.HELP.indexOf("a node is"));
    assertThatThrownBy(() -> CommandText.parse("explode 2"))
        .message()
        .satisfies(
            listed ->
                assertThat(forms.lines().filter(line -> !line.isBlank()))
                    .allSatisfy(
                        line -> {
                          assertThat(CommandText.begins(line)).as(line).isTrue();
                          assertThat(listed.split("[ ,]+")).contains(line.split(" ")[0]);
                        }));
    assertThat(CommandText.begins("delete")).isTrue();
    assertThat(CommandText.begins("deleted")).isFalse();
  }

  @Test
  void aPowerLossCanTakeOneOrAll() {
    assertThat(resolve("power-loss 2")).containsExactly(new Command.PowerLoss(NodeId.broker(2)));
    assertThat(resolve("power-loss all")).hasSize(4);
    assertThat(resolve("wipe 3")).containsExactly(new Command.WipeDisk(NodeId.broker(3)));
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
  void beforeAnythingIsThereNoNodeCanBeNamed() {
    assertThatThrownBy(() -> CommandText.parse("kill 2").resolve(new ClusterModel(), null))
        .hasMessage("no node has id 2; there are none");
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
          explode 2 | no command is called 'explode'; there are kill, restart, freeze, resume, shutdown, power-loss, wipe, cut, delay, jitter, loss, bandwidth, slow-cpu, slow-disk, disk-full, error, disconnect, hold, drop, duplicate, heal, elect, partitions, reassign, add, remove, delete, change, set, reset, produce
          kill | 'kill' needs the id of a broker, such as 'kill 2'
          kill two | 'two' names no node: it must be a node's id, 'controller', 'leader of TOPIC-PARTITION', '[2nd] follower of TOPIC-PARTITION', 'client NAME', 'producer NAME', 'consumer NAME', 'external NAME' or 'it'
          kill 2 3 | '3' is too much after 'kill 2'
          kill 9 | no node has id 9; there are controller 101, broker 1, broker 2, broker 3
          cut 1 | 'cut' needs the id of a broker, such as 'cut 1 2'
          cut 1 1 | both ends of the link are broker 1
          restart it | 'it' means whom the last command named: none did
          kill 2 ( | '(' is too much after 'kill 2'
          heal 2 2 2 | '2' is too much after 'heal 2 2'
          `` | the line is empty: it must be a command, one of kill, restart, freeze, resume, shutdown, power-loss, wipe, cut, delay, jitter, loss, bandwidth, slow-cpu, slow-disk, disk-full, error, disconnect, hold, drop, duplicate, heal, elect, partitions, reassign, add, remove, delete, change, set, reset, produce
          kill leader of orders | 'orders' is not a partition: it must be a topic and a number, such as orders-0
          kill leader of orders-7 | there is no partition orders-7
          kill leader of orders-1 | orders-1 has no leader
          elect orders-7 | there is no partition orders-7
          elect unclean | 'elect' needs a partition, such as 'elect orders-0', or 'elect all'
          delay 1 2 | 'delay' needs a time such as 30s, 500ms or 1m30s, at most 24h
          delay 1 2 0ms | '0ms' is not valid: it must be between 1ms and 1h
          loss 1 2 lots | 'lots' is not valid: it must be a loss such as 10% or 0.1
          loss 1 2 100% | a loss of 100% must be above 0% and below 100%, such as 10%; cut a link to lose everything
          bandwidth all all 5 | a link needs at least one node at its ends
          slow-cpu | 'slow-cpu' needs the id of a broker, such as 'slow-cpu 2'
          error | 'error' needs the name of an error, such as NOT_LEADER_OR_FOLLOWER
          error NONE for next 0 Produce | 'next 0' strikes nothing: it must be 1 or more
          disconnect next 3 | 'disconnect' needs an API, such as Produce
          drop the next Fetch | 'the' stands where 'drop' needs 'message NUMBER' or 'next API from NODE to NODE'
          drop next Fetch from client nobody to 1 | no client is called 'nobody'; there are none
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
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(370).hasLineCount(1));
    }
    assertThatThrownBy(() -> resolve("kill\u0007\u2028!"))
        .hasMessageContaining("'kill\uFFFD\uFFFD!'");
  }

  @Test
  void commandsThatOthersCarryOutAreListedToo() {
    assertThatThrownBy(() -> CommandText.parse("explode", List.of("status", "help")))
        .hasMessageEndingWith(
            "duplicate, heal, elect, partitions, reassign, add, remove, delete, change, set, reset, produce, status, help");
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

  @Test
  void everyWrongFieldOfAClientIsTold() {
    assertThatThrownBy(() -> CommandText.parse("add producer web topic=orders acks=2 keys=many"))
        .hasMessage(
            "producer.acks = \"2\" is not valid: it must be \"all\", \"1\" or \"0\";"
                + " producer.keys = \"many\" is not valid: it must be a whole number");
  }
}
