package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.engine.command.CommandText;
import vivarium.engine.condition.Condition;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.json.MistakesException;

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
  void aNameCanBeGivenInBothLanguages() throws Exception {
    String file =
        """
        {"vivarium": 1, "name": %s, "about": "for all", "profile": "instant"}""";

    Scenario both =
        ScenarioFile.parse("s", file.formatted("{\"en\": \"A crash\", \"ko\": \"장애\"}"));

    assertThat(both.name().in(Locale.ENGLISH)).isEqualTo("A crash");
    assertThat(both.name().in(Locale.KOREA)).isEqualTo("장애");
    assertThat(both.about().in(Locale.KOREAN)).isEqualTo("for all");
    assertThat(ScenarioFile.parse("s", ScenarioWriter.write(both))).isEqualTo(both);
    assertThatThrownBy(() -> ScenarioFile.parse("s", file.formatted("{\"en\": \"A crash\"}")))
        .hasMessageContaining("$.name.ko is missing: it must be a title in Korean");
  }

  @Test
  void stepsComeInOrderOfTimeHoweverTheyAreWritten() throws Exception {
    Scenario scenario =
        parse(
            """
            , "steps": [{"at": "2s", "do": "restart 1"}, {"at": "1s", "do": "kill 1"}]""");
    assertThat(scenario.steps())
        .extracting(step -> step.when().earliestNanos())
        .containsExactly(1_000_000_000L, 2_000_000_000L);
  }

  @Test
  void aScenarioSaysHowLongItsStoryTakes() throws Exception {
    String late = ", \"steps\": [{\"at\": \"45s\", \"do\": \"kill 1\"}]";
    assertThat(parse("").untilNanos()).isEqualTo(30_000_000_000L);
    assertThat(parse(late).untilNanos())
        .as("no step is left out unasked")
        .isEqualTo(55_000_000_000L);
    assertThat(parse(late + ", \"until\": \"45s\"").untilNanos()).isEqualTo(45_000_000_000L);
    assertThatThrownBy(() -> parse(late + ", \"until\": \"20s\""))
        .hasMessageEndingWith(
            "$.steps[0].at: 45s is after the end of the story, \"until\": \"20s\"; give it an earlier"
                + " time, or the story a later end");
  }

  @Test
  void stepsWaitForConditionsAndCommentsAreRead() throws Exception {
    Scenario scenario =
        parse(
            """
            , "topics": [{"name": "orders", "replicationFactor": 3}],
            // the third step is done first
            "steps": [
              {"at": "2s", "do": "kill 1"}, /* and then */
              {"when": "ISR of orders-0 < 3", "after": "500ms", "within": "9s", "do": "restart 1"},
              {"at": "1s", "turn": 3, "do": "kill 2", "ifPossible": true}
            ]""");
    assertThat(scenario.steps())
        .containsExactly(
            new Scenario.Step(
                new Scenario.At(1_000_000_000L, 3), CommandText.parse("kill 2"), true),
            new Scenario.Step(2_000_000_000L, CommandText.parse("kill 1")),
            new Scenario.Step(
                new Scenario.Once(
                    Condition.parse("ISR of orders-0 < 3"), 500_000_000L, 9_000_000_000L),
                CommandText.parse("restart 1"),
                false));
    assertThat(ScenarioFile.write(scenario))
        .isEqualTo(
            """
            {
              "vivarium": 1,
              "name": "n",
              "about": "",
              "seed": 1,
              "profile": "instant",
              "brokers": 3,
              "topics": [
                {"name": "orders", "partitions": 1, "replicationFactor": 3}
              ],
              "steps": [
                {"at": "1s", "turn": 3, "do": "kill 2", "ifPossible": true},
                {"at": "2s", "do": "kill 1"},
                {"when": "ISR of orders-0 < 3", "after": "500ms", "within": "9s", "do": "restart 1"}
              ],
              "until": "30s"
            }
            """);
  }

  @Test
  void whatIsLeftOutHasItsDefault() throws Exception {
    Scenario scenario =
        parse(
            ", \"topics\": [{\"name\": \"t\"}], \"producers\": [{\"client.id\": \"p\", \"topic\": \"t\"}]");
    assertThat(scenario.cluster().producers()).containsExactly(ProducerSettings.of("p", "t"));
    assertThat(scenario.cluster().seed()).isEqualTo(1);
    assertThat(scenario.withSeed(9).cluster().seed()).isEqualTo(9);
  }

  @Test
  void withOtherAcksThanAllIdempotenceIsOff() throws Exception {
    Scenario scenario =
        parse(
            ", \"topics\": [{\"name\": \"t\"}],"
                + " \"producers\": [{\"client.id\": \"p\", \"topic\": \"t\", \"acks\": \"0\"}]");
    assertThat(scenario.cluster().producers().getFirst().idempotent()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "brokers": "three" | $.brokers = "three" is not valid: it must be a whole number from 1 to 100
          "brokers": 0 | $.brokers = 0 is not valid: it must be a whole number from 1 to 100
          "controllers": 2 | $.controllers = 2 is not valid: it must be 1, 3 or 5
          "racks": ["a b"] | $.racks[0]: rack 'a b' must be letters, digits, '.', '_' or '-', at most 20
          "brokerConfigs": {"num.partitions": 0} | $.brokerConfigs['num.partitions']: num.partitions=0 is not valid: it must be a whole number, 1 or more
          "brokerConfigs": {"num.partitions": null} | $.brokerConfigs['num.partitions'] = null is not valid: it must be a string, a number, true or false
          "simulationConfigs": {"link.latency.ms": "x"} | $.simulationConfigs['link.latency.ms']: link.latency.ms=x is not valid: it must be a whole number from 0 to 60000
          "topics": [{"name": "a"}, {"name": "a"}] | $.topics[1].name: topic a is given twice; give each topic once
          "topics": [{"name": "a"}], "producers": [{"client.id": "p", "topic": "a"}, {"client.id": "p", "topic": "a"}] | $.producers[1]['client.id']: client p is given twice; give each client a client.id of its own
          "topics": [{"name": "__a"}] | $.topics[0].name: topic __a: names that begin with __ are the cluster's own; choose another
          "coordination": "zookeeper", "features": {"eligible.leader.replicas.version": 0} | $.features['eligible.leader.replicas.version']: features are for coordination=kraft; a cluster with ZooKeeper has none of them
          "steps": [{"at": "1s", "do": "set topic orders min.insync.replicas=x"}], "topics": [{"name": "orders"}] | $.steps[0].do: min.insync.replicas=x is not valid: it must be a whole number, 1 or more
          "steps": [{"at": "1s", "do": "add topic more replicationFactor=4"}] | $.steps[0].do: replicationFactor=4 is not valid: it must be a whole number from 1 to 3
          "steps": [{"at": "1s", "do": "error NO_SUCH for next 3 Produce"}] | $.steps[0].do: there is no error NO_SUCH; errors are such as: NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND, NOT_LEADER_OR_FOLLOWER, REQUEST_TIMED_OUT, FENCED_LEADER_EPOCH, UNKNOWN_TOPIC_OR_PARTITION, COORDINATOR_NOT_AVAILABLE, NOT_COORDINATOR, REBALANCE_IN_PROGRESS, OFFSET_OUT_OF_RANGE
          "steps": [{"at": "1s", "do": "loss 1 2 100%"}] | $.steps[0].do: a loss of 100% must be above 0% and below 100%, such as 10%; cut a link to lose everything
          "steps": [{"at": "1s", "do": "error NOT_CONTROLLER for next 3 Produce with probability 0"}] | $.steps[0].do: a probability of 0% must be above 0% and at most 100%, such as 20%
          "steps": [{"at": "1s", "do": "bandwidth 1 2 0"}] | $.steps[0].do: a bandwidth of 0 bytes per second must be 1 or more
          "steps": [{"when": "offline > 0", "within": "0s", "do": "heal"}] | $.steps[0].within = "0s" is not valid: it must be a time of more than 0s
          "topics": [{"name": "t"}], "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "session.timeout.ms": 1000}] | $.consumers[0]['heartbeat.interval.ms'] = 1500 is not valid: it must be 1 or more, and below session.timeout.ms=1000
          "topics": [{"name": "t"}], "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "session.timeout.ms": "1s", "heartbeat.interval.ms": 7000}] | $.consumers[0]['session.timeout.ms'] = "1s" is not valid: it must be a whole number
          "brokers": 0, "topics": [{"name": "t", "replicationFactor": 5}] | $.brokers = 0 is not valid: it must be a whole number from 1 to 100
          "seed": 1.5 | $.seed = 1.5 is not valid: it must be a whole number
          "coordination": "etcd" | $.coordination = "etcd" is not valid: it must be "kraft" or "zookeeper"
          "colour": 1 | $.colour is not known: known here are $schema, about, brokerConfigs, brokers, consumers, controllers, coordination, features, name, producers, profile, racks, seed, simulationConfigs, steps, topics, until, vivarium
          "steps": [{"do": "heal"}] | $.steps[0] needs a time, "at": "8s", or a condition, "when": "ISR of orders-0 < 3"
          "steps": [{"at": "1s", "turn": -1, "do": "heal"}] | $.steps[0].turn = -1 is not valid: it must be a number from 0
          "steps": [{"at": "1s", "after": "1s", "do": "heal"}] | $.steps[0].after is not known: known here are at, do, ifPossible, turn, when
          "steps": [{"when": "offline", "do": "heal"}] | $.steps[0].when: the condition ends too early: after 'offline' comes '<', '<=', '=', '!=', '>=' or '>'
          "steps": [{"when": "ISR of ordrs-0 < 3", "do": "heal"}] | $.steps[0].when: there is no topic ordrs; topics: none
          "steps": [{"at": "1s", "do": "heal"}, {"when": "broker 4 is fenced", "do": "heal"}] | $.steps[1].when: there is no broker 4; brokers: 1, 2, 3
          "steps": [{"when": "offline > 0", "within": "now", "do": "heal"}] | $.steps[0].within: 'now' is not valid: it must be a time such as 30s, 500ms or 1m30s, at most 24h
          "until": "soon" | $.until: 'soon' is not valid: it must be a time such as 30s, 500ms or 1m30s, at most 24h
          "features": {"elr": 0} | $.features['elr']: there is no feature 'elr'; there are: eligible.leader.replicas.version
          "features": {"eligible.leader.replicas.version": 2} | $.features['eligible.leader.replicas.version']: eligible.leader.replicas.version=2 is not valid: it must be a level from 0 to 1
          "racks": [{}] | $.racks[0] = {} is not valid: it must be a name
          "racks": "a" | $.racks = "a" is not valid: it must be an array, […]
          "topics": {} | $.topics = {} is not valid: it must be an array, […]
          "topics": [7] | $.topics[0] = 7 is not valid: it must be an object, {…}
          "topics": [{"name": "a b"}] | $.topics[0].name: 'a b' is not a topic name: 1 to 249 of letters, digits, '.', '_' and '-'
          "topics": [{}] | $.topics[0].name is missing: it must be the name of a topic
          "topics": [{"name": "a", "configs": {"retention.ms": "x"}}] | $.topics[0].configs['retention.ms']: retention.ms=x is not valid: it must be a whole number, -1 or more
          "topics": [{"name": "a", "replicationFactor": 9}] | $.topics[0].replicationFactor = 9 is not valid: it must be a whole number from 1 to 3
          "brokerConfigs": {"auto.create.topics.enable": false}, "topics": [{"name": "orders"}], "producers": [{"client.id": "p", "topic": "ordrs"}] | $.producers[0].topic: there is no topic ordrs; topics: orders
          "topics": [{"name": "a", "configs": {"k": []}}] | $.topics[0].configs['k'] = [] is not valid: it must be a string, a number, true or false
          "producers": [{"client.id": "p", "topic": "t", "acks": "2"}] | $.producers[0].acks = "2" is not valid: it must be "all", "1" or "0"
          "producers": [{"client.id": "p", "topic": "t", "linger.ms": -1}] | $.producers[0]['linger.ms'] = -1 is not valid: it must be 0 to 60000
          "consumers": [{"client.id": "c", "group.id": "g"}] | $.consumers[0].topic is missing: it must be the name of a topic
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "auto.offset.reset": "no"}] | $.consumers[0]['auto.offset.reset'] = "no" is not valid: it must be "earliest" or "latest"
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "partition.assignment.strategy": "sticky"}] | $.consumers[0]['partition.assignment.strategy'] = "sticky" is not valid: it must be range or cooperative-sticky
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "group.protocol": "new"}] | $.consumers[0]['group.protocol'] = "new" is not valid: it must be classic or consumer
          "steps": [{"at": "8", "do": "kill 1"}] | $.steps[0].at: '8' is not valid: it must be a time such as 30s, 500ms or 1m30s, at most 24h
          "steps": [{"at": "8s", "do": "kill"}] | $.steps[0].do: 'kill' needs the id of a broker, such as 'kill 2'
          """)
  void whatIsWrongIsNamedWithItsPathAndWhatWouldBeValid(String field, String message) {
    assertThatThrownBy(() -> parse(", " + field))
        .isInstanceOf(MistakesException.class)
        .hasMessage("test.json: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {~"vivarium": 1,~  oops~}  | line 3, column 3: this is not JSON at 'oops': a field's name in double quotes is needed, and no comma after the last field
          {"a": 1,~"b": 2,} | line 2, column 8: this is not JSON at '}': a field's name in double quotes is needed, and no comma after the last field
          {"a" 1} | line 1, column 6: this is not JSON at '1': a colon is needed between a field's name and its value
          {"a": 1 "b": 2} | line 1, column 9: this is not JSON at '"': a comma is needed between two fields or values
          {"a": [1}} | line 1, column 9: this is not JSON at '}': the bracket or brace that was opened last must be closed first
          {"a": 1, / "c": 1} | line 1, column 11: this is not JSON at ' ': a comment is written as // up to the end of the line, or between /* and */
          {"a": tru} | line 1, column 7: this is not JSON at 'tru': a value is a "text", a number, true, false, {…} or […]
          {"a": 01} | line 1, column 8: this is not JSON at '1': a number is written such as 3 or 0.5
          {"a": "\\q"} | line 1, column 9: this is not JSON at 'q': a backslash in a string is written twice, and a tab or line break as \\t or \\n
          {"a": 1 | line 1, column 8: the file ends too early: a quote, a bracket or a brace is still open
          {"a": "x | line 1, column 9: the file ends too early: a quote, a bracket or a brace is still open
          {"a": 1} {} | line 1, column 10: the scenario has ended, and yet something follows: the file must hold one JSON object
          {"seed": 1, "seed": 2} | line 1, column 19: 'seed' stands here a second time in the same object
          kill 2 | line 1, column 1: this is not JSON at 'kill': a value is a "text", a number, true, false, {…} or […]
          ~~ | the file is empty: it must hold a scenario, a JSON object in {…}
          """)
  void brokenJsonIsRefusedWithItsPlaceInWordsOfOurs(String text, String message) {
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", text.replace('~', '\n')))
        .isInstanceOf(MistakesException.class)
        .hasMessage("x.json: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "disconnect next 3 produce",
        "error REQUEST_TIMED_OUT for produce",
        "drop next produce from 1 to 2"
      })
  void apisThatFaultsNameAreKafkas(String fault) throws Exception {
    String steps = ", \"steps\": [{\"at\": \"1s\", \"do\": \"%s\"}]";

    assertThat(parse(steps.formatted(fault.replace("produce", "Produce"))).steps()).hasSize(1);
    assertThatThrownBy(() -> parse(steps.formatted(fault)))
        .hasMessageStartingWith(
            "test.json: $.steps[0].do: no API is called produce; there are AllocateProducerIds, ");
  }

  @Test
  void whatNoScenarioHoldsIsRefusedInOneLine() {
    for (String text :
        List.of("[".repeat(5_000), "{\"seed\": " + "1".repeat(5_000) + "}", "\u001f\u008b\b")) {
      assertThatThrownBy(() -> ScenarioFile.parse("x.json", text))
          .isInstanceOf(MistakesException.class)
          .satisfies(
              e ->
                  assertThat(e.getMessage())
                      .startsWith("x.json: ")
                      .hasLineCount(1)
                      .hasSizeLessThan(200)
                      .doesNotContain("Feature", "Stream", "Constraint"));
    }
  }

  @Test
  void aNewerFormatAsksForANewerProgramAndAnyOtherIsRefused() {
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", "{\"vivarium\": 2}"))
        .isInstanceOf(MistakesException.class)
        .hasMessage(
            "x.json: $.vivarium = 2 is a newer format than this program reads, which is 1: it needs"
                + " a newer Vivarium");
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", "{\"vivarium\": 0}"))
        .hasMessageContaining(
            "x.json: $.vivarium = 0 is not valid: it must be 1, the version of the format");
    assertThatThrownBy(() -> ScenarioFile.parse("x.json", "{}"))
        .hasMessageStartingWith(
            "x.json: $.vivarium is missing: it must be 1, the version of the format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ISR of orders-0 > 2                  | heal                  | 'ISR of orders-0 > 2' never holds: 'ISR of orders-0' is a number from 0 to 2
          ISR of orders-0 < 0                  | heal                  | 'ISR of orders-0 < 0' never holds: 'ISR of orders-0' is a number from 0 to 2
          records lost > 0 or offline > 9      | heal                  | 'offline > 9' never holds: 'offline' is a number from 0 to 2
          records lost < 0                     | heal                  | 'records lost < 0' never holds: 'records lost' is a number from 0
          ISR of orders-0 > 3                  | reassign orders-0 to 1 2 3 | 'ISR of orders-0 > 3' never holds: 'ISR of orders-0' is a number from 0 to 3
          """)
  void aNumberThatIsNeverReachedIsAMistakeOfItsStep(String when, String how, String mistake) {
    assertThatThrownBy(() -> parse(waiting(when, how)))
        .isInstanceOf(MistakesException.class)
        .hasMessage("test.json: $.steps[1].when: " + mistake);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ISR of orders-0 > 2  | reassign orders-0 to 1 2 3
          ISR of orders-0 > 0  | heal
          offline > 3          | partitions orders 4
          """)
  void aNumberThatAStepMakesReachableIsNone(String when, String how) throws Exception {
    assertThat(parse(waiting(when, how)).steps()).hasSize(2);
  }

  @Test
  void whatCouldNotBeReadMayHaveMadeANumberReachable() {
    assertThatThrownBy(() -> parse(waiting("ISR of orders-0 > 2", "reassign orders-0 too 1 2 3")))
        .message()
        .hasLineCount(1)
        .startsWith("test.json: $.steps[0].do: ");
  }

  private static String waiting(String when, String how) {
    return """
        , "topics": [{"name": "orders", "partitions": 2, "replicationFactor": 2}],
        "steps": [{"at": "1s", "do": "%s"}, {"when": "%s", "do": "heal"}]"""
        .formatted(how, when);
  }

  @Test
  void whatAClientFromOutsideCanReassignIsNoMistakeWhereItCanJoin() throws Exception {
    String text = SMALL.formatted(waiting("ISR of orders-0 > 2", "heal"));
    assertThat(ScenarioFile.parseOpen("test.json", text).steps()).hasSize(2);
    String never = SMALL.formatted(waiting("ISR of orders-0 > 3", "heal"));
    assertThatThrownBy(() -> ScenarioFile.parseOpen("test.json", never))
        .hasMessageContaining("$.steps[1].when: 'ISR of orders-0 > 3' never holds");
  }

  private static Scenario parse(String moreFields) throws MistakesException {
    return ScenarioFile.parse("test.json", SMALL.formatted(moreFields));
  }

  private static String asset(String name) throws IOException {
    return Files.readString(Path.of("..", "assets", "scenarios", name));
  }

  @Test
  void allMistakesAreToldWithTheirPlacesButNotWithoutEnd() {
    assertThatThrownBy(
            () ->
                ScenarioFile.parse(
                    "s.json",
                    """
                    {"vivarium": 1, "about": "a", "profile": "instant", "brokers": 2,
                     "topics": [{"name": "a", "replicationFactor": 3, "partitions": 0}],
                     "steps": [{"at": "1s", "do": "explode"}, {"at": "x", "do": "heal"}]}
                    """))
        .isInstanceOf(MistakesException.class)
        .message()
        .hasLineCount(5)
        .containsSubsequence(
            "s.json: $.name is missing: a scenario has a title",
            "s.json: $.topics[0].replicationFactor = 3 is not valid: it must be a whole number",
            "s.json: $.topics[0].partitions = 0 is not valid: it must be a whole number from 1",
            "s.json: $.steps[0].do: ",
            "s.json: $.steps[1].at: ");

    String steps = "{\"at\": \"x\", \"do\": \"heal\"},".repeat(14);
    assertThatThrownBy(
            () -> parse(", \"steps\": [%s]".formatted(steps.substring(0, steps.length() - 1))))
        .message()
        .hasLineCount(11)
        .endsWith("\nand 4 more");
  }

  @Test
  void everyMistakeOfAnObjectIsToldAtItsOwnPlace() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    , "racks": ["a", "b c", 7], "brokerConfigs": {"x": 1, "num.partitions": "no"},
                    "producers": [{"client.id": "", "topic": "t", "acks": 1, "linger.ms": -1, "batch.size": "x", "colour": 1, "size": 2}],
                    "steps": [{"when": "ISR < 3", "after": "soon", "do": "explode", "colour": 1}]"""))
        .isInstanceOfSatisfying(
            MistakesException.class,
            e ->
                assertThat(e.mistakes())
                    .extracting(mistake -> mistake.replaceAll("^test.json: (\\S+?):? .*$", "$1"))
                    .containsExactly(
                        "$.racks[1]",
                        "$.racks[2]",
                        "$.brokerConfigs['x']",
                        "$.brokerConfigs['num.partitions']",
                        "$.producers[0]['client.id']",
                        "$.producers[0].acks",
                        "$.producers[0]['linger.ms']",
                        "$.producers[0]['batch.size']",
                        "$.producers[0].colour",
                        "$.producers[0].size",
                        "$.steps[0].when",
                        "$.steps[0].after",
                        "$.steps[0].do",
                        "$.steps[0].colour"));
  }

  @Test
  void mistakesAreToldInTheOrderOfTheirPlaces() {
    assertThatThrownBy(
            () ->
                ScenarioFile.parse(
                    "s.json",
                    SMALL.formatted(
                        """
                        , "topics": [{"name": "orders", "a b: c.d[0]": 1}],
                        "steps": [
                          {"at": "1s", "do": "kill 9"},
                          {"at": "2s", "do": "kill leader of nowhere-0"},
                          {"at": "soon", "do": "heal"},
                          {"at": "3s", "do": "explode"}],
                        "until": "never\"""")))
        .message()
        .satisfies(
            told ->
                assertThat(told.lines().map(line -> line.split(":? ")[1]))
                    .containsExactly(
                        "$.topics[0]['a",
                        "$.steps[0].do",
                        "$.steps[1].do",
                        "$.steps[2].at",
                        "$.steps[3].do",
                        "$.until"));
  }

  @Test
  void theNamesOfAllApisAreListed() {
    assertThatThrownBy(
            () ->
                ScenarioFile.parse(
                    "s.json",
                    SMALL.formatted(
                        ", \"steps\": [{\"at\": \"1s\", \"do\": \"disconnect next 3 Produc\"}]")))
        .hasMessageContaining("no API is called Produc; there are AllocateProducerIds, ")
        .hasMessageEndingWith(", Produce, SyncGroup");
  }
}
