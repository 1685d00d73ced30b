package vivarium.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of the consumer protocol (KIP-848), with Kafka's own consumers on both clusters. */
@Tag("compare")
class SameGroupsAsKafkaTest {

  private static final String TOPIC = "orders";
  private static final String GROUP = "billing";
  private static final int PARTITIONS = 4;
  private static final int RECORDS = 40;
  private static final Duration POLL = Duration.ofMillis(100);
  private static final CloseOptions WITHOUT_LEAVING =
      CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);

  /** A cluster, its group, and the notes of what both told. */
  private static final class Story implements AutoCloseable {
    private final String bootstrap;
    private final Admin admin;
    private final List<KafkaConsumer<String, String>> members = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private int read;

    Story(Side side) throws Exception {
      bootstrap =
          IntStream.rangeClosed(1, 3)
              .mapToObj(broker -> "127.0.0.1:" + side.port(broker))
              .collect(Collectors.joining(","));
      admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
      Observer.await(() -> "three brokers", () -> brokers() == 3);
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 3))).all().get();
    }

    private int brokers() {
      try {
        return admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size();
      } catch (ExecutionException | TimeoutException | InterruptedException e) {
        return 0;
      }
    }

    void writes() throws Exception {
      Map<String, Object> configs = Map.of("bootstrap.servers", bootstrap, "acks", "all");
      try (KafkaProducer<String, String> producer =
          new KafkaProducer<>(configs, new StringSerializer(), new StringSerializer())) {
        for (int i = 0; i < RECORDS; i++) {
          producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, "key", "value " + i)).get();
        }
      }
    }

    void joins() {
      KafkaConsumer<String, String> member =
          new KafkaConsumer<>(
              Map.of(
                  "bootstrap.servers",
                  bootstrap,
                  "group.id",
                  GROUP,
                  "group.protocol",
                  "consumer",
                  "enable.auto.commit",
                  false,
                  "auto.offset.reset",
                  "earliest"),
              new StringDeserializer(),
              new StringDeserializer());
      member.subscribe(List.of(TOPIC));
      members.add(member);
      shares();
    }

    /** The last to join falls silent: it is missed only when its session is over. */
    void dies() {
      members.removeLast().close(WITHOUT_LEAVING);
      shares();
    }

    /** The last to join says that it goes. */
    void leaves() {
      members.removeLast().close();
      shares();
    }

    private void polls() {
      for (KafkaConsumer<String, String> member : members) {
        ConsumerRecords<String, String> records = member.poll(POLL);
        read += records.count();
        member.commitSync();
      }
    }

    private void awaits(String what, BooleanSupplier condition) {
      Observer.await(
          () -> what,
          () -> {
            polls();
            return condition.getAsBoolean();
          });
    }

    /** Waits until the members have all partitions between them, and notes how many each. */
    private void shares() {
      awaits(
          "all partitions at %d members".formatted(members.size()),
          () -> isWhole() && described().members().size() == members.size());
      ConsumerGroupDescription told = described();
      notes.add(
          "%s group, %s, assignor %s, members with %s"
              .formatted(
                  told.type(),
                  told.groupState(),
                  told.partitionAssignor(),
                  members.stream().map(each -> each.assignment().size()).sorted().toList()));
    }

    private boolean isWhole() {
      TreeSet<Integer> all = new TreeSet<>();
      int held = 0;
      for (KafkaConsumer<String, String> member : members) {
        held += member.assignment().size();
        member.assignment().stream().map(TopicPartition::partition).forEach(all::add);
      }
      int least = PARTITIONS / members.size();
      return held == PARTITIONS
          && all.size() == PARTITIONS
          && members.stream().allMatch(each -> each.assignment().size() >= least);
    }

    private ConsumerGroupDescription described() {
      try {
        return admin
            .describeConsumerGroups(List.of(GROUP))
            .all()
            .get(Observer.PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .values()
            .iterator()
            .next();
      } catch (ExecutionException | TimeoutException | InterruptedException e) {
        throw new AssertionError("the group is not described", e);
      }
    }

    /** Waits until so many records are read, and notes what is committed. */
    void hasRead(int records) throws Exception {
      awaits(records + " records", () -> read >= records);
      polls();
      TreeMap<Integer, Long> committed = new TreeMap<>();
      admin
          .listConsumerGroupOffsets(GROUP)
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, at) -> committed.put(partition.partition(), at.offset()));
      notes.add("read %d, committed %s".formatted(read, committed));
    }

    @Override
    public void close() {
      members.forEach(KafkaConsumer::close);
      admin.close();
    }
  }

  private static List<String> told(Side side) throws Exception {
    try (Story story = new Story(side)) {
      story.writes();
      story.joins();
      story.hasRead(RECORDS);
      story.joins();
      story.writes();
      story.hasRead(2 * RECORDS);
      story.dies();
      story.writes();
      story.hasRead(3 * RECORDS);
      story.joins();
      story.leaves();
      return story.notes;
    }
  }

  @Test
  void membersShareThePartitionsDieAndLeaveAndNothingIsReadTwice(@TempDir Path directory)
      throws Exception {
    List<String> kafka;
    try (Side real = new KafkaSide(directory)) {
      kafka = told(real);
    }
    try (Side ours = new OurSide()) {
      assertThat(told(ours)).isEqualTo(kafka);
    }
  }
}
