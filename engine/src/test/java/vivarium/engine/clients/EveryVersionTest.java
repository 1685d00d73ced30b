package vivarium.engine.clients;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.gateway.RawClient;
import vivarium.engine.wire.ServedApis;

/** Old and new clients alike: a request of every served version is answered in that version. */
class EveryVersionTest {

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
}
