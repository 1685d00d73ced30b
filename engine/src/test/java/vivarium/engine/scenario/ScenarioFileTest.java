package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ProducerSettings;

class ScenarioFileTest {

  private static final String SMALL =
      """
      {"vivarium": 1, "name": "n", "about": "", "profile": "instant"%s}
      """;

  @Test
  void theScenarioThatComesAlongCanBeRead() throws Exception {
    Scenario scenario = ScenarioFile.parse("leader-crash.json", asset("leader-crash.json"));

    assertThat(scenario.cluster().brokers()).isEqualTo(3);
    assertThat(scenario.cluster().profile()).isEqualTo(Profile.CLASSROOM);
    assertThat(scenario.cluster().topics())
        .extracting(topic -> topic.name() + topic.configs())
        .containsExactly("orders{min.insync.replicas=2}", "payments{min.insync.replicas=2}");
    assertThat(scenario.cluster().producers())
        .extracting(producer -> producer.clientId() + " acks=" + producer.acksWord())
        .containsExactly("web-checkout acks=all", "mobile acks=1");
    assertThat(scenario.cluster().consumers())
        .extracting(consumer -> consumer.groupId() + "/" + consumer.clientId())
        .containsExactly("billing/billing-1", "billing/billing-2", "analytics/analytics-1");
    assertThat(scenario.steps())
        .containsExactly(
            new Scenario.Step(8_000_000_000L, CommandText.parse("kill leader of orders-0")),
            new Scenario.Step(18_000_000_000L, CommandText.parse("restart it")));
  }

  @Test
  void stepsComeInOrderOfTimeHoweverTheyAreWritten() throws Exception {
    Scenario scenario =
        parse(
            """
            , "steps": [{"at": "2s", "do": "restart 1"}, {"at": "1s", "do": "kill 1"}]""");
    assertThat(scenario.steps())
        .extracting(Scenario.Step::atNanos)
        .containsExactly(1_000_000_000L, 2_000_000_000L);
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    Scenario scenario = parse(", \"producers\": [{\"client.id\": \"p\", \"topic\": \"t\"}]");
    assertThat(scenario.cluster().producers()).containsExactly(ProducerSettings.of("p", "t"));
    assertThat(scenario.cluster().seed()).isEqualTo(1);
    assertThat(scenario.withSeed(9).cluster().seed()).isEqualTo(9);
  }

  @Test
  void withOtherAcksThanAllIdempotenceIsOff() throws Exception {
    Scenario scenario =
        parse(", \"producers\": [{\"client.id\": \"p\", \"topic\": \"t\", \"acks\": \"0\"}]");
    assertThat(scenario.cluster().producers().getFirst().idempotent()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "brokers": "three" | $.brokers = "three" is not valid: it must be a whole number
          "brokers": 0 | $: brokers=0 must be 1 to 100
          "seed": 1.5 | $.seed = 1.5 is not valid: it must be a whole number
          "colour": 1 | $.colour is not known: known here are about, brokerConfigs, brokers, consumers, name, producers, profile, seed, simulationConfigs, steps, topics, vivarium
          "topics": {} | $.topics = {} is not valid: it must be an array, […]
          "topics": [7] | $.topics[0] = 7 is not valid: it must be an object, {…}
          "topics": [{"name": "a b"}] | $.topics[0]: 'a b' is not a topic name: 1 to 249 of letters, digits, '.', '_' and '-'
          "topics": [{}] | $.topics[0].name is missing: it must be the name of a topic
          "topics": [{"name": "a", "configs": {"retention.ms": "x"}}] | $.topics[0]: retention.ms=x is not valid: it must be a whole number, -1 or more
          "topics": [{"name": "a", "configs": {"k": []}}] | $.topics[0].configs['k'] = [] is not valid: it must be a string, a number, true or false
          "producers": [{"client.id": "p", "topic": "t", "acks": "2"}] | $.producers[0].acks = "2" is not valid: it must be "all", "1" or "0"
          "producers": [{"client.id": "p", "topic": "t", "linger.ms": -1}] | $.producers[0]: linger.ms=-1 is not valid: it must be 0 to 60000
          "consumers": [{"client.id": "c", "group.id": "g"}] | $.consumers[0].topic is missing: it must be the name of a topic
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "auto.offset.reset": "no"}] | $.consumers[0]['auto.offset.reset'] = "no" is not valid: it must be "earliest" or "latest"
          "steps": [{"at": "8", "do": "kill 1"}] | $.steps[0]: '8' is not valid: it must be a time such as 30s, 500ms or 1m30s, at most 24h
          "steps": [{"at": "8s", "do": "kill"}] | $.steps[0]: 'kill' needs the id of a broker, such as 'kill 2'
          """)
  void whatIsWrongIsNamedWithItsPathAndWhatWouldBeValid(String field, String message) {
    assertThatThrownBy(() -> parse(", " + field))
        .isInstanceOf(ScenarioException.class)
        .hasMessage("test.json: " + message);
  }

  @Test
  void brokenJsonIsRefusedWithItsLine() {
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", "{\n  \"vivarium\": 1,\n  oops\n}"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("x.json: line 3, column ")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", ""))
        .isInstanceOf(ScenarioException.class);
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", "{\"seed\": 1, \"seed\": 2}"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("seed");
  }

  @Test
  void anotherVersionOfTheFormatIsRefused() {
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", "{\"vivarium\": 2}"))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "x.json: $.vivarium = 2 is not valid: it must be 1, the version of the format this"
                + " program reads");
  }

  private static Scenario parse(String moreFields) throws ScenarioException {
    return ScenarioFile.parse("test.json", SMALL.formatted(moreFields));
  }

  private static String asset(String name) throws IOException {
    return Files.readString(Path.of("..", "assets", "scenarios", name));
  }
}
