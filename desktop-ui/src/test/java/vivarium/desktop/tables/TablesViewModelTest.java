package vivarium.desktop.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.tables.TablesViewModel.Order;

class TablesViewModelTest {

  private final Classroom classroom = new Classroom().withClients();
  private final AtomicLong wall = new AtomicLong(1);
  private final TablesViewModel tables =
      new TablesViewModel(classroom.cluster()::model, () -> false, wall::get, Texts.ENGLISH);

  private void pulse() {
    wall.addAndGet(300_000_000);
    tables.pulse();
  }

  private void show(TableKind kind) {
    tables.kindProperty().set(kind);
    pulse();
  }

  private List<String> column(int index) {
    return tables.rows().stream().map(row -> row.cells().get(index).text()).toList();
  }

  @Test
  void partitionsHaveTheColumnsOfKafkasTool() {
    classroom.runFor(3000);
    show(TableKind.PARTITIONS);

    assertThat(TableKind.PARTITIONS.columns(Texts.KOREAN))
        .startsWith("Topic", "Partition", "Leader", "Replicas", "Isr", "Elr", "LastKnownElr");
    assertThat(column(1)).containsExactly("0", "1", "2");
    assertThat(column(7)).containsOnly("✓ in sync");
    assertThat(tables.rows().getFirst().selection())
        .isEqualTo(new Selection.Partition(Classroom.ORDERS_0));
    assertThat(tables.asText(List.of()).lines().findFirst().orElseThrow())
        .startsWith("\tTopic: orders\tPartition: 0\tLeader: ")
        .endsWith("\tElr: \tLastKnownElr: ");
  }

  @Test
  void whoIsOutOfSyncIsListedWithSinceWhen() {
    classroom.runFor(3000);
    long cutNanos = classroom.cluster().nowNanos();
    classroom.cutAndShrink(Classroom.BROKER_1, Classroom.BROKER_2, Classroom.ORDERS_0);
    classroom.runFor(20_000);
    show(TableKind.PARTITIONS);

    assertThat(tables.rows().getFirst().cells().get(4).tone()).isEqualTo(Tone.WARN);
    assertThat(column(8).getFirst())
        .as("since it left the ISR, 5 s after it began to fall behind")
        .isEqualTo("2 (since " + Units.shortClock(cutNanos + 5_000_000_000L) + ")");
    assertThat(column(7).getFirst()).isEqualTo("▲ at min ISR");
  }

  @Test
  void rowsStayTheSameObjectsAndKeepTheirOrder() {
    classroom.runFor(3000);
    show(TableKind.PARTITIONS);
    tables.orderProperty().set(new Order(1, true));
    assertThat(column(1)).containsExactly("2", "1", "0");
    List<TableRow> before = List.copyOf(tables.rows());

    classroom.runFor(5000);
    pulse();

    assertThat(tables.rows()).isEqualTo(before);
    show(TableKind.BROKERS);
    assertThat(tables.orderProperty().get()).isEqualTo(Order.NONE);
    show(TableKind.PARTITIONS);
    assertThat(column(1)).as("the order is kept").containsExactly("2", "1", "0");
  }

  @Test
  void itFollowsOnlyAFewTimesASecond() {
    classroom.runFor(3000);
    assertThat(tables.pulse()).isTrue();
    wall.addAndGet(100_000_000);
    assertThat(tables.pulse()).isFalse();
    wall.addAndGet(200_000_000);
    assertThat(tables.pulse()).isTrue();
  }

  @Test
  void lagHasADashWhereNothingIsCommittedAndIsLaidOutInColumns() {
    classroom.runFor(3000);
    show(TableKind.LAG);

    assertThat(tables.rows()).isNotEmpty();
    String[] lines = tables.asText(List.of()).split("\n");
    assertThat(lines[0].split(" +"))
        .containsExactly(
            "GROUP",
            "TOPIC",
            "PARTITION",
            "CURRENT-OFFSET",
            "LOG-END-OFFSET",
            "LAG",
            "CONSUMER-ID",
            "HOST",
            "CLIENT-ID");
    assertThat(lines[0].indexOf("TOPIC")).isEqualTo(lines[1].indexOf("orders"));
    assertThat(column(3)).doesNotContain("");
    assertThat(tables.asText(List.of(tables.rows().getFirst())).lines()).hasSize(2);
  }

  @Test
  void aBrokerWithMoreThanItsShareOfLeadersIsSkewed() {
    classroom.runFor(3000);
    show(TableKind.BROKERS);
    assertThat(column(0)).containsExactly("1", "2", "3");
    assertThat(column(3)).containsOnly("✓ running");

    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(20_000);
    pulse();
    assertThat(column(3).getFirst()).isEqualTo("✗ CRASHED");
    assertThat(column(6)).anyMatch(skew -> skew.startsWith("✗ "));
  }

  @Test
  void everyTableHasACellForEachColumn() {
    classroom.runFor(3000);
    for (TableKind kind : TableKind.values()) {
      show(kind);
      assertThat(tables.rows()).as(kind.name()).isNotEmpty();
      assertThat(tables.rows())
          .allSatisfy(row -> assertThat(row.cells()).hasSameSizeAs(kind.columns(Texts.ENGLISH)));
    }
  }
}
