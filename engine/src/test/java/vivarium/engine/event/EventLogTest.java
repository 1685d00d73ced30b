package vivarium.engine.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventLogTest {

  private static Stamped event(long seq) {
    return new Stamped(
        seq, seq * 10, NodeId.broker(1), Stamped.NO_CAUSE, new ClusterEvent.Node.Started());
  }

  @Test
  void aReaderIsHandedEverythingOnceAndInOrder() {
    EventLog log = new EventLog(8);
    List<Long> read = new ArrayList<>();
    log.append(event(1));
    log.append(event(2));
    long cursor = log.readAfter(0, stamped -> read.add(stamped.seq()));
    log.append(event(3));
    cursor = log.readAfter(cursor, stamped -> read.add(stamped.seq()));
    assertThat(log.readAfter(cursor, stamped -> read.add(stamped.seq()))).isEqualTo(3);
    assertThat(read).containsExactly(1L, 2L, 3L);
  }

  @Test
  void beyondItsBoundTheLogSaysFromWhenOnItRemembers() {
    EventLog log = new EventLog(4);
    for (long seq = 1; seq <= 10; seq++) {
      log.append(event(seq));
    }
    List<Long> read = new ArrayList<>();
    log.readAfter(0, stamped -> read.add(stamped.seq()));
    assertThat(log.firstSeq()).isEqualTo(7);
    assertThat(read).containsExactly(7L, 8L, 9L, 10L);
    assertThat(log.get(6)).isNull();
    assertThat(log.get(7)).isEqualTo(event(7));
  }

  @Test
  void anEventOutOfOrderIsRefused() {
    EventLog log = new EventLog(4);
    log.append(event(1));
    assertThatThrownBy(() -> log.append(event(3)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("event 3 cannot follow event 1");
  }

  @Test
  void aReaderOnAnotherThreadMissesNothingWhileItKeepsUp() throws Exception {
    EventLog log = new EventLog(1 << 16);
    int count = 50_000;
    CompletableFuture<Long> sum =
        CompletableFuture.supplyAsync(
            () -> {
              long[] total = new long[1];
              long cursor = 0;
              while (cursor < count) {
                cursor = log.readAfter(cursor, stamped -> total[0] += stamped.seq());
              }
              return total[0];
            });
    for (long seq = 1; seq <= count; seq++) {
      log.append(event(seq));
    }
    assertThat(sum.get()).isEqualTo((long) count * (count + 1) / 2);
  }

  @Test
  void theWriterLearnsHowFarTheSlowestFollowerIsAndAFollowerWhatItMissed() {
    EventLog log = new EventLog(4);
    EventLog.Follower fast = log.follow();
    EventLog.Follower slow = log.follow();
    List<Long> read = new ArrayList<>();
    log.append(event(1));
    log.append(event(2));
    fast.read(stamped -> read.add(stamped.seq()));
    assertThat(read).containsExactly(1L, 2L);
    assertThat(log.followedSeq()).isZero();
    slow.read(stamped -> {});
    assertThat(log.followedSeq()).isEqualTo(2);
    for (long seq = 3; seq <= 10; seq++) {
      log.append(event(seq));
    }
    slow.read(stamped -> {});
    assertThat(slow.missed()).as("3 to 6 were forgotten").isEqualTo(4);
    assertThat(log.followedSeq()).isEqualTo(2);
    fast.close();
    assertThat(log.followedSeq()).as("nobody waits for who has gone").isEqualTo(10);
  }
}
