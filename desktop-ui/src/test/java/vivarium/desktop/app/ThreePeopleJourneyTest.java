package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Target;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.event.ConsumerSettings;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.Wording;

/**
 * The three people the program is for, each from the beginning to the end of what they came for.
 */
class ThreePeopleJourneyTest extends WindowJourney {

  private static final NodeId WEB_CHECKOUT = NodeId.producer("web-checkout");
  private static final NodeId THEIR_OWN = NodeId.external("orders-service");
  private static final String MIN_ISR = "#setting-TOPIC-min-insync-replicas";

  private void open(boolean listeners) throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .topic(TopicSpec.of("orders", 2, 3).with("min.insync.replicas", "2"))
            .producer(ProducerSettings.of("web-checkout", "orders"))
            .consumer(ConsumerSettings.of("billing-1", "billing", "orders"))
            .build();
    open(config, new Vivarium.Options(listeners, 0, 4, false), true, 1400, 900);
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

    // While the cluster starts, its brokers still move on the stage.
    await(
        "the leader is selected",
        () -> {
          clickBroker(leader);
          return inspectorTitle().equals("broker " + leader);
        });
    robot.push(KeyCode.K);
    await("another leads", () -> leaderOf(ORDERS_0) > 0 && leaderOf(ORDERS_0) != leader);
    robot.push(KeyCode.SPACE);
    await("time stands still", () -> window.cluster().isPaused());
    await("the caption can say why", () -> target(Selection.Event.class).isPresent());
    // The most serious caption may give way to another while the last events are told.
    await(
        "the chain of causes begins with what the teacher did",
        () -> {
          target(Selection.Event.class).ifPresent(caption -> click(caption.rect()));
          return links().stream()
              .anyMatch(text -> text.contains("broker " + leader + " was killed"));
        });

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
    assertThat(inspectorTitle()).isEqualTo("broker 2");
    click(thing(new Selection.Client(WEB_CHECKOUT)));
    assertThat(inspectorTitle()).isEqualTo("web-checkout");

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

      assertThat(inspectorTitle()).isEqualTo("orders-service");
      await("the refused request is told", () -> labels().contains("refused request"));
      assertThat(labels())
          .contains("NOT_ENOUGH_REPLICAS", "Produce", "A broker answered with the error.");
      assertThat(links()).contains("partition orders-0");
      assertThat(links()).anyMatch(text -> text.contains("NOT_ENOUGH_REPLICAS"));
      robot.push(KeyCode.SPACE);
    }
  }

  private Optional<Target> target(Class<? extends Selection> kind) {
    return frame().targets().stream()
        .filter(target -> kind.isInstance(target.selection()))
        .findFirst();
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
}
