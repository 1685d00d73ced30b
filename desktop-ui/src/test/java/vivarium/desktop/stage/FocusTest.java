package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Scenes;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.model.ClusterModel;

class FocusTest {

  private final ClusterModel model = Scenes.bundled("leader-crash", 7_500).model();

  private static Focus of(Selection thing, ClusterModel model) {
    Focus focus = Focus.of(thing, model);
    assertThat(focus).isNotNull();
    return focus;
  }

  @Test
  void aPartitionKeepsWhoWritesAndReadsIt() {
    Focus focus = of(new Selection.Partition(Classroom.ORDERS_0), model);

    assertThat(focus.partitions()).containsExactly(Classroom.ORDERS_0);
    assertThat(focus.clients()).contains(NodeId.producer("web-checkout"));
    assertThat(focus.clients()).doesNotContain(NodeId.producer("mobile"));
    assertThat(focus.groups()).containsExactly("billing");
  }

  @Test
  void aProducerKeepsThePartitionsOfItsTopicAndItsOwnMessages() {
    NodeId mobile = NodeId.producer("mobile");
    Focus focus = of(new Selection.Client(mobile), model);

    assertThat(focus.partitions())
        .containsExactlyInAnyOrder(
            new TopicPartition("payments", 0), new TopicPartition("payments", 1));
    assertThat(focus.clients()).containsExactly(mobile);
    assertThat(model.inFlight(model.atNanos()))
        .isNotEmpty()
        .allSatisfy(
            message ->
                assertThat(focus.concerns(message))
                    .isEqualTo(message.from().equals(mobile) || message.to().equals(mobile)));
  }

  @Test
  void aGroupKeepsItsMembersAndWhatTheyOwn() {
    Focus focus = of(new Selection.Group("billing"), model);

    assertThat(focus.partitions())
        .contains(Classroom.ORDERS_0, Classroom.ORDERS_1, Classroom.ORDERS_2)
        .noneMatch(partition -> partition.topic().equals("payments"));
    assertThat(focus.clients())
        .containsExactlyInAnyOrder(NodeId.consumer("billing-1"), NodeId.consumer("billing-2"));
  }

  @Test
  void whatIsNoPartOfTheTrafficCannotBeFocusedOn() {
    assertThat(Focus.of(Selection.CLUSTER, model)).isNull();
    assertThat(Focus.of(new Selection.Node(Classroom.BROKER_1), model)).isNull();
    assertThat(Focus.of(new Selection.Group("nobody"), model)).isNull();
  }

  @Test
  void everyOtherRowAndClientLiesUnderAVeil() {
    Frame frame =
        new StageLayout(new FixedMeasure())
            .layout(
                model,
                model.atNanos(),
                1250,
                770,
                StageOptions.DEFAULT.withFocus(new Selection.Partition(Classroom.ORDERS_0)),
                Texts.ENGLISH);

    for (Grid.Row row : frame.grid().rows()) {
      Rect cell = frame.grid().cell(0, row);
      assertThat(isVeiled(frame, cell.centerX(), cell.centerY()))
          .as(row.partition().toString())
          .isEqualTo(!row.partition().equals(Classroom.ORDERS_0));
    }
    assertThat(isVeiled(frame, "mobile")).isTrue();
    assertThat(isVeiled(frame, "web-checkout")).isFalse();
  }

  private static boolean isVeiled(Frame frame, String producer) {
    Rect place = frame.places().get(NodeId.producer(producer));
    assertThat(place).isNotNull();
    return isVeiled(frame, place.centerX(), place.centerY());
  }

  private static boolean isVeiled(Frame frame, double x, double y) {
    return frame.overlay().stream()
        .anyMatch(shape -> shape instanceof Shape.Veil veil && veil.rect().contains(x, y));
  }
}
