package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Grid;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.Target;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.UiScale;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.scenario.Wording;

/**
 * The three people the program is for, each from the beginning to the end of what they came for.
 */
class ThreePeopleJourneyTest {

  private static final TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
  private static final NodeId WEB_CHECKOUT = NodeId.producer("web-checkout");
  private static final NodeId THEIR_OWN = NodeId.external("orders-service");
  private static final String MIN_ISR = "#setting-TOPIC-min-insync-replicas";
  private static final long PATIENCE_SECONDS = 60;

  private final FxRobot robot = new FxRobot();

  @SuppressWarnings("NullAway.Init") // Each journey opens its own.
  private Vivarium cluster;

  @SuppressWarnings("NullAway.Init") // As above.
  private VivariumWindow window;

  private void open(boolean listeners) throws Exception {
    cluster =
        Vivarium.start(
            ClusterConfig.builder()
                .topic(TopicSpec.of("orders", 2, 3).with("min.insync.replicas", "2"))
                .producer(ProducerSettings.of("web-checkout", "orders"))
                .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
                .build(),
            new Vivarium.Options(listeners, 0, 4, false));
    FxToolkit.registerPrimaryStage();
    window =
        Toolkit.call(
            () ->
                VivariumWindow.open(
                    cluster,
                    Wording.of("journey"),
                    new Stage(),
                    new UserSettings(
                        Locale.ENGLISH,
                        Optional.of(Appearance.DARK),
                        Optional.of(true),
                        UiScale.AUTOMATIC,
                        1400,
                        900)));
    await("the topic is drawn", () -> leaderOf(ORDERS_0) > 0);
  }

  @AfterEach
  void close() {
    Toolkit.run(window::close);
    cluster.close();
  }

  @Test
  void aTeacherChoosesAScenarioKillsTheLeaderExplainsWhyAndRestartsIt() throws Exception {
    open(false);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    await("the list is there", () -> robot.lookup("#scenarios").query().isVisible());
    List<Wording> names = Scenarios.bundled().stream().map(each -> each.name()).toList();
    int wanted = names.indexOf(Scenarios.bundled("power-loss").name());
    for (int i = 0; i < wanted; i++) {
      robot.push(KeyCode.DOWN);
    }
    robot.push(KeyCode.ENTER);
    await("its cluster is shown", () -> window.cluster() != cluster && leaderOf(ORDERS_0) > 0);
    int leader = leaderOf(ORDERS_0);

    clickBroker(leader);
    robot.push(KeyCode.K);
    await("another leads", () -> leaderOf(ORDERS_0) > 0 && leaderOf(ORDERS_0) != leader);
    robot.push(KeyCode.SPACE);
    await("time stands still", () -> window.cluster().isPaused());
    await("the caption can say why", () -> target(Selection.Event.class).isPresent());
    click(target(Selection.Event.class).orElseThrow().rect());
    await(
        "the chain of causes begins with what the teacher did",
        () -> links().stream().anyMatch(text -> text.contains("broker " + leader + " was killed")));

    robot.push(KeyCode.SPACE);
    clickBroker(leader);
    robot.push(KeyCode.R);
    await(
        "it runs again",
        () -> frame().texts().stream().noneMatch(text -> text.text().equals("CRASHED")));
  }

  @Test
  void aLearnerCausesNotEnoughReplicasReadsWhyAndMendsIt() throws Exception {
    open(false);
    clickBroker(2);
    assertThat(title()).isEqualTo("broker 2");
    click(thing(new Selection.Client(WEB_CHECKOUT)));
    assertThat(title()).isEqualTo("web-checkout");

    click(thing(new Selection.Partition(ORDERS_0)));
    type(MIN_ISR, "3");
    clickBroker(leaderOf(ORDERS_0) % 3 + 1);
    robot.push(KeyCode.K);
    await("the producer is refused", () -> shows("NOT_ENOUGH_REPLICAS"));
    click(thing(new Selection.Client(WEB_CHECKOUT)));
    await("the refused request is told", () -> labels().contains("refused request"));
    await("and why", () -> links().stream().anyMatch(text -> text.contains("NOT_ENOUGH_REPLICAS")));

    click(thing(new Selection.Partition(ORDERS_0)));
    await("the page says how it is", () -> labels().contains("under min ISR"));
    type(MIN_ISR, "2");
    await("the producer is well again", () -> !shows("NOT_ENOUGH_REPLICAS"));
  }

  @Test
  void anEngineerFindsTheRefusedRequestOfTheirOwnProducerAndTheReason() throws Exception {
    open(true);
    click(thing(new Selection.Partition(ORDERS_0)));
    type(MIN_ISR, "3");
    clickBroker(leaderOf(ORDERS_0) % 3 + 1);
    robot.push(KeyCode.K);
    click(thing(new Selection.Partition(ORDERS_0)));
    await("fewer are in sync than asked for", () -> labels().contains("under min ISR"));

    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                String.join(",", cluster.bootstrap()),
                "client.id",
                THEIR_OWN.name(),
                "acks",
                "all",
                "retries",
                "0"),
            new StringSerializer(),
            new StringSerializer())) {
      assertThatThrownBy(
              () ->
                  producer
                      .send(new ProducerRecord<>("orders", 0, "key", "value"))
                      .get(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .hasCauseInstanceOf(NotEnoughReplicasException.class);
      await(
          "its box is there", () -> frame().targetOf(new Selection.Client(THEIR_OWN)).isPresent());
      robot.push(KeyCode.SPACE); // What moves is hard to hit.
      await("time stands still", () -> cluster.isPaused());
      click(thing(new Selection.Client(THEIR_OWN)));

      assertThat(title()).isEqualTo("orders-service");
      await("the refused request is told", () -> labels().contains("refused request"));
      assertThat(labels())
          .contains("NOT_ENOUGH_REPLICAS", "Produce", "A broker answered with the error.");
      assertThat(links()).contains("partition orders-0");
      assertThat(links()).anyMatch(text -> text.contains("NOT_ENOUGH_REPLICAS"));
      robot.push(KeyCode.SPACE);
    }
  }

  private ShellViewModel shell() {
    return window.viewModel();
  }

  private Frame frame() {
    return Toolkit.call(() -> shell().frame());
  }

  private static void await(String what, BooleanSupplier condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("not within %d s: %s".formatted(PATIENCE_SECONDS, what), e);
    }
  }

  /** The broker in whose cell of the row the crown is drawn; 0 if there is none. */
  private int leaderOf(TopicPartition partition) {
    Frame frame = frame();
    Grid.Row row = frame == null ? null : frame.grid().rowOf(partition);
    if (row == null) {
      return 0;
    }
    for (NodeId broker : frame.grid().brokers()) {
      Rect cell = frame.grid().cell(frame.grid().columnOf(broker), row);
      boolean crowned =
          frame.cells().stream()
              .anyMatch(
                  shape ->
                      shape instanceof Shape.Icon icon
                          && icon.glyph() == Shape.Glyph.CROWN
                          && cell.contains(icon.x(), icon.y()));
      if (crowned) {
        return broker.number();
      }
    }
    return 0;
  }

  private boolean shows(String text) {
    return frame().texts().stream().anyMatch(each -> each.text().equals(text));
  }

  private Optional<Target> target(Class<? extends Selection> kind) {
    return frame().targets().stream()
        .filter(target -> kind.isInstance(target.selection()))
        .findFirst();
  }

  private Rect thing(Selection selection) {
    return frame().targetOf(selection).orElseThrow().rect();
  }

  private void click(Rect rect) {
    Node stage = robot.lookup("#stage").query();
    robot.clickOn(Toolkit.<Point2D>call(() -> stage.localToScreen(rect.centerX(), rect.centerY())));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void clickBroker(int id) {
    click(frame().grid().header(frame().grid().columnOf(NodeId.broker(id))));
  }

  private String title() {
    return robot.lookup("#inspector-title").queryAs(Label.class).getText();
  }

  private List<String> labels() {
    return Toolkit.call(
        () -> robot.lookup(".label").queryAllAs(Label.class).stream().map(Label::getText).toList());
  }

  private List<String> links() {
    return Toolkit.call(
        () ->
            robot.lookup(".hyperlink").queryAllAs(Hyperlink.class).stream()
                .map(Hyperlink::getText)
                .toList());
  }

  private void type(String query, String text) {
    robot.clickOn(robot.lookup(query).queryAs(TextField.class));
    robot.push(KeyCode.CONTROL, KeyCode.A);
    robot.write(text);
    robot.push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
  }
}
