package vivarium.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.NodeId;

class VivariumTest {

  private static final long MINUTE = 60_000_000_000L;

  private final Vivarium vivarium =
      Vivarium.start(
          ClusterConfig.builder().topic(TopicSpec.of("orders", 1, 3)).build(),
          new Vivarium.Options(false, 0, 1, true));

  @AfterEach
  void close() {
    vivarium.close();
  }

  @Test
  void aPausedClusterStandsStillUntilItIsStepped() throws Exception {
    assertThat(vivarium.isPaused()).isTrue();
    assertThat(step()).isTrue();
    long now = vivarium.nowNanos();
    assertThat(now).isPositive();
    CommandResult killed = submit(new Command.Kill(NodeId.broker(1)));
    assertThat(killed.isAccepted()).isTrue();
    assertThat(vivarium.nowNanos()).as("a command takes no virtual time").isEqualTo(now);
  }

  private boolean step() throws InterruptedException, ExecutionException, TimeoutException {
    return vivarium
        .stepUntil(stamped -> stamped.event() instanceof Node.Unfenced, MINUTE)
        .get(20, TimeUnit.SECONDS);
  }

  private CommandResult submit(Command command)
      throws InterruptedException, ExecutionException, TimeoutException {
    return vivarium.submit(command).get(20, TimeUnit.SECONDS);
  }

  @Test
  void aStepThatIsNeverMetEndsAtItsLimit() throws Exception {
    assertThat(vivarium.stepUntil(stamped -> false, MINUTE).get(60, TimeUnit.SECONDS)).isFalse();
    assertThat(vivarium.isPaused()).isTrue();
  }

  @Test
  void afterItsEndEveryCommandIsRefused() throws Exception {
    vivarium.close();
    CommandResult result = submit(new Command.HealAll());
    assertThat(result).isEqualTo(new CommandResult.Refused("the cluster has ended"));
  }

  @Test
  void aSpeedOutsideItsRangeIsRefused() {
    assertThatThrownBy(() -> vivarium.setSpeed(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.001");
  }

  @Test
  void timeKeepsPaceWithTheWallClock() {
    Pace pace = new Pace(1_000, 50, 0.5, false);
    assertThat(pace.virtualAt(3_000)).isEqualTo(1_050);
    assertThat(pace.wallNanosUntil(2_050, 3_000)).isEqualTo(2_000);
    pace.anchor(3_000, 1_050);
    pace.setPaused(true);
    assertThat(pace.virtualAt(9_000)).isEqualTo(1_050);
  }
}
