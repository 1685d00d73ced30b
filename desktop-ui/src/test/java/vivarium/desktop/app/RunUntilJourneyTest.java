package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.UiScale;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.Command;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/** Somebody lets a real cluster run until something holds. */
class RunUntilJourneyTest {

  private static final long PATIENCE_SECONDS = 40;
  private static final TopicPartition ORDERS = new TopicPartition("orders", 0);

  private final FxRobot robot = new FxRobot();
  private Vivarium cluster;
  private VivariumWindow window;

  @BeforeEach
  void open() throws Exception {
    cluster =
        Vivarium.start(
            ClusterConfig.builder()
                .profile(Profile.INSTANT)
                .topic(TopicSpec.of("orders", 1, 3))
                .topic(TopicSpec.of("drafts", 1, 1))
                .build(),
            new Vivarium.Options(false, 0, 1, false));
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
                        1000,
                        900)));
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS, TimeUnit.SECONDS, () -> Toolkit.call(() -> isr() == 3));
  }

  @AfterEach
  void close() {
    Toolkit.run(window::close);
    cluster.close();
  }

  private int isr() {
    var partition = window.viewModel().session().present().partition(ORDERS);
    return partition == null ? 0 : partition.state().isr().size();
  }

  private String answer() {
    return Toolkit.call(() -> robot.lookup("#until-answer").<Label>queryAs(Label.class).getText());
  }

  private boolean canRun() {
    return Toolkit.call(
        () -> !robot.lookup("#until-run").<Button>queryAs(Button.class).isDisabled());
  }

  private void type(String text) {
    robot.interact(
        () -> robot.lookup("#until-field").<TextField>queryAs(TextField.class).setText(text));
  }

  @Test
  void whatWasMissingIsNotSaidAnyMoreOnceItHolds() throws Exception {
    robot.type(KeyCode.U);
    type("ISR of later-0 < 3");
    assertThat(answer()).endsWith("It can be waited for.");
    robot.type(KeyCode.ENTER);
    var unused = cluster.submit(new Command.CreateTopic(TopicSpec.of("later", 1, 1)));

    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, cluster::isPaused);
    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> answer().isEmpty());
    assertThat(canRun()).isTrue();
  }

  @Test
  void aConditionIsTypedAndTimeStandsStillWhereItHolds() throws Exception {
    robot.type(KeyCode.U);
    assertThat(
            Toolkit.call(
                () -> robot.lookup("#until-field").<TextField>queryAs(TextField.class).getText()))
        .as("the key that opens the field does not stand in it")
        .isEmpty();
    type("ISR of orders-0 << 3");
    assertThat(answer()).isEqualTo("Character 18: here comes a number from 0.");
    assertThat(canRun()).isFalse();
    type("ISR of orders-0 < 3");
    assertThat(answer()).isEmpty();
    assertThat(canRun()).isTrue();
    robot.type(KeyCode.ENTER);
    assertThat(cluster.isPaused()).isFalse();
    var unused = cluster.submit(new Command.Kill(NodeId.broker(3)));

    WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, cluster::isPaused);
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS,
        TimeUnit.SECONDS,
        () ->
            Toolkit.call(
                () ->
                    isr() == 2
                        && window
                            .viewModel()
                            .noticeProperty()
                            .get()
                            .equals("“ISR of orders-0 < 3” holds: time stands still.")));
  }

  @Test
  void whatMayComeYetCanBeWaitedFor() {
    robot.type(KeyCode.U);
    type("group my-app is Stable");
    assertThat(answer()).isEqualTo("There is no group my-app; groups: -. It can be waited for.");
    assertThat(canRun()).isTrue();
    type("broker 9 is fenced");
    assertThat(answer()).isEqualTo("There is no broker 9; brokers: 1, 2, 3. It can be waited for.");
    assertThat(canRun()).isTrue();
    type("ISR of orders-0 > 5");
    assertThat(answer())
        .isEqualTo(
            "ISR of orders-0 is a number from 0 to 3 now, so that this does not hold as things"
                + " are. It can be waited for.");
    assertThat(canRun()).isTrue();
    int replica = Toolkit.call(this::onlyReplica);
    type("leader of drafts-0 = " + (replica % 3 + 1));
    assertThat(answer())
        .isEqualTo(
            "Broker %d has no replica of drafts-0, so that it cannot lead it as things are; replicas: %d. It can be waited for."
                .formatted(replica % 3 + 1, replica));
    assertThat(canRun()).isTrue();
  }

  /** The one broker that has a replica of {@code drafts-0}. */
  private int onlyReplica() {
    var partition =
        window.viewModel().session().present().partition(new TopicPartition("drafts", 0));
    return Objects.requireNonNull(partition).state().replicas().getFirst();
  }

  @Test
  void whatCanNeverBeIsNotWaitedFor() {
    robot.type(KeyCode.U);
    type("ISR of orders-0 < 0");
    assertThat(answer())
        .isEqualTo(
            "This never holds: ISR of orders-0 is a number from 0 to 100, whatever is done.");
    assertThat(canRun()).isFalse();
    type("group my-app is Stable or ISR of orders-0 > 100");
    assertThat(answer())
        .isEqualTo(
            "This never holds: ISR of orders-0 is a number from 0 to 100, whatever is done.");
    assertThat(canRun()).isFalse();
    type("broker 0 is fenced");
    assertThat(answer()).isEqualTo("There is no broker 0; brokers: 1, 2, 3");
    assertThat(canRun()).isFalse();
  }

  @Test
  void whatIsWaitedForCanBeStopped() throws Exception {
    stopsWhatItWaitsFor(() -> {});
  }

  @Test
  void whatIsWaitedForCanBeStoppedWhileLookingBack() throws Exception {
    stopsWhatItWaitsFor(() -> robot.interact(() -> window.viewModel().playback().seekStart()));
  }

  private void stopsWhatItWaitsFor(Runnable meanwhile) throws Exception {
    robot.type(KeyCode.U);
    type("records lost > 0");
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS,
        TimeUnit.SECONDS,
        () ->
            Toolkit.call(
                () ->
                    window
                        .viewModel()
                        .playback()
                        .untilProperty()
                        .get()
                        .equals("records lost > 0")));
    meanwhile.run();
    robot.interact(() -> robot.lookup("#until-run").<Button>queryAs(Button.class).fire());

    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS,
        TimeUnit.SECONDS,
        () -> Toolkit.call(() -> window.viewModel().playback().untilProperty().get().isEmpty()));
    assertThat(cluster.isPaused()).isTrue();
  }
}
