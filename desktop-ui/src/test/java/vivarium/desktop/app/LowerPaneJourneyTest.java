package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Mouse;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.records.RecordRow;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.tables.TableRow;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.runtime.Vivarium;

/** What a person does in the pane under the stage of a real cluster. */
class LowerPaneJourneyTest extends WindowJourney {

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", 3, 3).with("min.insync.replicas", "2"))
            .build();
    open(config, new Vivarium.Options(false, 0, 1, false), true, 1000, 900);
  }

  private List<TableRow> rows() {
    return Toolkit.call(() -> List.copyOf(this.<TableRow>table("#table").getItems()));
  }

  private List<RecordRow> records() {
    return Toolkit.call(() -> List.copyOf(this.<RecordRow>table("#records-table").getItems()));
  }

  private <T> TableView<T> table(String query) {
    return robot.lookup(query).queryTableView();
  }

  /** A heading asks for a click that stood still. */
  private void clickHeading(int column) {
    Node heading =
        robot
            .lookup(".column-header")
            .match(node -> ("column-" + column).equals(node.getId()))
            .query();
    for (var type : List.of(MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED)) {
      robot.interact(() -> Mouse.fire(heading, type, 5, 5));
    }
  }

  @Test
  void aTableIsSortedCopiedAndLeadsToThePartition() throws Exception {
    robot.write("3");
    await("the partitions are listed", () -> rows().size() == 3);
    assertThat(rows().getFirst().cells().get(1).text()).isEqualTo("0");
    clickHeading(1);
    clickHeading(1);
    await("sorted the other way", () -> rows().getFirst().cells().get(1).text().equals("2"));

    Node cell =
        robot
            .lookup(".mono-cell")
            .match((Node node) -> node.isVisible())
            .queryAll()
            .iterator()
            .next();
    robot.clickOn(cell);
    await(
        "the partition of the first row is selected",
        () ->
            Toolkit.call(() -> window.viewModel().selectionProperty().get())
                .equals(new Selection.Partition(new TopicPartition("orders", 2))));

    robot.push(KeyCode.CONTROL, KeyCode.C);
    String copied = Toolkit.call(() -> Clipboard.getSystemClipboard().getString());
    assertThat(copied.lines()).hasSize(3);
    assertThat(copied).startsWith("\tTopic: orders\tPartition: 2\tLeader: ");
    robot.clickOn("#table-brokers");
    await("the brokers are listed", () -> rows().getFirst().cells().size() == 9);
    robot.clickOn("#tab-events");
    await("the events are back", () -> robot.lookup("#events").query().isVisible());
  }

  @Test
  void aRecordIsProducedByHandAndFoundAgain() throws Exception {
    Toolkit.run(
        () -> window.viewModel().select(new Selection.Partition(new TopicPartition("orders", 1))));
    robot.clickOn("#tab-records");
    robot.clickOn("#records-write");
    robot.clickOn("#produce-key").write("order-1");
    robot.clickOn("#produce-value").write("tea");
    robot.clickOn("#produce-headers").write("source=web");
    robot.clickOn("#produce-send");
    await("it is written", () -> answer("#produce-answer").startsWith("Written: orders-"));
    await(
        "the stage has a box of it",
        () ->
            Toolkit.call(
                () -> {
                  var frame = window.viewModel().frame();
                  return frame != null
                      && frame.texts().stream()
                          .anyMatch(text -> text.text().equals(ProducerSettings.BY_HAND));
                }));
    String partition = answer("#produce-answer").replaceAll("Written: orders-(\\d), .*", "$1");
    Toolkit.run(
        () ->
            window
                .viewModel()
                .select(
                    new Selection.Partition(
                        new TopicPartition("orders", Integer.parseInt(partition)))));
    await("it is found", () -> records().size() == 1);
    robot.clickOn("#records-write");
    robot.interact(() -> table("#records-table").getSelectionModel().select(0));
    await(
        "all of it is shown",
        () -> robot.lookup("#record-detail").queryAs(TextArea.class).getText().contains("order-1"));
    assertThat(robot.lookup("#record-detail").queryAs(TextArea.class).getText())
        .contains("tea")
        .contains("header source")
        .contains("committed");
  }

  @Test
  void theTailOfALogStaysInSightUntilSomebodyScrollsUp() throws Exception {
    Toolkit.run(
        () -> {
          shell()
              .send(
                  new Command.AddProducer(
                      ProducerSettings.of("mobile", "orders").withRecordsPerSecond(60)));
          shell().select(new Selection.Partition(ORDERS_0));
        });
    robot.clickOn("#tab-records");
    await("there are more records than there is room", () -> records().size() > 30);
    await("the newest is in sight", this::seesNewest);
    long offset = records().getLast().offset();
    await("more came, and are in sight", () -> newestBehind(offset + 60) && seesNewest());

    robot.interact(() -> table("#records-table").scrollTo(0));
    await("the newest is out of sight", () -> !seesNewest());
    long left = records().getLast().offset();
    await("more came", () -> newestBehind(left + 60));
    assertThat(seesNewest()).isFalse();

    int end = records().size() - 1;
    robot.interact(() -> table("#records-table").scrollTo(end));
    long back = records().getLast().offset();
    await("it is followed again", () -> newestBehind(back + 60) && seesNewest());
  }

  private boolean newestBehind(long offset) {
    return records().getLast().offset() >= offset;
  }

  /** Whether the last record of the list is shown by a row that lies within the list. */
  private boolean seesNewest() {
    return Toolkit.call(
        () -> {
          TableView<RecordRow> table = table("#records-table");
          RecordRow newest = table.getItems().getLast();
          Bounds list = table.localToScene(table.getLayoutBounds());
          return table.lookupAll(".table-row-cell").stream()
              .filter(node -> node instanceof IndexedCell<?> row && newest.equals(row.getItem()))
              .filter(Node::isVisible)
              .map(row -> row.localToScene(row.getLayoutBounds()))
              .anyMatch(row -> row.getMinY() >= list.getMinY() && row.getMaxY() <= list.getMaxY());
        });
  }

  private String answer(String query) {
    return Toolkit.call(() -> robot.lookup(query).queryAs(Label.class).getText());
  }
}
