package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vivarium.desktop.experiment.Difference;
import vivarium.desktop.experiment.ExperimentViewModel;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.headless.Origin;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/** A person who compares: from the list, and their own session with itself. */
class CompareJourneyTest extends WindowJourney {

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .topic(TopicSpec.of("orders", 3, 3).with("min.insync.replicas", "2"))
            .producer(ProducerSettings.of("web-checkout", "orders"))
            .build();
    open(config, new Vivarium.Options(false, 0, 4, false), false, 1200, 760);
    Toolkit.run(() -> window.beganAs(Origin.of(Wording.of("journey"), config, cluster)));
  }

  /** Call it on the toolkit's thread. */
  private ExperimentViewModel shown() {
    return Objects.requireNonNull(window.experiment(), "nothing is compared");
  }

  private ExperimentViewModel experiment() {
    return Toolkit.call(this::shown);
  }

  private boolean isCompared() {
    return Toolkit.call(() -> window.experiment() != null);
  }

  private long now() {
    return Toolkit.call(() -> shown().nowProperty().get());
  }

  @Test
  void aComparisonIsOpenedPlayedAndItsFirstDifferenceLookedAt() throws Exception {
    robot.press(KeyCode.CONTROL).type(KeyCode.D).release(KeyCode.CONTROL);
    await("the list is there", () -> robot.lookup("#experiment-list").tryQuery().isPresent());
    robot.write("fsync");
    ListView<?> list = robot.lookup("#experiment-list").queryListView();
    await("nothing is called that", () -> Toolkit.call(() -> list.getItems().isEmpty()));
    robot.push(KeyCode.CONTROL, KeyCode.A).write("acks");
    await("some are", () -> Toolkit.call(() -> !list.getItems().isEmpty()));
    robot.type(KeyCode.DOWN).type(KeyCode.UP);
    assertThat(Toolkit.call(() -> list.getSelectionModel().getSelectedIndex())).isZero();
    robot.type(KeyCode.ENTER);
    await("both runs are shown", this::isCompared);
    long presentBefore = cluster.nowNanos();

    long began = now();
    robot.type(KeyCode.SPACE);
    await("the clock goes on", () -> now() > began);
    robot.type(KeyCode.D);

    Difference first = Objects.requireNonNull(experiment().result().first());
    assertThat(now()).isEqualTo(first.atNanos());
    assertThat(Toolkit.call(() -> shown().playingProperty().get())).isFalse();
    await("both stages are drawn", () -> Toolkit.call(() -> shown().frames().size() == 2));
    await("the cluster went on meanwhile", () -> cluster.nowNanos() > presentBefore);

    robot.type(KeyCode.ESCAPE);
    await("the window is as before", () -> !isCompared());
  }

  @Test
  void theSessionIsForkedAtTheMomentLookedAt() throws Exception {
    await("some time is gone", () -> cluster.nowNanos() > TimeUnit.SECONDS.toNanos(1));
    robot.press(KeyCode.SHIFT).type(KeyCode.F).release(KeyCode.SHIFT);
    await("the form is there", () -> robot.lookup("#fork-field").tryQuery().isPresent());

    robot.write("kill 9");
    robot.type(KeyCode.ENTER);
    Label answer = robot.lookup("#fork-answer").queryAs(Label.class);
    await("it says what is wrong", () -> answer.getText().contains("9"));
    robot.type(KeyCode.BACK_SPACE).write("1").type(KeyCode.ENTER);

    await("both runs are shown", this::isCompared);
    Difference first = Objects.requireNonNull(experiment().result().first());
    assertThat(first.atNanos()).isEqualTo(experiment().result().experiment().fromNanos());
    assertThat(robot.lookup(".differences .label").queryAllAs(Label.class))
        .extracting(Label::getText)
        .as("of what is told only below it")
        .contains("A  nothing like what B shows, within a second");
  }
}
