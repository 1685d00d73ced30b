package vivarium.engine.broker;

import java.util.List;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.metadata.BrokerImage;
import vivarium.engine.metadata.MetadataImage;
import vivarium.engine.metadata.TopicImage;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.znodes.ZnodeData;
import vivarium.engine.znodes.ZnodePaths;
import vivarium.engine.zookeeper.ZkError;
import vivarium.engine.zookeeper.ZkOp;
import vivarium.engine.zookeeper.ZkResult;
import vivarium.engine.zookeeper.ZooKeeperClient;

/**
 * Has a leader write its ISR to ZooKeeper by itself: on condition that the state znode has the
 * version it knows, so that neither a leader of the past nor a decision of the controller in
 * between is written over. Then leaves word for the controller. Source: Kafka's {@code
 * ReplicationUtils} and {@code ReplicaManager}, up to 2.6.
 */
final class ZnodeIsrWriter {

  private final ZooKeeperClient zookeeper;
  private final Supplier<MetadataImage> image;
  private final IntSupplier controllerEpoch;
  private final TreeSet<TopicPartition> untold = new TreeSet<>();

  ZnodeIsrWriter(
      ZooKeeperClient zookeeper, Supplier<MetadataImage> image, IntSupplier controllerEpoch) {
    this.zookeeper = zookeeper;
    this.image = image;
    this.controllerEpoch = controllerEpoch;
  }

  /** Writes a proposal for one partition, and answers as a controller would. */
  void write(AlterPartitionRequestData proposal, ResponseHandler handler) {
    var topicData = proposal.topics().getFirst();
    var asked = topicData.partitions().getFirst();
    TopicImage topic = image.get().topic(topicData.topicId());
    if (topic == null) {
      handler.answered(refusal(proposal)); // It has been deleted.
      return;
    }
    boolean allAsProposed =
        asked.newIsrWithEpochs().stream()
            .allMatch(member -> isStill(member.brokerId(), member.brokerEpoch()));
    if (!allAsProposed) {
      handler.answered(refusal(proposal)); // A member is another incarnation by now (KIP-903).
      return;
    }
    TopicPartition id = new TopicPartition(topic.name(), asked.partitionIndex());
    List<Integer> isr = asked.newIsrWithEpochs().stream().map(each -> each.brokerId()).toList();
    String data =
        ZnodeData.write(
            new ZnodeData.State(
                controllerEpoch.getAsInt(), proposal.brokerId(), 1, asked.leaderEpoch(), isr));
    zookeeper.submit(
        new ZkOp.SetData(ZnodePaths.state(id), data, asked.partitionEpoch()),
        result -> {
          switch (result.error()) {
            case OK -> written(id, proposal, isr, result, handler);
            case BAD_VERSION -> look(id, data, proposal, isr, handler);
            case CONNECTION_LOSS, SESSION_EXPIRED ->
                handler.failed(ResponseHandler.Failure.DISCONNECTED);
            default -> handler.answered(refusal(proposal));
          }
        });
  }

  /** Whether two states are the same, whichever controller's epoch they were written in. */
  private static boolean says(String one, String other) {
    ZnodeData.State a = ZnodeData.read(one, ZnodeData.State.class);
    ZnodeData.State b = ZnodeData.read(other, ZnodeData.State.class);
    return a.leader() == b.leader()
        && a.leaderEpoch() == b.leaderEpoch()
        && a.isr().equals(b.isr());
  }

  private boolean isStill(int member, long epoch) {
    BrokerImage broker = image.get().broker(member);
    return epoch == -1 || (broker != null && broker.epoch() == epoch);
  }

  /** It may have been written, and the answer been lost. */
  private void look(
      TopicPartition id,
      String data,
      AlterPartitionRequestData proposal,
      List<Integer> isr,
      ResponseHandler handler) {
    int expected = proposal.topics().getFirst().partitions().getFirst().partitionEpoch() + 1;
    zookeeper.submit(
        new ZkOp.GetData(ZnodePaths.state(id), false),
        found -> {
          if (found.error() == ZkError.CONNECTION_LOSS) {
            handler.failed(ResponseHandler.Failure.DISCONNECTED);
          } else if (found.isOk()
              && found.stat().version() == expected
              && says(found.data(), data)) {
            written(id, proposal, isr, found, handler);
          } else {
            handler.answered(refusal(proposal));
          }
        });
  }

  private void written(
      TopicPartition id,
      AlterPartitionRequestData proposal,
      List<Integer> isr,
      ZkResult znode,
      ResponseHandler handler) {
    var topicData = proposal.topics().getFirst();
    var asked = topicData.partitions().getFirst();
    AlterPartitionResponseData answer = answer(topicData, asked);
    answer
        .topics()
        .getFirst()
        .partitions()
        .getFirst()
        .setLeaderId(proposal.brokerId())
        .setLeaderEpoch(asked.leaderEpoch())
        .setIsr(isr)
        .setPartitionEpoch(znode.stat().version());
    handler.answered(answer);
    untold.add(id);
    leaveWord(List.of(id));
  }

  /** There is a connection again: what could not be told is told now. */
  void connected() {
    if (!untold.isEmpty()) {
      leaveWord(List.copyOf(untold));
    }
  }

  private void leaveWord(List<TopicPartition> changed) {
    ZnodeData.IsrChange word =
        new ZnodeData.IsrChange(
            1,
            changed.stream()
                .map(id -> new ZnodeData.IsrChange.Partition(id.topic(), id.partition()))
                .toList());
    zookeeper.submit(
        new ZkOp.Create(
            ZnodePaths.ISR_CHANGES + "/isr_change_", ZnodeData.write(word), false, true),
        result -> {
          if (result.isOk()) {
            changed.forEach(untold::remove);
          }
        });
  }

  private static AlterPartitionResponseData refusal(AlterPartitionRequestData proposal) {
    var topicData = proposal.topics().getFirst();
    AlterPartitionResponseData answer = answer(topicData, topicData.partitions().getFirst());
    answer
        .topics()
        .getFirst()
        .partitions()
        .getFirst()
        .setErrorCode(Errors.INVALID_UPDATE_VERSION.code());
    return answer;
  }

  private static AlterPartitionResponseData answer(
      AlterPartitionRequestData.TopicData topic, AlterPartitionRequestData.PartitionData asked) {
    return new AlterPartitionResponseData()
        .setTopics(
            List.of(
                new AlterPartitionResponseData.TopicData()
                    .setTopicId(topic.topicId())
                    .setPartitions(
                        List.of(
                            new AlterPartitionResponseData.PartitionData()
                                .setPartitionIndex(asked.partitionIndex())))));
  }
}
