package vivarium.engine.ledger;

import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.AnswerListener;
import vivarium.engine.net.Request;
import vivarium.engine.net.RequestListener;
import vivarium.engine.sim.Journal;
import vivarium.engine.wire.BatchRecords;
import vivarium.engine.wire.Messages;

/**
 * Sees what clients write, and what they are told. Built-in clients tell of errors and reads
 * themselves; for those outside it is told here, from the answers they are sent.
 */
public final class ClientWatch implements RequestListener, AnswerListener {

  private final Journal journal;
  private final Blame blame;
  private final Ledger ledger;
  private final Messages.TopicNames topicName;

  /**
   * @param blame tells why a client is refused
   * @param topicName of which newer clients send the id alone; null if there is no such topic
   */
  public ClientWatch(Journal journal, Blame blame, Ledger ledger, Messages.TopicNames topicName) {
    this.journal = journal;
    this.blame = blame;
    this.ledger = ledger;
    this.topicName = topicName;
  }

  @Override
  public void sent(Request request) {
    if (request.body() instanceof ProduceRequestData produce) {
      for (var topic : produce.topicData()) {
        String name = Messages.named(topic.name(), topic.topicId(), topicName);
        for (var partition : topic.partitionData()) {
          if (!name.isEmpty() && partition.records() instanceof BatchRecords records) {
            TopicPartition id = new TopicPartition(name, partition.index());
            records.batches().forEach(batch -> ledger.sent(request, id, batch));
          }
        }
      }
    }
  }

  @Override
  public void answered(Request request, ApiMessage response) {
    if (!request.promised().isEmpty()) {
      ledger.acknowledged(request);
    }
    if (request.from().kind() == NodeId.Kind.EXTERNAL) {
      switch (response) {
        case ProduceResponseData produce -> tellRefusals(request, produce);
        case FetchResponseData fetch when request.body() instanceof FetchRequestData ->
            tellReads(request, fetch);
        default -> {} // Other answers carry no records.
      }
    }
  }

  private void tellRefusals(Request request, ProduceResponseData produce) {
    for (var topic : produce.responses()) {
      for (var partition : topic.partitionResponses()) {
        if (partition.errorCode() != Errors.NONE.code()) {
          Errors error = Errors.forCode(partition.errorCode());
          tellRefused(
              request.from(),
              new TopicPartition(topic.name(), partition.index()),
              "Produce",
              error,
              partition.errorMessage());
        }
      }
    }
  }

  private void tellReads(Request request, FetchResponseData fetch) {
    for (var topic : fetch.responses()) {
      for (var partition : topic.partitions()) {
        TopicPartition id = new TopicPartition(topic.topic(), partition.partitionIndex());
        if (partition.errorCode() != Errors.NONE.code()) {
          tellRefused(request.from(), id, "Fetch", Errors.forCode(partition.errorCode()), null);
        } else if (partition.records() instanceof BatchRecords records
            && !records.batches().isEmpty()) {
          int count = 0;
          for (RecordBatch batch : records.batches()) {
            count += batch.recordCount();
          }
          journal.emit(
              request.from(),
              new Client.Read("", id, records.batches().getLast().nextOffset(), count));
        }
      }
    }
  }

  private void tellRefused(
      NodeId client, TopicPartition id, String api, Errors error, @Nullable String message) {
    journal.emit(
        client,
        new Client.Refused(
            id,
            api,
            error.name(),
            Client.Outcome.ANSWERED,
            message == null ? error.message() : message,
            0,
            true),
        blame.whyRefused(client, id, error));
  }
}
