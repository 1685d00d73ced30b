package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.ClusterEvent.Fault;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.RequestScope;

/** What {@code KafkaProducer} makes of errors that a script has brokers answer. */
class ScriptedErrorsTest {

  private static final int RECORDS = 300;

  /** A record or two to a batch, so that there are many requests to strike. */
  private static final Map<String, Object> IDEMPOTENT =
      Map.of("acks", "all", "enable.idempotence", true, "batch.size", 1, "retry.backoff.ms", 5);

  private static ClusterUnderTest cluster;

  @BeforeAll
  static void start() {
    cluster =
        new ClusterUnderTest(
            TopicSpec.of("retried", 1, 3),
            TopicSpec.of("forbidden", 1, 3),
            TopicSpec.of("strange", 1, 3));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void retriesCarryAnIdempotentProducerOverErrorsAndLostConnections() throws Exception {
    RequestScope onRetried = produceTo("retried", RequestScope.UNTIL_HEALED);
    FaultSpec moved = new FaultSpec.ApiError("NOT_LEADER_OR_FOLLOWER", produceTo("retried", 3));
    FaultSpec tooFew =
        new FaultSpec.ApiError("NOT_ENOUGH_REPLICAS", onRetried.withProbability(0.2));
    FaultSpec cutOff = new FaultSpec.Disconnect(produceTo("retried", 1));
    long before = cluster.model().seq();
    for (FaultSpec fault : List.of(moved, tooFew, cutOff)) {
      cluster.command(new Command.Inject(fault));
    }

    try (KafkaProducer<String, String> producer = cluster.producer(IDEMPOTENT)) {
      List<Future<RecordMetadata>> answers = new ArrayList<>();
      for (int i = 0; i < RECORDS; i++) {
        answers.add(producer.send(new ProducerRecord<>("retried", "value-" + i)));
      }
      for (int i = 0; i < RECORDS; i++) {
        assertThat(answers.get(i).get().offset()).isEqualTo(i);
      }
    }
    List<ClusterEvent> events = cluster.eventsAfter(before);
    assertThat(strikes(events, moved)).isEqualTo(3);
    assertThat(strikes(events, cutOff)).isEqualTo(1);
    assertThat(strikes(events, tooFew)).isPositive();
    assertThat(cluster.model().faults().keySet())
        .as("those that had a number are used up")
        .containsExactly(tooFew.key());
    cluster.command(new Command.Heal(tooFew.key()));

    assertThat(readToEnd("retried"))
        .as("each exactly once and in order")
        .isEqualTo(IntStream.range(0, RECORDS).mapToObj(i -> "value-" + i).toList());
  }

  @Test
  void whatCannotBeRetriedReachesTheCallerAsKafkasException() throws Exception {
    assertFailsOnce("forbidden", "TOPIC_AUTHORIZATION_FAILED", TopicAuthorizationException.class);
    assertFailsOnce("strange", "INVALID_TOPIC_EXCEPTION", InvalidTopicException.class);
  }

  private static void assertFailsOnce(
      String topic, String error, Class<? extends Exception> exception) throws Exception {
    cluster.command(new Command.Inject(new FaultSpec.ApiError(error, produceTo(topic, 1))));
    try (KafkaProducer<String, String> producer = cluster.producer(IDEMPOTENT)) {
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(topic, "refused")).get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseExactlyInstanceOf(exception);
      producer.send(new ProducerRecord<>(topic, "taken")).get();
    }
    assertThat(readToEnd(topic)).containsExactly("taken");
  }

  private static RequestScope produceTo(String topic, int count) {
    return new RequestScope(
        "Produce", new vivarium.engine.event.TopicPartition(topic, 0), null, count, 1);
  }

  private static long strikes(List<ClusterEvent> events, FaultSpec fault) {
    return events.stream()
        .filter(
            event ->
                event instanceof Fault.Struck struck && struck.fault().key().equals(fault.key()))
        .count();
  }

  /** Every value in partition 0 of a topic, up to its end. */
  private static List<String> readToEnd(String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = cluster.consumer(Map.of())) {
      consumer.assign(List.of(partition));
      long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
      long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
      while (consumer.position(partition) < end) {
        assertThat(System.nanoTime()).as("gave up reading %s", topic).isLessThan(deadline);
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
