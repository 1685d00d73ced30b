package vivarium.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.ClusterFailedException;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.Node;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;

class VivariumTest {

  private static final long MINUTE = 60_000_000_000L;

  private final Vivarium vivarium =
      Vivarium.start(
          ClusterConfig.builder().topic(TopicSpec.of("orders", 1, 3)).build(),
          new Vivarium.Options(false, 0, 1, true));

  private final Logger logger = (Logger) LoggerFactory.getLogger(Vivarium.class);

  @AfterEach
  void close() {
    vivarium.close();
    logger.setLevel(null);
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
  void itGoesOnAtItsPaceUntilAConditionHoldsAndStandsStillThere() throws Exception {
    long[] metAt = new long[1];
    vivarium.setSpeed(100);
    CompletableFuture<Boolean> done =
        vivarium.pauseWhen(
            stamped -> {
              metAt[0] = stamped.atNanos();
              return stamped.event() instanceof Node.Unfenced;
            });

    assertThat(done.get(20, TimeUnit.SECONDS)).isTrue();
    assertThat(vivarium.isPaused()).isTrue();
    assertThat(vivarium.nowNanos()).isEqualTo(metAt[0]);
  }

  @Test
  void aConditionThatIsWaitedForIsWithdrawnByAPauseOrAnother() throws Exception {
    CompletableFuture<Boolean> first = vivarium.pauseWhen(stamped -> false);
    CompletableFuture<Boolean> second = vivarium.pauseWhen(stamped -> false);
    assertThat(first.get(20, TimeUnit.SECONDS)).isFalse();
    vivarium.pause();
    assertThat(second.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(vivarium.isPaused()).isTrue();
  }

  @Test
  void afterItsEndEveryCommandIsRefused() throws Exception {
    vivarium.close();
    CommandResult result = submit(new Command.HealAll());
    assertThat(result).isEqualTo(new CommandResult.Refused("the cluster has ended"));
  }

  @Test
  void aMistakeInTheProgramEndsItAndIsNamedToWhoeverAsks() throws Exception {
    logger.setLevel(Level.OFF);
    CompletableFuture<Boolean> waiting = failWith(new IllegalStateException("no such replica"));

    assertThat(waiting.get(20, TimeUnit.SECONDS)).isFalse();
    assertThatThrownBy(() -> vivarium.whenEnded().get(20, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(ClusterFailedException.class)
        .hasMessageContaining("a mistake in the program")
        .hasMessageContaining("no such replica");
    assertThat(submit(new Command.HealAll()))
        .isInstanceOfSatisfying(
            CommandResult.Refused.class,
            refused -> assertThat(refused.reason()).contains("mistake", "no such replica"));
    vivarium.close();
  }

  @Test
  void whatWasAskedForBeforeTheMistakeIsAnsweredToo() throws Exception {
    logger.setLevel(Level.OFF);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Boolean> stepping =
        vivarium.stepUntil(
            stamped -> {
              await(asked);
              throw new IllegalStateException("no such replica");
            },
            MINUTE);
    CompletableFuture<CommandResult> result = vivarium.submit(new Command.HealAll());
    asked.countDown();
    assertThat(stepping.get(20, TimeUnit.SECONDS)).isFalse();
    assertThat(result.get(20, TimeUnit.SECONDS)).isNotNull();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A listener of the cluster's events throws, on the cluster's own thread. */
  private CompletableFuture<Boolean> failWith(RuntimeException mistake) {
    return vivarium.stepUntil(
        stamped -> {
          throw mistake;
        },
        MINUTE);
  }

  @Test
  void itsEndIsTold() throws Exception {
    assertThat(vivarium.whenEnded()).isNotDone();
    vivarium.close();
    assertThat(vivarium.whenEnded()).isCompleted();
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

  @Test
  void theLoopWaitsForWhoFollowsItsEventsRatherThanForgetSome() throws Exception {
    try (Vivarium busy =
        Vivarium.start(
            ClusterConfig.builder()
                .profile(Profile.INSTANT)
                .topic(TopicSpec.of("orders", 3, 3))
                .producer(ProducerSettings.of("web", "orders").withRecordsPerSecond(2_000))
                .build(),
            new Vivarium.Options(false, 0, 1, true))) {
      EventLog.Follower follower = busy.events().follow();
      CompletableFuture<Boolean> done = busy.stepUntil(stamped -> false, MINUTE);
      while (!done.isDone()) {
        long seq = busy.events().lastSeq();
        LockSupport.parkNanos(20_000_000L);
        if (busy.events().lastSeq() == seq) {
          follower.read(stamped -> {}); // It stands still: only now is it read.
        }
      }
      follower.read(stamped -> {});
      assertThat(busy.events().lastSeq()).isGreaterThan(busy.events().capacity());
      assertThat(follower.missed()).isZero();
    }
  }
}
