package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.ApiVersionsRequestData;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.gateway.RawClient;
import vivarium.engine.wire.ServedApis;

/** Old and new clients alike: a request of every served version is answered in that version. */
class EveryVersionTest {

  private static final short LATEST = ServedApis.get(ApiKeys.API_VERSIONS).max();

  private static ClusterUnderTest cluster;
  private static SampleRequests samples;

  @BeforeAll
  static void start() throws Exception {
    // One replica each, so that broker 1 leads or refuses, and need not wait for anyone.
    cluster = new ClusterUnderTest(TopicSpec.of("orders", 1, 1));
    try (Admin admin = cluster.admin()) {
      Uuid id =
          requireNonNull(
                  admin.describeTopics(List.of("orders")).allTopicNames().get().get("orders"))
              .topicId();
      samples = new SampleRequests("orders", id, "group");
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  record Served(ApiKeys api, short version) {
    @Override
    public String toString() {
      return api.name + " v" + version;
    }
  }

  static Stream<Served> everyServedVersion() {
    return ServedApis.all().stream()
        .flatMap(
            range ->
                IntStream.rangeClosed(range.min(), range.max())
                    .mapToObj(version -> new Served(range.api(), (short) version)));
  }

  @ParameterizedTest
  @MethodSource("everyServedVersion")
  void everyBrokerAnswersIt(Served served) throws Exception {
    for (String address : cluster.bootstrap().split(",")) {
      int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      try (RawClient client = new RawClient(port)) {
        client.sendRequest(
            served.api(), served.version(), 1, samples.of(served.api(), served.version()));
        ApiMessage response = client.readResponse(served.api(), served.version());
        assertThat(response).isNotNull();
      }
    }
  }

  private static ApiVersionsResponseData apiVersions(ApiVersionsRequestData request)
      throws Exception {
    String address = cluster.bootstrap().split(",")[0];
    try (RawClient client =
        new RawClient(Integer.parseInt(address.substring(address.indexOf(':') + 1)))) {
      client.sendRequest(
          ApiKeys.API_VERSIONS,
          LATEST,
          1,
          request.setClientSoftwareName("t").setClientSoftwareVersion("1"));
      return (ApiVersionsResponseData) client.readResponse(ApiKeys.API_VERSIONS, LATEST);
    }
  }

  /** Apart from Produce 0 to 2, which Kafka itself tells and refuses (KAFKA-18659). */
  @Test
  void whatABrokerTellsIsExactlyWhatItServes() throws Exception {
    List<Served> told =
        apiVersions(new ApiVersionsRequestData()).apiKeys().stream()
            .flatMap(
                api ->
                    IntStream.rangeClosed(api.minVersion(), api.maxVersion())
                        .mapToObj(
                            version -> new Served(ApiKeys.forId(api.apiKey()), (short) version)))
            .filter(served -> served.api() != ApiKeys.PRODUCE || served.version() >= 3)
            .toList();
    assertThat(told).containsExactlyInAnyOrderElementsOf(everyServedVersion().toList());
  }

  /** KIP-511: a client newer than the cluster learns what the cluster can do, and is served on. */
  @Test
  void aClientFromTheFutureIsToldOurVersionsInVersionZero() throws Exception {
    String address = cluster.bootstrap().split(",")[0];
    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    try (RawClient client = new RawClient(port)) {
      ByteBuffer request = ByteBuffer.allocate(64);
      request.putShort(ApiKeys.API_VERSIONS.id).putShort((short) 99).putInt(7).putShort((short) -1);
      request.put((byte) 0).put(new byte[] {5, 'j', 'a', 'v', 'a', 4, '0', '.', '6', 0});
      client.sendFrame(Arrays.copyOf(request.array(), request.position()));
      var answer = (ApiVersionsResponseData) client.readResponse(ApiKeys.API_VERSIONS, (short) 0);
      assertThat(answer.errorCode()).isEqualTo(Errors.UNSUPPORTED_VERSION.code());
      assertThat(answer.apiKeys()).isNotEmpty();
    }
    assertThat(apiVersions(new ApiVersionsRequestData()).errorCode()).isZero();
  }

  @Test
  void whoMeansAnotherClusterOrBrokerIsSentToBootstrapAgain() throws Exception {
    String id;
    try (Admin admin = cluster.admin()) {
      id = admin.describeCluster().clusterId().get();
    }
    short none = Errors.NONE.code();
    short again = Errors.REBOOTSTRAP_REQUIRED.code();
    assertThat(apiVersions(new ApiVersionsRequestData().setClusterId(id).setNodeId(1)).errorCode())
        .isEqualTo(none);
    assertThat(apiVersions(new ApiVersionsRequestData().setClusterId(id).setNodeId(2)).errorCode())
        .isEqualTo(again);
    assertThat(
            apiVersions(new ApiVersionsRequestData().setClusterId("another").setNodeId(1))
                .errorCode())
        .isEqualTo(again);
  }
}
