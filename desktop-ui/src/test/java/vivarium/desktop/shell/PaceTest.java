package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MS = 1_000_000;

  private final Pace pace = new Pace();
  private long wallMs = 5_000;
  private double clusterMs;

  /** Lets so many milliseconds of the wall clock go by, at a real speed. */
  private double run(long ms, double real, double asked) {
    double behind = Pace.KEEPS_UP;
    for (long passed = 0; passed <= ms; passed += 100) {
      behind = pace.at(wallMs * MS, (long) (clusterMs * MS), asked);
      wallMs += 100;
      clusterMs += 100 * real;
    }
    return behind;
  }

  @Test
  void aMachineThatKeepsUpIsNotBehind() {
    assertThat(run(5_000, 0.95, 1)).isEqualTo(Pace.KEEPS_UP);
  }

  @Test
  void whoIsBehindForTwoSecondsIsToldHowFastItReallyGoes() {
    assertThat(run(1_900, 0.6, 1)).as("a hiccup").isEqualTo(Pace.KEEPS_UP);
    assertThat(run(300, 0.6, 1)).isCloseTo(0.6, within(0.01));
    assertThat(run(4_000, 1, 1)).as("it has caught up").isEqualTo(Pace.KEEPS_UP);
  }

  @Test
  void timeThatStandsStillIsToldAfterHalfASecond() {
    assertThat(run(300, 1, 1)).isEqualTo(Pace.KEEPS_UP);
    assertThat(run(500, 0, 1)).as("a hiccup").isEqualTo(Pace.KEEPS_UP);
    assertThat(run(100, 0, 1)).isZero();
    assertThat(run(200, 1, 1)).as("it moves again").isEqualTo(Pace.KEEPS_UP);
    assertThat(run(200, 1, 0.05)).isEqualTo(Pace.KEEPS_UP);
    assertThat(run(1_000, 0, 0.05)).as("in slow motion").isEqualTo(Pace.KEEPS_UP);
  }

  @Test
  void anotherSpeedAndAPauseAreJudgedAnew() {
    assertThat(run(2_500, 0.6, 1)).isCloseTo(0.6, within(0.01));
    assertThat(run(100, 0.6, 0.5)).isEqualTo(Pace.KEEPS_UP);
    assertThat(run(3_000, 0, 0)).as("paused").isEqualTo(Pace.KEEPS_UP);
  }
}
