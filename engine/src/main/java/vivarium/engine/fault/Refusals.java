package vivarium.engine.fault;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;

/**
 * Remembers what producers were refused last: what they sent after it comes out of order until they
 * have sent it again.
 */
final class Refusals {

  /** More than are being sent again at any one time. */
  private static final int MAX_REMEMBERED = 1_024;

  /** Whose batches to which partition. */
  private record Stream(NodeId client, TopicPartition partition) {}

  private final LinkedHashMap<Stream, Long> latest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Stream, Long> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  void note(Stamped stamped) {
    if (stamped.event() instanceof Client.Refused refused && !isConsequence(refused)) {
      latest.putLast(new Stream(stamped.node(), refused.partition()), stamped.seq());
    }
  }

  private static boolean isConsequence(Client.Refused refused) {
    return refused.error().equals(Errors.OUT_OF_ORDER_SEQUENCE_NUMBER.name());
  }

  /** Seq of the event by which the client was refused what came before, or of none. */
  long latest(NodeId client, TopicPartition partition) {
    return latest.getOrDefault(new Stream(client, partition), Stamped.NO_CAUSE);
  }
}
