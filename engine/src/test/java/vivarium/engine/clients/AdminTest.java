package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.QuorumInfo;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.PreferredLeaderNotAvailableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;

/** Kafka's {@code Admin}. */
class AdminTest {

  private static ClusterUnderTest cluster;
  private static Admin admin;

  @BeforeAll
  static void start() {
    cluster = new ClusterUnderTest();
    admin = cluster.admin();
  }

  @AfterAll
  static void stop() {
    admin.close(Duration.ofSeconds(5));
    cluster.close();
  }

  private static void create(String topic, int partitions, int replicationFactor) throws Exception {
    admin
        .createTopics(List.of(new NewTopic(topic, partitions, (short) replicationFactor)))
        .all()
        .get();
  }

  @Test
  void theClusterIsDescribed() throws Exception {
    DescribeClusterResult described = admin.describeCluster();
    assertThat(described.nodes().get()).extracting(Node::id).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(described.nodes().get())
        .extracting(node -> node.host() + ":" + node.port())
        .containsExactlyInAnyOrder(cluster.bootstrap().split(","));
    assertThat(described.controller().get().id()).isIn(1, 2, 3);
    assertThat(described.clusterId().get()).isNotBlank();
  }

  @Test
  void theFeaturesTheClusterIsFormattedWithAreDescribed() throws Exception {
    String elr = "eligible.leader.replicas.version";
    var features = admin.describeFeatures().featureMetadata().get();
    assertThat(requireNonNull(features.finalizedFeatures().get(elr)).maxVersionLevel())
        .isEqualTo((short) 1);
    assertThat(features.supportedFeatures()).containsKey(elr);
    try (ClusterUnderTest without =
            new ClusterUnderTest(ClusterConfig.builder().profile(Profile.INSTANT).feature(elr, 0));
        Admin ofIt = without.admin()) {
      var fewer = ofIt.describeFeatures().featureMetadata().get();
      assertThat(fewer.finalizedFeatures()).doesNotContainKey(elr);
      assertThat(fewer.supportedFeatures()).containsKey(elr);
    }
  }

  @Test
  void theQuorumIsDescribed() throws Exception {
    try (ClusterUnderTest three = new ClusterUnderTest(3);
        Admin ofThree = three.admin()) {
      QuorumInfo quorum = ofThree.describeMetadataQuorum().quorumInfo().get();
      assertThat(quorum.leaderId()).isIn(101, 102, 103);
      assertThat(quorum.voters())
          .extracting(QuorumInfo.ReplicaState::replicaId)
          .containsExactlyInAnyOrder(101, 102, 103);
      assertThat(quorum.observers())
          .extracting(QuorumInfo.ReplicaState::replicaId)
          .containsExactlyInAnyOrder(1, 2, 3);
      assertThat(quorum.highWatermark()).isPositive();
    }
  }

  @Test
  void aTopicIsCreatedListedDescribedAndDeleted() throws Exception {
    create("comes-and-goes", 3, 3);
    assertThat(admin.listTopics().names().get()).contains("comes-and-goes");

    TopicDescription description =
        requireNonNull(
            admin
                .describeTopics(List.of("comes-and-goes"))
                .allTopicNames()
                .get()
                .get("comes-and-goes"));
    assertThat(description.partitions()).hasSize(3);
    for (TopicPartitionInfo partition : description.partitions()) {
      assertThat(partition.leader()).isEqualTo(partition.replicas().getFirst());
      assertThat(partition.replicas()).hasSize(3).doesNotHaveDuplicates();
      assertThat(partition.isr()).hasSameElementsAs(partition.replicas());
    }

    admin.deleteTopics(List.of("comes-and-goes")).all().get();
    assertThat(admin.listTopics().names().get()).doesNotContain("comes-and-goes");
    assertThatThrownBy(() -> admin.describeTopics(List.of("comes-and-goes")).allTopicNames().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
  }

  @Test
  void aTopicThatCannotBeCreatedIsRefusedByKafkasName() throws Exception {
    create("already-there", 1, 1);
    assertThatThrownBy(() -> create("already-there", 1, 1))
        .hasCauseInstanceOf(TopicExistsException.class);
    assertThatThrownBy(() -> create("too-many-replicas", 1, 4))
        .hasCauseInstanceOf(InvalidReplicationFactorException.class);
  }

  @Test
  void configsAreDescribedAndAltered() throws Exception {
    create("configured", 1, 3);
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "configured");
    assertThat(value(topic, "min.insync.replicas")).isEqualTo("1");

    admin
        .incrementalAlterConfigs(
            Map.of(
                topic,
                List.of(
                    new AlterConfigOp(
                        new ConfigEntry("min.insync.replicas", "2"), AlterConfigOp.OpType.SET))))
        .all()
        .get();
    cluster.awaitThat(model -> model.minInSyncReplicas("configured") == 2);
    assertThat(value(topic, "min.insync.replicas")).isEqualTo("2");

    ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
    assertThat(value(broker, "replica.lag.time.max.ms")).isEqualTo("2000");
  }

  @Test
  void aLeadershipIsGivenBackToThePreferredReplica() throws Exception {
    create("elected", 1, 3);
    TopicPartition elected = new TopicPartition("elected", 0);
    var id = new vivarium.engine.event.TopicPartition("elected", 0);
    assertThatThrownBy(
            () -> admin.electLeaders(ElectionType.PREFERRED, Set.of(elected)).all().get())
        .hasCauseInstanceOf(ElectionNotNeededException.class);
    cluster.awaitAllInSync();
    int preferred = cluster.leaderOf(id);
    cluster.command(new Command.Kill(NodeId.broker(preferred)));
    cluster.awaitThat(
        model ->
            requireNonNull(model.partition(id)).state().hasLeader()
                && cluster.leaderOf(id) != preferred);
    assertThatThrownBy(
            () -> admin.electLeaders(ElectionType.PREFERRED, Set.of(elected)).all().get())
        .hasCauseInstanceOf(PreferredLeaderNotAvailableException.class);
    cluster.command(new Command.Restart(NodeId.broker(preferred)));
    cluster.awaitAllInSync();

    admin.electLeaders(ElectionType.PREFERRED, Set.of(elected)).all().get();
    cluster.awaitThat(model -> cluster.leaderOf(id) == preferred);
    assertThatThrownBy(() -> admin.electLeaders(ElectionType.UNCLEAN, Set.of(elected)).all().get())
        .hasCauseInstanceOf(ElectionNotNeededException.class);
  }

  private static String value(ConfigResource resource, String key) throws Exception {
    return requireNonNull(admin.describeConfigs(List.of(resource)).all().get().get(resource))
        .get(key)
        .value();
  }

  @Test
  void offsetsAreListed() throws Exception {
    create("offsets", 1, 3);
    TopicPartition partition = new TopicPartition("offsets", 0);
    // Records of the past minute: retention.ms deletes much older ones.
    long began = System.currentTimeMillis() - 60_000;
    try (KafkaProducer<String, String> producer = cluster.producer(Map.of())) {
      for (int i = 0; i < 10; i++) {
        producer.send(new ProducerRecord<>("offsets", 0, began + 1_000L * i, "k", "v" + i)).get();
      }
    }
    assertThat(offset(partition, OffsetSpec.earliest())).isZero();
    assertThat(offset(partition, OffsetSpec.latest())).isEqualTo(10);
    assertThat(offset(partition, OffsetSpec.forTimestamp(began + 4_500))).isEqualTo(5);
    assertThat(offset(partition, OffsetSpec.maxTimestamp())).isEqualTo(9);
  }

  private static long offset(TopicPartition partition, OffsetSpec spec) throws Exception {
    return admin.listOffsets(Map.of(partition, spec)).partitionResult(partition).get().offset();
  }

  @Test
  void groupsAreListedAndDescribed() throws Exception {
    create("grouped", 2, 3);
    try (KafkaConsumer<String, String> consumer =
        cluster.consumer(Map.of("group.id", "described", "client.id", "member-1"))) {
      consumer.subscribe(List.of("grouped"));
      while (consumer.assignment().isEmpty()) {
        consumer.poll(Duration.ofMillis(100));
      }
      assertThat(admin.listConsumerGroups().all().get())
          .anySatisfy(group -> assertThat(group.groupId()).isEqualTo("described"));
      ConsumerGroupDescription group =
          requireNonNull(
              admin.describeConsumerGroups(List.of("described")).all().get().get("described"));
      assertThat(group.groupState().toString()).isEqualTo("Stable");
      assertThat(group.members()).hasSize(1);
      assertThat(group.members().iterator().next().clientId()).isEqualTo("member-1");
      assertThat(group.members().iterator().next().assignment().topicPartitions()).hasSize(2);

      consumer.assignment().forEach(consumer::position);
      consumer.commitSync();
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets("described").partitionsToOffsetAndMetadata().get();
      assertThat(requireNonNull(committed.get(new TopicPartition("grouped", 0))).offset()).isZero();
    }
  }
}
