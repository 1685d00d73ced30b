package vivarium.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both clusters are taken through the same failures and must tell the same of them. */
@Tag("compare")
class SameAsKafkaTest {

  /** One cluster, and the notes of what it told. */
  private static final class Witness {
    final Side side;
    final Observer observer;
    final List<String> notes = new ArrayList<>();

    Witness(Side side) {
      this.side = side;
      this.observer = new Observer(side);
    }

    String bootstrap() {
      return IntStream.rangeClosed(1, 3)
          .mapToObj(broker -> "127.0.0.1:" + side.port(broker))
          .collect(Collectors.joining(","));
    }

    /** Waits for leader and ISR, then notes all that is told. */
    void sees(String topic, int leader, Integer... isr) {
      notes.add(
          observer
              .await(
                  "leader %d and ISR %s".formatted(leader, List.of(isr)),
                  topic,
                  seen -> seen.leader() == leader && seen.isr().equals(List.of(isr)))
              .toString());
    }

    void creates(String topic, List<Integer> replicas, Map<String, String> configs)
        throws InterruptedException, ExecutionException, TimeoutException {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
        Observer.await(() -> "brokers " + replicas, () -> brokers(admin).containsAll(replicas));
        admin
            .createTopics(List.of(new NewTopic(topic, Map.of(0, replicas)).configs(configs)))
            .all()
            .get(Observer.PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      sees(topic, replicas.getFirst(), replicas.toArray(Integer[]::new));
    }

    private static List<Integer> brokers(Admin admin) {
      try {
        return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).stream()
            .map(Node::id)
            .toList();
      } catch (ExecutionException | TimeoutException | InterruptedException e) {
        return List.of();
      }
    }

    private static String nameOf(@Nullable Throwable error) {
      return error == null ? "no error" : error.getClass().getSimpleName();
    }

    /**
     * Asks for an election of the preferred replica, and notes the error or that there was none.
     */
    void elects(String topic) throws InterruptedException, ExecutionException, TimeoutException {
      TopicPartition partition = new TopicPartition(topic, 0);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
        Throwable error =
            admin
                .electLeaders(ElectionType.PREFERRED, Set.of(partition))
                .partitions()
                .get(Observer.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .getOrDefault(partition, Optional.empty())
                .orElse(null);
        notes.add("election: " + nameOf(error));
      }
    }

    /** Writes one record without retries, and notes the error or that there was none. */
    void writes(String topic, String acks) throws InterruptedException {
      Map<String, Object> configs =
          Map.of(
              "bootstrap.servers",
              bootstrap(),
              "acks",
              acks,
              "retries",
              0,
              "enable.idempotence",
              false,
              "max.block.ms",
              4_000);
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(configs, new StringSerializer(), new StringSerializer())) {
        long offset = producer.send(new ProducerRecord<>(topic, 0, "key", "value")).get().offset();
        notes.add("acks=%s written at %d".formatted(acks, offset));
      } catch (ExecutionException e) {
        notes.add("acks=%s: %s".formatted(acks, nameOf(e.getCause())));
      }
    }
  }

  private interface Story {
    void play(Witness witness) throws InterruptedException, ExecutionException, TimeoutException;
  }

  private static void bothTellTheSame(Path directory, Story story) throws Exception {
    Witness kafka;
    try (Side real = new KafkaSide(directory)) {
      kafka = new Witness(real);
      story.play(kafka);
    }
    try (Side ours = new OurSide()) {
      Witness vivarium = new Witness(ours);
      story.play(vivarium);
      assertThat(vivarium.notes).isEqualTo(kafka.notes);
    }
  }

  @Test
  void theLeaderIsKilledAndComesBack(@TempDir Path directory) throws Exception {
    bothTellTheSame(
        directory,
        on -> {
          on.creates("orders", List.of(1, 2, 3), Map.of("min.insync.replicas", "2"));
          on.writes("orders", "all");
          on.side.kill(1);
          on.sees("orders", 2, 2, 3);
          on.writes("orders", "all");
          on.side.start(1);
          on.sees("orders", 2, 1, 2, 3);
          on.writes("orders", "all");
        });
  }

  @Test
  void belowMinIsrWritesAreRefusedUntilAReplicaIsBack(@TempDir Path directory) throws Exception {
    bothTellTheSame(
        directory,
        on -> {
          on.creates("orders", List.of(1, 2, 3), Map.of("min.insync.replicas", "2"));
          on.side.kill(2);
          on.sees("orders", 1, 1, 3);
          on.writes("orders", "all");
          on.side.kill(3);
          on.sees("orders", 1, 1);
          on.writes("orders", "all");
          on.writes("orders", "1");
          on.side.start(3);
          on.sees("orders", 1, 1, 3);
          on.writes("orders", "all");
        });
  }

  @Test
  void aCleanShutdownHandsTheLeadershipOver(@TempDir Path directory) throws Exception {
    bothTellTheSame(
        directory,
        on -> {
          on.creates("orders", List.of(1, 2, 3), Map.of("min.insync.replicas", "2"));
          on.writes("orders", "all");
          on.side.shutDown(1);
          on.sees("orders", 2, 2, 3);
          on.side.shutDown(2);
          on.sees("orders", 3, 3);
          on.writes("orders", "all");
          on.side.start(1);
          on.sees("orders", 3, 1, 3);
          on.writes("orders", "all");
        });
  }

  @Test
  void thePreferredReplicaIsElectedOnceItIsBack(@TempDir Path directory) throws Exception {
    bothTellTheSame(
        directory,
        on -> {
          on.creates("orders", List.of(1, 2, 3), Map.of("min.insync.replicas", "2"));
          on.side.shutDown(1);
          on.sees("orders", 2, 2, 3);
          on.elects("orders");
          on.side.start(1);
          on.sees("orders", 2, 1, 2, 3);
          on.elects("orders");
          on.sees("orders", 1, 1, 2, 3);
          on.elects("orders");
          on.writes("orders", "all");
        });
  }

  @Test
  void withoutUncleanElectionThePartitionWaitsForTheOneThatHasEverything(@TempDir Path directory)
      throws Exception {
    bothTellTheSame(
        directory,
        on -> {
          on.creates("orders", List.of(1, 2), Map.of("min.insync.replicas", "1"));
          on.side.kill(2);
          on.sees("orders", 1, 1);
          on.writes("orders", "all");
          on.side.kill(1);
          on.sees("orders", -1);
          on.side.start(2);
          on.creates("later", List.of(2, 3), Map.of());
          on.sees("orders", -1);
          on.side.start(1);
          on.sees("orders", 1, 1, 2);
          on.writes("orders", "all");
        });
  }

  @Test
  void withUncleanElectionWhoIsThereLeadsAndRecordsAreLost(@TempDir Path directory)
      throws Exception {
    bothTellTheSame(
        directory,
        on -> {
          on.creates(
              "orders",
              List.of(1, 2),
              Map.of("min.insync.replicas", "1", "unclean.leader.election.enable", "true"));
          on.side.kill(2);
          on.sees("orders", 1, 1);
          on.writes("orders", "all");
          on.writes("orders", "all");
          on.side.kill(1);
          on.sees("orders", -1);
          on.side.start(2);
          on.sees("orders", 2, 2);
          on.writes("orders", "all");
          on.side.start(1);
          on.sees("orders", 2, 1, 2);
        });
  }
}
