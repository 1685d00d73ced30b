package vivarium.engine.wire;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.LeaderChangeMessage;
import org.apache.kafka.common.message.VotersRecord;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.ControlRecordUtils;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.jspecify.annotations.Nullable;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.LogRecord;
import vivarium.engine.log.RecordBatch;

/** Batches that speak of the log itself rather than of its contents. */
public final class ControlBatches {

  private static final int BUFFER_BYTES = 1_024;

  private static final long DIRECTORIES = 0x76697661_72697500L;

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

  /** Who may vote from here on (KIP-853). */
  public static RecordBatch voters(List<Integer> voters, long nowMs) {
    VotersRecord message =
        new VotersRecord()
            .setVersion(ControlRecordUtils.KRAFT_VOTERS_CURRENT_VERSION)
            .setVoters(
                voters.stream()
                    .map(
                        id ->
                            new VotersRecord.Voter()
                                .setVoterId(id)
                                .setVoterDirectoryId(directoryOf(id))
                                .setKRaftVersionFeature(
                                    new VotersRecord.KRaftVersionFeature()
                                        .setMinSupportedVersion((short) 0)
                                        .setMaxSupportedVersion((short) 1)))
                    .toList());
    MemoryRecords records =
        MemoryRecords.withVotersRecord(0, nowMs, 0, ByteBuffer.allocate(BUFFER_BYTES), message);
    try {
      return RecordBatch.copyAll(records.buffer()).getFirst();
    } catch (CorruptRecordsException e) {
      throw new IllegalStateException("a batch just built is not sound", e);
    }
  }

  /** The one log directory of a controller, by its id: a disk is never another controller's. */
  public static Uuid directoryOf(int controller) {
    return new Uuid(DIRECTORIES, controller);
  }

  /** The voters that a batch names, or null if it names none. */
  public static @Nullable List<Integer> votersOf(RecordBatch batch) {
    if (!batch.isControl()) {
      return null;
    }
    for (LogRecord record : batch.records()) {
      byte @Nullable [] key = record.key();
      byte @Nullable [] value = record.value();
      if (key != null
          && value != null
          && ControlRecordType.parse(ByteBuffer.wrap(key)) == ControlRecordType.KRAFT_VOTERS) {
        return ControlRecordUtils.deserializeVotersRecord(ByteBuffer.wrap(value)).voters().stream()
            .map(VotersRecord.Voter::voterId)
            .toList();
      }
    }
    return null;
  }
}
