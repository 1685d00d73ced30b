package vivarium.engine.replica;

import java.util.List;
import org.apache.kafka.common.message.AlterPartitionRequestData;
import org.apache.kafka.common.message.AlterPartitionResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.event.PartitionState;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;

/** Takes a leader's proposals of another ISR to the controller and back (AlterPartition). */
final class IsrProposals {

  private static final long RETRY_NANOS = 100_000_000L;

  private final HostBroker broker;
  private final ReplicaManager replicas;

  IsrProposals(HostBroker broker, ReplicaManager replicas) {
    this.broker = broker;
    this.replicas = replicas;
  }

  /** Sends what the leadership proposes; does so again until the controller has answered. */
  void send(LocalReplica replica, Leadership leadership) {
    List<Integer> proposal = leadership.proposedIsr();
    if (proposal == null || replica.leadership() != leadership) {
      return;
    }
    NodeContext context = broker.context();
    context.setCause(leadership.proposedBecause());
    broker.alterPartition(
        request(replica, leadership, proposal),
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            if (replica.leadership() == leadership
                && response instanceof AlterPartitionResponseData data) {
              settle(replica, leadership, proposal, data);
            }
          }

          @Override
          public void failed(Failure failure) {
            context.after(RETRY_NANOS, () -> send(replica, leadership));
          }
        });
  }

  private AlterPartitionRequestData request(
      LocalReplica replica, Leadership leadership, List<Integer> proposal) {
    var partition =
        new AlterPartitionRequestData.PartitionData()
            .setPartitionIndex(replica.id().partition())
            .setLeaderEpoch(replica.leaderEpoch())
            .setPartitionEpoch(replica.state().partitionEpoch())
            .setNewIsrWithEpochs(
                proposal.stream()
                    .map(
                        id ->
                            new AlterPartitionRequestData.BrokerState()
                                .setBrokerId(id)
                                .setBrokerEpoch(leadership.proposedEpochOf(id)))
                    .toList());
    return new AlterPartitionRequestData()
        .setBrokerId(broker.brokerId())
        .setBrokerEpoch(broker.brokerEpoch())
        .setTopics(
            List.of(
                new AlterPartitionRequestData.TopicData()
                    .setTopicId(replica.topicId())
                    .setPartitions(List.of(partition))));
  }

  private void settle(
      LocalReplica replica,
      Leadership leadership,
      List<Integer> proposal,
      AlterPartitionResponseData data) {
    if (leadership.proposedIsr() != null && !proposal.equals(leadership.proposedIsr())) {
      return; // Metadata overtook the answer, and another proposal is on its way.
    }
    if (data.errorCode() != Errors.NONE.code()) {
      // The controller does not know this incarnation of the broker yet, or is not active.
      broker.context().after(RETRY_NANOS, () -> send(replica, leadership));
      return;
    }
    var answer = data.topics().getFirst().partitions().getFirst();
    if (answer.errorCode() != Errors.NONE.code()) {
      leadership.withdrawProposal();
      return;
    }
    PartitionState old = replica.state();
    if (answer.partitionEpoch() > old.partitionEpoch() && answer.leaderId() == old.leader()) {
      replica.update(
          new PartitionState(
              old.leader(),
              old.leaderEpoch(),
              answer.partitionEpoch(),
              old.replicas(),
              answer.isr(),
              old.elr(),
              old.lastKnownElr(),
              old.adding(),
              old.removing()));
    } else {
      leadership.withdrawProposal();
    }
    replicas.afterIsrChange(replica);
  }
}
