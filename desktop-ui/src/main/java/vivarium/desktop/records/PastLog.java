package vivarium.desktop.records;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vivarium.engine.api.RecordPage;
import vivarium.engine.api.RecordPage.Gap;
import vivarium.engine.api.RecordQuery;
import vivarium.engine.api.RecordQuery.Position;
import vivarium.engine.api.StoredRecord;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.NodeView;
import vivarium.engine.model.PartitionView;
import vivarium.engine.model.ReplicaView;

/**
 * How far the log of a replica went at an earlier moment. Records are read from the log as it is
 * now; of what is found there this leaves what was there then. What was cut off or deleted since is
 * not there any more.
 *
 * @param broker whose replica it is
 * @param running whether its process ran
 * @param leads whether it led the partition
 * @param leaderEpoch the latest the replica knew; a record of a later one came afterwards
 */
record PastLog(
    int broker,
    boolean running,
    boolean leads,
    int leaderEpoch,
    long logStartOffset,
    long highWatermark,
    long logEndOffset) {

  /**
   * The log of a replica in a model of that moment; null if there was none.
   *
   * @param broker whose, or {@link RecordQuery#LEADER} for that of who led then
   */
  static @Nullable PastLog of(ClusterModel model, TopicPartition id, int broker) {
    PartitionView partition = model.partition(id);
    if (partition == null) {
      return null;
    }
    int leader = partition.state().leader();
    int whose = broker == RecordQuery.LEADER ? leader : broker;
    ReplicaView replica = partition.replica(whose);
    NodeView node = model.node(NodeId.broker(whose));
    return replica == null
        ? null
        : new PastLog(
            whose,
            node != null && node.process() != NodeView.Process.STOPPED,
            whose == leader,
            replica.leaderEpoch(),
            replica.logStartOffset(),
            replica.highWatermark(),
            replica.logEndOffset());
  }

  /** Where to begin to read today's log: what counts from the end counts from the end of then. */
  Position from(Position asked) {
    return asked instanceof Position.Tail(int count)
        ? new Position.Offset(Math.max(0, logEndOffset - count))
        : asked;
  }

  /** What was there then. */
  RecordPage.Records of(RecordPage.Records now) {
    List<StoredRecord> records = now.records().stream().filter(this::wasThere).toList();
    List<Gap> gaps =
        now.gaps().stream()
            .filter(gap -> gap.firstOffset() < logEndOffset)
            .map(
                gap ->
                    new Gap(
                        gap.firstOffset(), Math.min(gap.lastOffset(), logEndOffset - 1), gap.why()))
            .toList();
    return new RecordPage.Records(
        broker,
        running,
        leads,
        records,
        gaps,
        logStartOffset,
        highWatermark,
        highWatermark,
        logEndOffset,
        Math.min(now.nextOffset(), logEndOffset));
  }

  private boolean wasThere(StoredRecord record) {
    return record.offset() < logEndOffset && record.leaderEpoch() <= leaderEpoch;
  }
}
