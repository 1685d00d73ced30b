package vivarium.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;
import vivarium.engine.log.RecordBatch;
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
    assertThat(disk.writeDoneAt(0, 500, 7, 1_000, 0)).isEqualTo(SECOND / 2 + 7);
    assertThat(disk.writeDoneAt(0, 500, 7, 1_000, 0)).isEqualTo(SECOND + 7);
    assertThat(disk.writeDoneAt(5 * SECOND, 0, 7, 0, 0)).isEqualTo(5 * SECOND + 7);
  }

  @Test
  void aPowerLossLosesWhatWasNotFlushedAndItsEpochAndHighWatermark() {
    PartitionLog log = disk.logOrNew(ORDERS_0, "id");
    append(log, 0);
    log.setHighWatermark(1);
    disk.flush();
    append(log, 1);
    log.setHighWatermark(2);
    disk.signCleanShutdown(42);
    assertThat(disk.losePower()).containsExactly(new Disk.Loss(ORDERS_0, 2, 1));
    assertThat(log.highWatermark()).isEqualTo(1);
    assertThat(log.latestEpoch()).isZero();
    assertThat(disk.takeCleanShutdownEpoch()).isEqualTo(Disk.NOT_CLEAN);
    assertThat(disk.losePower()).as("nothing more is lost").isEmpty();
  }

  @Test
  void aProducersSequencesAreThoseThatAreStillThere() {
    PartitionLog log = disk.logOrNew(ORDERS_0, "id");
    log.appendAsLeader(batchOfProducer(0), 0);
    disk.flush();
    log.appendAsLeader(batchOfProducer(1), 0);
    disk.losePower();
    assertThat(log.appendAsLeader(batchOfProducer(1), 0))
        .as("what is gone is no duplicate")
        .isInstanceOf(PartitionLog.AppendResult.Appended.class);
    assertThat(log.appendAsLeader(batchOfProducer(0), 0))
        .isInstanceOf(PartitionLog.AppendResult.Duplicate.class);
  }

  @Test
  void whatIsSyncedAtEachAppendSurvivesAPowerLoss() {
    PartitionLog log = disk.logOrNew(ORDERS_0, "id");
    log.syncEveryAppend();
    append(log, 0);
    assertThat(disk.losePower()).isEmpty();
    assertThat(log.logEndOffset()).isEqualTo(1);
  }

  @Test
  void aFullDiskTakesNothingAndChangesNothing() {
    PartitionLog log = disk.logOrNew(ORDERS_0, "id");
    disk.setFull(true);
    assertThatThrownBy(() -> append(log, 0)).isInstanceOf(DiskFullException.class);
    assertThat(log.logEndOffset()).isZero();
    assertThat(log.epochs().entries()).isEmpty();
    disk.setFull(false);
    append(log, 0);
    assertThat(log.logEndOffset()).isEqualTo(1);
  }

  @Test
  void aWipedDiskIsAsNew() {
    append(disk.logOrNew(ORDERS_0, "id"), 0);
    disk.signCleanShutdown(42);
    disk.nameDirectory("directory");
    disk.wipe();
    assertThat(disk.logs()).isEmpty();
    assertThat(disk.directoryId()).isNull();
    assertThat(disk.takeCleanShutdownEpoch()).isEqualTo(Disk.NOT_CLEAN);
    assertThat(disk.logOrNew(ORDERS_0, "id").logEndOffset()).isZero();
  }

  private static RecordBatch batchOfProducer(int sequence) {
    return new RecordBatchBuilder().add(0, null, new byte[10]).build(7, (short) 0, sequence);
  }

  private static void append(PartitionLog log, int leaderEpoch) {
    log.appendAsLeader(new RecordBatchBuilder().add(0, null, new byte[10]).build(), leaderEpoch);
  }

  @Test
  void aCleanShutdownIsSignedForOneStart() {
    disk.signCleanShutdown(42);
    assertThat(disk.takeCleanShutdownEpoch()).isEqualTo(42);
    assertThat(disk.takeCleanShutdownEpoch()).isEqualTo(Disk.NOT_CLEAN);
  }
}
