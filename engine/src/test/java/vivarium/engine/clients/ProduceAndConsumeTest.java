package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.api.TopicSpec;

/** {@code KafkaProducer} and {@code KafkaConsumer} as they come. */
class ProduceAndConsumeTest {

  private static ClusterUnderTest cluster;

  @BeforeAll
  static void start() {
    cluster =
        new ClusterUnderTest(
            TopicSpec.of("one", 1, 3),
            TopicSpec.of("acks-0", 1, 3),
            TopicSpec.of("acks-1", 1, 3),
            TopicSpec.of("acks-all", 1, 3),
            TopicSpec.of("grouped", 4, 3),
            TopicSpec.of("committed", 1, 3),
            TopicSpec.of("headers", 1, 1).with("retention.ms", "-1"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void whatIsProducedIsConsumedInOrder() throws Exception {
    try (KafkaProducer<String, String> producer = cluster.producer(Map.of())) {
      for (int i = 0; i < 1_000; i++) {
        producer.send(new ProducerRecord<>("one", "key-" + i, "value-" + i));
      }
      RecordMetadata last = producer.send(new ProducerRecord<>("one", "last")).get();
      assertThat(last.offset()).isEqualTo(1_000);
    }
    List<ConsumerRecord<String, String>> records = readAll(new TopicPartition("one", 0), 1_001);
    for (int i = 0; i < 1_000; i++) {
      assertThat(records.get(i).offset()).isEqualTo(i);
      assertThat(records.get(i).key()).isEqualTo("key-" + i);
      assertThat(records.get(i).value()).isEqualTo("value-" + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "all"})
  void everyKindOfAcksIsServed(String acks) {
    String topic = "acks-" + acks;
    Map<String, Object> configs = Map.of("acks", acks, "enable.idempotence", acks.equals("all"));
    try (KafkaProducer<String, String> producer = cluster.producer(configs)) {
      for (int i = 0; i < 500; i++) {
        producer.send(new ProducerRecord<>(topic, "value-" + i));
      }
    }
    assertThat(readAll(new TopicPartition(topic, 0), 500))
        .extracting(ConsumerRecord::value)
        .doesNotHaveDuplicates();
  }

  @Test
  void headersAndTimestampsSurvive() throws Exception {
    ProducerRecord<String, String> sent = new ProducerRecord<>("headers", 0, 123_456L, null, "v");
    sent.headers().add("trace", new byte[] {1, 2, 3});
    try (KafkaProducer<String, String> producer = cluster.producer(Map.of())) {
      producer.send(sent).get();
    }
    ConsumerRecord<String, String> read = readAll(new TopicPartition("headers", 0), 1).getFirst();
    assertThat(read.timestamp()).isEqualTo(123_456L);
    assertThat(read.key()).isNull();
    assertThat(read.headers().lastHeader("trace").value()).containsExactly(1, 2, 3);
  }

  @Test
  void twoMembersShareTheGroupsPartitionsAndOneTakesOverFromTheOther() {
    try (KafkaConsumer<String, String> first = member();
        KafkaConsumer<String, String> second = member()) {
      pollUntil(
          first, second, () -> first.assignment().size() == 2 && second.assignment().size() == 2);
      Set<TopicPartition> all = new HashSet<>(first.assignment());
      all.addAll(second.assignment());
      assertThat(all).hasSize(4);

      second.close();
      long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
      while (first.assignment().size() < 4) {
        first.poll(Duration.ofMillis(50));
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
  }

  private static KafkaConsumer<String, String> member() {
    KafkaConsumer<String, String> member =
        cluster.consumer(Map.of("group.id", "shared", "heartbeat.interval.ms", 200));
    member.subscribe(List.of("grouped"));
    return member;
  }

  private interface Condition {
    boolean holds();
  }

  private static void pollUntil(
      KafkaConsumer<String, String> first,
      KafkaConsumer<String, String> second,
      Condition condition) {
    long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
    while (!condition.holds()) {
      first.poll(Duration.ofMillis(50));
      second.poll(Duration.ofMillis(50));
      assertThat(System.nanoTime()).as("gave up").isLessThan(deadline);
    }
  }

  @Test
  void aConsumerGoesOnWhereItsGroupHadCommitted() throws Exception {
    TopicPartition partition = new TopicPartition("committed", 0);
    try (KafkaProducer<String, String> producer = cluster.producer(Map.of())) {
      for (int i = 0; i < 20; i++) {
        producer.send(new ProducerRecord<>("committed", "value-" + i)).get();
      }
    }
    try (KafkaConsumer<String, String> consumer = cluster.consumer(Map.of("group.id", "goes-on"))) {
      consumer.assign(List.of(partition));
      consumer.commitSync(Map.of(partition, new OffsetAndMetadata(7)));
    }
    try (KafkaConsumer<String, String> consumer = cluster.consumer(Map.of("group.id", "goes-on"))) {
      consumer.assign(List.of(partition));
      assertThat(consumer.position(partition)).isEqualTo(7);
      assertThat(requireNonNull(consumer.committed(Set.of(partition)).get(partition)).offset())
          .isEqualTo(7);
    }
  }

  private static List<ConsumerRecord<String, String>> readAll(TopicPartition partition, int count) {
    List<ConsumerRecord<String, String>> read = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = cluster.consumer(Map.of())) {
      consumer.assign(List.of(partition));
      long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
      while (read.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(read::add);
      }
    }
    assertThat(read).hasSize(count);
    TreeSet<Long> offsets = new TreeSet<>();
    read.forEach(record -> offsets.add(record.offset()));
    assertThat(offsets).hasSize(count);
    return read;
  }
}
