package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Flow.Cargo;
import vivarium.engine.event.FlowDirection;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.WaitReason;

class TrafficTest {

  private static final long MS = 1_000_000;
  private static final NodeId MOBILE = NodeId.producer("mobile");

  private final Classroom classroom = new Classroom();

  private void send(long id, FlowDirection direction, String error, int records) {
    NodeId from = direction == FlowDirection.REQUEST ? MOBILE : Classroom.BROKER_1;
    NodeId to = direction == FlowDirection.REQUEST ? Classroom.BROKER_1 : MOBILE;
    BatchSummary batch =
        new BatchSummary(-1, records, 10, -1, -1, -1, false, List.of(1, 2, 3).subList(0, records));
    classroom
        .cluster()
        .emit(
            from,
            new Flow.Sent(
                id,
                1,
                "Produce",
                direction,
                from,
                to,
                0,
                400 * MS,
                10,
                1,
                error.isEmpty() ? null : error,
                List.of(new Cargo(Classroom.ORDERS_0, batch))));
  }

  private Frame frame() {
    classroom.producer(ProducerSettings.of("mobile", "orders"));
    return new StageLayout(new FixedMeasure())
        .layout(classroom.cluster().model(), 0, 1250, 770, StageOptions.DEFAULT, Texts.ENGLISH);
  }

  private List<Mark> marks(Frame frame, long atMs) {
    return new Movement().at(frame, classroom.cluster().model(), atMs * MS, false).marks();
  }

  @Test
  void aRequestGoesFromEdgeToEdgeInItsTime() {
    Frame frame = frame();
    send(1, FlowDirection.REQUEST, "", 2);
    Rect producer = frame.targetOf(new Selection.Client(MOBILE)).map(Target::rect).orElseThrow();
    Rect leader = frame.grid().cell(0, frame.grid().rows().getFirst());

    Mark start = marks(frame, 0).getFirst();
    Mark end = marks(frame, 399).getFirst();

    assertThat(start.form()).isEqualTo(Mark.Form.RECORDS);
    assertThat(start.records()).isEqualTo(2);
    assertThat(start.x()).isCloseTo(producer.right(), within(1.0));
    assertThat(end.y()).isCloseTo(leader.y(), within(4.0));
    assertThat(leader.x() < end.x() && end.x() < leader.right()).isTrue();
    assertThat(marks(frame, 400)).as("arrived").isEmpty();
  }

  @Test
  void thePositionIsAFunctionOfTimeAlone() {
    Frame frame = frame();
    send(1, FlowDirection.REQUEST, "", 1);

    assertThat(marks(frame, 137)).isEqualTo(marks(frame, 137));
    assertThat(marks(frame, 137)).isNotEqualTo(marks(frame, 138));
  }

  @Test
  void aMessageKeepsOneSpeed() {
    Frame frame = frame();
    send(1, FlowDirection.REQUEST, "", 1);
    Route route =
        new Routes(frame.grid(), frame.places(), frame.readers())
            .route(MOBILE, Classroom.BROKER_1, Classroom.ORDERS_0, false, false);
    assertThat(route).isNotNull();

    double step = 0;
    for (int i = 1; i < 200; i++) {
      var a = route.at((i - 1) / 200.0);
      var b = route.at(i / 200.0);
      step = Math.max(step, Math.hypot(a.x() - b.x(), a.y() - b.y()));
    }

    assertThat(step).isCloseTo(route.length() / 200, within(0.3));
  }

  @Test
  void anErrorReplyIsADiamondAndAReplyIsHollow() {
    Frame frame = frame();
    send(2, FlowDirection.REPLY, "NOT_ENOUGH_REPLICAS", 0);
    send(3, FlowDirection.REPLY, "", 0);

    assertThat(marks(frame, 100))
        .extracting(Mark::form)
        .containsExactly(Mark.Form.ERROR, Mark.Form.REPLY);
  }

  @Test
  void anAcknowledgementGoesBackAlongTheRowsItIsOf() {
    Frame frame = frame();
    sendEmpty("Produce", FlowDirection.REPLY, Classroom.BROKER_1, MOBILE);
    Grid.Row first = frame.grid().rows().get(0);
    Grid.Row second = frame.grid().rows().get(1);

    assertThat(marks(frame, 0))
        .extracting(Mark::y)
        .containsExactly(first.cellTop(), second.cellTop());
    assertThat(marks(frame, 0)).extracting(Mark::form).containsOnly(Mark.Form.REPLY);
  }

  @Test
  void aFollowersEmptyFetchIsOneFaintDotFromItsCellToTheLeaders() {
    Frame frame = frame();
    sendEmpty("Fetch", FlowDirection.REQUEST, Classroom.BROKER_2, Classroom.BROKER_1);
    Grid.Row row = frame.grid().rows().getFirst();
    Rect follower = frame.grid().cell(1, row);
    Rect leader = frame.grid().cell(0, row);

    Mark start = marks(frame, 0).getFirst();
    Mark end = marks(frame, 399).getFirst();

    assertThat(marks(frame, 0)).hasSize(1);
    assertThat(start.strength()).isLessThan(1);
    assertThat(start.y()).isEqualTo(follower.bottom());
    assertThat(follower.x() < start.x() && start.x() < follower.right()).isTrue();
    assertThat(leader.x() < end.x() && end.x() < leader.right()).isTrue();
  }

  /** A message that concerns two partitions and carries nothing of either. */
  private void sendEmpty(String api, FlowDirection direction, NodeId from, NodeId to) {
    BatchSummary nothing = new BatchSummary(7, 0, 0, -1, -1, -1, false, List.of());
    List<Cargo> cargo =
        List.of(new Cargo(Classroom.ORDERS_0, nothing), new Cargo(Classroom.ORDERS_1, nothing));
    classroom
        .cluster()
        .emit(from, new Flow.Sent(1, 1, api, direction, from, to, 0, 400 * MS, 10, 1, null, cargo));
  }

  @Test
  void aLostMessageBurstsAndFades() {
    Frame frame = frame();
    send(1, FlowDirection.REQUEST, "", 1);
    classroom.runFor(200);
    classroom.cluster().emit(Classroom.BROKER_1, new Flow.Lost(1, "broker is down"));

    Mark burst = marks(frame, 200).getFirst();
    Mark later = marks(frame, 600).getFirst();

    assertThat(burst.form()).isEqualTo(Mark.Form.BURST);
    assertThat(later.strength()).isLessThan(burst.strength());
    assertThat(marks(frame, 2000)).isEmpty();
  }

  @Test
  void aProduceThatWaitsForReplicationIsSeenAtTheLeader() {
    Frame frame = frame();
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Flow.Parked(
                9,
                "Produce",
                MOBILE,
                WaitReason.REPLICATION,
                List.of(
                    new Cargo(
                        Classroom.ORDERS_0,
                        new BatchSummary(0, 1, 10, 0, -1, -1, false, List.of(5))))));
    Rect leader = frame.grid().cell(0, frame.grid().rows().getFirst());

    Mark waiting = marks(frame, 50).getFirst();

    assertThat(waiting.form()).isEqualTo(Mark.Form.WAITING);
    assertThat(waiting.y()).isEqualTo(leader.y());
    classroom.cluster().emit(Classroom.BROKER_1, new Flow.Released(9));
    assertThat(marks(frame, 60)).isEmpty();
  }

  @Test
  void tooManyMessagesAreThinnedAndTheScaleIsTold() {
    Frame frame = frame();
    for (int i = 0; i < Traffic.MAX_MESSAGES * 3; i++) {
      send(i + 1, FlowDirection.REQUEST, "", 1);
    }

    Movement.Moment moment = new Movement().at(frame, classroom.cluster().model(), 100 * MS, false);

    assertThat(moment.messagesPerMark()).isEqualTo(3);
    assertThat(moment.marks()).hasSize(Traffic.MAX_MESSAGES);
  }
}
