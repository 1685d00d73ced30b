package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vivarium.engine.config.CoordinationMode;
import vivarium.engine.gateway.RawClient;

/** What clients are told that is different with ZooKeeper. */
class ZooKeeperAnswersTest {

  private static ClusterUnderTest cluster;
  private static Admin admin;

  @BeforeAll
  static void start() {
    cluster = new ClusterUnderTest(CoordinationMode.ZOOKEEPER, 1);
    cluster.awaitThat(model -> model.controller() != null);
    admin = cluster.admin();
  }

  @AfterAll
  static void stop() {
    admin.close(Duration.ofSeconds(5));
    cluster.close();
  }

  @Test
  void thereIsNoQuorumToDescribe() {
    assertThatThrownBy(() -> admin.describeMetadataQuorum().quorumInfo().get())
        .hasCauseInstanceOf(UnsupportedVersionException.class);
  }

  /** An older client is told who the controller is, and asks it. */
  @Test
  void theControllerIsTheBrokerThatTheClusterSays() throws Exception {
    assertThat(admin.describeCluster().controller().get().id()).isEqualTo(controller());
    admin.createTopics(List.of(new NewTopic("asked-for", 1, (short) 3))).all().get();
    assertThat(admin.listTopics().names().get()).contains("asked-for");
  }

  @Test
  void everyOtherBrokerSaysThatItIsNotTheController() throws IOException {
    String[] addresses = cluster.bootstrap().split(",");
    for (int id = 1; id <= addresses.length; id++) {
      Errors error = id == controller() ? Errors.NONE : Errors.NOT_CONTROLLER;
      assertThat(answerOf(addresses[id - 1], "asked-of-" + id)).isEqualTo(error);
    }
  }

  private static int controller() {
    return requireNonNull(cluster.model().controller(), "no controller").number();
  }

  private static Errors answerOf(String address, String topic) throws IOException {
    short version = ApiKeys.CREATE_TOPICS.latestVersion();
    CreateTopicsRequestData create = new CreateTopicsRequestData().setTimeoutMs(5_000);
    create
        .topics()
        .add(
            new CreateTopicsRequestData.CreatableTopic()
                .setName(topic)
                .setNumPartitions(1)
                .setReplicationFactor((short) 1));
    try (RawClient client =
        new RawClient(Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
      client.sendRequest(ApiKeys.CREATE_TOPICS, version, 1, create);
      CreateTopicsResponseData answer =
          (CreateTopicsResponseData) client.readResponse(ApiKeys.CREATE_TOPICS, version);
      return Errors.forCode(answer.topics().iterator().next().errorCode());
    }
  }
}
