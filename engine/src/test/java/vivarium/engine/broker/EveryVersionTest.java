package vivarium.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.log.RecordBatchBuilder;
import vivarium.engine.net.ResponseHandler;
import vivarium.engine.runtime.Simulation;
import vivarium.engine.wire.BatchRecords;
import vivarium.engine.wire.EncodedResponse;
import vivarium.engine.wire.ServedApis;
import vivarium.engine.wire.ServedApis.VersionRange;

/** Whatever version a client speaks, the answer of a live broker can be written in it. */
class EveryVersionTest {

  private static final long SECOND = 1_000_000_000L;

  private Simulation simulation =
      new Simulation(ClusterConfig.builder().profile(Profile.INSTANT).build());

  @BeforeEach
  void startAClusterWithTraffic() {
    simulation =
        new Simulation(
            ClusterConfig.builder()
                .profile(Profile.INSTANT)
                .topic(TopicSpec.of("orders", 1, 3))
                .producer(ProducerSettings.of("producer", "orders"))
                .consumer(ConsumerSettings.of("consumer", "group", "orders"))
                .build());
    simulation.runUntil(4 * SECOND);
  }

  static Stream<VersionRange> apis() {
    return ServedApis.all().stream();
  }

  @ParameterizedTest
  @MethodSource("apis")
  void everyVersionIsAnswered(VersionRange range) {
    for (short version = range.min(); version <= range.max(); version++) {
      ApiMessage request = request(range.api(), version);
      for (NodeId broker : simulation.cluster().brokerIds()) {
        ApiMessage response = ask(broker, request, version);
        EncodedResponse encoded = EncodedResponse.of(range.api().id, version, 7, response);
        assertThat(encoded.sizeBytes())
            .as("%s version %d of %s", range.api(), version, broker)
            .isPositive();
      }
    }
  }

  private ApiMessage ask(NodeId broker, ApiMessage request, short version) {
    AtomicReference<@Nullable ApiMessage> answer = new AtomicReference<>();
    simulation
        .cluster()
        .nodes()
        .network()
        .connect(NodeId.external("probe"), broker, simulation.events().lastSeq())
        .send(
            request,
            version,
            7,
            new ResponseHandler() {
              @Override
              public void answered(ApiMessage response) {
                answer.set(response);
              }

              @Override
              public void failed(Failure failure) {
                throw new AssertionError(broker + " failed the request: " + failure);
              }
            });
    long end = simulation.nowNanos() + 10 * SECOND;
    while (answer.get() == null && simulation.nowNanos() < end) {
      simulation.step();
    }
    ApiMessage response = answer.get();
    assertThat(response).as("answer of %s to %s", broker, request).isNotNull();
    return Objects.requireNonNull(response);
  }

  private static ApiMessage request(ApiKeys api, short version) {
    return switch (api) {
      case API_VERSIONS ->
          new ApiVersionsRequestData().setClientSoftwareName("probe").setClientSoftwareVersion("1");
      case PRODUCE -> produce();
      case FETCH -> fetch();
      case LIST_OFFSETS -> listOffsets();
      case METADATA -> new MetadataRequestData().setTopics(version == 0 ? List.of() : null);
      case OFFSET_COMMIT -> offsetCommit();
      case OFFSET_FETCH -> offsetFetch(version);
      case FIND_COORDINATOR ->
          version < 4
              ? new FindCoordinatorRequestData().setKey("group")
              : new FindCoordinatorRequestData().setCoordinatorKeys(List.of("group"));
      case JOIN_GROUP -> joinGroup();
      case HEARTBEAT -> new HeartbeatRequestData().setGroupId("group").setMemberId("nobody");
      case LEAVE_GROUP -> leaveGroup(version);
      case SYNC_GROUP -> new SyncGroupRequestData().setGroupId("group").setMemberId("nobody");
      case DESCRIBE_GROUPS ->
          new DescribeGroupsRequestData().setGroups(List.of("group", "no such group"));
      case LIST_GROUPS -> new ListGroupsRequestData();
      case CREATE_TOPICS -> createTopics();
      case DELETE_TOPICS -> deleteTopics(version);
      case INIT_PRODUCER_ID -> new InitProducerIdRequestData().setTransactionalId(null);
      case OFFSET_FOR_LEADER_EPOCH -> offsetForLeaderEpoch();
      case DESCRIBE_CONFIGS -> describeConfigs();
      case INCREMENTAL_ALTER_CONFIGS -> new IncrementalAlterConfigsRequestData();
      case DESCRIBE_CLUSTER -> new DescribeClusterRequestData();
      case DESCRIBE_TOPIC_PARTITIONS ->
          new DescribeTopicPartitionsRequestData()
              .setTopics(
                  List.of(new DescribeTopicPartitionsRequestData.TopicRequest().setName("orders")));
      default -> throw new AssertionError("no request for " + api + ": add one here");
    };
  }

  private static ProduceRequestData produce() {
    var topic = new ProduceRequestData.TopicProduceData().setName("orders");
    topic
        .partitionData()
        .add(
            new ProduceRequestData.PartitionProduceData()
                .setIndex(0)
                .setRecords(
                    new BatchRecords(
                        List.of(new RecordBatchBuilder().add(0, null, new byte[] {1}).build()))));
    ProduceRequestData produce = new ProduceRequestData().setAcks((short) 1).setTimeoutMs(1_000);
    produce.topicData().add(topic);
    return produce;
  }

  private static FetchRequestData fetch() {
    return new FetchRequestData()
        .setMaxWaitMs(10)
        .setTopics(
            List.of(
                new FetchRequestData.FetchTopic()
                    .setTopic("orders")
                    .setPartitions(
                        List.of(
                            new FetchRequestData.FetchPartition()
                                .setPartition(0)
                                .setPartitionMaxBytes(1_000)))));
  }

  private static ListOffsetsRequestData listOffsets() {
    List<ListOffsetsRequestData.ListOffsetsPartition> partitions = new ArrayList<>();
    for (long timestamp = -5; timestamp <= 0; timestamp++) {
      partitions.add(
          new ListOffsetsRequestData.ListOffsetsPartition()
              .setPartitionIndex(0)
              .setTimestamp(timestamp));
    }
    return new ListOffsetsRequestData()
        .setReplicaId(-1)
        .setTopics(
            List.of(
                new ListOffsetsRequestData.ListOffsetsTopic()
                    .setName("orders")
                    .setPartitions(partitions)));
  }

  private static OffsetCommitRequestData offsetCommit() {
    return new OffsetCommitRequestData()
        .setGroupId("another group")
        .setTopics(
            List.of(
                new OffsetCommitRequestData.OffsetCommitRequestTopic()
                    .setName("orders")
                    .setPartitions(
                        List.of(
                            new OffsetCommitRequestData.OffsetCommitRequestPartition()
                                .setCommittedOffset(1)))));
  }

  private static OffsetFetchRequestData offsetFetch(short version) {
    return version < 8
        ? new OffsetFetchRequestData()
            .setGroupId("group")
            .setTopics(
                List.of(
                    new OffsetFetchRequestData.OffsetFetchRequestTopic()
                        .setName("orders")
                        .setPartitionIndexes(List.of(0))))
        : new OffsetFetchRequestData()
            .setGroups(
                List.of(
                    new OffsetFetchRequestData.OffsetFetchRequestGroup()
                        .setGroupId("group")
                        .setTopics(null)));
  }

  private static JoinGroupRequestData joinGroup() {
    JoinGroupRequestData join =
        new JoinGroupRequestData()
            .setGroupId("joined by the probe")
            .setSessionTimeoutMs(500)
            .setRebalanceTimeoutMs(500)
            .setProtocolType("consumer");
    join.protocols().add(new JoinGroupRequestData.JoinGroupRequestProtocol().setName("range"));
    return join;
  }

  private static LeaveGroupRequestData leaveGroup(short version) {
    return version < 3
        ? new LeaveGroupRequestData().setGroupId("group").setMemberId("nobody")
        : new LeaveGroupRequestData()
            .setGroupId("group")
            .setMembers(List.of(new LeaveGroupRequestData.MemberIdentity().setMemberId("nobody")));
  }

  private static CreateTopicsRequestData createTopics() {
    CreateTopicsRequestData create = new CreateTopicsRequestData();
    for (String name : List.of("fresh", "orders", "not a name")) {
      create
          .topics()
          .add(
              new CreateTopicsRequestData.CreatableTopic()
                  .setName(name)
                  .setNumPartitions(1)
                  .setReplicationFactor((short) 1));
    }
    return create;
  }

  private static DeleteTopicsRequestData deleteTopics(short version) {
    return version < 6
        ? new DeleteTopicsRequestData().setTopicNames(List.of("no such topic"))
        : new DeleteTopicsRequestData()
            .setTopics(
                List.of(new DeleteTopicsRequestData.DeleteTopicState().setName("no such topic")));
  }

  private static OffsetForLeaderEpochRequestData offsetForLeaderEpoch() {
    OffsetForLeaderEpochRequestData asked = new OffsetForLeaderEpochRequestData();
    asked
        .topics()
        .add(
            new OffsetForLeaderEpochRequestData.OffsetForLeaderTopic()
                .setTopic("orders")
                .setPartitions(
                    List.of(
                        new OffsetForLeaderEpochRequestData.OffsetForLeaderPartition()
                            .setLeaderEpoch(0))));
    return asked;
  }

  private static DescribeConfigsRequestData describeConfigs() {
    return new DescribeConfigsRequestData()
        .setIncludeDocumentation(true)
        .setResources(
            List.of(resource(2, "orders"), resource(2, "no such topic"), resource(4, "1")));
  }

  private static DescribeConfigsRequestData.DescribeConfigsResource resource(
      int type, String name) {
    return new DescribeConfigsRequestData.DescribeConfigsResource()
        .setResourceType((byte) type)
        .setResourceName(name)
        .setConfigurationKeys(null);
  }
}
