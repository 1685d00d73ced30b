package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.ClusterEvent.Metadata;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

class StageFilterTest {

  private final Classroom classroom = new Classroom(4, List.of("orders", "payments"), 4);

  private ClusterModel model() {
    return classroom.cluster().model();
  }

  private List<String> rows(String filter) {
    return new StageLayout(new FixedMeasure())
            .layout(
                model(),
                classroom.cluster().nowNanos(),
                1250,
                770,
                StageOptions.DEFAULT.withFilter(StageFilter.parse(filter)),
                Texts.ENGLISH)
            .grid()
            .partitions()
            .stream()
            .map(TopicPartition::toString)
            .toList();
  }

  private void state(String topic, int partition, int leader, Integer... isr) {
    TopicPartition id = new TopicPartition(topic, partition);
    PartitionState before = classroom.view(id).state();
    PartitionState after =
        new PartitionState(leader, 1, 1, before.replicas(), List.of(isr), List.of(), List.of());
    classroom
        .cluster()
        .emit(Classroom.CONTROLLER, new Metadata.PartitionChanged(id, before, after));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 8",
    "orders, 4",
    "ORDERS, 4",
    "orders-2, 1",
    "broker:1, 6",
    "broker:1 orders, 3",
    "orders payments, 0",
    "under-replicated, 0"
  })
  void everyWordMustHold(String filter, int rows) {
    assertThat(rows(filter)).hasSize(rows);
  }

  @Test
  void statesAreThoseOfKafkaTopics() {
    state("orders", 0, 1, 1, 2); // At min ISR, which is 2.
    state("orders", 1, 2, 2); // Under it.
    state("orders", 2, PartitionState.NO_LEADER, 3);

    assertThat(rows("under-replicated")).containsExactly("orders-0", "orders-1", "orders-2");
    assertThat(rows("at-min-isr")).containsExactly("orders-0");
    assertThat(rows("under-min-isr")).containsExactly("orders-1", "orders-2");
    assertThat(rows("unavailable")).containsExactly("orders-2");
    assertThat(rows("under-replicated broker:2 orders-1")).containsExactly("orders-1");
  }

  @Test
  void aPartitionWhoseLeaderIsDeadIsUnavailableThoughNobodyHasNoticed() {
    classroom.kill(Classroom.BROKER_1);

    assertThat(rows("unavailable")).containsExactly("orders-0", "payments-0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"under-replicate", "broker:9", "broker:", "broker:x", "broker:99999999999"})
  void aWrongWordIsNamed(String word) {
    assertThat(StageFilter.parse("orders " + word).wrongWord(model()))
        .isEqualTo(word.toLowerCase(Locale.ROOT));
  }

  @Test
  void theLastWordIsCompleted() {
    assertThat(StageFilter.completions("orders under", model(), 9))
        .containsExactly("orders under-replicated", "orders under-min-isr");
    assertThat(StageFilter.completions("b", model(), 2)).containsExactly("broker:1", "broker:2");
    assertThat(StageFilter.completions("pay", model(), 9)).containsExactly("payments");
    assertThat(StageFilter.completions("orders", model(), 9)).isEmpty();
  }
}
