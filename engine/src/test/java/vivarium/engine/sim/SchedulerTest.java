package vivarium.engine.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerTest {

  private final Causes causes = new Causes();
  private final Scheduler scheduler = new Scheduler(causes);
  private final List<String> ran = new ArrayList<>();

  @Test
  void runsInOrderOfTimeAndThenOfScheduling() {
    scheduler.at(20, () -> ran.add("third"));
    scheduler.at(10, () -> ran.add("first"));
    scheduler.at(10, () -> ran.add("second"));
    while (scheduler.runNext()) {
      ran.add("@" + scheduler.nowNanos());
    }
    assertThat(ran).containsExactly("first", "@10", "second", "@10", "third", "@20");
  }

  @Test
  void aCancelledTimerNeverRunsHoweverManyThereAre() {
    for (int i = 0; i < 10_000; i++) {
      scheduler.at(5, () -> ran.add("cancelled")).cancel();
    }
    scheduler.at(6, () -> ran.add("kept"));
    assertThat(scheduler.nextAtNanos()).isEqualTo(6);
    assertThat(scheduler.runNext()).isTrue();
    assertThat(scheduler.runNext()).isFalse();
    assertThat(ran).containsExactly("kept");
  }

  @Test
  void aTimerInheritsTheCauseOfWhoeverSetIt() {
    causes.set(41);
    scheduler.after(1, () -> ran.add("because of " + causes.current()));
    causes.clear();
    scheduler.runNext();
    assertThat(ran).containsExactly("because of 41");
  }

  @Test
  void timeNeitherGoesBackNorSkipsWhatIsDue() {
    scheduler.at(10, () -> {});
    assertThatThrownBy(() -> scheduler.advanceTo(11))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("due at 10 ns");
    scheduler.runNext();
    assertThatThrownBy(() -> scheduler.at(9, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it is already 10 ns");
  }
}
