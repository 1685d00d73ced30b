package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * A leader dies under load and comes back: Kafka's own clients must not notice more than a pause.
 */
class LeaderCrashTest {

  private static final int RECORDS = 100_000;
  private static final int PARTITIONS = 3;

  @Test
  void nothingAcknowledgedIsLostAndNothingIsDuplicated() {
    TopicSpec orders = TopicSpec.of("orders", PARTITIONS, 3).with("min.insync.replicas", "2");
    try (ClusterUnderTest cluster = new ClusterUnderTest(orders);
        KafkaConsumer<String, String> consumer =
            cluster.consumer(Map.of("group.id", "auditors", "client.id", "auditor"))) {
      consumer.subscribe(List.of("orders"));
      BitSet[] seen = new BitSet[PARTITIONS];
      for (int i = 0; i < PARTITIONS; i++) {
        seen[i] = new BitSet(RECORDS);
      }
      BitSet values = new BitSet(RECORDS);

      produceWhileALeaderDiesAndComesBack(cluster);

      int read = 0;
      long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
      while (read < RECORDS && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
          int offset = (int) record.offset();
          assertThat(seen[record.partition()].get(offset)).as("offset read twice").isFalse();
          seen[record.partition()].set(offset);
          int value = Integer.parseInt(record.value());
          assertThat(values.get(value)).as("record %d stands in the log twice", value).isFalse();
          values.set(value);
          read++;
        }
      }
      assertThat(values.cardinality())
          .as("acknowledged records that can be read")
          .isEqualTo(RECORDS);
      cluster.awaitAllInSync();
      assertThat(cluster.model().ledger().lost()).isZero();
      assertThat(cluster.model().ledger().duplicated()).isZero();
      assertThat(cluster.model().ledger().invariantsBroken()).isZero();
    }
  }

  private static void produceWhileALeaderDiesAndComesBack(ClusterUnderTest cluster) {
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    NodeId killed = NodeId.broker(cluster.leaderOf(new TopicPartition("orders", 0)));
    try (KafkaProducer<String, String> producer =
        cluster.producer(Map.of("client.id", "checkout"))) {
      for (int i = 0; i < RECORDS; i++) {
        if (i == RECORDS * 2 / 5) {
          cluster.command(new Command.Kill(killed));
        }
        if (i == RECORDS * 3 / 5) {
          cluster.command(new Command.Restart(killed));
        }
        producer.send(
            new ProducerRecord<>("orders", "customer-" + i % 97, Integer.toString(i)),
            (metadata, e) -> {
              if (e == null) {
                acknowledged.incrementAndGet();
              } else {
                failure.compareAndSet(null, e);
              }
            });
      }
    }
    assertThat(failure.get()).as("what a send was told").isNull();
    assertThat(acknowledged).hasValue(RECORDS);
  }
}
