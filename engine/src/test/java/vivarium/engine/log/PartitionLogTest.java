package vivarium.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.EpochCache.EpochEnd;
import vivarium.engine.log.PartitionLog.AppendResult;

class PartitionLogTest {

  private final PartitionLog log = new PartitionLog(new TopicPartition("orders", 0));

  private static RecordBatchBuilder records(int count) {
    RecordBatchBuilder builder = new RecordBatchBuilder();
    for (int i = 0; i < count; i++) {
      builder.add(1_000 + i, new byte[] {(byte) i}, new byte[] {1, 2, 3});
    }
    return builder;
  }

  private static RecordBatch idempotent(int count, int baseSequence) {
    return records(count).build(5, (short) 0, baseSequence);
  }

  @Test
  void theLeaderPlacesBatchesOneAfterTheOther() {
    log.appendAsLeader(records(3).build(), 4);
    log.appendAsLeader(records(2).build(), 4);
    assertThat(log.logEndOffset()).isEqualTo(5);
    assertThat(log.batches())
        .extracting(RecordBatch::toString)
        .containsExactly("batch [0..2] epoch 4", "batch [3..4] epoch 4");
  }

  @Test
  void aRetryOfAnIdempotentProducerIsRecognised() {
    log.appendAsLeader(idempotent(3, 0), 1);
    log.appendAsLeader(idempotent(2, 3), 1);
    assertThat(log.appendAsLeader(idempotent(3, 0), 1)).isEqualTo(new AppendResult.Duplicate(0, 2));
    assertThat(log.logEndOffset()).isEqualTo(5);
  }

  @Test
  void aGapInSequencesIsRefused() {
    log.appendAsLeader(idempotent(3, 0), 1);
    assertThat(log.appendAsLeader(idempotent(1, 4), 1))
        .isInstanceOf(AppendResult.OutOfOrderSequence.class);
  }

  @Test
  void whatWasTruncatedIsForgottenOfProducersToo() {
    log.appendAsLeader(idempotent(3, 0), 1);
    log.appendAsLeader(idempotent(2, 3), 1);
    log.truncateTo(3);
    assertThat(log.appendAsLeader(idempotent(2, 3), 2)).isInstanceOf(AppendResult.Appended.class);
    assertThat(log.logEndOffset()).isEqualTo(5);
  }

  @Test
  void anOlderProducerEpochIsFenced() {
    log.appendAsLeader(records(1).build(5, (short) 2, 0), 1);
    assertThat(log.appendAsLeader(records(1).build(5, (short) 1, 1), 1))
        .isInstanceOf(AppendResult.InvalidProducerEpoch.class);
  }

  @Test
  void epochsTellWhereEachLeaderEnded() {
    log.appendAsLeader(records(3).build(), 1);
    log.appendAsLeader(records(2).build(), 4);
    assertThat(log.endOfEpoch(1)).isEqualTo(new EpochEnd(1, 3));
    assertThat(log.endOfEpoch(3)).isEqualTo(new EpochEnd(1, 3));
    assertThat(log.endOfEpoch(4)).isEqualTo(new EpochEnd(4, 5));
    assertThat(log.endOfEpoch(5)).isNull();
  }

  @Test
  void aLeaderThatNeverWroteLeavesNoTraceOnceTruncated() {
    log.appendAsLeader(records(3).build(), 1);
    log.assignEpochAtEnd(2);
    assertThat(log.latestEpoch()).isEqualTo(2);
    log.truncateTo(3);
    assertThat(log.latestEpoch()).isEqualTo(1);
    assertThat(log.logEndOffset()).isEqualTo(3);
  }

  @Test
  void aReadEndsAtItsBoundButGivesAtLeastOneBatch() {
    log.appendAsLeader(records(3).build(), 1);
    log.appendAsLeader(records(2).build(), 1);
    assertThat(log.read(1, 5, 1)).extracting(RecordBatch::baseOffset).containsExactly(0L);
    assertThat(log.read(0, 4, 10_000)).hasSize(1);
    assertThat(log.read(0, 5, 10_000)).hasSize(2);
  }

  @Test
  void retentionNeverDeletesWhatIsNotCommitted() {
    log.appendAsLeader(records(3).build(), 1);
    log.appendAsLeader(records(2).build(), 1);
    log.setHighWatermark(3);
    log.deleteBefore(5);
    assertThat(log.logStartOffset()).isEqualTo(3);
    assertThat(log.batches()).hasSize(1);
  }

  @Test
  void aFollowerAppendsOnlyWhatFollows() {
    RecordBatch later = records(1).build().placedAt(7, 1);
    assertThatThrownBy(() -> log.appendAsFollower(later))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orders-0");
  }
}
