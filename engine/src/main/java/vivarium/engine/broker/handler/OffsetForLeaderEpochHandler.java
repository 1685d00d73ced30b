package vivarium.engine.broker.handler;

import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.log.EpochCache;
import vivarium.engine.net.Request;
import vivarium.engine.replica.LocalReplica;
import vivarium.engine.replica.ReplicaManager;

/** OffsetForLeaderEpoch: where an epoch ends here, so that a consumer can tell a truncated log. */
public final class OffsetForLeaderEpochHandler implements ApiHandler {

  private final ReplicaManager replicas;

  public OffsetForLeaderEpochHandler(ReplicaManager replicas) {
    this.replicas = replicas;
  }

  @Override
  public void handle(Request request) {
    OffsetForLeaderEpochRequestData asked = (OffsetForLeaderEpochRequestData) request.body();
    OffsetForLeaderEpochResponseData response = new OffsetForLeaderEpochResponseData();
    for (var topic : asked.topics()) {
      var answer =
          new OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult().setTopic(topic.topic());
      response.topics().add(answer);
      for (var partition : topic.partitions()) {
        TopicPartition id = new TopicPartition(topic.topic(), partition.partition());
        LocalReplica replica = replicas.replica(id);
        EpochEndOffset end = new EpochEndOffset().setPartition(partition.partition());
        Errors refusal = replicas.refusal(id, partition.currentLeaderEpoch());
        end.setErrorCode(refusal.code());
        EpochCache.EpochEnd found =
            refusal == Errors.NONE && replica != null
                ? replica.log().endOfEpoch(partition.leaderEpoch())
                : null;
        if (found != null) {
          end.setLeaderEpoch(found.epoch()).setEndOffset(found.endOffset());
        }
        answer.partitions().add(end);
      }
    }
    request.reply(response);
  }
}
