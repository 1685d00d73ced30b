package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/** Kafka's own clients while brokers are added and removed. */
class BrokersComeAndGoOverTcpTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  @Test
  void aClientFindsTheNewBrokerAndOutlivesTheOldOnes() throws Exception {
    try (ClusterUnderTest cluster = new ClusterUnderTest(TopicSpec.of("orders", 1, 3));
        Admin admin = cluster.admin();
        KafkaProducer<String, String> producer = cluster.producer(Map.of("acks", "all"))) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      send(producer, sent, 100);

      cluster.command(new Command.AddBroker(null));
      assertThat(admin.describeCluster().nodes().get()).extracting(Node::id).contains(4);
      assertThat(cluster.bootstrap().split(",")).hasSize(4);
      cluster.command(new Command.Reassign(ORDERS_0, List.of(4, 2, 3)));
      send(producer, sent, 100);
      cluster.awaitThat(now -> requireNonNull(now.partition(ORDERS_0)).state().leader() == 4);
      send(producer, sent, 100);

      cluster.command(new Command.RemoveBroker(NodeId.broker(1)));
      send(producer, sent, 100);
      cluster.awaitThat(now -> now.node(NodeId.broker(1)) == null);
      send(producer, sent, 100);

      TreeSet<Long> offsets = new TreeSet<>();
      for (Future<RecordMetadata> each : sent) {
        offsets.add(each.get().offset());
      }
      assertThat(offsets).as("each record once").hasSize(500).last().isEqualTo(499L);
      assertThat(admin.describeCluster().nodes().get())
          .extracting(Node::id)
          .containsExactlyInAnyOrder(2, 3, 4);
      assertThat(read(cluster)).isEqualTo(500);
      assertThat(cluster.eventsAfter(0)).noneMatch(Verdict.class::isInstance);
    }
  }

  private static void send(
      KafkaProducer<String, String> producer, List<Future<RecordMetadata>> sent, int count) {
    for (int i = 0; i < count; i++) {
      sent.add(producer.send(new ProducerRecord<>("orders", "k" + i, "v" + sent.size())));
    }
  }

  private static int read(ClusterUnderTest cluster) {
    try (KafkaConsumer<String, String> consumer =
        cluster.consumer(Map.of("group.id", "all-of-it"))) {
      consumer.subscribe(List.of("orders"));
      int read = 0;
      long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
      while (read < 500 && System.nanoTime() < deadline) {
        read += consumer.poll(Duration.ofMillis(200)).count();
      }
      return read;
    }
  }
}
