package vivarium.engine.broker.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.event.WaitReason;
import vivarium.engine.log.CorruptRecordsException;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.Acknowledgement;
import vivarium.engine.net.Request;
import vivarium.engine.replica.HostBroker;
import vivarium.engine.replica.LocalReplica;
import vivarium.engine.replica.ReplicaManager;
import vivarium.engine.replica.ReplicaWriter;
import vivarium.engine.replica.ReplicaWriter.Write;
import vivarium.engine.replica.ReplicaWriter.Written;
import vivarium.engine.wire.BatchRecords;
import vivarium.engine.wire.Messages;

/**
 * Produce: writes to the disk, appends to the leader's log and answers as {@code acks} asks for.
 * Left out: transactional batches; a request with acks=0 that fails is dropped in silence, where
 * Kafka closes the connection.
 */
public final class ProduceHandler implements ApiHandler {

  private final HostBroker broker;
  private final ReplicaManager replicas;
  private final ReplicaWriter writer;

  public ProduceHandler(HostBroker broker, ReplicaManager replicas, ReplicaWriter writer) {
    this.broker = broker;
    this.replicas = replicas;
    this.writer = writer;
  }

  @Override
  public void handle(Request request) {
    ProduceRequestData produce = (ProduceRequestData) request.body();
    broker.context().write(Messages.recordBytes(produce), () -> append(request, produce));
  }

  /** Where one partition's outcome belongs in the answer. */
  private record Asked(String topic, Uuid topicId, TopicPartition partition) {}

  private void append(Request request, ProduceRequestData produce) {
    List<Asked> asked = new ArrayList<>();
    List<Write> writes = new ArrayList<>();
    TreeMap<TopicPartition, Written> refused = new TreeMap<>();
    for (var topicData : produce.topicData()) {
      String name = Messages.named(topicData.name(), topicData.topicId(), this::nameOf);
      for (var data : topicData.partitionData()) {
        TopicPartition id = new TopicPartition(name, data.index());
        asked.add(new Asked(name, topicData.topicId(), id));
        if (name.isEmpty()) {
          refused.put(id, refusal(id, Errors.UNKNOWN_TOPIC_ID, null));
          continue;
        }
        try {
          List<RecordBatch> batches = BatchRecords.batchesOf(data.records());
          if (Topic.isInternal(name)) {
            refused.put(
                id,
                refusal(
                    id, Errors.INVALID_TOPIC_EXCEPTION, "Cannot append to internal topic " + name));
          } else if (batches.stream().anyMatch(RecordBatch::isControl)) {
            refused.put(
                id, refusal(id, Errors.INVALID_RECORD, "clients may not write control records"));
          } else if (batches.stream().anyMatch(RecordBatch::isTransactional)) {
            refused.put(
                id, refusal(id, Errors.INVALID_RECORD, "transactions are not supported here"));
          } else if (batches.size() != 1) {
            refused.put(
                id,
                refusal(
                    id,
                    Errors.INVALID_RECORD,
                    "a produce carries exactly one record batch per partition, not "
                        + batches.size()));
          } else {
            writes.add(new Write(id, batches.getFirst()));
          }
        } catch (CorruptRecordsException e) {
          refused.put(id, refusal(id, Errors.CORRUPT_MESSAGE, e.getMessage()));
        }
      }
    }
    List<Flow.Cargo> cargo = Messages.cargo(produce, this::nameOf);
    writer.write(
        writes,
        produce.acks(),
        produce.timeoutMs() * 1_000_000L,
        () -> request.park(WaitReason.REPLICATION, cargo),
        written -> {
          written.forEach(each -> refused.put(each.partition(), each));
          answer(request, produce, asked, refused);
        });
  }

  private @Nullable String nameOf(Uuid topicId) {
    TopicImage topic = broker.image().topic(topicId);
    return topic == null ? null : topic.name();
  }

  private static Written refusal(TopicPartition id, Errors error, @Nullable String message) {
    return new Written(id, error, message, -1, -1, -1, -1);
  }

  private void answer(
      Request request,
      ProduceRequestData produce,
      List<Asked> asked,
      TreeMap<TopicPartition, Written> outcomes) {
    if (produce.acks() == 0) {
      request.noReply();
      return;
    }
    ProduceResponseData response = new ProduceResponseData();
    List<Acknowledgement> acknowledged = new ArrayList<>();
    for (Asked each : asked) {
      Written written = outcomes.get(each.partition());
      if (written == null) {
        continue;
      }
      var topic = response.responses().find(each.topic(), each.topicId());
      if (topic == null) {
        topic =
            new ProduceResponseData.TopicProduceResponse()
                .setName(each.topic())
                .setTopicId(each.topicId());
        response.responses().add(topic);
      }
      topic.partitionResponses().add(answer(response, written));
      if (written.error() == Errors.NONE) {
        acknowledged.add(
            new Acknowledgement(
                each.partition(),
                written.baseOffset(),
                written.recordCount(),
                written.leaderEpoch(),
                produce.acks()));
      }
    }
    request.reply(response, acknowledged);
  }

  private ProduceResponseData.PartitionProduceResponse answer(
      ProduceResponseData response, Written written) {
    var partition =
        new ProduceResponseData.PartitionProduceResponse()
            .setIndex(written.partition().partition())
            .setErrorCode(written.error().code())
            .setErrorMessage(written.message())
            .setBaseOffset(written.error() == Errors.NONE ? written.baseOffset() : -1)
            .setLogStartOffset(written.logStartOffset());
    LocalReplica replica = replicas.replica(written.partition());
    if (written.error() == Errors.NOT_LEADER_OR_FOLLOWER && replica != null) {
      // KIP-951: tell the client at once who leads.
      int leader = replica.state().leader();
      partition.setCurrentLeader(
          new ProduceResponseData.LeaderIdAndEpoch()
              .setLeaderId(leader)
              .setLeaderEpoch(replica.leaderEpoch()));
      BrokerImage node = broker.image().broker(leader);
      if (node != null && response.nodeEndpoints().find(leader) == null) {
        response
            .nodeEndpoints()
            .add(
                new ProduceResponseData.NodeEndpoint()
                    .setNodeId(leader)
                    .setHost(node.host())
                    .setPort(node.port())
                    .setRack(node.rack()));
      }
    }
    return partition;
  }
}
