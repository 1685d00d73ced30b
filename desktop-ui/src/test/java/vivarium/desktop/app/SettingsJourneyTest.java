package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Selection;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.runtime.Vivarium;

/** Settings are changed where they stand; what is not valid is said there, and moves nothing. */
class SettingsJourneyTest extends WindowJourney {

  private static final NodeId MOBILE = NodeId.producer("mobile");

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", 1, 3))
            .producer(ProducerSettings.of("mobile", "orders").withAcks(1).withIdempotence(false))
            .build();
    open(config, new Vivarium.Options(false, 0, 1, false), true, 1200, 900);
  }

  private List<Double> rows() {
    return Toolkit.call(
        () ->
            robot.lookup(".setting-name").queryAll().stream()
                .map(node -> node.localToScene(node.getLayoutBounds()).getMinY())
                .toList());
  }

  private Label refusal() {
    return robot.lookup("#wrong-TOPIC-min-insync-replicas").queryAs(Label.class);
  }

  private boolean isShown(Node node) {
    return Toolkit.call(() -> node.getParent().isVisible());
  }

  @Test
  void aRefusalMovesNothingAndIsThereAsLongAsTheKeysAre() throws Exception {
    clickPartition(ORDERS_0);
    List<Double> before = rows();
    assertThat(before).hasSizeGreaterThan(4);
    type("#setting-TOPIC-min-insync-replicas", "none");

    await("it says why", () -> isShown(refusal()));
    assertThat(rows()).isEqualTo(before);
    Bounds words = Toolkit.call(() -> refusal().localToScene(refusal().getLayoutBounds()));
    Node field = robot.lookup("#setting-TOPIC-min-insync-replicas").query();
    Bounds typed = Toolkit.call(() -> field.localToScene(field.getLayoutBounds()));
    assertThat(words.intersects(typed)).isFalse();

    robot.clickOn("#setting-TOPIC-retention-ms");
    await("it is gone with the keys", () -> !isShown(refusal()));
    assertThat(field.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("complaint"));
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void whatARefusalNeedsIsOneClickAway() throws Exception {
    await("the producer is there", () -> frame().places().containsKey(MOBILE));
    click(thing(new Selection.Client(MOBILE)));
    ComboBox<?> idempotence =
        robot.lookup("#setting-config-enable-idempotence").queryAs(ComboBox.class);
    Toolkit.run(
        () -> {
          idempotence.requestFocus();
          idempotence.getSelectionModel().select(0);
        });
    Node mend = robot.lookup("#wrong-config-enable-idempotence-mend").query();
    await("it says why", () -> isShown(mend));
    robot.clickOn(mend);

    await(
        "the producer has both",
        () ->
            Toolkit.call(
                () -> {
                  ClientView mobile = shell().session().model().clients().get(MOBILE);
                  ProducerSettings now = mobile == null ? null : mobile.producer();
                  return now != null && now.acks() == ProducerSettings.ACKS_ALL && now.idempotent();
                }));
    await("nothing is refused any more", () -> !isShown(mend));
  }

  @Test
  void aNumberOfTenDigitsIsSeenWhole() throws Exception {
    await("the producer is there", () -> frame().places().containsKey(MOBILE));
    click(thing(new Selection.Client(MOBILE)));
    TextField retries = robot.lookup("#setting-config-retries").queryAs(TextField.class);
    assertThat(retries.getText()).hasSize(10);
    assertThat(retries.getWidth()).isGreaterThan(90);
  }
}
