package vivarium.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchRequestData.FetchPartition;
import org.apache.kafka.common.message.FetchRequestData.FetchTopic;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Flow.Cargo;
import vivarium.engine.event.TopicPartition;

class MessagesTest {

  private static final TopicPartition ORDERS_2 = new TopicPartition("orders", 2);

  @Test
  void anAcknowledgementNamesItsPartitionsWithTheirBaseOffsets() {
    ProduceResponseData reply = new ProduceResponseData();
    reply
        .responses()
        .add(
            new ProduceResponseData.TopicProduceResponse()
                .setName("orders")
                .setPartitionResponses(
                    List.of(
                        new ProduceResponseData.PartitionProduceResponse()
                            .setIndex(2)
                            .setBaseOffset(41))));

    Cargo cargo = Messages.cargo(reply, id -> null).getFirst();

    assertThat(cargo.partition()).isEqualTo(ORDERS_2);
    assertThat(cargo.batch().baseOffset()).isEqualTo(41);
    assertThat(cargo.batch().recordCount()).isZero();
  }

  @Test
  void aFetchNamesWhereItReadsOnButNoInternalTopic() {
    FetchRequestData fetch =
        new FetchRequestData()
            .setTopics(List.of(topic("__consumer_offsets", 1), topic("orders", 3)));

    List<Cargo> cargo = Messages.cargo(fetch, id -> null);

    assertThat(cargo)
        .extracting(Cargo::partition)
        .containsExactly(
            new TopicPartition("orders", 0), new TopicPartition("orders", 1), ORDERS_2);
    assertThat(cargo.getLast().batch().baseOffset()).isEqualTo(102);
  }

  @Test
  void aFetchReplyWithoutRecordsStillNamesItsPartition() {
    FetchResponseData reply = new FetchResponseData();
    reply
        .responses()
        .add(
            new FetchResponseData.FetchableTopicResponse()
                .setTopic("orders")
                .setPartitions(
                    List.of(new FetchResponseData.PartitionData().setPartitionIndex(2))));

    assertThat(Messages.cargo(reply, id -> null))
        .extracting(Cargo::partition)
        .containsExactly(ORDERS_2);
  }

  @Test
  void atMostSoManyPartitionsAreNamed() {
    FetchRequestData fetch = new FetchRequestData().setTopics(List.of(topic("orders", 100)));

    assertThat(Messages.cargo(fetch, id -> null)).hasSize(Flow.MAX_CARGO);
  }

  private static FetchTopic topic(String name, int partitions) {
    return new FetchTopic()
        .setTopic(name)
        .setPartitions(
            IntStream.range(0, partitions)
                .mapToObj(id -> new FetchPartition().setPartition(id).setFetchOffset(100 + id))
                .toList());
  }
}
