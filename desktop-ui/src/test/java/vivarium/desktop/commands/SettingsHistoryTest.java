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
    return SettingsHistory.of(command, model).map(Change::back).orElseThrow();
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
    assertThat(SettingsHistory.of(new Command.Kill(Classroom.BROKER_1), model)).isEmpty();
    assertThat(SettingsHistory.of(new Command.DeleteTopic("orders"), model)).isEmpty();
  }

  @Test
  void theLastChangeIsTakenBackFirstAndTheOldestAreForgotten() {
    SettingsHistory history = new SettingsHistory();
    for (int i = 0; i <= SettingsHistory.MAX; i++) {
      history.add(new Change("setting " + i, new Command.HealAll()));
    }

    assertThat(history.takeLast().orElseThrow().name()).isEqualTo("setting 100");
    String oldest = "";
    while (!history.isEmpty()) {
      oldest = history.takeLast().orElseThrow().name();
    }
    assertThat(oldest).isEqualTo("setting 1");
  }
}
