package vivarium.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.TestCluster;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

class ClusterSessionTest {

  private static List<ClusterEvent> told(ClusterSession session) {
    return session.entries().stream().map(entry -> entry.stamped().event()).toList();
  }

  @Test
  void aPulseFoldsWhatHappenedSinceTheLast() {
    Classroom classroom = new Classroom().withClients();
    ClusterSession session = new ClusterSession(classroom.cluster());

    assertThat(session.pulse()).isTrue();
    assertThat(session.pulse()).as("nothing happened since").isFalse();
    classroom.runFor(2000);

    assertThat(session.nowNanos()).as("time stands still between pulses").isZero();
    assertThat(session.pulse()).isTrue();
    assertThat(session.nowNanos()).isEqualTo(2_000_000_000L);
    assertThat(session.model().seq()).isEqualTo(classroom.cluster().events().lastSeq());
  }

  @Test
  void stateEventsAreListedWithTheirCausesNearestFirst() {
    Classroom classroom = new Classroom();
    ClusterSession session = new ClusterSession(classroom.cluster());
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4000);

    session.pulse();

    StateEntry election =
        session.entries().stream()
            .filter(
                entry ->
                    entry.stamped().event() instanceof Metadata.PartitionChanged changed
                        && changed.leaderChanged())
            .findFirst()
            .orElseThrow();
    assertThat(election.causes())
        .extracting(Stamped::event)
        .hasExactlyElementsOfTypes(Node.Fenced.class, Node.Stopped.class);
  }

  @Test
  void trafficIsNotListed() {
    Classroom classroom = new Classroom().withClients();
    ClusterSession session = new ClusterSession(classroom.cluster());
    session.pulse();
    int before = session.entries().size();

    classroom.runFor(5000);
    session.pulse();

    assertThat(session.entries()).hasSize(before);
  }

  @Test
  void betweenTwoTellingsTimeGoesOnAtItsSpeed() {
    TestCluster cluster = new TestCluster();
    AtomicLong wall = new AtomicLong();
    ClusterSession session = new ClusterSession(cluster, wall::get);
    cluster.runFor(1000);
    cluster.setSpeed(0.5);
    session.pulse();

    wall.addAndGet(20_000_000);
    session.pulse();
    assertThat(session.nowNanos()).isEqualTo(1_010_000_000L);

    wall.addAndGet(5_000_000_000L);
    session.pulse();
    assertThat(session.nowNanos()).as("but not far").isEqualTo(1_060_000_000L);

    cluster.pause();
    wall.addAndGet(20_000_000);
    session.pulse();
    assertThat(session.nowNanos()).as("and while paused it is right").isEqualTo(1_000_000_000L);
  }

  @Test
  void timeIsNotAheadOfAClusterThatCannotKeepUpWithItsSpeed() {
    TestCluster cluster = new TestCluster();
    AtomicLong wall = new AtomicLong();
    ClusterSession session = new ClusterSession(cluster, wall::get);
    cluster.setSpeed(1000);
    for (int frame = 0; frame < 50; frame++) {
      cluster.runFor(40);
      wall.addAndGet(16_000_000);
      session.pulse();
    }

    assertThat(session.nowNanos()).isBetween(2_000_000_000L, 2_040_000_000L);
    cluster.pause();
    session.pulse();
    assertThat(session.nowNanos()).isEqualTo(2_000_000_000L);
  }

  @Test
  void theListIsBoundedAndForgetsTheOldest() {
    TestCluster cluster = new TestCluster();
    ClusterSession session = new ClusterSession(cluster);
    for (int i = 0; i < ClusterSession.MAX_ENTRIES + 10; i++) {
      cluster.emit(Classroom.BROKER_1, i % 2 == 0 ? new Node.Frozen() : new Node.Resumed());
    }

    session.pulse();

    assertThat(session.entries()).hasSize(ClusterSession.MAX_ENTRIES);
    assertThat(session.entries().iterator().next().stamped().seq()).isEqualTo(11);
  }

  @Test
  void theSameRefusalAgainAndAgainIsListedOnce() {
    TestCluster cluster = new TestCluster();
    ClusterSession session = new ClusterSession(cluster);
    NodeId producer = NodeId.producer("mobile");
    for (int i = 0; i < 5; i++) {
      cluster.emit(
          producer,
          new Client.Refused(
              Classroom.ORDERS_0,
              "Produce",
              "NOT_ENOUGH_REPLICAS",
              Client.Outcome.ANSWERED,
              "",
              1,
              true));
      cluster.runFor(200);
    }
    cluster.emit(
        producer,
        new Client.Refused(
            Classroom.ORDERS_0,
            "Produce",
            "REQUEST_TIMED_OUT",
            Client.Outcome.TIMED_OUT,
            "",
            1,
            false));

    session.pulse();

    assertThat(told(session)).hasSize(2);
  }

  @Test
  void aStepEndsOnlyAtAnEventThatTheListShows() {
    TestCluster cluster = new TestCluster();
    ClusterSession session = new ClusterSession(cluster);
    NodeId producer = NodeId.producer("mobile");
    Client.Refused refused =
        new Client.Refused(
            Classroom.ORDERS_0,
            "Produce",
            "NOT_ENOUGH_REPLICAS",
            Client.Outcome.ANSWERED,
            "",
            1,
            true);
    cluster.emit(producer, refused);
    session.pulse();
    for (int i = 1; i <= 4; i++) {
      cluster.in(i * 200, () -> cluster.emit(producer, refused));
    }
    cluster.in(1000, () -> cluster.emit(Classroom.BROKER_1, new Node.Frozen()));
    cluster.runFor(300); // One more refusal that the session has not read yet.

    long seq = session.step(Stride.CHANGE).join();
    session.pulse();

    assertThat(session.entries().stream().map(entry -> entry.stamped().seq())).contains(seq);
    assertThat(told(session).getLast()).isInstanceOf(Node.Frozen.class);
    assertThat(session.step(Stride.CHANGE).join()).as("nothing more comes").isZero();
  }

  @Test
  void whatIsToldInOneLineIsOneStep() {
    Classroom classroom = new Classroom().runFor(3_000);
    TestCluster cluster = classroom.cluster();
    ClusterSession session = new ClusterSession(cluster);
    session.pulse();
    List<TopicPartition> all = List.of(Classroom.ORDERS_0, Classroom.ORDERS_1, Classroom.ORDERS_2);
    for (int i = 0; i < all.size(); i++) {
      TopicPartition partition = all.get(i);
      cluster.in(
          100 + i, () -> cluster.emit(Classroom.BROKER_1, new Replica.FellBehind(partition, 2, 0)));
    }
    cluster.in(
        1_500,
        () -> cluster.emit(Classroom.BROKER_1, new Replica.FellBehind(Classroom.ORDERS_0, 2, 0)));

    long first = session.step(Stride.CHANGE).join();
    long again = session.step(Stride.CHANGE).join();
    session.pulse();

    assertThat(again).as("the other two are of the first one's line").isEqualTo(first + 3);
    assertThat(session.entries().stream().map(StateEntry::lineSeq))
        .endsWith(first, first, first, again);
    session.seekSeq(again);
    assertThat(session.stepBack(Stride.CHANGE)).isEqualTo(first);
    assertThat(session.step(Stride.CHANGE).join()).isEqualTo(again);
  }

  @Test
  void aModelToStartFromIsNotFoldedTwice() {
    Classroom classroom = new Classroom().withClients();
    classroom.runFor(3000);
    long acknowledged = classroom.cluster().model().ledger().acknowledged();

    ClusterSession session =
        new ClusterSession(classroom.cluster(), classroom.cluster().model().copy(), () -> 0);
    session.pulse();

    assertThat(session.model().ledger().acknowledged()).isEqualTo(acknowledged);
    assertThat(session.entries()).as("its history is listed").isNotEmpty();
  }
}
