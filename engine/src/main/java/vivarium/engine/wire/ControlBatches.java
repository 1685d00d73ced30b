package vivarium.engine.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.LeaderChangeMessage;
import org.apache.kafka.common.record.internal.ControlRecordUtils;
import org.apache.kafka.common.record.internal.MemoryRecords;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.RecordBatch;

/** Batches that speak of the log itself rather than of its contents. */
public final class ControlBatches {

  private static final int BUFFER_BYTES = 512;

  private ControlBatches() {}

  /** What a leader of the quorum writes first in its epoch (KIP-595). */
  public static RecordBatch leaderChange(int leader, List<Integer> voters, long nowMs) {
    LeaderChangeMessage message =
        new LeaderChangeMessage()
            .setVersion(ControlRecordUtils.LEADER_CHANGE_CURRENT_VERSION)
            .setLeaderId(leader)
            .setVoters(
                voters.stream().map(id -> new LeaderChangeMessage.Voter().setVoterId(id)).toList());
    MemoryRecords records =
        MemoryRecords.withLeaderChangeMessage(
            0, nowMs, 0, ByteBuffer.allocate(BUFFER_BYTES), message);
    try {
      return RecordBatch.copyAll(records.buffer()).getFirst();
    } catch (CorruptRecordsException e) {
      throw new IllegalStateException("a batch just built is not sound", e);
    }
  }
}
