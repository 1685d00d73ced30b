package vivarium.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.OffsetsTopic;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.gateway.RawClient;
import vivarium.engine.wire.ServedApis;

/** Well-framed requests with ill-meant contents cost their sender, and nobody else. */
class HostileRequestsTest {

  private static ClusterUnderTest cluster;

  @BeforeAll
  static void start() {
    cluster = new ClusterUnderTest(TopicSpec.of("orders", 1, 3));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** Whatever was sent, the next client is served as if nothing had been. */
  @AfterEach
  void theClusterLives() throws Exception {
    var metadata =
        (MetadataResponseData) ask(1, ApiKeys.METADATA, new MetadataRequestData().setTopics(null));
    assertThat(metadata.brokers()).hasSize(3);
  }

  private static ApiMessage ask(int broker, ApiKeys api, ApiMessage body) throws Exception {
    String address = cluster.bootstrap().split(",")[broker - 1];
    short version = ServedApis.get(api).max();
    try (RawClient client =
        new RawClient(Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
      client.sendRequest(api, version, 1, body);
      return client.readResponse(api, version);
    }
  }

  /** Sends, and takes an answer or the loss of the connection alike. */
  private static void send(int broker, ApiKeys api, ApiMessage body) throws Exception {
    try {
      ask(broker, api, body);
    } catch (EOFException | SocketException closed) {
      assertThat(closed).isNotNull();
    }
  }

  private static int leader() {
    return cluster.leaderOf(new TopicPartition("orders", 0));
  }

  @Test
  void aNameTooLongToBeAnsweredWith() throws Exception {
    CreateTopicsRequestData create = new CreateTopicsRequestData();
    create
        .topics()
        .add(
            new CreateTopicsRequestData.CreatableTopic()
                .setName("x".repeat(32_700))
                .setNumPartitions(1)
                .setReplicationFactor((short) 1));
    send(1, ApiKeys.CREATE_TOPICS, create);
  }

  @Test
  void morePartitionsThanAClusterMayHave() throws Exception {
    CreateTopicsRequestData create = new CreateTopicsRequestData();
    for (int i = 0; i < 4; i++) {
      create
          .topics()
          .add(
              new CreateTopicsRequestData.CreatableTopic()
                  .setName("many-" + i)
                  .setNumPartitions(10_000)
                  .setReplicationFactor((short) 1));
    }
    create.setValidateOnly(false).setTimeoutMs(30_000);
    create.topics().find("many-0").setNumPartitions(10_001);
    var answer = (CreateTopicsResponseData) ask(1, ApiKeys.CREATE_TOPICS, create);
    assertThat(answer.topics().find("many-0").errorCode())
        .isEqualTo(Errors.INVALID_PARTITIONS.code());
    assertThat(answer.topics().find("many-3").errorCode())
        .isEqualTo(Errors.POLICY_VIOLATION.code());
  }

  /** A batch whose checksum is right and whose contents are not. */
  private static ByteBuffer forged(int count, int attributes, byte... body) {
    ByteBuffer batch = ByteBuffer.allocate(61 + body.length);
    batch.putLong(0).putInt(49 + body.length).putInt(-1).put((byte) 2).putInt(0);
    batch.putShort((short) attributes).putInt(count - 1).putLong(1).putLong(1);
    batch.putLong(-1).putShort((short) -1).putInt(-1).putInt(count).put(body);
    CRC32C crc = new CRC32C();
    crc.update(batch.array(), 21, batch.capacity() - 21);
    return batch.putInt(17, (int) crc.getValue()).rewind();
  }

  private static short produce(String topic, ByteBuffer batch) throws Exception {
    var metadata =
        (MetadataResponseData) ask(1, ApiKeys.METADATA, new MetadataRequestData().setTopics(null));
    var found = metadata.topics().find(topic);
    int leader = found.partitions().getFirst().leaderId();
    ProduceRequestData produce = new ProduceRequestData().setAcks((short) -1).setTimeoutMs(5_000);
    produce
        .topicData()
        .add(
            new ProduceRequestData.TopicProduceData()
                .setTopicId(found.topicId())
                .setPartitionData(
                    List.of(
                        new ProduceRequestData.PartitionProduceData()
                            .setRecords(MemoryRecords.readableRecords(batch)))));
    var answer = (ProduceResponseData) ask(leader, ApiKeys.PRODUCE, produce);
    return answer.responses().iterator().next().partitionResponses().getFirst().errorCode();
  }

  @Test
  void recordsThatAreNone() throws Exception {
    short corrupt = Errors.CORRUPT_MESSAGE.code();
    assertThat(produce("orders", forged(1, 0, (byte) 99, (byte) 1))).isEqualTo(corrupt);
    assertThat(produce("orders", forged(Integer.MAX_VALUE, 0, (byte) 0))).isEqualTo(corrupt);
    assertThat(produce("orders", forged(Integer.MAX_VALUE, 1, (byte) 0))).isEqualTo(corrupt);
    assertThat(produce("orders", forged(0, 0))).isEqualTo(corrupt);
  }

  @Test
  void recordsThatOnlyLookLikeRecords() throws Exception {
    // One record of length 1 (zigzag 2), whose fields are missing.
    assertThat(produce("orders", forged(1, 0, (byte) 2, (byte) 0))).isZero();
    for (long timestamp : new long[] {-3, 0}) {
      ListOffsetsRequestData list = new ListOffsetsRequestData().setReplicaId(-1);
      list.topics()
          .add(
              new ListOffsetsRequestData.ListOffsetsTopic()
                  .setName("orders")
                  .setPartitions(
                      List.of(
                          new ListOffsetsRequestData.ListOffsetsPartition()
                              .setTimestamp(timestamp))));
      send(leader(), ApiKeys.LIST_OFFSETS, list);
    }
  }

  @Test
  void recordsForTheClustersOwnTopics() throws Exception {
    assertThat(produce(OffsetsTopic.NAME, forged(1, 0, (byte) 2, (byte) 0)))
        .isEqualTo(Errors.INVALID_TOPIC_EXCEPTION.code());
    assertThat(produce("orders", forged(1, 0x20, (byte) 2, (byte) 0)))
        .isEqualTo(Errors.INVALID_RECORD.code());
  }

  @Test
  void aClientThatPosesAsAFollower() throws Exception {
    FetchRequestData fetch =
        new FetchRequestData()
            .setReplicaState(new FetchRequestData.ReplicaState().setReplicaId(2))
            .setMaxBytes(1_000);
    var answer = (FetchResponseData) ask(leader(), ApiKeys.FETCH, fetch);
    assertThat(answer.errorCode()).isEqualTo(Errors.CLUSTER_AUTHORIZATION_FAILED.code());
  }

  @Test
  void anAssignmentThatIsNone() throws Exception {
    for (int broker = 1; broker <= 3; broker++) {
      JoinGroupRequestData join =
          new JoinGroupRequestData()
              .setGroupId("forged")
              .setMemberId("")
              .setProtocolType("consumer")
              .setSessionTimeoutMs(10_000)
              .setRebalanceTimeoutMs(10_000);
      join.protocols()
          .add(
              new JoinGroupRequestData.JoinGroupRequestProtocol()
                  .setName("range")
                  .setMetadata(new byte[] {1}));
      var asked = (JoinGroupResponseData) ask(broker, ApiKeys.JOIN_GROUP, join);
      if (asked.errorCode() != Errors.MEMBER_ID_REQUIRED.code()) {
        continue; // Another broker coordinates the group.
      }
      var joined =
          (JoinGroupResponseData)
              ask(broker, ApiKeys.JOIN_GROUP, join.duplicate().setMemberId(asked.memberId()));
      SyncGroupRequestData sync =
          new SyncGroupRequestData()
              .setGroupId("forged")
              .setMemberId(joined.memberId())
              .setGenerationId(joined.generationId())
              .setProtocolType("consumer")
              .setProtocolName("range")
              .setAssignments(
                  List.of(
                      new SyncGroupRequestData.SyncGroupRequestAssignment()
                          .setMemberId(joined.memberId())
                          .setAssignment(new byte[] {1})));
      send(broker, ApiKeys.SYNC_GROUP, sync);
    }
  }
}
