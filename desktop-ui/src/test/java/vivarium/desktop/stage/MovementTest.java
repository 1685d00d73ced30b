package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.export.Still;
import vivarium.desktop.fixture.Scenes;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Mark.Form;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.PartitionView;

/** What shows a change, and what is running out, in scenarios played by the engine. */
class MovementTest {

  private static final long MS = 1_000_000;
  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private static Frame frame(Still still) {
    return new StageLayout(new FixedMeasure())
        .layout(still.model(), still.atNanos(), 1250, 770, StageOptions.DEFAULT, Texts.ENGLISH);
  }

  private static List<Mark> marks(Still still, long nanos, boolean calm, Form form) {
    return new Movement()
        .at(frame(still), still.model(), nanos, calm).marks().stream()
            .filter(mark -> mark.form() == form && !mark.isMessageOnTheWay())
            .toList();
  }

  private static PartitionView orders0(Still still) {
    PartitionView partition = still.model().partition(ORDERS_0);
    assertThat(partition).isNotNull();
    return partition;
  }

  @Test
  void theCrownGoesFromTheOldLeaderToTheNewOne() {
    Still still = Scenes.bundled("leader-crash", 12_500);
    PartitionView partition = orders0(still);
    long elected = partition.leaderChangedAtNanos();
    assertThat(elected).isBetween(8_000 * MS, 12_500 * MS);

    List<Mark> early = marks(still, elected + 50 * MS, false, Form.CROWN);
    List<Mark> late = marks(still, elected + 700 * MS, false, Form.CROWN);

    assertThat(early).hasSize(late.size()).isNotEmpty();
    var lanes = frame(still).spots().lanes();
    Spots.Lane from = lanes.get(new Spots.Replica(ORDERS_0, partition.leaderBefore()));
    Spots.Lane to = lanes.get(new Spots.Replica(ORDERS_0, partition.state().leader()));
    assertThat(from).isNotNull();
    assertThat(to).isNotNull();
    double way = to.role().x() - from.role().x();
    assertThat((early.getFirst().x() - from.role().x()) / way).isBetween(0.0, 0.1);
    assertThat((late.getFirst().x() - from.role().x()) / way).isBetween(0.7, 1.0);
    assertThat(marks(still, elected + 1_200 * MS, false, Form.CROWN)).isEmpty();
  }

  @Test
  void calmlyNothingFliesAndTheNewLeaderLightsUp() {
    Still still = Scenes.bundled("leader-crash", 12_500);
    long elected = orders0(still).leaderChangedAtNanos();

    assertThat(marks(still, elected + 300 * MS, true, Form.CROWN)).isEmpty();
    assertThat(marks(still, elected + 300 * MS, true, Form.RING)).isNotEmpty();
    List<Mark> early = marks(still, elected + 100 * MS, true, Form.RING);
    List<Mark> late = marks(still, elected + 200 * MS, true, Form.RING);
    assertThat(early).extracting(Mark::x).isEqualTo(late.stream().map(Mark::x).toList());
    assertThat(early).extracting(Mark::size).isEqualTo(late.stream().map(Mark::size).toList());
  }

  @Test
  void aReplicaThatLeavesTheIsrIsRinged() {
    Still still = Scenes.bundled("follower-lags", 14_000);
    PartitionView partition = orders0(still);
    assertThat(partition.state().isr().size()).isLessThan(3);

    List<Mark> rings = marks(still, partition.isrChangedAtNanos() + 100 * MS, false, Form.RING);

    assertThat(rings).extracting(Mark::tone).contains(Tone.WARN);
    assertThat(rings.getFirst().size())
        .as("it closes")
        .isGreaterThan(
            marks(still, partition.isrChangedAtNanos() + 700 * MS, false, Form.RING)
                .getFirst()
                .size());
  }

  @Test
  void recordsThatAreCutOffDropAndThoseThatAreLostBurst() {
    Still still = Scenes.bundled("unclean-election", 28_000);
    PartitionView partition =
        still.model().partitions().values().stream()
            .filter(each -> each.lostAtNanos() >= 0)
            .findFirst()
            .orElseThrow();

    List<Mark> bursts =
        marks(still, partition.lostAtNanos() + 200 * MS, false, Form.BURST).stream()
            .filter(mark -> mark.tone() == Tone.BAD)
            .toList();
    assertThat(bursts).as("seen when they are found to be gone").isNotEmpty();

    long cut =
        partition.replicas().values().stream()
            .mapToLong(replica -> replica.truncatedAtNanos())
            .max()
            .orElseThrow();
    assertThat(cut).isPositive();
    List<Mark> early = marks(still, cut + 700 * MS, false, Form.RECORDS);
    List<Mark> late = marks(still, cut + 1_300 * MS, false, Form.RECORDS);
    assertThat(early).isNotEmpty();
    assertThat(late.getFirst().y()).isGreaterThan(early.getFirst().y());
    assertThat(late.getFirst().strength()).isLessThan(early.getFirst().strength());
  }

  @Test
  void theSessionOfAKilledBrokerRunsOutUntilItIsFenced() {
    Still killed = Scenes.bundled("leader-crash", 9_000);
    double before = left(killed, NodeId.broker(1), 9_000);
    double after = left(killed, NodeId.broker(1), 10_000);
    assertThat(before).isBetween(0.3, 1.0);
    assertThat(before - after)
        .as("a second of the 3 s of classroom's broker.session.timeout.ms")
        .isBetween(0.33, 0.34);
    assertThat(left(killed, NodeId.broker(2), 9_000)).isGreaterThan(0.5);

    Still fenced = Scenes.bundled("leader-crash", 12_500);
    assertThat(left(fenced, NodeId.broker(1), 12_500)).isEqualTo(-1);
  }

  @Test
  void theTimersOfAHealthyClusterAreQuiet() {
    for (long atMs = 6_000; atMs < 7_900; atMs += 100) {
      Still still = Scenes.bundled("leader-crash", atMs);
      List<Mark> arcs = marks(still, still.atNanos(), false, Form.ARC);
      assertThat(arcs).as("at %d ms", atMs).hasSizeGreaterThanOrEqualTo(3);
      assertThat(arcs).extracting(Mark::tone).containsOnly(Tone.MUTED);
    }
  }

  private static double left(Still still, NodeId broker, long atMs) {
    return Timers.session(still.model(), broker, atMs * MS);
  }

  @Test
  void aFollowerThatFallsBehindHasATimerUntilItIsOut() {
    Still still = Scenes.bundled("follower-lags", 14_000);
    PartitionView partition = orders0(still);
    int out =
        partition.state().replicas().stream()
            .filter(id -> !partition.state().isr().contains(id))
            .findFirst()
            .orElseThrow();
    long shrank = partition.isrChangedAtNanos();

    Still before = Scenes.bundled("follower-lags", shrank / MS - 500);
    double left = Timers.lag(before.model(), new Spots.Replica(ORDERS_0, out), before.atNanos());

    assertThat(left).as("little is left").isBetween(0.0, 0.3);
    assertThat(Timers.lag(still.model(), new Spots.Replica(ORDERS_0, out), still.atNanos()))
        .as("it is out")
        .isEqualTo(-1);
  }
}
