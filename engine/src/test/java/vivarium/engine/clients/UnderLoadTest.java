package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;

/**
 * Something fails under load and is mended: Kafka's own clients must not notice more than a pause.
 */
class UnderLoadTest {

  private static final int PARTITIONS = 3;
  private static final TopicPartition FIRST = new TopicPartition("orders", 0);

  /** What happens after two fifths of the records, and what mends it after three. */
  private enum Disaster {
    LEADER_KILLED {
      @Override
      void strikes(ClusterUnderTest cluster) {
        cluster.command(new Command.Kill(NodeId.broker(cluster.leaderOf(FIRST))));
      }

      @Override
      void isMended(ClusterUnderTest cluster) {
        restartWhatIsDown(cluster);
      }
    },
    CONTROLLER_KILLED {
      @Override
      void strikes(ClusterUnderTest cluster) {
        cluster.command(new Command.Kill(activeController(cluster)));
      }

      @Override
      void isMended(ClusterUnderTest cluster) {
        restartWhatIsDown(cluster);
      }
    },
    /** The first partition's leader is cut off from everyone but the clients. */
    NETWORK_SPLIT {
      @Override
      void strikes(ClusterUnderTest cluster) {
        NodeId alone = NodeId.broker(cluster.leaderOf(FIRST));
        cluster.model().nodes().keySet().stream()
            .filter(other -> !other.equals(alone))
            .forEach(
                other -> {
                  cluster.command(new Command.CutLink(alone, other));
                  cluster.command(new Command.CutLink(other, alone));
                });
      }

      @Override
      void isMended(ClusterUnderTest cluster) {
        cluster.command(new Command.HealAll());
      }
    },
    ROLLING_RESTART {
      @Override
      void strikes(ClusterUnderTest cluster) {
        for (int id = 1; id <= 3; id++) {
          NodeId broker = NodeId.broker(id);
          cluster.awaitAllInSync();
          cluster.command(new Command.ShutDown(broker));
          cluster.awaitThat(now -> !now.brokers().get(broker.number() - 1).isAlive());
          cluster.command(new Command.Restart(broker));
        }
      }

      @Override
      void isMended(ClusterUnderTest cluster) {}
    };

    abstract void strikes(ClusterUnderTest cluster);

    abstract void isMended(ClusterUnderTest cluster);

    private static NodeId activeController(ClusterUnderTest cluster) {
      cluster.awaitThat(now -> now.controller() != null);
      return Objects.requireNonNull(cluster.model().controller());
    }

    private static void restartWhatIsDown(ClusterUnderTest cluster) {
      cluster.model().nodes().values().stream()
          .filter(node -> !node.isAlive())
          .map(node -> node.id())
          .toList()
          .forEach(id -> cluster.command(new Command.Restart(id)));
    }
  }

  @Test
  void aLeaderIsKilledAndRestarted() {
    nothingIsLostOrDuplicated(100_000, CoordinationMode.KRAFT, 1, Disaster.LEADER_KILLED);
  }

  @ParameterizedTest
  @EnumSource(Disaster.class)
  void withAQuorumOfThreeControllers(Disaster disaster) {
    nothingIsLostOrDuplicated(30_000, CoordinationMode.KRAFT, 3, disaster);
  }

  @ParameterizedTest
  @EnumSource(Disaster.class)
  void withAnEnsembleOfThreeZooKeeperServers(Disaster disaster) {
    nothingIsLostOrDuplicated(30_000, CoordinationMode.ZOOKEEPER, 3, disaster);
  }

  private static void nothingIsLostOrDuplicated(
      int records, CoordinationMode coordination, int controllers, Disaster disaster) {
    TopicSpec orders = TopicSpec.of("orders", PARTITIONS, 3).with("min.insync.replicas", "2");
    try (ClusterUnderTest cluster = new ClusterUnderTest(coordination, controllers, orders);
        KafkaConsumer<String, String> consumer =
            cluster.consumer(Map.of("group.id", "auditors", "client.id", "auditor"))) {
      consumer.subscribe(List.of("orders"));
      produce(cluster, records, disaster);
      assertThat(read(consumer, records).cardinality())
          .as("acknowledged records that can be read")
          .isEqualTo(records);
      cluster.awaitAllInSync();
      assertThat(cluster.model().ledger().lost()).isZero();
      assertThat(cluster.model().ledger().duplicated()).isZero();
      assertThat(cluster.model().ledger().invariantsBroken()).isZero();
    }
  }

  private static BitSet read(KafkaConsumer<String, String> consumer, int records) {
    BitSet[] offsets = new BitSet[PARTITIONS];
    for (int i = 0; i < PARTITIONS; i++) {
      offsets[i] = new BitSet(records);
    }
    BitSet values = new BitSet(records);
    int read = 0;
    long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
    while (read < records && System.nanoTime() < deadline) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
        int offset = (int) record.offset();
        assertThat(offsets[record.partition()].get(offset)).as("offset read twice").isFalse();
        offsets[record.partition()].set(offset);
        int value = Integer.parseInt(record.value());
        assertThat(values.get(value)).as("record %d stands in the log twice", value).isFalse();
        values.set(value);
        read++;
      }
    }
    return values;
  }

  private static void produce(ClusterUnderTest cluster, int records, Disaster disaster) {
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    try (KafkaProducer<String, String> producer =
        cluster.producer(Map.of("client.id", "checkout"))) {
      for (int i = 0; i < records; i++) {
        if (i == records * 2 / 5) {
          disaster.strikes(cluster);
        }
        if (i == records * 3 / 5) {
          disaster.isMended(cluster);
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
    assertThat(acknowledged).hasValue(records);
  }
}
