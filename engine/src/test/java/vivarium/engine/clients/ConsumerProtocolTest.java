package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;
import vivarium.engine.gateway.RawClient;
import vivarium.engine.model.GroupView;

/** {@code KafkaConsumer} with {@code group.protocol=consumer} (KIP-848) as it comes. */
class ConsumerProtocolTest {

  private static final String TOPIC = "orders";
  private static final short HEARTBEAT_VERSION = 1;

  private static ClusterUnderTest cluster;

  @BeforeAll
  static void start() {
    cluster =
        new ClusterUnderTest(
            ClusterConfig.builder()
                .brokers(3)
                .profile(Profile.INSTANT)
                .brokerConfig("group.consumer.heartbeat.interval.ms", "100")
                .brokerConfig("group.consumer.session.timeout.ms", "2000")
                .topic(TopicSpec.of(TOPIC, 4, 3))
                .topic(TopicSpec.of("growing", 2, 3))
                .topic(TopicSpec.of("read", 2, 3)));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  private static KafkaConsumer<String, String> member(String group, String topic) {
    KafkaConsumer<String, String> member =
        cluster.consumer(Map.of("group.id", group, "group.protocol", "consumer"));
    member.subscribe(List.of(topic));
    return member;
  }

  @SafeVarargs
  private static void pollUntil(
      BooleanSupplier condition, KafkaConsumer<String, String>... members) {
    long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      for (KafkaConsumer<String, String> member : members) {
        member.poll(Duration.ofMillis(20));
      }
      assertThat(System.nanoTime()).as("gave up").isLessThan(deadline);
    }
  }

  private static ConsumerGroupDescription described(Admin admin, String group) throws Exception {
    return requireNonNull(admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
        .get();
  }

  private static GroupView inModel(String group) {
    return requireNonNull(cluster.model().groups().get(group));
  }

  private static boolean isStable(String group, int members) {
    GroupView view = cluster.model().groups().get(group);
    return view != null
        && view.state() == vivarium.engine.event.GroupState.STABLE
        && view.members().size() == members;
  }

  @Test
  void twoMembersSharePartitionsAndOneTakesOverFromTheOther() throws Exception {
    try (KafkaConsumer<String, String> first = member("shared", TOPIC);
        Admin admin = cluster.admin()) {
      pollUntil(() -> first.assignment().size() == 4, first);
      try (KafkaConsumer<String, String> second = member("shared", TOPIC)) {
        pollUntil(
            () -> first.assignment().size() == 2 && second.assignment().size() == 2, first, second);
        Set<TopicPartition> all = new HashSet<>(first.assignment());
        all.addAll(second.assignment());
        assertThat(all).hasSize(4);
        pollUntil(() -> isStable("shared", 2), first, second);

        ConsumerGroupDescription described = described(admin, "shared");
        assertThat(described.type()).isEqualTo(GroupType.CONSUMER);
        assertThat(described.groupState()).isEqualTo(GroupState.STABLE);
        assertThat(described.partitionAssignor()).isEqualTo("uniform");
        assertThat(described.groupEpoch()).isEqualTo(described.targetAssignmentEpoch());
        assertThat(described.members())
            .hasSize(2)
            .allSatisfy(
                member -> {
                  assertThat(member.memberEpoch()).isEqualTo(described.groupEpoch());
                  assertThat(member.assignment().topicPartitions()).hasSize(2);
                  assertThat(member.targetAssignment().orElseThrow().topicPartitions())
                      .isEqualTo(member.assignment().topicPartitions());
                });
        assertThat(admin.listGroups().all().get())
            .anySatisfy(
                listing -> {
                  assertThat(listing.groupId()).isEqualTo("shared");
                  assertThat(listing.type()).contains(GroupType.CONSUMER);
                  assertThat(listing.groupState()).contains(GroupState.STABLE);
                });
        assertThat(inModel("shared").protocol().isConsumer()).isTrue();
      }
      pollUntil(() -> first.assignment().size() == 4, first);
    }
    cluster.awaitThat(
        now ->
            requireNonNull(now.groups().get("shared")).state()
                == vivarium.engine.event.GroupState.EMPTY);
  }

  @Test
  void whatIsReadIsCommittedAndTheGroupOutlivesItsCoordinator() throws Exception {
    try (KafkaConsumer<String, String> member = member("moving", "read");
        KafkaProducer<String, String> producer = cluster.producer(Map.of())) {
      pollUntil(() -> member.assignment().size() == 2, member);
      pollUntil(() -> isStable("moving", 1), member);
      int epoch = inModel("moving").generation();
      Set<String> read = new HashSet<>();
      produceAndRead(producer, member, "a", read);
      member.commitSync();

      NodeId coordinator = requireNonNull(inModel("moving").coordinator());
      cluster.command(new Command.Kill(coordinator));
      produceAndRead(producer, member, "b", read);
      member.commitSync();
      cluster.command(new Command.Restart(coordinator));

      assertThat(inModel("moving").coordinator()).isNotEqualTo(coordinator);
      assertThat(inModel("moving").generation()).isEqualTo(epoch);
      assertThat(read).hasSize(40);
      assertThat(member.committed(member.assignment()).values())
          .allSatisfy(offset -> assertThat(offset.offset()).isPositive());
    }
    cluster.awaitAllInSync();
  }

  private static void produceAndRead(
      KafkaProducer<String, String> producer,
      KafkaConsumer<String, String> member,
      String prefix,
      Set<String> read) {
    int before = read.size();
    for (int i = 0; i < 20; i++) {
      producer.send(new ProducerRecord<>("read", prefix + i, prefix + i));
    }
    producer.flush();
    long deadline = System.nanoTime() + ClusterUnderTest.TIMEOUT.toNanos();
    while (read.size() < before + 20) {
      for (ConsumerRecord<String, String> record : member.poll(Duration.ofMillis(50))) {
        read.add(record.value());
      }
      assertThat(System.nanoTime()).as("gave up with %s", read).isLessThan(deadline);
    }
  }

  @Test
  void newPartitionsAreHandedOut() throws Exception {
    try (KafkaConsumer<String, String> member = member("growing", "growing");
        Admin admin = cluster.admin()) {
      pollUntil(() -> member.assignment().size() == 2, member);
      admin.createPartitions(Map.of("growing", NewPartitions.increaseTo(5))).all().get();
      pollUntil(() -> member.assignment().size() == 5, member);
    }
  }

  @Test
  void aMemberThatFallsSilentLosesItsPartitionsToTheOthers() throws Exception {
    try (KafkaConsumer<String, String> member = member("haunted", TOPIC)) {
      pollUntil(() -> member.assignment().size() == 4, member);
      pollUntil(() -> isStable("haunted", 1), member);
      int epoch = inModel("haunted").generation();
      assertThat(heartbeat("haunted", joining("ghost", TOPIC)).errorCode()).isZero();
      pollUntil(() -> member.assignment().size() == 2, member);
      pollUntil(() -> member.assignment().size() == 4, member);
      assertThat(inModel("haunted").generation()).isGreaterThanOrEqualTo(epoch + 2);
      assertThat(heartbeat("haunted", at("ghost", epoch + 1)).errorCode())
          .isEqualTo(Errors.UNKNOWN_MEMBER_ID.code());
    }
  }

  @Test
  void aMemberOfAnotherEpochIsFenced() throws Exception {
    var joined = heartbeat("fenced", joining("m", TOPIC));
    assertThat(joined.memberEpoch()).isEqualTo(1);
    assertThat(joined.heartbeatIntervalMs()).isEqualTo(100);
    assertThat(joined.assignment().topicPartitions().getFirst().partitions()).hasSize(4);
    assertThat(heartbeat("fenced", at("m", 1)).errorCode()).isZero();
    assertThat(heartbeat("fenced", at("m", 1)).assignment()).isNull();
    assertThat(heartbeat("fenced", at("m", 2)).errorCode())
        .isEqualTo(Errors.FENCED_MEMBER_EPOCH.code());
    assertThat(heartbeat("fenced", at("other", 1)).errorCode())
        .isEqualTo(Errors.UNKNOWN_MEMBER_ID.code());
    assertThat(heartbeat("fenced", at("m", -1)).memberEpoch()).isEqualTo(-1);
  }

  @Test
  void whatIsNotServedIsRefusedClearly() throws Exception {
    assertThat(heartbeat("nowhere", at("m", 1)).errorCode())
        .isEqualTo(Errors.GROUP_ID_NOT_FOUND.code());
    assertThat(heartbeat("refused", joining("m", TOPIC).setServerAssignor("sticky")).errorMessage())
        .isEqualTo("ServerAssignor sticky is not supported. Supported assignors: uniform, range.");
    assertThat(heartbeat("refused", joining("m", TOPIC).setInstanceId("i")).errorMessage())
        .contains("group.instance.id=i");
    assertThat(heartbeat("refused", joining("m", TOPIC).setSubscribedTopicRegex("o.*")).errorCode())
        .isEqualTo(Errors.INVALID_REGULAR_EXPRESSION.code());
    assertThat(heartbeat("refused", joining("", TOPIC)).errorMessage())
        .isEqualTo("MemberId can't be empty.");
    assertThat(heartbeat("refused", joining("m", TOPIC).setRebalanceTimeoutMs(-1)).errorCode())
        .isEqualTo(Errors.INVALID_REQUEST.code());
    assertThat(heartbeat("", joining("m", TOPIC)).errorCode())
        .isEqualTo(Errors.INVALID_REQUEST.code());
  }

  @Test
  void aGroupSpeaksOneProtocolAsLongAsItHasMembers() throws Exception {
    try (KafkaConsumer<String, String> consumer = member("mixed", TOPIC);
        KafkaConsumer<String, String> classic = cluster.consumer(Map.of("group.id", "mixed"))) {
      pollUntil(() -> consumer.assignment().size() == 4, consumer);
      classic.subscribe(List.of(TOPIC));
      List<Exception> refused = new ArrayList<>();
      pollUntil(
          () -> {
            try {
              classic.poll(Duration.ofMillis(20));
            } catch (InconsistentGroupProtocolException e) {
              refused.add(e);
            }
            return !refused.isEmpty();
          },
          consumer);

      consumer.close();
      pollUntil(() -> classic.assignment().size() == 4, classic);
      assertThat(inModel("mixed").protocol().isConsumer()).isFalse();
      assertThat(heartbeat("mixed", joining("m", TOPIC)).errorCode())
          .isEqualTo(Errors.GROUP_ID_NOT_FOUND.code());
    }
  }

  private static ConsumerGroupHeartbeatRequestData joining(String id, String topic) {
    return at(id, 0)
        .setRebalanceTimeoutMs(60_000)
        .setSubscribedTopicNames(List.of(topic))
        .setTopicPartitions(List.of());
  }

  private static ConsumerGroupHeartbeatRequestData at(String id, int epoch) {
    return new ConsumerGroupHeartbeatRequestData().setMemberId(id).setMemberEpoch(epoch);
  }

  /** Asks every broker, and returns the answer of the coordinator. */
  private static ConsumerGroupHeartbeatResponseData heartbeat(
      String group, ConsumerGroupHeartbeatRequestData request) throws IOException {
    request.setGroupId(group);
    ConsumerGroupHeartbeatResponseData answer = new ConsumerGroupHeartbeatResponseData();
    for (String address : cluster.bootstrap().split(",")) {
      int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      try (RawClient client = new RawClient(port)) {
        client.sendRequest(ApiKeys.CONSUMER_GROUP_HEARTBEAT, HEARTBEAT_VERSION, 1, request);
        answer =
            (ConsumerGroupHeartbeatResponseData)
                client.readResponse(ApiKeys.CONSUMER_GROUP_HEARTBEAT, HEARTBEAT_VERSION);
        if (answer.errorCode() != Errors.NOT_COORDINATOR.code()) {
          return answer;
        }
      }
    }
    return answer;
  }
}
