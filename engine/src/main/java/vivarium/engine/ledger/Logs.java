package vivarium.engine.ledger;

import org.jspecify.annotations.Nullable;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.PartitionLog;

/** The logs on every broker's disk, as only one who sees the whole cluster can look at them. */
public interface Logs {
  /** The log of a partition on a broker, or null if it holds none. */
  @Nullable PartitionLog log(int broker, TopicPartition partition);
}
