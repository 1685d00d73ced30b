package vivarium.desktop.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.stage.LogWindow.Item;
import vivarium.engine.event.BatchSummary;
import vivarium.engine.event.ClusterEvent.Replica;
import vivarium.engine.model.ReplicaView;

class LogWindowTest {

  private final Classroom classroom = new Classroom();

  private void append(long baseOffset, int count) {
    classroom
        .cluster()
        .emit(
            Classroom.BROKER_1,
            new Replica.Appended(
                Classroom.ORDERS_0,
                new BatchSummary(baseOffset, count, 10, 0, -1, -1, false, List.of())));
  }

  private LogWindow window(double width) {
    ReplicaView replica = classroom.replica(Classroom.ORDERS_0, Classroom.BROKER_1);
    return LogWindow.of(replica, 100, width, 20);
  }

  @Test
  void showsTheNewestRecordsThatFit() {
    append(0, 5);
    append(5, 3);

    assertThat(window(80).items()).extracting(Item::offset).containsExactly(4L, 5L, 6L, 7L);
    assertThat(window(1000).items()).hasSize(8);
  }

  @Test
  void aBigBatchIsOneBox() {
    append(0, 1);
    append(1, 37);

    Item batch = window(200).items().getLast();

    assertThat(batch.batch()).isTrue();
    assertThat(batch.end() - batch.offset()).isEqualTo(37);
  }

  @Test
  void aBoundaryStandsBeforeItsOffset() {
    append(0, 4);
    LogWindow window = window(1000);

    assertThat(window.boundary(0)).isEqualTo(100);
    assertThat(window.boundary(2)).isEqualTo(140);
    assertThat(window.boundary(4)).isEqualTo(180);
    assertThat(window.boundary(99)).as("clamped to the end").isEqualTo(180);
  }

  @Test
  void whatWasTruncatedIsGone() {
    append(0, 4);
    append(4, 2);
    classroom.cluster().emit(Classroom.BROKER_1, new Replica.Truncated(Classroom.ORDERS_0, 6, 3));

    assertThat(window(1000).items()).extracting(Item::offset).containsExactly(0L, 1L, 2L);
  }

  @Test
  void anEmptyLogHasNoItems() {
    assertThat(window(100).items()).isEmpty();
    assertThat(window(100).boundary(0)).isEqualTo(100);
  }
}
