package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Flow.Cargo;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.NodeId;

/** Clients that connect over TCP stand on the stage as built-in ones do. */
class ExternalClientsTest {

  private static final long MS = 1_000_000;
  private static final NodeId KCAT = NodeId.external("rdkafka");

  private final Classroom classroom = new Classroom();

  private void emit(NodeId node, ClusterEvent event) {
    classroom.cluster().emit(node, event);
  }

  private void connect() {
    emit(KCAT, new Client.Connected("127.0.0.1:50814", "librdkafka 2.0.2"));
  }

  private Frame frame() {
    return new StageLayout(new FixedMeasure())
        .layout(
            classroom.cluster().model(),
            classroom.cluster().nowNanos(),
            1600,
            770,
            StageOptions.DEFAULT.withSelection(new Selection.Client(KCAT)),
            Texts.ENGLISH);
  }

  private static boolean says(Frame frame, String words) {
    return frame.texts().stream().anyMatch(text -> text.text().contains(words));
  }

  private static long litWires(Frame frame) {
    return frame.background().stream()
        .filter(shape -> shape instanceof Shape.Wire wire && wire.lit())
        .count();
  }

  private void acknowledge(int records) {
    emit(KCAT, new Client.Acknowledged(Classroom.ORDERS_0, 7, records, -1, 720 * MS));
  }

  @Test
  void aProducerHasItsAcksItsRateAndALineToEachPartitionOfItsTopic() {
    connect();
    emit(KCAT, new Client.Producing("orders", -1));
    for (int second = 0; second < 5; second++) {
      acknowledge(3);
      classroom.runFor(1000);
    }

    Frame frame = frame();

    assertThat(says(frame, "rdkafka (yours)")).isTrue();
    assertThat(says(frame, "acks=all")).isTrue();
    assertThat(says(frame, "3 rec/s")).isTrue();
    assertThat(says(frame, "15 acked")).isTrue();
    assertThat(litWires(frame)).isEqualTo(3);
    assertThat(frame.readers()).isEmpty();
  }

  @Test
  void aRateFallsToNothingWhenNothingComesAnyMore() {
    connect();
    emit(KCAT, new Client.Producing("orders", 1));
    acknowledge(30);
    classroom.runFor(2000);
    assertThat(says(frame(), "15 rec/s")).isTrue();

    classroom.runFor(8000);

    assertThat(says(frame(), "0 rec/s")).isTrue();
  }

  @Test
  void whoHasGoneIsSeenForAMinuteAndRemembered() {
    connect();
    emit(KCAT, new Client.Producing("orders", -1));
    emit(
        KCAT,
        new Client.Refused(
            Classroom.ORDERS_0,
            "Produce",
            "NOT_ENOUGH_REPLICAS",
            Client.Outcome.ANSWERED,
            "",
            1,
            true));
    emit(KCAT, new Client.Disconnected("it closed the connection"));

    assertThat(says(frame(), "disconnected 00:00.0")).isTrue();
    assertThat(says(frame(), "NOT_ENOUGH_REPLICAS")).isTrue();
    assertThat(litWires(frame())).isZero();
    classroom.runFor(61_000);
    assertThat(says(frame(), "disconnected")).isFalse();
    assertThat(classroom.cluster().model().client(KCAT))
        .isNotNull()
        .satisfies(gone -> assertThat(gone.lastError()).isEqualTo("NOT_ENOUGH_REPLICAS"));

    connect();

    assertThat(classroom.cluster().model().goneClients()).isEmpty();
    assertThat(says(frame(), "rdkafka")).isTrue();
  }

  @Test
  void whoOnlyLookedAroundIsForgotten() {
    connect();
    emit(KCAT, new Client.Disconnected("it closed the connection"));

    assertThat(classroom.cluster().model().client(KCAT)).isNull();
    assertThat(says(frame(), "disconnected")).isFalse();
  }

  @Test
  void whatAsksToJoinAGroupIsNoProducer() {
    connect();
    emit(KCAT, new Client.Joining("billing"));

    Frame frame = frame();

    assertThat(frame.places()).doesNotContainKey(KCAT);
    assertThat(frame.readers()).containsKey(KCAT);
    assertThat(says(frame, "joining…")).isTrue();
    assertThat(says(frame, "nothing acknowledged yet")).isFalse();
  }

  @Test
  void whatFetchesWithoutAGroupStandsAmongTheConsumersWithItsPosition() {
    connect();
    emit(KCAT, new Client.Fetching(Classroom.ORDERS_1));
    emit(KCAT, new Client.Read("", Classroom.ORDERS_1, 12, 4));

    Frame frame = frame();

    assertThat(frame.places()).doesNotContainKey(KCAT);
    assertThat(says(frame, "without a group")).isTrue();
    assertThat(says(frame, "orders-1 · 12")).isTrue();
    assertThat(litWires(frame)).isEqualTo(1);
  }

  @Test
  void oneNameThatWritesAndReadsStandsOnBothSidesAndItsMessagesGoToTheRightOne() {
    connect();
    emit(KCAT, new Client.Producing("orders", -1));
    emit(KCAT, new Client.Joining("mine"));
    emit(
        Classroom.BROKER_1,
        new Client.GroupChanged(
            "mine",
            GroupState.STABLE,
            1,
            List.of(new GroupMember("m", "rdkafka", "/127.0.0.1", List.of(Classroom.ORDERS_0))),
            0,
            "partitions assigned"));
    emit(KCAT, new Client.Read("", Classroom.ORDERS_0, 5, 5));
    Frame frame = frame();
    Rect producer = frame.places().get(KCAT);
    Rect consumer = frame.readers().get(KCAT);
    assertThat(producer).isNotNull();
    assertThat(consumer).isNotNull();
    assertThat(producer.right()).isLessThan(consumer.x());

    send(1, "Produce");
    send(2, "Fetch");
    List<Mark> marks = new Movement().at(frame, classroom.cluster().model(), 0, false).marks();

    assertThat(marks.getFirst().x()).isEqualTo(producer.right());
    assertThat(marks.getLast().x()).isEqualTo(consumer.x());
    assertThat(classroom.cluster().model().groups().values())
        .as("its position is the group's")
        .anyMatch(group -> Long.valueOf(5).equals(group.positions().get(Classroom.ORDERS_0)));
  }

  private void send(long id, String api) {
    BatchSummary batch = new BatchSummary(-1, 1, 10, -1, -1, -1, false, List.of(1));
    emit(
        KCAT,
        new Flow.Sent(
            id,
            id,
            api,
            FlowDirection.REQUEST,
            KCAT,
            Classroom.BROKER_1,
            0,
            400 * MS,
            10,
            1,
            null,
            List.of(new Cargo(Classroom.ORDERS_0, batch))));
  }
}
