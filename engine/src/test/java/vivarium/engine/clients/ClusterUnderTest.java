package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.CommandResult;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.PartitionView;
import vivarium.engine.runtime.Vivarium;

/** A cluster of three brokers with listeners, and clients for it. */
final class ClusterUnderTest implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Vivarium vivarium;
  private final ClusterModel model = new ClusterModel();
  private long readSeq;

  ClusterUnderTest(TopicSpec... topics) {
    this(1, topics);
  }

  ClusterUnderTest(int controllers, TopicSpec... topics) {
    this(CoordinationMode.KRAFT, controllers, topics);
  }

  ClusterUnderTest(CoordinationMode coordination, int controllers, TopicSpec... topics) {
    this(withTopics(controllers, topics).coordination(coordination));
  }

  private static ClusterConfig.Builder withTopics(int controllers, TopicSpec... topics) {
    ClusterConfig.Builder config =
        ClusterConfig.builder().brokers(3).controllers(controllers).profile(Profile.INSTANT);
    for (TopicSpec topic : topics) {
      config.topic(topic);
    }
    return config;
  }

  ClusterUnderTest(ClusterConfig.Builder builder) {
    ClusterConfig config = builder.build();
    vivarium = Vivarium.start(config, Vivarium.Options.withListeners(0));
    awaitThat(
        now ->
            now.brokers().size() == 3
                && now.brokers().stream().noneMatch(broker -> broker.isFenced())
                && now.topics()
                    .keySet()
                    .containsAll(config.topics().stream().map(TopicSpec::name).toList()));
  }

  String bootstrap() {
    return String.join(",", vivarium.bootstrap());
  }

  /** Carries out a command, which must be accepted. */
  void command(Command command) {
    assertThat(vivarium.submit(command).orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join())
        .isInstanceOf(CommandResult.Accepted.class);
  }

  int leaderOf(TopicPartition partition) {
    PartitionView view = model().partition(partition);
    assertThat(view).as("partition %s", partition).isNotNull();
    return view.state().leader();
  }

  /** The cluster as its events tell it, up to now. */
  ClusterModel model() {
    readSeq = vivarium.events().readAfter(readSeq, model::apply);
    return model;
  }

  /** What happened after an event that is still remembered. */
  List<ClusterEvent> eventsAfter(long seq) {
    List<ClusterEvent> events = new ArrayList<>();
    vivarium.events().readAfter(seq, stamped -> events.add(stamped.event()));
    return events;
  }

  /** Waits until the model satisfies a condition. */
  void awaitThat(Predicate<ClusterModel> condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.test(model())) {
      assertThat(System.nanoTime()).as("gave up after %s", TIMEOUT).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Waits until every partition has all its replicas in sync. */
  void awaitAllInSync() {
    awaitThat(
        now ->
            now.partitions().values().stream()
                .allMatch(
                    partition ->
                        partition.state().hasLeader() && partition.state().outOfSync().isEmpty()));
  }

  KafkaProducer<String, String> producer(Map<String, Object> overrides) {
    HashMap<String, Object> configs = new HashMap<>(overrides);
    configs.put("bootstrap.servers", bootstrap());
    return new KafkaProducer<>(configs, new StringSerializer(), new StringSerializer());
  }

  KafkaConsumer<String, String> consumer(Map<String, Object> overrides) {
    HashMap<String, Object> configs = new HashMap<>();
    configs.put("auto.offset.reset", "earliest");
    configs.putAll(overrides);
    configs.put("bootstrap.servers", bootstrap());
    return new KafkaConsumer<>(configs, new StringDeserializer(), new StringDeserializer());
  }

  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap()));
  }

  @Override
  public void close() {
    vivarium.close();
  }
}
