package vivarium.engine.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.ProducerSettings;

class ClusterConfigTest {

  private interface Making {
    Object make();
  }

  private static Arguments refused(Making making, String message) {
    return Arguments.of(making, message);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        refused(() -> ClusterConfig.builder().brokers(0).build(), "brokers=0 must be 1 to 100"),
        refused(
            () -> ClusterConfig.builder().brokers(2).topic(TopicSpec.of("t", 1, 3)).build(),
            "topic t: replication factor 3 needs as many brokers, and there are 2"),
        refused(
            () ->
                ClusterConfig.builder()
                    .topic(TopicSpec.of("t", 1, 1))
                    .topic(TopicSpec.of("t", 2, 1))
                    .build(),
            "topic t is given twice"),
        refused(
            () -> ClusterConfig.builder().topic(TopicSpec.of("__mine", 1, 1)).build(),
            "names that begin with __ are the cluster's own"),
        refused(
            () -> ClusterConfig.builder().brokerConfig("num.partitions", "0").build(),
            "num.partitions=0 is not valid"),
        refused(
            () -> ClusterConfig.builder().simulationConfig("latency", "1").build(),
            "no simulation setting is called latency"),
        refused(() -> TopicSpec.of("a b", 1, 1), "'a b' is not a topic name"),
        refused(() -> TopicSpec.of("..", 1, 1), "'..' is not a topic name"),
        refused(() -> TopicSpec.of("t", 0, 1), "topic t: partitions=0"),
        refused(() -> TopicSpec.of("t", 1, 1).with("retention.ms", "soon"), "retention.ms=soon"),
        refused(
            () -> ProducerSettings.of("p", "t").withAcks(2),
            "acks=2 is not valid: it must be all (-1), 0 or 1"),
        refused(
            () -> ProducerSettings.of("p", "t").withRecordsPerSecond(-1), "recordsPerSecond=-1.0"),
        refused(() -> ConsumerSettings.of("c", "g", "t").withProcessingMs(-1), "processingMs=-1"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamedWithWhatWouldBeRight(Making making, String message) {
    assertThatThrownBy(making::make)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
