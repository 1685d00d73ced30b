package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.ConfigCatalog;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.event.NodeId;

/** A real consumer with {@code client.rack} (KIP-392). */
class ReadFromOwnRackTest {

  private static final List<String> RACKS = List.of("north", "south", "west");
  private static final vivarium.engine.event.TopicPartition ORDERS_0 =
      new vivarium.engine.event.TopicPartition("orders", 0);

  @Test
  void itReadsFromTheReplicaInItsRackAndFromTheLeaderWhenThatDies() throws Exception {
    ClusterConfig.Builder config =
        ClusterConfig.builder()
            .racks(RACKS)
            .profile(Profile.INSTANT)
            .brokerConfig(ConfigCatalog.REPLICA_SELECTOR, ConfigCatalog.RACK_AWARE_SELECTOR)
            .topic(TopicSpec.of("orders", 1, 3));
    try (ClusterUnderTest cluster = new ClusterUnderTest(config)) {
      cluster.awaitAllInSync();
      int near = cluster.leaderOf(ORDERS_0) % 3 + 1;
      String rack = RACKS.get(near - 1);
      try (Admin admin = cluster.admin();
          KafkaProducer<String, String> producer = cluster.producer(Map.of());
          KafkaConsumer<String, String> consumer =
              cluster.consumer(Map.of("client.rack", rack, "client.id", "reader"))) {
        assertThat(admin.describeCluster().nodes().get())
            .extracting(Node::rack)
            .containsExactlyInAnyOrderElementsOf(RACKS);
        consumer.assign(List.of(new TopicPartition("orders", 0)));
        producer.send(new ProducerRecord<>("orders", "before")).get();
        assertThat(next(consumer)).isEqualTo("before");
        assertThat(cluster.eventsAfter(0))
            .contains(new Replica.ReaderSent(ORDERS_0, "reader", near, rack));

        cluster.command(new Command.Kill(NodeId.broker(near)));
        producer.send(new ProducerRecord<>("orders", "after")).get();
        assertThat(next(consumer)).isEqualTo("after");
      }
    }
  }

  private static String next(KafkaConsumer<String, String> consumer) {
    long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      var records = consumer.poll(Duration.ofMillis(100));
      if (!records.isEmpty()) {
        return records.iterator().next().value();
      }
    }
    throw new AssertionError("nothing to read");
  }
}
