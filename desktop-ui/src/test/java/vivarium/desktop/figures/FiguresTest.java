package vivarium.desktop.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.session.ClusterSession;

class FiguresTest {

  private static Figures figuresOf(Classroom classroom) {
    ClusterSession session = new ClusterSession(classroom.cluster());
    session.pulse();
    return session.figures();
  }

  private static Curve curve(Figures figures, Chart chart, String name) {
    return figures.curves(chart).stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no curve " + name + " in " + chart));
  }

  private static double sum(Curve curve, long seconds) {
    double sum = 0;
    for (long second = 0; second < seconds; second++) {
      sum += Float.isNaN(curve.at(second)) ? 0 : curve.at(second);
    }
    return sum;
  }

  @Test
  void recordsInAreWhatLeadersAppended() {
    Classroom classroom = new Classroom().withClients().runFor(20_000);
    Figures figures = figuresOf(classroom);

    double in =
        figures.curves(Chart.RECORDS_IN).stream().mapToDouble(curve -> sum(curve, 20)).sum();
    long ends =
        classroom.cluster().model().partitions().values().stream()
            .mapToLong(
                partition -> Objects.requireNonNull(partition.leaderReplica()).logEndOffset())
            .sum();

    assertThat(in).isEqualTo(ends);
  }

  @Test
  void readRecordsHaveTakenLongerThanAcknowledgedOnes() {
    Figures figures = figuresOf(new Classroom().withClients().runFor(20_000));

    float produce = curve(figures, Chart.PRODUCE_LATENCY, "p50").at(15);
    float endToEnd = curve(figures, Chart.END_TO_END_LATENCY, "p50").at(15);

    assertThat(produce).isPositive();
    assertThat(endToEnd).isPositive();
    assertThat(curve(figures, Chart.PRODUCE_LATENCY, "p99").at(15)).isGreaterThanOrEqualTo(produce);
  }

  @Test
  void aDeadBrokerLeavesTheIsrAndLeadersAreElected() {
    Classroom classroom = new Classroom().withClients().runFor(5_000);
    int partitions = classroom.cluster().model().partitions().size();
    classroom.kill(Classroom.BROKER_1);
    Figures figures = figuresOf(classroom.runFor(10_000));

    assertThat(curve(figures, Chart.IN_SYNC, "isr").at(3)).isEqualTo(3 * partitions);
    assertThat(curve(figures, Chart.IN_SYNC, "isr").at(12)).isEqualTo(2 * partitions);
    assertThat(curve(figures, Chart.IN_SYNC, "underReplicated").at(12)).isEqualTo(partitions);
    assertThat(curve(figures, Chart.IN_SYNC, "offline").at(12)).isZero();
    assertThat(sum(curve(figures, Chart.CHANGES, "elections"), 15)).isPositive();
  }

  @Test
  void lagIsToldInRecordsAndInTime() {
    Figures figures = figuresOf(new Classroom().withClients().runFor(20_000));

    assertThat(curve(figures, Chart.LAG, "billing").at(15)).isPositive();
    assertThat(curve(figures, Chart.LAG_TIME, "billing").at(15)).isBetween(0.1f, 5f);
  }

  @Test
  void aSecondThatIsNotOverHasNoValueYet() {
    Figures figures = figuresOf(new Classroom().withClients().runFor(4_500));

    assertThat(figures.second()).isEqualTo(4);
    assertThat(curve(figures, Chart.IN_SYNC, "isr").at(3)).isNotNaN();
    assertThat(curve(figures, Chart.IN_SYNC, "isr").at(4)).isNaN();
  }

  @Test
  void aCurveForgetsItsOldestValuesAtItsBound() {
    Curve curve = new Curve("c");
    for (int second = 0; second < 1_000; second++) {
      curve.add(second, second, 100);
    }

    assertThat(curve.at(999)).isEqualTo(999);
    assertThat(curve.at(940)).isEqualTo(940);
    assertThat(curve.at(800)).isNaN();
  }

  @Test
  void secondsWithoutAValueAreGaps() {
    Curve curve = new Curve("c");
    curve.add(3, 1, 100);
    curve.add(90, 2, 100);

    assertThat(curve.at(2)).isNaN();
    assertThat(curve.at(3)).isEqualTo(1);
    assertThat(curve.at(50)).isNaN();
    assertThat(curve.at(90)).isEqualTo(2);
    curve.add(10_000, 3, 100);
    assertThat(curve.at(90)).isNaN();
    assertThat(curve.at(10_000)).isEqualTo(3);
  }
}
