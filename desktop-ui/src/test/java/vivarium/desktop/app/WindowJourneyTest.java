package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Paint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import vivarium.desktop.fixture.Mouse;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.fixture.VisibleTexts;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Viewport;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.tree.TreeEntry;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.runtime.Vivarium;

/** A person in front of a real cluster: what they do with mouse and keys, and what they see. */
class WindowJourneyTest extends WindowJourney {

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .topic(TopicSpec.of("orders", 3, 3).with("min.insync.replicas", "2"))
            .producer(ProducerSettings.of("web-checkout", "orders"))
            .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
            .build();
    open(config, new Vivarium.Options(false, 0, 4, false), false, 1200, 760);
  }

  @Test
  void presenterModeGivesTheStageAllTheRoomAndTheThemeIsSwitched() throws Exception {
    clickBroker(1);
    double before = frame().width();
    Paint ground = Toolkit.call(() -> robot.lookup("#stage").query().getScene().getFill());
    robot.type(KeyCode.P);
    await("the inspector is away", () -> robot.lookup("#inspector-title").tryQuery().isEmpty());
    clickBroker(2);
    assertThat(Toolkit.call(() -> shell().selectionProperty().get()))
        .isEqualTo(new Selection.Node(NodeId.broker(2)));
    robot.type(KeyCode.P);
    await("the inspector is back", () -> robot.lookup("#inspector-title").tryQuery().isPresent());
    await("the stage is as wide as before", () -> frame().width() == before);
    robot.type(KeyCode.T);
    await(
        "another ground",
        () ->
            !Toolkit.call(() -> robot.lookup("#stage").query().getScene().getFill())
                .equals(ground));
    assertThat(Toolkit.call(() -> window.settings().appearance())).contains(Appearance.LIGHT);
  }

  @Test
  void killingTheLeaderMovesTheCrown() throws Exception {
    int leader = leaderOf(ORDERS_0);

    clickBroker(leader);
    assertThat(inspectorTitle()).isEqualTo("broker " + leader);
    robot.clickOn("#action-kill");

    await(
        "another broker wears the crown",
        () -> {
          int now = leaderOf(ORDERS_0);
          return now != 0 && now != leader;
        });
    assertThat(frame().texts()).anyMatch(text -> text.text().equals("CRASHED"));
    assertThat(shell().timeline().lines())
        .anyMatch(
            line -> line.sentence().contains("new leader") && line.sentence().contains("orders-0"));
  }

  @Test
  void whileItIsPausedNothingMoves() throws Exception {
    await("messages are under way", () -> !Toolkit.call(() -> shell().moment().marks()).isEmpty());

    robot.push(KeyCode.SPACE);
    await("time stands still", () -> cluster.isPaused());
    WaitForAsyncUtils.waitForFxEvents();
    await(
        "the window shows it",
        () -> robot.lookup("#live").queryAs(Label.class).getText().contains("PAUSED"));
    String clock = robot.lookup("#clock").queryAs(Label.class).getText();
    var marks = Toolkit.call(() -> shell().moment().marks());
    pulses(20);

    assertThat(robot.lookup("#clock").queryAs(Label.class).getText()).isEqualTo(clock);
    assertThat(Toolkit.call(() -> shell().moment().marks())).isEqualTo(marks);

    robot.push(KeyCode.SPACE);
    await("it goes on", () -> !robot.lookup("#clock").queryAs(Label.class).getText().equals(clock));
  }

  private static void pulses(int count) {
    for (int i = 0; i < count; i++) {
      WaitForAsyncUtils.waitForFxEvents(1);
    }
  }

  @Test
  void keysKillAndRestartTheSelectedBroker() throws Exception {
    clickBroker(3);
    robot.push(KeyCode.K);
    await(
        "broker 3 is dead",
        () -> frame().texts().stream().anyMatch(t -> t.text().equals("CRASHED")));

    robot.push(KeyCode.R);
    await(
        "broker 3 lives again",
        () -> frame().texts().stream().noneMatch(t -> t.text().equals("CRASHED")));
    robot.push(KeyCode.ESCAPE);
    assertThat(inspectorTitle()).isEqualTo("3 brokers");
  }

  @Test
  void whatCannotBeDoneIsToldWhyWhoeverAsksForIt() throws Exception {
    clickBroker(3);
    robot.push(KeyCode.K);
    await("broker 3 is down", () -> shows("CRASHED"));
    robot.push(KeyCode.K);
    await("why not again", () -> notice().contains("broker 3"));

    robot.push(KeyCode.HOME);
    await("the past", () -> !Toolkit.call(() -> shell().session().isLive()));
    await("the beginning", () -> Toolkit.call(() -> shell().nowNanos()) == 0);
    assertThat(robot.lookup("#inspector-locked").queryAs(Label.class).getText())
        .contains("cannot be changed");
    robot.push(KeyCode.R);
    await("why not in the past", () -> notice().contains("cannot be changed"));

    robot.push(KeyCode.END);
    await("the present", () -> Toolkit.call(() -> shell().session().isLive()));
    assertThat(robot.lookup("#inspector-locked").queryAs(Label.class).getText()).isEmpty();
    robot.push(KeyCode.R);
    await("broker 3 is back", () -> !shows("CRASHED"));
  }

  private String notice() {
    return Toolkit.call(() -> shell().noticeProperty().get());
  }

  @Test
  void aDragMovesThePictureAndSelectsNothingAndAClickSelects() throws Exception {
    Rect body = frame().grid().view().body();
    Node stage = robot.lookup("#stage").query();
    Point2D middle = Toolkit.call(() -> stage.localToScreen(body.centerX(), body.centerY()));
    String before = inspectorTitle();

    robot.drag(middle, MouseButton.PRIMARY).moveBy(60, 30).drop();
    assertThat(inspectorTitle()).isEqualTo(before);

    robot.clickOn(middle, MouseButton.PRIMARY);
    await("what was clicked", () -> !inspectorTitle().equals(before));
  }

  @Test
  void aLineDrawnFromOneNodeToAnotherCutsTheWayBetweenThem() throws Exception {
    Rect one = frame().grid().header(0);
    Rect two = frame().grid().header(1);
    Node stage = robot.lookup("#stage").query();
    robot.drag(
        Toolkit.call(() -> stage.localToScreen(one.centerX(), one.centerY())), MouseButton.PRIMARY);
    robot.moveTo(Toolkit.call(() -> stage.localToScreen(two.centerX(), two.centerY())));
    assertThat(robot.lookup("#link-line").query().isVisible()).as("it is drawn").isTrue();
    robot.drop();
    robot.clickOn("#menu-cut-1-2");
    await("it is cut", () -> said("link 1→2 was cut"));
    assertThat(robot.lookup("#link-line").query().isVisible()).isFalse();
  }

  @Test
  void aFrameDrawnWithCtrlSelectsSeveralBrokersWhichAreThenFrozenTogether() throws Exception {
    Rect one = frame().grid().header(0);
    Rect two = frame().grid().header(1);
    Node stage = robot.lookup("#stage").query();
    mouse(stage, KeyCode.CONTROL, MouseEvent.MOUSE_PRESSED, one.x() - 6, one.y() - 4);
    mouse(stage, KeyCode.CONTROL, MouseEvent.MOUSE_DRAGGED, two.right() - 6, two.bottom());
    assertThat(robot.lookup("#band").query().isVisible()).as("it is drawn").isTrue();
    mouse(stage, KeyCode.CONTROL, MouseEvent.MOUSE_RELEASED, two.right() - 6, two.bottom());
    assertThat(inspectorTitle()).isEqualTo("2 selected");

    robot.clickOn("#action-freeze");

    await(
        "both stand still",
        () ->
            Toolkit.call(
                () ->
                    shell()
                        .actionsFor(
                            new Selection.Several(List.of(NodeId.broker(1), NodeId.broker(2))))
                        .stream()
                        .anyMatch(action -> action.label().equals("Resume (2)"))));
  }

  @Test
  void withShiftABrokerIsDraggedToAnotherPlaceWhichIsRemembered() throws Exception {
    Rect first = frame().grid().header(0);
    Rect last = frame().grid().header(2);
    Node stage = robot.lookup("#stage").query();
    mouse(stage, KeyCode.SHIFT, MouseEvent.MOUSE_PRESSED, first.centerX(), first.centerY());
    mouse(stage, KeyCode.SHIFT, MouseEvent.MOUSE_DRAGGED, last.centerX() + 4, last.centerY());
    mouse(stage, KeyCode.SHIFT, MouseEvent.MOUSE_RELEASED, last.centerX() + 4, last.centerY());

    List<NodeId> moved = List.of(NodeId.broker(2), NodeId.broker(3), NodeId.broker(1));
    await("broker 1 stands behind the others", () -> frame().grid().brokers().equals(moved));
    assertThat(robot.lookup("#link-line").query().isVisible()).as("no line is drawn").isFalse();
    assertThat(Toolkit.call(() -> window.settings().places())).containsKey("journey");

    mouse(stage, KeyCode.SHIFT, MouseEvent.MOUSE_PRESSED, last.centerX(), last.centerY());
    mouse(stage, KeyCode.SHIFT, MouseEvent.MOUSE_DRAGGED, first.centerX() - 4, first.centerY());
    mouse(stage, KeyCode.SHIFT, MouseEvent.MOUSE_RELEASED, first.centerX() - 4, first.centerY());
    await("and before them again", () -> frame().grid().columnOf(NodeId.broker(1)) == 0);
  }

  private static void mouse(
      Node stage, KeyCode held, EventType<MouseEvent> type, double x, double y) {
    Toolkit.run(() -> Mouse.fire(stage, type, x, y, 1, held));
  }

  @Test
  void theTreeIsWalkedThroughByKeysAndEnterSelectsOnTheStage() throws Exception {
    robot.write("5");
    await("the tree is there", () -> robot.lookup("#tree").tryQuery().isPresent());
    robot.clickOn("#tree");
    robot.write("broker 2");
    robot.push(KeyCode.ENTER);
    assertThat(Toolkit.call(() -> shell().selectionProperty().get()))
        .isEqualTo(new Selection.Node(NodeId.broker(2)));
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.DOWN);
    await(
        "the replica is marked on the stage", () -> pointed().equals(List.of(replicaOfBroker2())));
    assertThat(selection()).isEqualTo(new Selection.Node(NodeId.broker(2)));
    robot.push(KeyCode.ENTER);
    assertThat(selection()).isEqualTo(new Selection.Replica(ORDERS_0, 2));
    await("it is selected and not only marked", () -> pointed().isEmpty());
  }

  private Rect replicaOfBroker2() {
    return frame().grid().cell(1, frame().grid().rows().getFirst()).inset(-3);
  }

  /** What is marked as what a line elsewhere speaks of. */
  private List<Rect> pointed() {
    return frame().shapes().stream()
        .filter(
            shape -> shape instanceof Shape.Panel panel && panel.surface() == Shape.Surface.POINTED)
        .map(shape -> ((Shape.Panel) shape).rect())
        .toList();
  }

  @Test
  void theTreeGoesAlongWithWhatIsSelectedOnTheStage() throws Exception {
    robot.write("5");
    await("the tree is there", () -> robot.lookup("#tree").tryQuery().isPresent());
    clickPartition(ORDERS_0);
    await("its line is chosen", () -> lineOfTree().startsWith("orders-0 · "));

    clickBroker(3);
    await("the broker's line is chosen", () -> lineOfTree().startsWith("broker 3 · "));
    robot.push(KeyCode.ESCAPE);
    await("the root is chosen", () -> lineOfTree().equals("cluster"));
    assertThat(selection()).isEqualTo(Selection.CLUSTER);
  }

  private String lineOfTree() {
    return Toolkit.call(
        () -> {
          TreeView<?> tree = robot.lookup("#tree").queryAs(TreeView.class);
          TreeItem<?> item = tree.getSelectionModel().getSelectedItem();
          return item != null && item.getValue() instanceof TreeEntry entry ? entry.words() : "";
        });
  }

  @Test
  void escapeClosesWhatLiesOnTopAndThenTheNoticeWithTheSelection() throws Exception {
    clickBroker(3);
    robot.push(KeyCode.K);
    await("broker 3 is down", () -> shows("CRASHED"));
    robot.push(KeyCode.K);
    assertThat(Toolkit.call(() -> shell().noticeProperty().get())).isNotEmpty();
    robot.write("?");
    assertThat(robot.lookup("#keys").query().isVisible()).isTrue();

    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#keys").query().isVisible()).isFalse();
    assertThat(selection()).isEqualTo(new Selection.Node(NodeId.broker(3)));
    assertThat(Toolkit.call(() -> shell().noticeProperty().get())).isNotEmpty();

    robot.push(KeyCode.ESCAPE);
    assertThat(Toolkit.call(() -> shell().noticeProperty().get())).isEmpty();
    assertThat(selection()).isEqualTo(Selection.CLUSTER);
  }

  @Test
  void thePaletteKillsByNameSaysWhyNotAndRunsCommands() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("broker 3 kill").push(KeyCode.ENTER);
    await(
        "broker 3 is dead",
        () -> frame().texts().stream().anyMatch(t -> t.text().equals("CRASHED")));

    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("broker 3 kill");
    assertThat(robot.lookup("#palette-answer").queryAs(Label.class).getText())
        .isEqualTo("broker 3 is stopped");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#palette").query().isVisible()).as("nothing was done").isTrue();
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#palette").query().isVisible()).isFalse();

    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("restart 3").push(KeyCode.ENTER);
    await(
        "broker 3 lives again",
        () -> frame().texts().stream().noneMatch(t -> t.text().equals("CRASHED")));
  }

  @Test
  void whereThePaletteKnowsNothingItSaysSoInsideItsBox() {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("qqq");
    WaitForAsyncUtils.waitForFxEvents();

    Label answer = robot.lookup("#palette-answer").queryAs(Label.class);
    Region palette = robot.lookup("#palette").queryAs(Region.class);
    Bounds said = answer.getBoundsInParent();
    assertThat(answer.getText()).startsWith("Nothing is called that");
    assertThat(Toolkit.call(() -> VisibleTexts.in(palette.getScene()).cut()))
        .as("what is cut")
        .isEmpty();
    assertThat(said.getMaxY())
        .isLessThanOrEqualTo(palette.getHeight() - palette.getInsets().getBottom() + 0.5);
    assertThat(said.getHeight()).as("a whole line at least").isGreaterThan(12);
  }

  @Test
  void whatIsLostForGoodIsDoneAtTheSecondEnterOnly() throws Exception {
    clickPartition(ORDERS_0);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("delete topic orders").push(KeyCode.ENTER);
    assertThat(robot.lookup("#palette-answer").queryAs(Label.class).getText())
        .contains("gone for good")
        .contains("Enter again");
    assertThat(frame().grid().partitions()).hasSize(3);

    robot.push(KeyCode.ENTER);

    await("the topic is gone", () -> frame().grid().partitions().isEmpty());
  }

  @Test
  void aChangedSettingIsTakenBack() throws Exception {
    clickPartition(ORDERS_0);
    type("#setting-TOPIC-min-insync-replicas", "3");
    await("it is changed", () -> said("min.insync.replicas=3 for orders"));
    clickPartition(ORDERS_0);

    robot.push(KeyCode.CONTROL, KeyCode.Z);

    await("it is what it was", () -> said("min.insync.replicas=2 for orders"));
  }

  private boolean said(String sentence) {
    return Toolkit.call(
        () ->
            shell().timeline().lines().stream().anyMatch(line -> line.sentence().equals(sentence)));
  }

  @Test
  void aSettingIsChangedWhereItStandsAndABadOneChangesNothing() throws Exception {
    clickPartition(ORDERS_0);
    assertThat(inspectorTitle()).isEqualTo("orders-0");

    type("#setting-TOPIC-min-insync-replicas", "none");
    assertThat(robot.lookup("#wrong-TOPIC-min-insync-replicas").queryAs(Label.class).getText())
        .contains("1 or more")
        .contains("Nothing was changed");

    type("#setting-TOPIC-min-insync-replicas", "3");
    await(
        "the cluster has it",
        () ->
            shell().timeline().lines().stream()
                .anyMatch(line -> line.sentence().equals("min.insync.replicas=3 for orders")));

    robot.write("1");
    robot.push(KeyCode.ENTER);
    await("it is corrected without another click", () -> said("min.insync.replicas=1 for orders"));

    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.SPACE);
    await("the keys are the window's again", () -> shell().toolbar().pausedProperty().get());
    robot.push(KeyCode.SPACE);
  }

  @Test
  void theStageHasARingWhenItIsReachedByKeys() throws Exception {
    Node ring = robot.lookup("#stage-ring").query();
    assertThat(Toolkit.<Boolean>call(ring::isVisible)).isFalse();

    robot.push(KeyCode.TAB).push(KeyCode.SHIFT, KeyCode.TAB);

    await("the stage has a ring", () -> Toolkit.<Boolean>call(ring::isVisible));
  }

  @Test
  void theLanguageIsSwitchedLive() throws Exception {
    robot.clickOn("#language");
    await("Korean", () -> shows("실행 중"));
    assertThat(inspectorTitle()).isEqualTo("브로커 3대");

    robot.clickOn("#language");
    await("English", () -> shows("running"));
  }

  @Test
  void theStageIsZoomedPannedFittedAndFilteredByKeys() throws Exception {
    clickBroker(1);
    robot.push(KeyCode.ESCAPE);
    robot.write("++++++");
    await("it is closer", () -> frame().grid().view().viewport().zoom() > 2);
    double before = frame().grid().view().viewport().row();
    robot.push(KeyCode.PAGE_DOWN);
    await("it is further down", () -> frame().grid().view().viewport().row() > before);
    robot.push(KeyCode.F);
    await("all is in sight", () -> frame().grid().view().viewport().equals(Viewport.FIT));

    robot.write("/");
    await("the field has the keys", () -> robot.lookup("#filter-field").query().isFocused());
    robot.write("orders-1");
    await("one row is left", () -> frame().grid().rows().size() == 1);
    assertThat(robot.lookup("#filter-answer").queryAs(Label.class).getText())
        .isEqualTo("1 of 3 partitions");
    robot.write("x");
    await(
        "the wrong word is named",
        () -> robot.lookup("#filter-answer").queryAs(Label.class).getText().contains("orders-1x"));
    robot.push(KeyCode.ESCAPE);
    await("every row is back", () -> frame().grid().rows().size() == 3);
    assertThat(robot.lookup("#filter").query().isVisible()).isFalse();
  }
}
