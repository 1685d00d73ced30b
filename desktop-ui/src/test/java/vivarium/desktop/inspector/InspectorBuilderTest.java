package vivarium.desktop.inspector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.StateEntry;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.ConfigSpec;
import vivarium.engine.event.ClusterEvent.Metadata.ConfigChanged;
import vivarium.engine.event.ClusterEvent.Metadata.ConfigScope;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClusterModel;

class InspectorBuilderTest {

  private final Classroom classroom = new Classroom();

  private InspectorContent content(Selection selection) {
    return new InspectorBuilder(
            classroom.cluster().model(), classroom.cluster().nowNanos(), Texts.ENGLISH)
        .build(selection);
  }

  private <T extends Item> T item(Selection selection, Class<T> type, String key) {
    return content(selection).items().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " for " + selection));
  }

  private List<String> actions(Selection selection) {
    return new Actions(classroom.cluster().model(), Texts.ENGLISH)
        .of(selection).stream().map(Action::id).toList();
  }

  /** What the inspector says while commands wait for time to go on. */
  private List<Item.Setting> asked(Selection selection, Command... commands) {
    Memory memory =
        new Memory() {
          @Override
          public List<Command> asked() {
            return List.of(commands);
          }

          @Override
          public Optional<StateEntry> entry(long seq) {
            return Memory.NONE.entry(seq);
          }

          @Override
          public Iterator<StateEntry> newestFirst() {
            return Memory.NONE.newestFirst();
          }

          @Override
          public RecordStory story(Selection.LogRecord record) {
            return Memory.NONE.story(record);
          }
        };
    InspectorContent content =
        new InspectorBuilder(
                classroom.cluster().model(), classroom.cluster().nowNanos(), Texts.ENGLISH, memory)
            .build(selection);
    return content.items().stream()
        .flatMap(item -> item instanceof Item.Section in ? in.items().stream() : Stream.of(item))
        .filter(Item.Setting.class::isInstance)
        .map(Item.Setting.class::cast)
        .toList();
  }

  private static Item.Setting named(List<Item.Setting> settings, String name) {
    return settings.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void whatIsAskedOfATopicStandsInItsFieldAndIsMarked() {
    Selection orders = new Selection.Topic("orders");
    Command asked = new Command.SetTopicConfig("orders", "min.insync.replicas", "3");

    Item.Setting setting = named(asked(orders, asked), "min.insync.replicas");
    assertThat(setting.value()).isEqualTo("3");
    assertThat(setting.waits()).isTrue();
    assertThat(setting.help()).startsWith(Texts.ENGLISH.get("setting.waitsHelp"));
    assertThat(named(asked(orders, asked), "retention.ms").waits()).isFalse();
    assertThat(asked(orders)).noneMatch(Item.Setting::waits);
  }

  @Test
  void theSecondChangeOfAClientStartsFromTheFirst() {
    ProducerSettings settings = ProducerSettings.of("mobile", "orders");
    classroom.producer(settings);
    Selection mobile = new Selection.Client(NodeId.producer("mobile"));

    Command first = named(asked(mobile), "acks").edit().apply("1");
    List<Item.Setting> now = asked(mobile, first);
    Command second =
        now.stream()
            .filter(s -> s.key().equals("rate"))
            .findFirst()
            .orElseThrow()
            .edit()
            .apply("7");

    assertThat(named(now, "acks").value()).isEqualTo("1");
    assertThat(named(now, "acks").waits()).isTrue();
    assertThat(second)
        .isEqualTo(new Command.ChangeProducer(settings.withAcks(1).withRecordsPerSecond(7)));
  }

  @Test
  void aPartitionReadsAsKafkaTopicsDescribesIt() {
    Selection orders0 = new Selection.Partition(Classroom.ORDERS_0);

    assertThat(item(orders0, Item.Row.class, "leader").value()).isEqualTo("1");
    assertThat(item(orders0, Item.Row.class, "replicas").value()).isEqualTo("1,2,3");
    assertThat(item(orders0, Item.Row.class, "isr").value()).isEqualTo("1,2,3");
    assertThat(item(orders0, Item.Row.class, "elr").value()).isEqualTo("-");
    assertThat(content(orders0).badge()).isEqualTo("in sync");
  }

  @Test
  void afterAFailoverTheLeaderIsToldApartFromThePreferredOne() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);
    Selection orders0 = new Selection.Partition(Classroom.ORDERS_0);

    assertThat(item(orders0, Item.Row.class, "leader").value()).isEqualTo("2 (preferred 1)");
    assertThat(content(orders0).badge()).isEqualTo("at min ISR");
    assertThat(content(orders0).badgeTone()).isEqualTo(Tone.WARN);
    assertThat(item(orders0, Item.Note.class, "outOfSync-1").text())
        .contains("Broker 1 (offline) has been out of the ISR for 1.0 s")
        .contains("records behind");
  }

  @Test
  void withoutALeaderItSaysNone() {
    for (NodeId broker : List.of(Classroom.BROKER_1, Classroom.BROKER_2, Classroom.BROKER_3)) {
      classroom.kill(broker);
    }
    classroom.runFor(4000);

    assertThat(item(new Selection.Partition(Classroom.ORDERS_0), Item.Row.class, "leader").value())
        .isEqualTo("none");
    assertThat(content(new Selection.Partition(Classroom.ORDERS_0)).badge()).isEqualTo("offline");
  }

  @Test
  void aTopicSettingIsChangedInKafkasName() {
    Item.Setting minIsr =
        item(
            new Selection.Partition(Classroom.ORDERS_0),
            Item.Setting.class,
            "TOPIC/min.insync.replicas");

    assertThat(minIsr.name()).isEqualTo("min.insync.replicas");
    assertThat(minIsr.value()).isEqualTo("2");
    assertThat(minIsr.help()).contains("Kafka's default: 1").contains("1 or more");
    assertThat(minIsr.edit().apply("3"))
        .isEqualTo(new Command.SetTopicConfig("orders", "min.insync.replicas", "3"));
    assertThat(minIsr.edit().apply(""))
        .as("empty means the default")
        .isEqualTo(new Command.SetTopicConfig("orders", "min.insync.replicas", null));
  }

  @Test
  void aSettingOfTheSimulationIsKnownOnceItIsInForce() {
    String latency = "SIMULATION/link.latency.ms";
    ClusterModel warmingUp = new ClusterModel();
    classroom
        .cluster()
        .events()
        .readAfter(
            0,
            stamped -> {
              if (!(stamped.event() instanceof ConfigChanged changed
                  && changed.scope() == ConfigScope.SIMULATION)) {
                warmingUp.apply(stamped);
              }
            });

    assertThat(new InspectorBuilder(warmingUp, 0, Texts.ENGLISH).build(Selection.CLUSTER).items())
        .filteredOn(item -> item.key().equals(latency))
        .map(item -> ((Item.Setting) item).value())
        .containsExactly("-");
    assertThat(item(Selection.CLUSTER, Item.Setting.class, latency).value()).isEqualTo("350");
  }

  @Test
  void aBadValueSaysWhatIsValid() {
    Item.Setting latency =
        item(Selection.CLUSTER, Item.Setting.class, "SIMULATION/link.latency.ms");

    assertThatThrownBy(() -> latency.edit().apply("fast"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "fast is not valid: it must be a whole number from 0 to 60000. Nothing was changed.");
    assertThatThrownBy(() -> latency.edit().apply("")).isInstanceOf(IllegalArgumentException.class);
    assertThat(latency.edit().apply(" 100 "))
        .isEqualTo(new Command.SetSimulationConfig("link.latency.ms", "100"));
  }

  @Test
  void aBrokerOffersWhatMakesSenseNow() {
    Selection broker1 = new Selection.Node(Classroom.BROKER_1);
    assertThat(actions(broker1))
        .containsExactly(
            "kill", "freeze", "shutdown", "remove-broker", "cut-101", "cut-2", "cut-3");

    classroom.cluster().emit(Classroom.BROKER_1, new Node.Frozen());
    assertThat(actions(broker1)).startsWith("resume", "kill");

    classroom.kill(Classroom.BROKER_1);
    assertThat(actions(broker1)).startsWith("restart").doesNotContain("kill");
  }

  @Test
  void aCutLinkOffersHealing() {
    classroom.cutAndShrink(Classroom.BROKER_2, Classroom.BROKER_3, Classroom.ORDERS_1);

    assertThat(actions(new Selection.Node(Classroom.BROKER_2))).contains("heal-3");
    assertThat(actions(new Selection.Node(Classroom.BROKER_3)))
        .as("the way back is a link of its own")
        .contains("cut-2");
    assertThat(actions(Selection.CLUSTER))
        .containsExactly("heal-all", "add-broker", "add-controller");
  }

  @Test
  void aBrokerIsRemovedForGoodOnceThatWasAgreedTo() {
    Selection broker1 = new Selection.Node(Classroom.BROKER_1);
    Action remove =
        new Actions(classroom.cluster().model(), Texts.ENGLISH)
            .of(broker1).stream()
                .filter(action -> action.id().equals("remove-broker"))
                .findFirst()
                .orElseThrow();
    assertThat(remove.command()).isEqualTo(new Command.RemoveBroker(Classroom.BROKER_1));
    assertThat(remove.confirmation()).contains("broker 1", "gone for good");

    classroom.cluster().emit(Classroom.BROKER_1, new Node.RemovalBegan(5));
    assertThat(actions(broker1)).as("it is under way").doesNotContain("remove-broker");
  }

  @Test
  void aFencedBrokerSaysWhy() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);
    Selection broker1 = new Selection.Node(Classroom.BROKER_1);

    assertThat(item(broker1, Item.Row.class, "fenced").value()).isEqualTo("since 00:03.0");
    assertThat(item(broker1, Item.Note.class, "fencedReason").text())
        .isEqualTo("no heartbeat for 3000 ms");
  }

  @Test
  void aGroupShowsADashWhereNothingIsCommitted() {
    classroom.group("billing", List.of("billing-1"));
    Item.Table table = item(new Selection.Group("billing"), Item.Table.class, "offsetTable");

    assertThat(table.lines()).hasSize(3);
    assertThat(table.lines().getFirst().cells())
        .containsExactly("orders-0", "-", "0", "-", "billing-1");
  }

  @Test
  void aGroupShowsLagOncecommitted() {
    classroom.withClients().runFor(9000);
    var model = classroom.cluster().model();
    Item.Table table = item(new Selection.Group("billing"), Item.Table.class, "offsetTable");
    var group = model.groups().get("billing");

    assertThat(group).isNotNull();
    assertThat(table.lines().getFirst().cells().get(3))
        .isEqualTo(Long.toString(model.lag(group, Classroom.ORDERS_0)));
  }

  @Test
  void acksAndRateOfAProducerChangeLive() {
    ProducerSettings settings = ProducerSettings.of("mobile", "orders");
    classroom.producer(settings);
    Selection mobile = new Selection.Client(NodeId.producer("mobile"));

    assertThat(item(mobile, Item.Setting.class, "acks").edit().apply("1"))
        .isEqualTo(new Command.ChangeProducer(settings.withAcks(1)));
    assertThat(item(mobile, Item.Setting.class, "rate").edit().apply("0.5"))
        .isEqualTo(new Command.ChangeProducer(settings.withRecordsPerSecond(0.5)));
    assertThatThrownBy(() -> item(mobile, Item.Setting.class, "rate").edit().apply("-1"))
        .hasMessageContaining("a number from 0 to 1000000");
  }

  @Test
  void idempotenceBatchesAndRetriesOfAProducerChangeLive() {
    ProducerSettings settings = ProducerSettings.of("mobile", "orders");
    classroom.producer(settings);
    Selection mobile = new Selection.Client(NodeId.producer("mobile"));

    assertThat(item(mobile, Item.Setting.class, "config-enable.idempotence").edit().apply("false"))
        .isEqualTo(new Command.ChangeProducer(settings.withIdempotence(false)));
    for (String config : List.of("batch.size", "linger.ms", "retries", "delivery.timeout.ms")) {
      assertThat(item(mobile, Item.Setting.class, "config-" + config).edit().apply("7"))
          .isEqualTo(new Command.ChangeProducer(settings.with(config, 7)));
    }
    assertThatThrownBy(
            () ->
                item(mobile, Item.Setting.class, "config-max.in.flight.requests.per.connection")
                    .edit()
                    .apply("6"))
        .hasMessageContaining("1 to 5");
  }

  @Test
  void idempotenceNeedsAllAcks() {
    classroom.producer(ProducerSettings.of("mobile", "orders").withAcks(1));
    Selection mobile = new Selection.Client(NodeId.producer("mobile"));

    assertThatThrownBy(
            () ->
                item(mobile, Item.Setting.class, "config-enable.idempotence").edit().apply("true"))
        .hasMessageContaining("acks=all");
  }

  @Test
  void processingTimeOfAConsumerChangesLive() {
    classroom.group("billing", List.of("billing-1"));

    assertThat(
            item(new Selection.Group("billing"), Item.Setting.class, "processing-billing-1")
                .edit()
                .apply("800"))
        .isEqualTo(
            new Command.ChangeConsumer(
                ConsumerSettings.of("billing-1", "billing", "orders").withProcessingMs(800)));
  }

  @Test
  void theFormForATopicChecksBeforeItAsks() {
    Item.Form form = item(Selection.CLUSTER, Item.Form.class, "createTopic");
    Map<String, String> good =
        Map.of("name", "payments", "partitions", "2", "replicationFactor", "3", "minIsr", "2");

    assertThat(form.build().apply(good))
        .isEqualTo(
            new Command.CreateTopic(
                TopicSpec.of("payments", 2, 3).with("min.insync.replicas", "2")));
    assertThatThrownBy(
            () ->
                form.build()
                    .apply(
                        Map.of(
                            "name", "orders",
                            "partitions", "2",
                            "replicationFactor", "3",
                            "minIsr", "2")))
        .hasMessageContaining("orders exists already");
    assertThatThrownBy(
            () ->
                form.build()
                    .apply(
                        Map.of(
                            "name", "payments",
                            "partitions", "2",
                            "replicationFactor", "4",
                            "minIsr", "2")))
        .hasMessageContaining("from 1 to 3");
  }

  @Test
  void aNewConsumerNeedsAFreeClientId() {
    classroom.group("billing", List.of("billing-1"));
    Item.Form form = item(new Selection.Group("billing"), Item.Form.class, "addConsumer");

    assertThat(form.fields().getFirst().initial()).isEqualTo("billing-2");
    assertThatThrownBy(
            () ->
                form.build()
                    .apply(Map.of("clientId", "billing-1", "group", "billing", "topic", "orders")))
        .hasMessageContaining("billing-1 exists already");
  }

  @Test
  void everySettingOfTheBrokersCanBeChangedOnThePageOfTheCluster() {
    List<String> settings =
        content(new Selection.Cluster()).items().stream()
            .flatMap(
                item ->
                    item instanceof Item.Section section
                        ? section.items().stream()
                        : Stream.of(item))
            .filter(Item.Setting.class::isInstance)
            .map(item -> ((Item.Setting) item).name())
            .toList();

    assertThat(settings).doesNotHaveDuplicates();
    assertThat(settings)
        .containsAll(ConfigCatalog.specs(ConfigSpec.Scope.BROKER).keySet())
        .containsAll(ConfigCatalog.specs(ConfigSpec.Scope.SIMULATION).keySet());
  }

  @Test
  void whatIsGoneShowsTheCluster() {
    assertThat(content(new Selection.Client(NodeId.producer("gone"))).kind()).isEqualTo("cluster");
  }
}
