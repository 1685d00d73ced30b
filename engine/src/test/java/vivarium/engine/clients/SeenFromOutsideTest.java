package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClientView;

/** What events tell of clients that connect over TCP is as much as they tell of built-in ones. */
class SeenFromOutsideTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);

  private static ClusterUnderTest cluster;

  @BeforeAll
  static void start() {
    cluster = new ClusterUnderTest(TopicSpec.of("orders", 1, 3));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static boolean is(NodeId id, Predicate<ClientView> wanted) {
    ClientView client = cluster.model().clients().get(id);
    return client != null && wanted.test(client);
  }

  @Test
  void aProducersRecordsAreSeenOnTheirWayToTheirPartition() throws Exception {
    long before = cluster.model().seq();
    NodeId me = NodeId.external("writer");
    try (KafkaProducer<String, String> producer =
        cluster.producer(Map.of("client.id", "writer", "acks", "all"))) {
      producer.send(new ProducerRecord<>("orders", "key", "value")).get();
      cluster.awaitThat(now -> is(me, client -> client.recordsAcknowledged() == 1));

      assertThat(is(me, client -> client.isProducer() && !client.isConsumer())).isTrue();
      assertThat(is(me, client -> Map.of("orders", -1).equals(client.acksByTopic()))).isTrue();
    }
    List<Flow.Cargo> produced =
        cluster.eventsAfter(before).stream()
            .filter(Flow.Sent.class::isInstance)
            .map(Flow.Sent.class::cast)
            .filter(sent -> sent.from().equals(me) && sent.api().equals("Produce"))
            .flatMap(sent -> sent.cargo().stream())
            .toList();
    assertThat(produced).extracting(Flow.Cargo::partition).containsExactly(ORDERS_0);
    assertThat(produced.getFirst().batch().recordCount()).isEqualTo(1);
    assertThat(produced.getFirst().batch().keyHashes()).hasSize(1);
  }

  @Test
  void aConsumersFetchesNameThePartitionThatTheyAreOf() throws Exception {
    long before = cluster.model().seq();
    NodeId me = NodeId.external("reader");
    try (KafkaProducer<String, String> producer = cluster.producer(Map.of());
        KafkaConsumer<String, String> consumer =
            cluster.consumer(Map.of("client.id", "reader", "group.id", "readers"))) {
      producer.send(new ProducerRecord<>("orders", "key", "value")).get();
      consumer.subscribe(List.of("orders"));
      while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
        assertThat(is(me, client -> client.isProducer())).isFalse();
      }
      cluster.awaitThat(now -> is(me, client -> client.recordsRead() > 0));

      assertThat(is(me, client -> client.groupsJoined().contains("readers"))).isTrue();
      assertThat(cluster.model().groups().get("readers")).isNotNull();
      cluster.awaitThat(
          now ->
              now.groups().values().stream()
                  .anyMatch(group -> group.positions().containsKey(ORDERS_0)));
    }
    assertThat(
            cluster.eventsAfter(before).stream()
                .filter(
                    event ->
                        event instanceof Flow.Sent sent
                            && sent.from().equals(me)
                            && sent.api().equals("Fetch"))
                .flatMap(event -> ((Flow.Sent) event).cargo().stream()))
        .extracting(Flow.Cargo::partition)
        .contains(ORDERS_0);
  }
}
