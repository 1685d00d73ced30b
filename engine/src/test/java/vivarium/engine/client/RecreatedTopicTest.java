package vivarium.engine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static vivarium.engine.cluster.TestCluster.threeBrokers;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.cluster.TestCluster;
import vivarium.engine.event.ClusterEvent.Verdict;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.GroupMember;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.GroupView;

/** A topic is deleted and made anew while clients go on with its name. */
class RecreatedTopicTest {

  private static final NodeId WEB = NodeId.producer("web");
  private static final NodeId READER = NodeId.consumer("reader");

  /** The leaders of the topic's partitions have changed, so that their epochs are above 0. */
  private static TestCluster afterFailovers(String protocol) {
    TestCluster cluster =
        new TestCluster(
                threeBrokers()
                    .brokerConfig("auto.create.topics.enable", "false")
                    .topic(TopicSpec.of("payments", 3, 3))
                    .producer(ProducerSettings.of("web", "payments").withRecordsPerSecond(30))
                    .consumer(
                        ConsumerSettings.of("reader", "billing", "payments")
                            .withProcessingMs(1)
                            .withGroupProtocol(protocol)))
            .run(4);
    for (int broker = 1; broker <= 3; broker++) {
      cluster.does(new Command.Kill(NodeId.broker(broker))).run(8);
      cluster.does(new Command.Restart(NodeId.broker(broker))).run(8);
    }
    return cluster;
  }

  @ParameterizedTest
  @CsvSource({"classic, 3", "classic, 0", "consumer, 3", "consumer, 0"})
  void itIsWrittenAndReadAgain(String protocol, int secondsWithout) {
    TestCluster cluster = afterFailovers(protocol);
    cluster.does(new Command.DeleteTopic("payments")).run(secondsWithout);
    cluster.does(new Command.CreateTopic(TopicSpec.of("payments", 2, 3))).run(20);
    long acknowledged = cluster.client(WEB).recordsAcknowledged();
    long read = cluster.client(READER).recordsRead();
    cluster.run(10);
    assertThat(cluster.client(WEB).recordsAcknowledged()).isGreaterThan(acknowledged + 200);
    assertThat(cluster.client(READER).recordsRead()).isGreaterThan(read + 200);
    GroupView group = Objects.requireNonNull(cluster.model().groups().get("billing"));
    assertThat(group.members())
        .flatExtracting(GroupMember::assignment)
        .as("the third partition is no more")
        .hasSize(2);
    assertThat(cluster.model().totalLag(group)).isLessThan(200);
    assertThat(cluster.events(Verdict.InvariantBroken.class)).isEmpty();
  }
}
