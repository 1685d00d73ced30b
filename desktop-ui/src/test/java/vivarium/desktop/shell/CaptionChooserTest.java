package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.session.Tape;
import vivarium.desktop.shell.CaptionChooser.Reader;
import vivarium.desktop.stage.Caption;
import vivarium.desktop.stage.Tone;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.GroupProtocol;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.PartitionState;
import vivarium.engine.runtime.Simulation;

class CaptionChooserTest {

  private final Classroom classroom = new Classroom();
  private final ClusterSession session = new ClusterSession(classroom.cluster());

  private Caption caption() {
    session.pulse();
    return caption(session, Reader.of(session));
  }

  private static Caption caption(ClusterSession of, Reader reader) {
    return new CaptionChooser(of, new HealthCensus(), Texts.ENGLISH, reader).choose();
  }

  @Test
  void whatIsThereToTryIsSaidOnlyWhereItCanBeTried() {
    classroom.runFor(10_000);
    session.pulse();
    assertThat(caption(session, Reader.WATCHES).because()).as("in a film").isEmpty();

    session.seek(9_000_000_000L);
    assertThat(caption(session, Reader.of(session)).because()).as("in the past").isEmpty();

    session.goLive();
    assertThat(caption(session, Reader.of(session)).because()).startsWith("Try:");
    ClusterSession recording = recording();
    assertThat(caption(recording, Reader.of(recording)).headline()).startsWith("Every partition");
    assertThat(caption(recording, Reader.of(recording)).because()).as("recorded").isEmpty();
  }

  @Test
  void whyIsOfferedInARecordingAndNotInAFilm() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);
    ClusterSession recording = recording();

    assertThat(caption(recording, Reader.of(recording)).eventSeq()).isPositive();
    Caption filmed = caption(recording, Reader.WATCHES);
    assertThat(filmed.eventSeq()).isZero();
    assertThat(filmed.because()).as("what led to it is still told").startsWith("because");
  }

  private ClusterSession recording() {
    ClusterSession recording =
        new ClusterSession(
            new Tape(
                classroom.cluster().events(),
                classroom.cluster().nowNanos(),
                "over",
                query -> new RecordPage.Refused("over"),
                new Tape.Label(null)));
    recording.pulse();
    return recording;
  }

  @Test
  void aHealthyClusterIsQuietAndSaysWhatToTry() {
    classroom.runFor(10_000);

    Caption caption = caption();

    assertThat(caption.tone()).isEqualTo(Tone.GOOD);
    assertThat(caption.headline())
        .isEqualTo("Every partition is in sync: 3 partitions on 3 brokers");
    assertThat(caption.because()).startsWith("Try:");
  }

  @Test
  void howFarALargeClusterIsBuiltIsSaid() {
    Simulation simulation =
        new Simulation(ClusterConfig.builder().topic(TopicSpec.of("orders", 60, 3)).build());
    simulation.runUntil(5_000_000_000L);
    EventLog half = new EventLog(1 << 16);
    AtomicInteger takenUp = new AtomicInteger();
    simulation
        .events()
        .readAfter(
            0,
            stamped -> {
              if (takenUp.get() < 90) {
                half.append(stamped);
              }
              if (stamped.event() instanceof Replica.BecameLeader
                  || stamped.event() instanceof Replica.BecameFollower) {
                takenUp.incrementAndGet();
              }
            });
    ClusterSession building =
        new ClusterSession(
            new Tape(
                half,
                5_000_000_000L,
                "over",
                query -> new RecordPage.Refused("over"),
                new Tape.Label(null)));
    building.pulse();

    assertThat(caption(building, Reader.of(building)).headline())
        .as("with those of internal topics")
        .isEqualTo("The cluster is being built: 90 of 189 replicas are there");
  }

  @Test
  void aDeathThatTheControllerDoesNotKnowYet() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(500);

    Caption caption = caption();

    assertThat(caption.tone()).isEqualTo(Tone.BAD);
    assertThat(caption.headline()).isEqualTo("broker 1 was killed");
    assertThat(caption.because()).contains("broker.session.timeout.ms");
  }

  @Test
  void onceItIsNoticedWhatBecameOfThePartitionsMattersMore() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);

    Caption caption = caption();

    assertThat(caption.tone()).isEqualTo(Tone.WARN);
    assertThat(caption.headline()).startsWith("orders-0 and 2 more are at min.insync.replicas");
    assertThat(caption.because()).endsWith("broker 1 was killed · 00:00.0");
  }

  @Test
  void theMostSeriousWinsAndTellsItsCauses() {
    classroom.cutAndShrink(Classroom.BROKER_2, Classroom.BROKER_3, Classroom.ORDERS_1);
    classroom.runFor(2000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);

    Caption caption = caption();

    assertThat(caption.tone()).isEqualTo(Tone.BAD);
    assertThat(caption.headline())
        .startsWith("orders-1 is under min.insync.replicas")
        .contains("NOT_ENOUGH_REPLICAS");
    assertThat(caption.because()).startsWith("because ").contains("broker 1 was killed · 00:02.0");
    assertThat(caption.eventSeq()).isPositive();
  }

  @Test
  void anElectionAfterwardsIsNotWhyReplicasAreMissing() {
    classroom.kill(Classroom.BROKER_3);
    classroom.runFor(3500);
    var orders = Objects.requireNonNull(classroom.cluster().model().partition(Classroom.ORDERS_0));
    PartitionState before = orders.state();
    var after =
        new PartitionState(
            before.isr().getLast(),
            before.leaderEpoch() + 1,
            before.partitionEpoch() + 1,
            before.replicas(),
            before.isr(),
            List.of(),
            List.of());
    classroom
        .cluster()
        .emit(
            Classroom.CONTROLLER, new Metadata.PartitionChanged(Classroom.ORDERS_0, before, after));

    assertThat(caption().headline()).startsWith("orders-0 and 2 more are at min.insync.replicas");
    assertThat(caption().because()).endsWith("broker 3 was killed · 00:00.0");
  }

  @Test
  void whereMoreIsAskedForThatIsWhyTooFewAreInSync() {
    classroom.kill(Classroom.BROKER_3);
    classroom.runFor(3500);
    classroom
        .cluster()
        .emit(
            Classroom.CONTROLLER,
            new Metadata.ConfigChanged(
                Metadata.ConfigScope.TOPIC, "orders", "min.insync.replicas", "3"));

    assertThat(caption().headline())
        .startsWith("orders-0 and 2 more are under min.insync.replicas=3");
    assertThat(caption().because()).startsWith("because min.insync.replicas=3 for orders");
  }

  @Test
  void offlineIsWorseThanUnderMinIsr() {
    classroom.kill(Classroom.BROKER_1);
    classroom.kill(Classroom.BROKER_2);
    classroom.kill(Classroom.BROKER_3);
    classroom.runFor(3500);

    assertThat(caption().headline()).startsWith("orders-0 and 2 more are offline");
  }

  @Test
  void aFrozenBrokerIsAmber() {
    classroom.cluster().emit(Classroom.BROKER_2, new Node.Frozen());

    assertThat(caption().tone()).isEqualTo(Tone.WARN);
    assertThat(caption().headline()).contains("broker 2 is frozen");
  }

  @Test
  void aBrokenPromiseIsLouderThanAnything() {
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(3500);
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_2,
            new Verdict.RecordsLost(Classroom.ORDERS_0, 4, 2, false, "not on the new leader"));

    Caption caption = caption();

    assertThat(caption.tone()).isEqualTo(Tone.BAD);
    assertThat(caption.headline()).contains("the settings forbid it");
    assertThat(caption.because()).isEqualTo("not on the new leader");
  }

  @Test
  void aRebalanceIsTold() {
    classroom.runFor(10_000);
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Client.GroupChanged(
                "billing", GroupState.PREPARING_REBALANCE, 2, List.of(), 0, "billing-3 joined"));

    assertThat(caption().headline()).contains("PreparingRebalance").contains("billing-3 joined");
    assertThat(caption().because()).as("and what it means").contains("shared out anew");
    assertThat(caption().tone()).isEqualTo(Tone.WARN);
  }

  @Test
  void whereMembersKeepWhatStaysTheirsOnlyTheRestPauses() {
    classroom.runFor(10_000);
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Client.GroupChanged(
                "billing",
                GroupState.PREPARING_REBALANCE,
                2,
                List.of(),
                0,
                "billing-3 joined",
                new GroupProtocol(GroupProtocol.CLASSIC, "cooperative-sticky")));

    assertThat(caption().because()).contains("All others are read on");
  }
}
