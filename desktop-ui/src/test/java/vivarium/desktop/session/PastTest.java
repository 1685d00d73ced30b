package vivarium.desktop.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.FrameHash;
import vivarium.desktop.fixture.TestCluster;
import vivarium.engine.api.RecordPage;
import vivarium.engine.condition.Condition;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.simulation.RandomScenario;
import vivarium.engine.simulation.SimulatedRun;

/** Looking back shows what was true, and changes nothing. */
class PastTest {

  private static final long SECOND = 1_000_000_000L;

  private static ClusterSession after(Classroom classroom, long millis) {
    ClusterSession session = new ClusterSession(classroom.cluster());
    for (long run = 0; run < millis; run += 250) {
      classroom.runFor(250);
      session.pulse();
    }
    return session;
  }

  private static EventLog randomSession(long seed) {
    EventLog log = new EventLog(1 << 18);
    SimulatedRun.of(RandomScenario.ofSeed(seed, 20 * SECOND), log::append);
    return log;
  }

  private static ClusterModel replayed(EventLog log, long seq) {
    ClusterModel model = new ClusterModel();
    log.readBetween(0, seq, model::apply);
    return model;
  }

  private static String picture(ClusterModel model, long nanos) {
    return FrameHash.of(model, nanos);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyMomentOfAnySessionIsWhatAFullReplayGives(long seed) {
    EventLog log = randomSession(seed);
    long end = Objects.requireNonNull(log.get(log.lastSeq())).atNanos();
    ClusterSession session =
        new ClusterSession(new Tape(log, end + 1, "over", query -> new RecordPage.Refused("none")));
    session.pulse();
    Random random = new Random(seed);

    for (int jump = 0; jump < 40; jump++) {
      long nanos = (long) (random.nextDouble() * end);
      session.seek(nanos);

      ClusterModel full = replayed(log, session.model().seq());
      Stamped next = log.get(session.model().seq() + 1);
      assertThat(session.nowNanos()).isEqualTo(nanos);
      assertThat(session.model().atNanos()).isLessThanOrEqualTo(nanos);
      assertThat(next == null || next.atNanos() > nanos).isTrue();
      assertThat(picture(session.model(), nanos)).isEqualTo(picture(full, nanos));
    }
  }

  @Test
  void stepsBackAndThenForwardEndWhereTheyBegan() {
    Classroom classroom = new Classroom().withClients().runFor(3_000);
    classroom.kill(Classroom.BROKER_1);
    ClusterSession session = after(classroom, 12_000);
    for (Stride stride : Stride.values()) {
      session.seek(10 * SECOND);
      session.stepBack(stride);
      List<Long> seqs = new ArrayList<>();
      List<String> pictures = new ArrayList<>();
      for (int step = 0; step < 3; step++) {
        seqs.add(session.model().seq());
        pictures.add(picture(session.model(), session.nowNanos()));
        session.stepBack(stride);
      }
      for (int step = 2; step >= 0; step--) {
        assertThat(session.step(stride).join()).as("%s", stride).isEqualTo(seqs.get(step));
        assertThat(picture(session.model(), session.nowNanos())).isEqualTo(pictures.get(step));
      }
    }
  }

  @Test
  void thePresentGoesOnWhileThePastIsLookedAt() {
    Classroom classroom = new Classroom().withClients();
    ClusterSession session = after(classroom, 5_000);
    session.seek(2 * SECOND);

    classroom.runFor(3_000);
    session.pulse();

    assertThat(session.isLive()).isFalse();
    assertThat(session.nowNanos()).isEqualTo(2 * SECOND);
    assertThat(session.presentNanos()).isEqualTo(8 * SECOND);
    session.goLive();
    assertThat(session.isLive()).isTrue();
    assertThat(session.nowNanos()).isEqualTo(8 * SECOND);
    assertThat(session.model().seq()).isEqualTo(classroom.cluster().events().lastSeq());
  }

  @Test
  void playedFromThePastItArrivesInThePresent() {
    TestCluster cluster = new TestCluster();
    AtomicLong wall = new AtomicLong();
    ClusterSession session = new ClusterSession(cluster, wall::get);
    cluster.emit(NodeId.broker(1), new Node.Added());
    cluster.runFor(4_000);
    cluster.pause();
    session.pulse();
    session.seek(SECOND);
    assertThat(session.isPaused()).as("the past stands still at first").isTrue();

    session.resume();
    wall.addAndGet(2 * SECOND);
    session.pulse();
    assertThat(session.nowNanos()).isEqualTo(3 * SECOND);
    assertThat(cluster.isPaused()).as("the cluster is none the wiser").isTrue();
    wall.addAndGet(2 * SECOND);
    session.pulse();

    assertThat(session.isLive()).isTrue();
  }

  @Test
  void theListEndsAtTheMomentLookedAt() {
    Classroom classroom = new Classroom().withClients().runFor(3_000);
    classroom.kill(Classroom.BROKER_1);
    ClusterSession session = after(classroom, 12_000);
    int all = session.entries().size();

    session.seek(4 * SECOND);

    assertThat(session.entries()).isNotEmpty().hasSizeLessThan(all);
    assertThat(session.entries())
        .allSatisfy(entry -> assertThat(entry.stamped().atNanos()).isLessThanOrEqualTo(4 * SECOND));
    assertThat(session.allNewestFirst()).toIterable().hasSize(all);
  }

  @Test
  void whatTheLogHasForgottenCannotBeLookedAt() {
    EventLog log = new EventLog(1 << 12);
    ClusterModel model = new ClusterModel();
    History history = new History(log, model);
    for (int seq = 1; seq <= 20_000; seq++) {
      Stamped stamped = new Stamped(seq, seq * 1_000L, NodeId.broker(1), 0, new Node.Started());
      log.append(stamped);
      model.apply(stamped);
      history.note(model);
    }

    assertThat(history.fromNanos()).isGreaterThanOrEqualTo((20_000 - (1 << 12)) * 1_000L);
    assertThat(history.at(history.seqAt(0, 20_000), null).atNanos()).isEqualTo(history.fromNanos());
    assertThat(history.at(19_000, null).seq()).isEqualTo(19_000);
  }

  @Test
  void keyframesAreThinnedAtTheirBound() {
    EventLog log = randomSession(3);
    ClusterModel model = new ClusterModel();
    History history = new History(log, model, 20_000);
    log.readAfter(
        0,
        stamped -> {
          model.apply(stamped);
          history.note(model);
          assertThat(history.weight()).isLessThan(30_000 + 2 * model.weight());
        });

    long middle = log.lastSeq() / 2;
    assertThat(history.at(middle, null).seq()).isEqualTo(middle);
  }

  @Test
  void aConditionIsFoundInThePastWhereItFirstHolds() throws Exception {
    EventLog log = randomSession(2);
    ClusterSession session =
        new ClusterSession(
            new Tape(log, 20 * SECOND, "over", query -> new RecordPage.Refused("none")));
    session.pulse();
    Condition condition = Condition.parse("broker 1 is unfenced");
    ClusterModel model = new ClusterModel();
    long first = 0;
    for (long seq = 1; seq <= log.lastSeq() && first == 0; seq++) {
      Stamped stamped = Objects.requireNonNull(log.get(seq));
      model.apply(stamped);
      first = !stamped.event().isFlow() && condition.holds(model, stamped) ? seq : 0;
    }
    session.seek(0);

    assertThat(first).isPositive();
    assertThat(session.runUntil(condition).found().get()).isEqualTo(first);
    session.seekSeq(first);
    assertThat(condition.holds(session.model(), null)).isTrue();
    assertThat(session.runUntil(Condition.parse("records duplicated > 1000000")).found().get())
        .isZero();
  }
}
