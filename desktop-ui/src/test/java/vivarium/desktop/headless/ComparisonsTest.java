package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vivarium.desktop.experiment.Measure.ACKNOWLEDGED;
import static vivarium.desktop.experiment.Measure.CONTROLLERLESS;
import static vivarium.desktop.experiment.Measure.ERRORS;
import static vivarium.desktop.experiment.Measure.GROUP_PAUSE;
import static vivarium.desktop.experiment.Measure.LATENCY_P50;
import static vivarium.desktop.experiment.Measure.LEADERLESS;
import static vivarium.desktop.experiment.Measure.LOST;
import static vivarium.desktop.experiment.Measure.PARTITION_PAUSE;
import static vivarium.desktop.experiment.Measure.READ;
import static vivarium.desktop.experiment.Measure.REBALANCES;
import static vivarium.desktop.experiment.Measure.UNCLEAN_ELECTIONS;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.Outcome;
import vivarium.engine.event.ClusterEvent.Flow;

/** Each comparison that comes with the program shows the difference that it promises. */
class ComparisonsTest {

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(40);

  private static ExperimentResult played(String name) {
    ExperimentResult result = ExperimentRun.play(Comparisons.bundled(name), share -> {});
    assertThat(result.inTraces()).isNotNull();
    assertThat(result.shown()).isNotNull();
    return result;
  }

  private static long seconds(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void allAreShortAndSayWhatTheyAreInBothLanguages() {
    List<Experiment> all = Comparisons.bundled();

    assertThat(all)
        .allSatisfy(
            each -> {
              assertThat(each.untilNanos()).isLessThanOrEqualTo(LONGEST_NANOS);
              assertThat(each.name().korean()).isNotEqualTo(each.name().english());
              assertThat(each.about().korean()).isNotEqualTo(each.about().english());
            });
  }

  @Test
  void acksOneIsFastAndLosesWhatAcksAllKeeps() {
    ExperimentResult result = played("acks");
    Outcome one = result.a().outcome();
    Outcome all = result.b().outcome();

    assertThat(Objects.requireNonNull(result.shown()).atNanos())
        .as("when the leader's records are acknowledged by itself alone")
        .isBetween(seconds(4), seconds(7));
    assertThat(one.of(LOST)).isGreaterThan(10);
    assertThat(all.of(LOST)).isZero();
    assertThat(one.of(LATENCY_P50)).isLessThan(all.of(LATENCY_P50));
  }

  @Test
  void minIsrOnePromisesWhatOneDiskHolds() {
    ExperimentResult result = played("min-isr");

    assertThat(result.a().outcome().of(LOST)).isGreaterThan(10);
    assertThat(result.b().outcome().of(LOST)).isZero();
    assertThat(result.b().outcome().of(ERRORS)).isGreaterThan(result.a().outcome().of(ERRORS));
  }

  @Test
  void anUncleanElectionIsSoonThereAndLoses() {
    ExperimentResult result = played("unclean");
    Outcome on = result.a().outcome();
    Outcome off = result.b().outcome();

    assertThat(on.of(LOST)).isGreaterThan(10);
    assertThat(on.of(UNCLEAN_ELECTIONS)).isEqualTo(1);
    assertThat(off.of(LOST)).isZero();
    assertThat(off.of(UNCLEAN_ELECTIONS)).isZero();
    assertThat(off.of(LEADERLESS)).isGreaterThan(on.of(LEADERLESS) + seconds(5));
  }

  @Test
  void withAnElrThePartitionNeedNotWaitForTheLastOfTheIsr() {
    ExperimentResult result = played("elr");

    assertThat(result.a().outcome().of(LEADERLESS))
        .isLessThan(result.b().outcome().of(LEADERLESS) - seconds(5));
    assertThat(result.a().outcome().of(LOST)).isZero();
    assertThat(result.b().outcome().of(LOST)).isZero();
  }

  @Test
  void inKraftNoPartitionWaitsForTheNextController() {
    ExperimentResult result = played("coordination");
    Outcome kraft = result.a().outcome();
    Outcome zookeeper = result.b().outcome();

    assertThat(kraft.of(LEADERLESS)).isZero();
    assertThat(zookeeper.of(LEADERLESS)).isGreaterThan(seconds(5));
    assertThat(kraft.of(CONTROLLERLESS)).isLessThan(zookeeper.of(CONTROLLERLESS));
    assertThat(kraft.of(ACKNOWLEDGED)).isGreaterThan(zookeeper.of(ACKNOWLEDGED));
  }

  @Test
  void aShortSessionTimeoutHandsPartitionsOverSooner() {
    ExperimentResult result = played("session-timeout");

    assertThat(result.a().outcome().of(READ)).isGreaterThan(result.b().outcome().of(READ) + 10);
  }

  @Test
  void flushingSeldomLosesMoreWhenThePowerFails() {
    ExperimentResult result = played("flush");

    assertThat(result.a().outcome().of(LOST)).isZero();
    assertThat(result.b().outcome().of(LOST)).isGreaterThan(3);
  }

  @Test
  void anUnknownNameIsToldWhatThereIs() {
    assertThatThrownBy(() -> Comparisons.read("ack"))
        .isInstanceOf(BadValueException.class)
        .hasMessage(
            "there is no file and no comparison ack; the comparisons are "
                + String.join(", ", Comparisons.BUNDLED));
  }

  @Test
  void cooperativelyAGroupReadsOnWhereEagerlyItStops() {
    ExperimentResult result = played("rebalance-eager-cooperative");
    Outcome eager = result.a().outcome();
    Outcome cooperative = result.b().outcome();

    assertThat(eager.of(GROUP_PAUSE)).isBetween(seconds(5), seconds(6));
    assertThat(cooperative.of(GROUP_PAUSE)).isLessThan(seconds(3));
    assertThat(cooperative.of(PARTITION_PAUSE))
        .as("what moves waits for a second rebalance")
        .isGreaterThan(eager.of(PARTITION_PAUSE));
    assertThat(cooperative.of(REBALANCES)).isEqualTo(2);
    assertThat(Objects.requireNonNull(result.shown()).atNanos())
        .as("one reads on and the other does not")
        .isBetween(seconds(13), seconds(18));
  }

  @Test
  void inTheConsumerProtocolNobodyRejoinsAndNothingStops() {
    ExperimentResult result = played("rebalance-classic-consumer");

    assertThat(result.a().outcome().of(GROUP_PAUSE)).isLessThan(seconds(3));
    assertThat(result.b().outcome().of(GROUP_PAUSE)).isLessThan(seconds(3));
    assertThat(result.b().outcome().of(LOST)).isZero();
    assertThat(joins(result.a())).isPositive();
    assertThat(joins(result.b())).isZero();
  }

  private static long joins(ExperimentResult.Run run) {
    long[] joins = new long[1];
    run.tape()
        .events()
        .readAfter(
            0,
            stamped -> {
              if (stamped.event() instanceof Flow.Sent sent && sent.api().equals("JoinGroup")) {
                joins[0]++;
              }
            });
    return joins[0];
  }
}
