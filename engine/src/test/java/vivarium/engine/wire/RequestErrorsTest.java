package vivarium.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.wire.ServedApis.VersionRange;

class RequestErrorsTest {

  private static final Uuid ORDERS = new Uuid(1, 2);

  @Test
  void everyServedApiHasAWellFormedAnswerInEachVersion() {
    List<String> failed = new ArrayList<>();
    for (VersionRange served : ServedApis.all()) {
      for (short version = served.min(); version <= served.max(); version++) {
        try {
          ApiMessage request = served.api().messageType.newRequest();
          ApiMessage answer =
              RequestErrors.answer(request, version, "REQUEST_TIMED_OUT", id -> "orders");
          assertThat(answer.apiKey()).isEqualTo(served.api().id);
          EncodedResponse.of(served.api().id, version, 1, answer).toByteBuffer();
        } catch (RuntimeException e) {
          failed.add("%s version %d: %s".formatted(served.api().name, version, e));
        }
      }
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void aProduceAndAFetchAreRefusedByPartition() {
    ProduceRequestData produce = new ProduceRequestData();
    var topic = new ProduceRequestData.TopicProduceData().setTopicId(ORDERS);
    topic.partitionData().add(new ProduceRequestData.PartitionProduceData().setIndex(3));
    produce.topicData().add(topic);
    FetchRequestData fetch = new FetchRequestData();
    FetchRequestData.FetchTopic asked = new FetchRequestData.FetchTopic().setTopicId(ORDERS);
    asked.partitions().add(new FetchRequestData.FetchPartition().setPartition(3));
    fetch.topics().add(asked);

    for (ApiMessage request : List.of(produce, fetch)) {
      assertThat(RequestErrors.partitionsOf(request, id -> "orders"))
          .containsExactly(new TopicPartition("orders", 3));
    }
    var produced =
        (ProduceResponseData)
            RequestErrors.answer(produce, (short) 13, "NOT_LEADER_OR_FOLLOWER", id -> "orders");
    assertThat(produced.responses().iterator().next().partitionResponses().getFirst().errorCode())
        .isEqualTo(Errors.NOT_LEADER_OR_FOLLOWER.code());
    var fetched =
        (FetchResponseData)
            RequestErrors.answer(fetch, (short) 17, "NOT_LEADER_OR_FOLLOWER", id -> "orders");
    assertThat(fetched.responses().getFirst().partitions().getFirst().errorCode())
        .isEqualTo(Errors.NOT_LEADER_OR_FOLLOWER.code());
  }

  @Test
  void namesThatAreNotKafkasAreRefused() {
    RequestErrors.requireApi("Produce");
    RequestErrors.requireError("NOT_LEADER_OR_FOLLOWER");
    assertThatThrownBy(() -> RequestErrors.requireApi("produce"))
        .hasMessageStartingWith("no API is called produce; there are ");
    assertThatThrownBy(() -> RequestErrors.requireError("NONE"))
        .hasMessageStartingWith("no error is called NONE");
  }
}
