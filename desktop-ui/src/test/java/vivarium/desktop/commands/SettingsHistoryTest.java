package vivarium.desktop.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import vivarium.desktop.commands.SettingsHistory.Change;
import vivarium.desktop.fixture.Classroom;
import vivarium.engine.api.Command;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClusterModel;

class SettingsHistoryTest {

  private final ClusterModel model = new Classroom().withClients().runFor(1_000).cluster().model();

  private Command back(Command command) {
    return new SettingsHistory().sent(command, model).map(Change::back).orElseThrow();
  }

  @Test
  void eachKindOfSettingGoesBackToWhatItWas() {
    assertThat(back(new Command.SetTopicConfig("orders", "min.insync.replicas", "1")))
        .isEqualTo(new Command.SetTopicConfig("orders", "min.insync.replicas", "2"));
    assertThat(back(new Command.SetTopicConfig("orders", "retention.ms", "5000")))
        .as("one that was not set is taken back to its default")
        .isEqualTo(new Command.SetTopicConfig("orders", "retention.ms", null));
    assertThat(back(new Command.SetBrokerConfig("replica.lag.time.max.ms", "100")))
        .isEqualTo(
            new Command.SetBrokerConfig(
                "replica.lag.time.max.ms", model.brokerConfigs().get("replica.lag.time.max.ms")));
    assertThat(back(new Command.SetSimulationConfig("link.latency.ms", "9")))
        .isEqualTo(
            new Command.SetSimulationConfig(
                "link.latency.ms",
                String.valueOf(model.simulationConfigs().get("link.latency.ms"))));
    ProducerSettings producer =
        model.clients().values().stream()
            .flatMap(client -> java.util.stream.Stream.ofNullable(client.producer()))
            .findFirst()
            .orElseThrow();
    assertThat(back(new Command.ChangeProducer(producer.withAcks(0))))
        .isEqualTo(new Command.ChangeProducer(producer));
  }

  @Test
  void whatIsNoSettingCannotBeTakenBack() {
    SettingsHistory history = new SettingsHistory();
    assertThat(history.sent(new Command.Kill(Classroom.BROKER_1), model)).isEmpty();
    assertThat(history.sent(new Command.DeleteTopic("orders"), model)).isEmpty();
    assertThat(history.isEmpty()).isTrue();
  }

  @Test
  void theLastChangeIsTakenBackFirstAndTheOldestAreForgotten() {
    SettingsHistory history = new SettingsHistory();
    for (int i = 0; i <= SettingsHistory.MAX; i++) {
      history.sent(latency(i), model);
      history.answered(latency(i), null);
    }
    int taken = 0;
    while (!history.isEmpty()) {
      history.takeLast();
      taken++;
    }
    assertThat(taken).isEqualTo(SettingsHistory.MAX);
  }

  private static Command latency(int millis) {
    return new Command.SetSimulationConfig("link.latency.ms", String.valueOf(millis));
  }

  @Test
  void whatIsStillUnderWayIsTakenBackToo() {
    SettingsHistory history = new SettingsHistory();
    Command before = back(latency(1));
    history.sent(latency(1), model);
    history.sent(latency(2), model);

    assertThat(history.takeLast().orElseThrow().back()).isEqualTo(latency(1));
    assertThat(history.sent(latency(3), model).orElseThrow().back())
        .as("what is being undone is what will be before it")
        .isEqualTo(latency(1));
    history.takeLast();
    assertThat(history.takeLast().orElseThrow().back()).isEqualTo(before);
    assertThat(history.isEmpty()).isTrue();
  }

  @Test
  void whatWasRefusedIsForgotten() {
    SettingsHistory history = new SettingsHistory();
    Change change = history.sent(latency(1), model).orElseThrow();
    history.answered(latency(1), change);

    assertThat(history.isEmpty()).isTrue();
    assertThat(history.sent(latency(2), model).orElseThrow().back()).isEqualTo(back(latency(2)));
  }
}
