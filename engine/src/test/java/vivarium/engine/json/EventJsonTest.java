package vivarium.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MemberProgress;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.sim.SeededRandom;
import vivarium.engine.simulation.Outcome;
import vivarium.engine.simulation.RandomScenario;
import vivarium.engine.simulation.SimulatedRun;

class EventJsonTest {

  @Test
  void aLineReadsAsThePageSays() {
    Stamped stamped =
        new Stamped(7, 120_000_000, NodeId.broker(1), 3, new ClusterEvent.Node.Registered(4, null));
    assertThat(EventJson.line(stamped))
        .isEqualTo(
            "{\"seq\":7,\"atNanos\":120000000,\"node\":\"broker 1\",\"causeSeq\":3,"
                + "\"event\":\"Node.Registered\",\"data\":{\"brokerEpoch\":4,\"rack\":null}}");
  }

  @Test
  void aFaultSaysOfWhatKindItIs() {
    FaultSpec fault =
        new FaultSpec.LinkLoss(LinkScope.between(NodeId.broker(1), NodeId.broker(2)), 0.25);
    assertThat(
            EventJson.line(
                new Stamped(7, 0, NodeId.broker(1), 0, new ClusterEvent.Fault.Injected(fault))))
        .endsWith(
            "\"event\":\"Fault.Injected\",\"data\":{\"fault\":{\"kind\":\"LinkLoss\",\"link\":"
                + "{\"from\":\"broker 1\",\"to\":\"broker 2\",\"bothWays\":true},"
                + "\"probability\":0.25}}}");
  }

  static Stream<Class<?>> everyEvent() {
    return recordsOf(ClusterEvent.class);
  }

  private static Stream<Class<?>> recordsOf(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventJsonTest::recordsOf)
        : Stream.of(type);
  }

  @Test
  void noTwoEventsHaveOneName() {
    assertThat(everyEvent().map(type -> EventJson.typeOf(type.asSubclass(ClusterEvent.class))))
        .doesNotHaveDuplicates()
        .contains("Node.Started", "Flow.Sent", "Verdict.RecordsLost");
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void everyEventIsWrittenWithItsComponentsInOrder(Class<?> type) throws Exception {
    ClusterEvent event = sampleOf(type.asSubclass(ClusterEvent.class));
    String line = EventJson.line(new Stamped(1, 2, NodeId.CLUSTER, 0, event));

    assertThat(line).doesNotContain("\n");
    JsonNode data = new JsonMapper().readTree(line).get("data");
    assertThat(data.propertyNames())
        .containsExactlyElementsOf(
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  @ParameterizedTest
  @MethodSource("everyEvent")
  void everyEventIsReadAgainAsItself(Class<?> type) throws Exception {
    SeededRandom random = SeededRandom.ofSeed(type.getName().hashCode());
    for (int i = 0; i < 30; i++) {
      ClusterEvent event = (ClusterEvent) new Samples(random).of(type);
      Stamped stamped =
          new Stamped(1 + random.nextInt(9), random.nextInt(9), NodeId.broker(7), 0, event);
      assertThat(EventJson.parse(EventJson.line(stamped))).isEqualTo(stamped);
    }
  }

  @Test
  void everyEventOfARunIsReadAgainAsItself() {
    List<Stamped> happened = new ArrayList<>();
    Outcome outcome = SimulatedRun.of(RandomScenario.ofSeed(5, 5_000_000_000L), happened::add);
    assertThat(outcome).isNotNull();
    assertThat(happened).hasSizeGreaterThan(1_000);
    for (Stamped stamped : happened) {
      assertThat(EventJson.parse(EventJson.line(stamped))).isEqualTo(stamped);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Node.Burnt | {} | event = "Node.Burnt" is not valid: it must be the name of an event, such as Node.Started
          Node.Stopped | {} | data.how is missing
          Node.Stopped | {"how":"SLOWLY"} | data.how = "SLOWLY" is not valid: it must be one of CRASH, POWER_LOSS, DISK_FULL, CLEAN
          Node.Stopped | {"how":null} | data.how = null is not valid: it must be one of CRASH, POWER_LOSS, DISK_FULL, CLEAN
          Node.Stopped | 7 | data = 7 is not valid: it must be an object, {…}
          Node.Registered | {"brokerEpoch":1e99,"rack":null} | data.brokerEpoch = 1.0E99 is not valid: it must be a whole number
          Replica.Removed | {"partition":"orders"} | data.partition = "orders" is not valid: it must be a partition, such as orders-0
          Fault.LinkCut | {"from":"broker x","to":"broker 1"} | data.from = "broker x" is not valid: it must be a node, such as broker 1 or producer web
          Fault.Injected | {"fault":{"kind":"Fire"}} | data.fault.kind = "Fire" is not valid: it must be a kind of FaultSpec
          Fault.Injected | {"fault":{"kind":"SlowDisk","node":"broker 1","writeMs":0}} | data.fault: 0 ms must be between 1 and 3600000
          """)
  void whatIsWrongIsNamedWithItsPlace(String type, String data, String message) {
    String line =
        "{\"seq\":1,\"atNanos\":0,\"node\":\"broker 1\",\"causeSeq\":0,\"event\":\"%s\",\"data\":%s}"
            .formatted(type, data);
    assertThatThrownBy(() -> EventJson.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aConsumerOfAnOlderRecordingSharesAsAllDidThen() {
    var added = new ClusterEvent.Client.ConsumerAdded(ConsumerSettings.of("c", "g", "t"));
    String line = EventJson.line(new Stamped(1, 0, NodeId.consumer("c"), 0, added));
    String older = line.replace("\"assignmentStrategy\":\"RANGE\",", "");
    assertThat(older).isNotEqualTo(line);
    assertThat(EventJson.parse(older).event()).isEqualTo(added);
  }

  @Test
  void aGroupOfAnOlderRecordingHasNoProtocolAndItsMembersNoProgress() {
    var member = new GroupMember("m", "c", "/h", List.of(new TopicPartition("orders", 0)));
    var changed =
        new ClusterEvent.Client.GroupChanged("g", GroupState.STABLE, 3, List.of(member), 0, "why");
    String line = EventJson.line(new Stamped(1, 0, NodeId.broker(1), 0, changed));
    String older = line.replace(",\"progress\":null", "").replace(",\"protocol\":null", "");
    assertThat(older).hasSizeLessThan(line.length());
    assertThat(EventJson.parse(older).event()).isEqualTo(changed);
  }

  @Test
  void aGroupOfTheConsumerProtocolIsReadAsItWasWritten() {
    TopicPartition partition = new TopicPartition("orders", 0);
    var member =
        new GroupMember(
            "m",
            "c",
            "/h",
            List.of(partition),
            new MemberProgress(2, List.of(partition), List.of()));
    var changed =
        new ClusterEvent.Client.GroupChanged(
            "g",
            GroupState.RECONCILING,
            3,
            List.of(member),
            5,
            "why",
            new GroupProtocol("consumer", "uniform"));
    Stamped stamped = new Stamped(1, 0, NodeId.broker(1), 0, changed);
    assertThat(EventJson.parse(EventJson.line(stamped))).isEqualTo(stamped);
  }

  private static <T> T sampleOf(Class<T> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = sampleValue(types[i]);
    }
    var constructor = type.getDeclaredConstructor(types);
    return constructor.newInstance(values);
  }

  private static @Nullable Object sampleValue(Class<?> type) throws ReflectiveOperationException {
    if (type == NodeId.class) {
      return NodeId.producer("web checkout");
    } else if (type == TopicPartition.class) {
      return new TopicPartition("orders", 0);
    } else if (type == ProducerSettings.class) {
      return ProducerSettings.of("p", "t");
    } else if (type == ConsumerSettings.class) {
      return ConsumerSettings.of("c", "g", "t");
    } else if (type == GroupProtocol.class) {
      return new GroupProtocol("consumer", "uniform");
    } else if (type == FaultSpec.class) {
      return new FaultSpec.SlowDisk(NodeId.broker(2), 200);
    } else if (type == BatchSummary.class || type == PartitionState.class) {
      return sampleOf(type);
    } else if (type == List.class) {
      return List.of();
    } else if (type == String.class) {
      return null;
    } else if (type == boolean.class) {
      return true;
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    }
    return switch (type.getName()) {
      case "int" -> 7;
      case "long" -> 7L;
      case "double" -> 7.0;
      default -> throw new IllegalArgumentException("a type this test does not know: " + type);
    };
  }
}
