package vivarium.engine.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.Command;
import vivarium.engine.api.NewRecord;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ElectionType;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.Fate;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

/** What is written into a file is read again as what it was. */
class CommandWordsTest {

  private static final NodeId ONE = NodeId.broker(1);
  private static final NodeId TWO = NodeId.broker(2);
  private static final NodeId WEB = NodeId.producer("web \"checkout\"");
  private static final NodeId OUTSIDE = NodeId.external("it");
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  private final ClusterModel model = new ClusterModel();

  CommandWordsTest() {
    long seq = 0;
    for (NodeId node : List.of(ONE, TWO, NodeId.controller(101))) {
      model.apply(new Stamped(++seq, 0, node, Stamped.NO_CAUSE, new Node.Added()));
    }
    List<Integer> both = List.of(1, 2);
    PartitionState state = new PartitionState(1, 0, 0, both, both, List.of(), List.of());
    model.apply(
        new Stamped(
            ++seq, 0, ONE, Stamped.NO_CAUSE, new Metadata.PartitionChanged(ORDERS, null, state)));
  }

  static Stream<Command> commands() {
    ProducerSettings producer = ProducerSettings.of("web \"checkout\"", "orders");
    ConsumerSettings consumer = ConsumerSettings.of("b", "billing", "orders");
    return Stream.of(
            Stream.of(
                new Command.Kill(ONE),
                new Command.Kill(NodeId.controller(101)),
                new Command.PowerLoss(ONE),
                new Command.WipeDisk(ONE),
                new Command.Restart(ONE),
                new Command.Freeze(ONE),
                new Command.Resume(ONE),
                new Command.ShutDown(ONE),
                new Command.AddBroker(null),
                new Command.AddBroker("a"),
                new Command.RemoveBroker(TWO),
                new Command.AddController(),
                new Command.RemoveController(NodeId.controller(101)),
                new Command.CutLink(ONE, TWO),
                new Command.CutLink(WEB, TWO),
                new Command.HealLink(ONE, OUTSIDE),
                new Command.Heal("delay broker 1 ↔ broker 2"),
                new Command.HealAll(),
                new Command.CreateTopic(TopicSpec.of("t", 3, 2).with("retention.ms", "60000")),
                new Command.DeleteTopic("t"),
                new Command.DeleteGroup("billing"),
                new Command.ElectLeaders(ElectionType.PREFERRED, List.of()),
                new Command.ElectLeaders(ElectionType.UNCLEAN, List.of(ORDERS)),
                new Command.AddPartitions("orders", 6),
                new Command.Reassign(ORDERS, List.of(2, 1)),
                new Command.Reassign(ORDERS, List.of()),
                new Command.SetTopicConfig("orders", "min.insync.replicas", "2"),
                new Command.SetTopicConfig("orders", "min.insync.replicas", null),
                new Command.SetBrokerConfig("replica.lag.time.max.ms", "5 000"),
                new Command.SetBrokerConfig("replica.lag.time.max.ms", null),
                new Command.SetSimulationConfig("link.latency.ms", "5"),
                new Command.AddProducer(producer),
                new Command.ChangeProducer(producer.withAcks(0).withRecordsPerSecond(0.1)),
                new Command.ChangeProducer(producer.withIdempotence(false)),
                new Command.AddConsumer(consumer.withRack("1")),
                new Command.ChangeConsumer(consumer.withProcessingMs(7)),
                new Command.ProduceRecord(
                    new NewRecord(
                        "orders",
                        1,
                        "it's",
                        "a\r\n\t\\ \"b\"",
                        List.of(new NewRecord.Header("h 1", "=")),
                        1)),
                new Command.RemoveClient(WEB),
                new Command.RemoveClient(NodeId.consumer("b"))),
            faults().map(Command.Inject::new))
        .flatMap(each -> each);
  }

  private static Stream<FaultSpec> faults() {
    return Stream.of(
        new FaultSpec.LinkDelay(LinkScope.between(ONE, TWO), 200),
        new FaultSpec.LinkDelay(LinkScope.oneWay(TWO, ONE), 3_600_000),
        new FaultSpec.LinkJitter(new LinkScope(ONE, null, false), 1),
        new FaultSpec.LinkJitter(new LinkScope(null, ONE, false), 1),
        new FaultSpec.LinkJitter(new LinkScope(ONE, null, true), 1),
        new FaultSpec.LinkLoss(LinkScope.between(ONE, WEB), 0.1),
        new FaultSpec.LinkLoss(LinkScope.between(ONE, TWO), 1.0 / 3),
        new FaultSpec.LinkLoss(LinkScope.between(ONE, TWO), 1e-300),
        new FaultSpec.LinkBandwidth(LinkScope.between(ONE, OUTSIDE), 50_000),
        new FaultSpec.SlowCpu(ONE, 50),
        new FaultSpec.SlowDisk(ONE, 60_000),
        new FaultSpec.DiskFull(ONE),
        new FaultSpec.ApiError("NONE", RequestScope.next(3, "Produce").on(ORDERS).from(TWO)),
        new FaultSpec.ApiError(
            "NONE", RequestScope.next(RequestScope.UNTIL_HEALED, "Fetch").withProbability(0.2)),
        new FaultSpec.Disconnect(RequestScope.next(1, "Fetch")),
        new FaultSpec.OneMessage(Fate.HOLD, new MessageChoice.Numbered(4711), 0),
        new FaultSpec.OneMessage(Fate.DROP, new MessageChoice.Next("Fetch", ONE, TWO), 0),
        new FaultSpec.OneMessage(Fate.DELAY, new MessageChoice.Next(null, WEB, TWO), 2_000),
        new FaultSpec.OneMessage(Fate.DUPLICATE, new MessageChoice.Next(null, ONE, OUTSIDE), 0));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandIsReadAgainAsItself(Command command) {
    String words = CommandText.words(command);
    assertThat(words).hasLineCount(1);

    CommandText read = CommandText.parse(words);
    assertThat(read.resolve(model, null)).as(words).containsExactly(command);
    assertThat(CommandText.parse(read.words())).as("%s, written again", words).isEqualTo(read);
  }

  @Test
  void everyKindOfCommandAndFaultIsHere() {
    assertThat(commands().map(Object::getClass))
        .containsAll(Arrays.asList(Command.class.getPermittedSubclasses()));
    assertThat(faults().map(Object::getClass))
        .containsAll(
            List.of(
                FaultSpec.LinkDelay.class,
                FaultSpec.LinkJitter.class,
                FaultSpec.LinkLoss.class,
                FaultSpec.LinkBandwidth.class,
                FaultSpec.SlowCpu.class,
                FaultSpec.SlowDisk.class,
                FaultSpec.DiskFull.class,
                FaultSpec.ApiError.class,
                FaultSpec.Disconnect.class,
                FaultSpec.OneMessage.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kill leader of orders-0",
        "restart it",
        "freeze 2nd follower of orders-0",
        "resume follower of orders-0",
        "shutdown controller",
        "power-loss all",
        "cut 1 leader of orders-0",
        "cut 1 -> client web",
        "heal slow-disk 2",
        "heal 1 -> 2",
        "loss 1 all 10%",
        "error NONE for the next 3 Produce",
        "elect all",
        "elect orders-0 orders-1",
        "heal"
      })
  void wordsOfAPersonStayAsTheyWere(String words) {
    CommandText read = CommandText.parse(words.replace("for the next", "for next"));
    assertThat(CommandText.parse(read.words())).isEqualTo(read);
    assertThat(read.words()).isEqualTo(words.replace("for the next", "for next"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          add topic | 'add topic' needs a name, such as 'add topic orders partitions=3 replicationFactor=3'
          add topic t partitions=x | partitions=x is not valid: it must be a number from 1
          add topic t partitions=1 partitions=2 | 'partitions' stands here twice; give it once
          add topic t retention | 'retention' is no setting: it must be a name and a value, such as acks=all
          add producer | 'add producer' needs a name and its settings, such as 'add producer web topic=orders acks=all'
          add producer web | producer.topic is missing: it must be the name of a topic
          add producer web topic=t acks=2 | producer.acks = "2" is not valid: it must be "all", "1" or "0"
          add producer web topic=t keys=many | producer.keys = "many" is not valid: it must be a whole number
          change producer web topic=t keys=-1 | producer.keys = -1 is not valid: it must be 0 to 1000000
          change broker 2 | 'change' needs a producer or a consumer, such as 'change producer web acks=1'
          remove topic | 'remove topic' needs its name
          delete group | 'delete' needs a group, such as 'delete group billing'
          remove cat | nothing called 'cat' can be removed; brokers, controllers, topics, producers and consumers can: 'remove broker 4'
          add cat | nothing called 'cat' can be added; brokers, controllers, topics, producers and consumers can: 'add broker'
          set moon a=b | nothing called 'moon' has settings: it must be topic NAME, brokers or simulation
          set brokers a | 'set' needs what and a value, such as 'set topic orders min.insync.replicas=2', 'set brokers replica.lag.time.max.ms=5000' or 'set simulation link.latency.ms=350'
          reset brokers | 'reset' needs what goes back to its default, such as 'reset topic orders min.insync.replicas' or 'reset brokers replica.lag.time.max.ms'
          kill "2 | a quote (") is opened and not closed
          """)
  void whatIsWrongIsNamed(String line, String message) {
    assertThatThrownBy(() -> CommandText.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void configsOfATopicKeepTheirOrder() {
    assertThat(
            CommandText.words(
                new Command.CreateTopic(
                    new TopicSpec(
                        "t", 1, 1, new TreeMap<>(java.util.Map.of("retention.ms", "5"))))))
        .isEqualTo("add topic t partitions=1 replicationFactor=1 retention.ms=5");
  }
}
