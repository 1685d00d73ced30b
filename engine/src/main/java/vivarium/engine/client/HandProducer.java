package vivarium.engine.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
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
import vivarium.engine.log.RecordBatchBuilder;
import vivarium.engine.log.RecordHeader;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.wire.BatchRecords;
import vivarium.engine.wire.Partitioning;

/**
 * The client that sends what a person writes: it asks who leads, sends one record in one request,
 * and says what it was told. Unlike Kafka's producer it retries nothing and is not idempotent, so
 * that whoever wrote the record sees each answer as it is.
 */
public final class HandProducer implements NodeProcess {

  private static final long MS = 1_000_000L;

  /** {@code request.timeout.ms}: the same as that of the other built-in producers. */
  private static final int REQUEST_TIMEOUT_MS = 6_000;

  /** How long one broker has to say who leads, before another is asked. */
  private static final int METADATA_TIMEOUT_MS = 3_000;

  /** So many brokers are asked who leads. */
  private static final int MAX_ASKED = 3;

  /** Records under way at once; more are refused. */
  private static final int MAX_UNDER_WAY = 1_000;

  private static final int NO_LEADER = -1;

  private final NodeContext context;
  private final Blame blame;
  private final List<NodeId> bootstrap;
  private final SequencedSet<Sending> underWay = new LinkedHashSet<>();
  private int nextToAsk;

  /**
   * @param blame tells why a broker refuses or does not answer, for the events that say so
   * @param bootstrap brokers to ask for metadata
   */
  public HandProducer(NodeContext context, Blame blame, List<NodeId> bootstrap) {
    this.context = context;
    this.blame = blame;
    this.bootstrap = bootstrap;
  }

  /**
   * A record to be sent.
   *
   * @param partition which, or a negative number if its key or chance decides
   */
  public record Outgoing(
      String topic,
      int partition,
      byte @Nullable [] key,
      byte @Nullable [] value,
      List<RecordHeader> headers,
      int acks) {
    public Outgoing {
      headers = List.copyOf(headers);
    }
  }

  /** What became of a record. */
  public sealed interface Outcome {
    /** It was written; with acks=0 the offset is -1, since nobody tells it. */
    record Written(TopicPartition partition, long offset) implements Outcome {}

    /**
     * It was not, or nobody knows.
     *
     * @param error Kafka's error name
     * @param detail what the broker said of it, or a sentence that says what is known
     */
    record Failed(String error, String detail) implements Outcome {}
  }

  /** A record under way, and whoever waits for what becomes of it. */
  private static final class Sending {
    final Outgoing record;
    final Consumer<Outcome> done;

    Sending(Outgoing record, Consumer<Outcome> done) {
      this.record = record;
      this.done = done;
    }
  }

  @Override
  public void start() {}

  @Override
  public void receive(Request request) {
    throw new IllegalStateException("nobody asks a producer anything");
  }

  /** Nobody is left waiting: what is under way may be written all the same. */
  @Override
  public void shutDown() {
    for (Sending each : List.copyOf(underWay)) {
      fail(each, Errors.NETWORK_EXCEPTION, "the client was removed before it had an answer");
    }
    context.exit();
  }

  /** Sends a record; {@code done} is told once what became of it. */
  public void send(Outgoing record, Consumer<Outcome> done) {
    Sending sending = new Sending(record, done);
    underWay.add(sending);
    if (underWay.size() > MAX_UNDER_WAY) {
      fail(sending, Errors.NETWORK_EXCEPTION, "too many records are under way already");
      return;
    }
    askWhoLeads(sending, 1);
  }

  private void askWhoLeads(Sending sending, int attempt) {
    NodeId broker = bootstrap.get(nextToAsk++ % bootstrap.size());
    context.request(
        broker,
        "metadata",
        new MetadataRequestData()
            .setTopics(
                new ArrayList<>(
                    List.of(
                        new MetadataRequestData.MetadataRequestTopic()
                            .setName(sending.record.topic()))))
            .setAllowAutoTopicCreation(false), // A slip of the pen is not to make a topic.
        METADATA_TIMEOUT_MS * MS,
        new ResponseHandler() {
          @Override
          public void answered(ApiMessage response) {
            found(sending, ((MetadataResponseData) response).topics().iterator().next());
          }

          @Override
          public void failed(Failure failure) {
            if (attempt < Math.min(MAX_ASKED, bootstrap.size())) {
              askWhoLeads(sending, attempt + 1);
            } else {
              fail(sending, Errors.NETWORK_EXCEPTION, "no broker answered");
            }
          }
        });
  }

  private void found(Sending sending, MetadataResponseData.MetadataResponseTopic topic) {
    Outgoing record = sending.record;
    if (topic.errorCode() != Errors.NONE.code()) {
      Errors error = Errors.forCode(topic.errorCode());
      fail(sending, error, error.message());
      return;
    }
    int partitions = topic.partitions().size();
    int partition = record.partition();
    if (partition >= partitions) {
      fail(
          sending,
          Errors.UNKNOWN_TOPIC_OR_PARTITION,
          "%s has %d partitions, counted from 0".formatted(record.topic(), partitions));
      return;
    }
    if (partition < 0) {
      partition =
          record.key() == null
              ? context.random().nextInt(partitions)
              : Partitioning.partitionForKey(record.key(), partitions);
    }
    for (var each : topic.partitions()) {
      if (each.partitionIndex() == partition && each.leaderId() != NO_LEADER) {
        produce(sending, topic, new TopicPartition(record.topic(), partition), each.leaderId());
        return;
      }
    }
    fail(
        sending,
        Errors.LEADER_NOT_AVAILABLE,
        "%s-%d has no leader now".formatted(record.topic(), partition));
  }

  private void produce(
      Sending sending,
      MetadataResponseData.MetadataResponseTopic topic,
      TopicPartition partition,
      int leader) {
    Outgoing record = sending.record;
    var batch =
        new RecordBatchBuilder()
            .add(context.nowMs(), record.key(), record.value(), record.headers())
            .build();
    var data =
        new ProduceRequestData.TopicProduceData().setName(topic.name()).setTopicId(topic.topicId());
    data.partitionData()
        .add(
            new ProduceRequestData.PartitionProduceData()
                .setIndex(partition.partition())
                .setRecords(new BatchRecords(List.of(batch))));
    ProduceRequestData request =
        new ProduceRequestData().setAcks((short) record.acks()).setTimeoutMs(REQUEST_TIMEOUT_MS);
    request.topicData().add(data);
    long sentAtNanos = context.nowNanos();
    context.request(
        NodeId.broker(leader),
        "produce",
        request,
        REQUEST_TIMEOUT_MS * MS,
        new ResponseHandler() {
          @Override
          public void sentWithoutAnswer() {
            end(sending, new Outcome.Written(partition, -1));
          }

          @Override
          public void answered(ApiMessage response) {
            read(sending, partition, (ProduceResponseData) response);
          }

          @Override
          public void failed(Failure failure) {
            unanswered(sending, partition, leader, sentAtNanos, failure);
          }
        });
  }

  private void read(Sending sending, TopicPartition partition, ProduceResponseData response) {
    var answer = response.responses().iterator().next().partitionResponses().getFirst();
    Errors error = Errors.forCode(answer.errorCode());
    if (error == Errors.NONE) {
      end(sending, new Outcome.Written(partition, answer.baseOffset()));
      return;
    }
    String said = answer.errorMessage();
    String detail = said == null ? error.message() : said;
    context.setCause(blame.whyRefused(context.self(), partition, error));
    tell(partition, error, Client.Outcome.ANSWERED, detail);
    fail(sending, error, detail);
  }

  private void unanswered(
      Sending sending,
      TopicPartition partition,
      int leader,
      long sentAtNanos,
      ResponseHandler.Failure failure) {
    context.setCause(
        blame.whyUnanswered(
            context.self(),
            NodeId.broker(leader),
            partition,
            sending.record.acks() == ProducerSettings.ACKS_ALL,
            sentAtNanos));
    String detail =
        "no answer from broker %d: whether the record is written is not known".formatted(leader);
    switch (failure) {
      case DISCONNECTED -> {
        tell(partition, Errors.NETWORK_EXCEPTION, Client.Outcome.DISCONNECTED, detail);
        fail(sending, Errors.NETWORK_EXCEPTION, detail);
      }
      case TIMED_OUT -> {
        tell(partition, Errors.REQUEST_TIMED_OUT, Client.Outcome.TIMED_OUT, detail);
        fail(sending, Errors.REQUEST_TIMED_OUT, detail);
      }
    }
  }

  private void tell(
      TopicPartition partition, Errors error, Client.Outcome outcome, String message) {
    context.emit(
        new Client.Refused(partition, "Produce", error.name(), outcome, message, 1, false));
  }

  private void fail(Sending sending, Errors error, String detail) {
    end(sending, new Outcome.Failed(error.name(), detail));
  }

  private void end(Sending sending, Outcome outcome) {
    if (underWay.remove(sending)) {
      sending.done.accept(outcome);
    }
  }

  /** A record's text as it is sent. */
  public static byte @Nullable [] utf8(@Nullable String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
