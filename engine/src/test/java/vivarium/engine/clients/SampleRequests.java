package vivarium.engine.clients;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeQuorumRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FindCoordinatorRequestData;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.OffsetCommitRequestData;
import org.apache.kafka.common.message.OffsetFetchRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/**
 * One sensible request of each API, in each version: to partition 0 of a topic, and to a group.
 *
 * @param topic a topic that exists
 * @param topicId its id, for the versions that name topics by it
 * @param group a group's name
 */
record SampleRequests(String topic, Uuid topicId, String group) {

  ApiMessage of(ApiKeys api, short version) {
    return switch (api) {
      case PRODUCE -> produce(version);
      case FETCH -> fetch(version);
      case LIST_OFFSETS -> listOffsets();
      case METADATA ->
          new MetadataRequestData()
              .setTopics(List.of(new MetadataRequestData.MetadataRequestTopic().setName(topic)));
      case DESCRIBE_QUORUM ->
          new DescribeQuorumRequestData()
              .setTopics(
                  List.of(
                      new DescribeQuorumRequestData.TopicData()
                          .setTopicName("__cluster_metadata")
                          .setPartitions(List.of(new DescribeQuorumRequestData.PartitionData()))));
      case OFFSET_COMMIT -> offsetCommit(version);
      case OFFSET_FETCH -> offsetFetch(version);
      case FIND_COORDINATOR ->
          version >= 4
              ? new FindCoordinatorRequestData().setCoordinatorKeys(List.of(group))
              : new FindCoordinatorRequestData().setKey(group);
      case JOIN_GROUP -> joinGroup(version);
      case HEARTBEAT -> new HeartbeatRequestData().setGroupId(group).setMemberId("nobody");
      case LEAVE_GROUP ->
          version >= 3
              ? new LeaveGroupRequestData()
                  .setGroupId(group)
                  .setMembers(
                      List.of(new LeaveGroupRequestData.MemberIdentity().setMemberId("nobody")))
              : new LeaveGroupRequestData().setGroupId(group).setMemberId("nobody");
      case SYNC_GROUP -> new SyncGroupRequestData().setGroupId(group).setMemberId("nobody");
      case DESCRIBE_GROUPS -> new DescribeGroupsRequestData().setGroups(List.of(group));
      case CONSUMER_GROUP_HEARTBEAT ->
          new ConsumerGroupHeartbeatRequestData()
              .setGroupId(group)
              .setMemberId("nobody")
              .setMemberEpoch(1);
      case CONSUMER_GROUP_DESCRIBE ->
          new ConsumerGroupDescribeRequestData().setGroupIds(List.of(group));
      case DELETE_GROUPS -> new DeleteGroupsRequestData().setGroupsNames(List.of(group));
      case LIST_GROUPS -> new ListGroupsRequestData();
      case API_VERSIONS ->
          new ApiVersionsRequestData().setClientSoftwareName("t").setClientSoftwareVersion("1");
      case CREATE_TOPICS -> createTopics(version);
      case DELETE_TOPICS -> deleteTopics(version);
      case INIT_PRODUCER_ID -> new InitProducerIdRequestData().setTransactionalId(null);
      case OFFSET_FOR_LEADER_EPOCH -> offsetForLeaderEpoch();
      case DESCRIBE_CONFIGS ->
          new DescribeConfigsRequestData()
              .setResources(
                  List.of(
                      new DescribeConfigsRequestData.DescribeConfigsResource()
                          .setResourceType((byte) 2)
                          .setResourceName(topic)
                          .setConfigurationKeys(null)));
      case CREATE_PARTITIONS -> {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData();
        request
            .topics()
            .add(
                new CreatePartitionsRequestData.CreatePartitionsTopic()
                    .setName(topic)
                    .setCount(2)
                    .setAssignments(null));
        yield request;
      }
      case ALTER_PARTITION_REASSIGNMENTS ->
          new AlterPartitionReassignmentsRequestData()
              .setTopics(
                  List.of(
                      new AlterPartitionReassignmentsRequestData.ReassignableTopic()
                          .setName(topic)
                          .setPartitions(
                              List.of(
                                  new AlterPartitionReassignmentsRequestData.ReassignablePartition()
                                      .setPartitionIndex(0)
                                      .setReplicas(List.of(1, 2, 3))))));
      case LIST_PARTITION_REASSIGNMENTS ->
          new ListPartitionReassignmentsRequestData().setTopics(null);
      case ELECT_LEADERS -> {
        ElectLeadersRequestData request = new ElectLeadersRequestData();
        request
            .topicPartitions()
            .add(
                new ElectLeadersRequestData.TopicPartitions()
                    .setTopic(topic)
                    .setPartitions(List.of(0)));
        yield request;
      }
      case INCREMENTAL_ALTER_CONFIGS -> alterConfigs();
      case DESCRIBE_CLUSTER -> new DescribeClusterRequestData();
      case DESCRIBE_TOPIC_PARTITIONS ->
          new DescribeTopicPartitionsRequestData()
              .setTopics(
                  List.of(new DescribeTopicPartitionsRequestData.TopicRequest().setName(topic)));
      default -> throw new IllegalArgumentException("no sample of " + api.name);
    };
  }

  private ProduceRequestData produce(short version) {
    MemoryRecords records =
        MemoryRecords.withRecords(
            Compression.NONE, new SimpleRecord("value".getBytes(StandardCharsets.UTF_8)));
    var data =
        new ProduceRequestData.TopicProduceData()
            .setPartitionData(
                List.of(new ProduceRequestData.PartitionProduceData().setRecords(records)));
    ProduceRequestData request = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(10_000);
    request.topicData().add(version >= 13 ? data.setTopicId(topicId) : data.setName(topic));
    return request;
  }

  private FetchRequestData fetch(short version) {
    var data =
        new FetchRequestData.FetchTopic()
            .setPartitions(
                List.of(new FetchRequestData.FetchPartition().setPartitionMaxBytes(1 << 20)));
    return new FetchRequestData()
        .setMaxBytes(1 << 20)
        .setMinBytes(1)
        .setTopics(List.of(version >= 13 ? data.setTopicId(topicId) : data.setTopic(topic)));
  }

  private ListOffsetsRequestData listOffsets() {
    return new ListOffsetsRequestData()
        .setReplicaId(-1)
        .setTopics(
            List.of(
                new ListOffsetsRequestData.ListOffsetsTopic()
                    .setName(topic)
                    .setPartitions(
                        List.of(
                            new ListOffsetsRequestData.ListOffsetsPartition().setTimestamp(-1)))));
  }

  private OffsetCommitRequestData offsetCommit(short version) {
    var data =
        new OffsetCommitRequestData.OffsetCommitRequestTopic()
            .setPartitions(
                List.of(
                    new OffsetCommitRequestData.OffsetCommitRequestPartition()
                        .setCommittedOffset(1)));
    return new OffsetCommitRequestData()
        .setGroupId(group)
        .setTopics(List.of(version >= 10 ? data.setTopicId(topicId) : data.setName(topic)));
  }

  private OffsetFetchRequestData offsetFetch(short version) {
    if (version < 8) {
      return new OffsetFetchRequestData()
          .setGroupId(group)
          .setTopics(
              List.of(
                  new OffsetFetchRequestData.OffsetFetchRequestTopic()
                      .setName(topic)
                      .setPartitionIndexes(List.of(0))));
    }
    var topics =
        new OffsetFetchRequestData.OffsetFetchRequestTopics().setPartitionIndexes(List.of(0));
    return new OffsetFetchRequestData()
        .setGroups(
            List.of(
                new OffsetFetchRequestData.OffsetFetchRequestGroup()
                    .setGroupId(group)
                    .setTopics(
                        List.of(
                            version >= 10 ? topics.setTopicId(topicId) : topics.setName(topic)))));
  }

  private JoinGroupRequestData joinGroup(short version) {
    JoinGroupRequestData request =
        new JoinGroupRequestData()
            .setGroupId(group + "-joined-in-version-" + version)
            .setSessionTimeoutMs(200)
            .setRebalanceTimeoutMs(version == 0 ? -1 : 200)
            .setProtocolType("consumer");
    request
        .protocols()
        .add(
            new JoinGroupRequestData.JoinGroupRequestProtocol()
                .setName("range")
                .setMetadata(new byte[0]));
    return request;
  }

  private CreateTopicsRequestData createTopics(short version) {
    CreateTopicsRequestData request = new CreateTopicsRequestData().setTimeoutMs(10_000);
    request
        .topics()
        .add(
            new CreateTopicsRequestData.CreatableTopic()
                .setName("created-in-version-" + version)
                .setNumPartitions(1)
                .setReplicationFactor((short) 1));
    return request;
  }

  private DeleteTopicsRequestData deleteTopics(short version) {
    String name = "created-in-version-" + version;
    return version >= 6
        ? new DeleteTopicsRequestData()
            .setTimeoutMs(10_000)
            .setTopics(List.of(new DeleteTopicsRequestData.DeleteTopicState().setName(name)))
        : new DeleteTopicsRequestData().setTimeoutMs(10_000).setTopicNames(List.of(name));
  }

  private OffsetForLeaderEpochRequestData offsetForLeaderEpoch() {
    OffsetForLeaderEpochRequestData request = new OffsetForLeaderEpochRequestData();
    request
        .topics()
        .add(
            new OffsetForLeaderEpochRequestData.OffsetForLeaderTopic()
                .setTopic(topic)
                .setPartitions(
                    List.of(
                        new OffsetForLeaderEpochRequestData.OffsetForLeaderPartition()
                            .setLeaderEpoch(0))));
    return request;
  }

  private IncrementalAlterConfigsRequestData alterConfigs() {
    IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
    var resource =
        new IncrementalAlterConfigsRequestData.AlterConfigsResource()
            .setResourceType((byte) 2)
            .setResourceName(topic);
    resource
        .configs()
        .add(
            new IncrementalAlterConfigsRequestData.AlterableConfig()
                .setName("max.message.bytes")
                .setValue("1000000"));
    request.resources().add(resource);
    return request;
  }
}
