package vivarium.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatchBuilder;

class DiskTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
  private static final long SECOND = 1_000_000_000L;

  private final Disk disk = new Disk();

  @Test
  void aTopicOfTheSameNameDoesNotInheritTheOldOnesLog() {
    PartitionLog old = disk.logOrNew(ORDERS_0, "first");
    old.appendAsLeader(new RecordBatchBuilder().add(0, null, new byte[10]).build(), 0);
    assertThat(disk.logOrNew(ORDERS_0, "first")).isSameAs(old);
    assertThat(disk.logOrNew(ORDERS_0, "second").logEndOffset()).isZero();
  }

  @Test
  void writesQueueBehindOneAnotherAtTheDisksSpeed() {
    assertThat(disk.writeDoneAt(0, 500, 7, 1_000)).isEqualTo(SECOND / 2 + 7);
    assertThat(disk.writeDoneAt(0, 500, 7, 1_000)).isEqualTo(SECOND + 7);
    assertThat(disk.writeDoneAt(5 * SECOND, 0, 7, 0)).isEqualTo(5 * SECOND + 7);
  }

  @Test
  void aCleanShutdownIsSignedForOneStart() {
    disk.signCleanShutdown(42);
    assertThat(disk.takeCleanShutdownEpoch()).isEqualTo(42);
    assertThat(disk.takeCleanShutdownEpoch()).isEqualTo(Disk.NOT_CLEAN);
  }
}
