package vivarium.engine.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.ClusterEvent.Client;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.BatchRecords;

/**
 * Sends a producer's batches to the leaders of their partitions and retries what may be retried
 * (Kafka's {@code Sender} and the idempotent part of {@code TransactionManager}).
 */
final class ProducerSender {

  private static final long MS = 1_000_000L;
  private static final long NO_PRODUCER_ID = -1;
  private static final int MAX_BATCHES_IN_REQUEST = 1_000;

  private final NodeContext context;
  private final Blame blame;
  private final Producer producer;
  private final Accumulator accumulator;
  private final TreeMap<Integer, Integer> requestsInFlight = new TreeMap<>();
  private final TreeMap<Integer, List<ProducerBatch>> batchesInFlight = new TreeMap<>();
  private final TreeMap<Integer, Integer> nextSequence = new TreeMap<>();
  private long producerId = NO_PRODUCER_ID;
  private boolean mustRenewProducerId;

  ProducerSender(NodeContext context, Blame blame, Producer producer, Accumulator accumulator) {
    this.context = context;
    this.blame = blame;
    this.producer = producer;
    this.accumulator = accumulator;
  }

  private ProducerSettings settings() {
    return producer.settings();
  }

  boolean hasProducerId() {
    return producerId != NO_PRODUCER_ID;
  }

  /** A producer id was given: sequences begin at 0, also of what waits from an older id. */
  void useProducerId(long id) {
    producerId = settings().idempotent() ? id : NO_PRODUCER_ID;
    mustRenewProducerId = false;
    nextSequence.clear();
    accumulator.all().forEach(ProducerBatch::forgetSequence);
    send();
  }

  /** Idempotence was switched: nothing of the old id may go on. */
  void forgetProducerId() {
    producerId = NO_PRODUCER_ID;
    accumulator.all().forEach(ProducerBatch::forgetSequence);
  }

  /** Sends every batch that is due and may go. */
  void send() {
    expire();
    if (settings().idempotent() && (!hasProducerId() || mustRenewProducerId)) {
      return;
    }
    TreeMap<Integer, List<ProducerBatch>> byLeader = new TreeMap<>();
    boolean leaderUnknown = false;
    for (int partition : accumulator.partitions()) {
      if (!mayGo(partition)) {
        continue;
      }
      int leader = producer.metadata().leaderOf(partition);
      ProducerBatch first = accumulator.first(partition);
      if (leader < 0) {
        leaderUnknown = true;
      } else if (first != null
          && requestsInFlight.getOrDefault(leader, 0) < settings().maxInFlight()) {
        List<ProducerBatch> batches = byLeader.computeIfAbsent(leader, unused -> new ArrayList<>());
        if (batches.size() < MAX_BATCHES_IN_REQUEST) {
          batches.add(first);
        }
      }
    }
    if (leaderUnknown) {
      producer.metadata().refresh();
    }
    byLeader.forEach(this::send);
  }

  private boolean mayGo(int partition) {
    long now = context.nowNanos();
    if (!accumulator.isDue(
        partition, settings().batchSizeBytes(), settings().lingerMs() * MS, now)) {
      return false;
    }
    ProducerBatch first = accumulator.first(partition);
    List<ProducerBatch> inFlight = batchesInFlight.getOrDefault(partition, List.of());
    if (first == null) {
      return false;
    }
    if (settings().maxInFlight() == 1 && !inFlight.isEmpty()) {
      return false; // Kafka mutes the partition, so that not even a new leader is sent the next.
    }
    if (!settings().idempotent()) {
      return true;
    }
    // A retry keeps the order of sequences only if nothing after it is under way, and nothing new
    // may overtake a retry.
    boolean retrying = first.isRetry() || inFlight.stream().anyMatch(ProducerBatch::isRetry);
    return !retrying || inFlight.isEmpty();
  }

  private void send(int leader, List<ProducerBatch> batches) {
    ProducerSettings settings = settings();
    ProduceRequestData request =
        new ProduceRequestData()
            .setAcks((short) settings.acks())
            .setTimeoutMs(settings.requestTimeoutMs());
    var topic =
        new ProduceRequestData.TopicProduceData()
            .setName(settings.topic())
            .setTopicId(producer.metadata().topicId());
    request.topicData().add(topic);
    for (ProducerBatch batch : batches) {
      accumulator.removeFirst(batch.partition());
      batchesInFlight.computeIfAbsent(batch.partition(), unused -> new ArrayList<>()).add(batch);
      topic
          .partitionData()
          .add(
              new ProduceRequestData.PartitionProduceData()
                  .setIndex(batch.partition())
                  .setRecords(new BatchRecords(List.of(encode(batch)))));
    }
    producer.batchSent();
    requestsInFlight.merge(leader, 1, Integer::sum);
    long sentAtNanos = context.nowNanos();
    context.request(
        NodeId.broker(leader),
        "produce",
        request,
        settings.requestTimeoutMs() * MS,
        new ResponseHandler() {
          @Override
          public void sentWithoutAnswer() {
            land(leader, batches);
          }

          @Override
          public void answered(ApiMessage response) {
            land(leader, batches);
            answers(batches, (ProduceResponseData) response);
          }

          @Override
          public void failed(Failure failure) {
            land(leader, batches);
            batches.forEach(batch -> unanswered(leader, sentAtNanos, batch, failure));
            producer.metadata().refresh();
          }
        });
  }

  private void unanswered(
      int leader, long sentAtNanos, ProducerBatch batch, ResponseHandler.Failure failure) {
    context.setCause(whyUnanswered(leader, batch.partition(), sentAtNanos));
    String message = "no answer from broker " + leader;
    switch (failure) {
      case DISCONNECTED ->
          refused(batch, Errors.NETWORK_EXCEPTION, Client.Outcome.DISCONNECTED, message);
      case TIMED_OUT -> refused(batch, Errors.REQUEST_TIMED_OUT, Client.Outcome.TIMED_OUT, message);
    }
  }

  private long whyUnanswered(int leader, int partition, long sentAtNanos) {
    return blame.whyUnanswered(
        context.self(),
        NodeId.broker(leader),
        id(partition),
        settings().acks() == ProducerSettings.ACKS_ALL,
        sentAtNanos);
  }

  private RecordBatch encode(ProducerBatch batch) {
    if (settings().idempotent() && !batch.hasSequence()) {
      int sequence = nextSequence.getOrDefault(batch.partition(), 0);
      batch.sequence(sequence);
      nextSequence.put(batch.partition(), RecordBatch.plusSequence(sequence, batch.recordCount()));
    }
    return batch.encode(producerId);
  }

  /** The request is no longer under way, whatever became of it. */
  private void land(int leader, List<ProducerBatch> batches) {
    requestsInFlight.merge(leader, -1, Integer::sum);
    for (ProducerBatch batch : batches) {
      batchesInFlight.getOrDefault(batch.partition(), List.of()).remove(batch);
    }
    renewProducerIdIfDue();
    context.after(0, this::send);
  }

  private void answers(List<ProducerBatch> batches, ProduceResponseData response) {
    for (var topic : response.responses()) {
      for (var answer : topic.partitionResponses()) {
        ProducerBatch batch = find(batches, answer.index());
        Errors error = Errors.forCode(answer.errorCode());
        if (batch != null && error != Errors.NONE && error != Errors.DUPLICATE_SEQUENCE_NUMBER) {
          String message = answer.errorMessage();
          context.setCause(blame.whyRefused(context.self(), id(answer.index()), error));
          refused(
              batch, error, Client.Outcome.ANSWERED, message == null ? error.message() : message);
        }
      }
    }
  }

  private static @Nullable ProducerBatch find(List<ProducerBatch> batches, int partition) {
    for (ProducerBatch batch : batches) {
      if (batch.partition() == partition) {
        return batch;
      }
    }
    return null;
  }

  private TopicPartition id(int partition) {
    return new TopicPartition(settings().topic(), partition);
  }

  private void refused(ProducerBatch batch, Errors error, Client.Outcome outcome, String message) {
    long now = context.nowNanos();
    boolean lostSequence =
        error == Errors.OUT_OF_ORDER_SEQUENCE_NUMBER || error == Errors.INVALID_PRODUCER_EPOCH;
    boolean outOfTime = now - batch.createdNanos() >= settings().deliveryTimeoutMs() * MS;
    boolean retriable =
        error.exception() instanceof RetriableException
            || (lostSequence && settings().idempotent());
    boolean willRetry =
        retriable
            && !outOfTime
            && batch.attempts() < settings().retries()
            && settings().acks() != 0;
    tell(batch, error, outcome, message, willRetry);
    if (willRetry) {
      batch.failedUntil(now + TopicMetadata.RETRY_BACKOFF_NANOS, context.cause());
      accumulator.putBack(batch);
      context.after(TopicMetadata.RETRY_BACKOFF_NANOS, this::send);
      boolean isFirst = batchesInFlight.getOrDefault(batch.partition(), List.of()).isEmpty();
      if (lostSequence && isFirst && accumulator.first(batch.partition()) == batch) {
        mustRenewProducerId = true;
      }
    } else if (settings().idempotent()) {
      mustRenewProducerId = true; // What was given up leaves a gap in the sequences.
    }
    if (error != Errors.NOT_ENOUGH_REPLICAS) {
      producer.metadata().refresh();
    }
    renewProducerIdIfDue();
  }

  private void renewProducerIdIfDue() {
    boolean quiet = batchesInFlight.values().stream().allMatch(List::isEmpty);
    if (mustRenewProducerId && quiet && hasProducerId()) {
      producerId = NO_PRODUCER_ID;
      producer.initProducerId();
    }
  }

  /** Gives up on what has waited longer than {@code delivery.timeout.ms}. */
  private void expire() {
    long bound = context.nowNanos() - settings().deliveryTimeoutMs() * MS;
    for (ProducerBatch batch : accumulator.removeCreatedBefore(bound)) {
      context.setCause(whyExpired(batch));
      tell(
          batch,
          Errors.REQUEST_TIMED_OUT,
          Client.Outcome.TIMED_OUT,
          "expired after delivery.timeout.ms=" + settings().deliveryTimeoutMs(),
          false);
      if (batch.hasSequence()) {
        mustRenewProducerId = true;
      }
    }
    renewProducerIdIfDue();
  }

  /** Why it was refused the last time, or why it has not been sent at all. */
  private long whyExpired(ProducerBatch batch) {
    int leader = producer.metadata().leaderOf(batch.partition());
    return Blame.firstOf(
        batch.refusedBecause(),
        leader < 0
            ? blame.whyDecided(id(batch.partition()))
            : whyUnanswered(leader, batch.partition(), batch.createdNanos()),
        blame.whySlow(context.self()));
  }

  private void tell(
      ProducerBatch batch,
      Errors error,
      Client.Outcome outcome,
      String message,
      boolean willRetry) {
    context.emit(
        new Client.Refused(
            id(batch.partition()),
            "Produce",
            error.name(),
            outcome,
            message,
            batch.recordCount(),
            willRetry));
  }
}
