package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vivarium.engine.json.MistakesException;

class NameCheckTest {

  private static final String SMALL =
      """
      {"vivarium": 1, "name": "n", "about": "", "profile": "instant"%s}
      """;

  private static Scenario parse(String fields) throws MistakesException {
    return ScenarioFile.parse("test.json", SMALL.formatted(fields));
  }

  @Test
  void aTopicGivenTwiceHidesNoNameThatIsNotThere() {
    assertThatThrownBy(
            () ->
                parse(
                    """
                    , "topics": [{"name": "orders"}, {"name": "orders"}],
                    "steps": [{"at": "1s", "do": "kill 9"}]"""))
        .message()
        .hasLineCount(2)
        .contains("$.topics[1].name: topic orders is given twice")
        .endsWith("$.steps[0].do: there is no node 9; nodes: 1, 2, 3, 101");
  }

  @Test
  void whatBrokersCreateThemselvesNeedNotBeThere() throws Exception {
    String client = ", \"producers\": [{\"client.id\": \"p\", \"topic\": \"later\"}]";
    String never = ", \"brokerConfigs\": {\"auto.create.topics.enable\": false}";

    parse(client);
    parse(client + ", \"steps\": [{\"at\": \"9s\", \"do\": \"kill leader of later-5\"}]");
    parse(client + never + step("add topic later partitions=1 replicationFactor=1"));
    parse(client + never + step("set brokers auto.create.topics.enable=true"));
    parse(client + never + step("reset brokers auto.create.topics.enable"));
    assertThatThrownBy(() -> parse(client + never + step("set brokers num.partitions=3")))
        .hasMessage("test.json: $.producers[0].topic: there is no topic later; topics: none");
  }

  private static String step(String command) {
    return ", \"steps\": [{\"at\": \"1s\", \"do\": \"%s\"}]".formatted(command);
  }

  private static final String ORDERS =
      """
      , "brokers": 3, "topics": [{"name": "orders", "partitions": 2}],
        "producers": [{"client.id": "web", "topic": "orders"}],
        "consumers": [{"client.id": "b1", "group.id": "billing", "topic": "orders"}]""";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kill 9 | there is no node 9; nodes: 1, 2, 3, 101
          kill leader of ordrs-0 | there is no topic ordrs; topics: orders
          kill 2nd follower of orders-2 | there is no partition orders-2; the topic's partitions are numbered from 0 to 1
          cut 8 1 | there is no node 8; nodes: 1, 2, 3, 101
          cut 1 client wob | there is no client wob; clients: b1, web
          heal 1 4 | there is no node 4; nodes: 1, 2, 3, 101
          slow-disk 4 200ms | there is no node 4; nodes: 1, 2, 3, 101
          delay 1 4 200ms | there is no node 4; nodes: 1, 2, 3, 101
          heal delay 1 4 | there is no node 4; nodes: 1, 2, 3, 101
          error NOT_LEADER_OR_FOLLOWER for every Produce from 4 | there is no node 4; nodes: 1, 2, 3, 101
          elect orders-0 orders-7 | there is no partition orders-7; the topic's partitions are numbered from 0 to 1
          partitions ordrs 6 | there is no topic ordrs; topics: orders
          reassign orders-0 to 2 4 | there is no broker 4; brokers: 1, 2, 3
          produce ordrs value=a | there is no topic ordrs; topics: orders
          remove broker 4 | there is no broker 4; brokers: 1, 2, 3
          remove controller 104 | there is no controller 104; controllers: 101
          remove topic ordrs | there is no topic ordrs; topics: orders
          set topic ordrs min.insync.replicas=2 | there is no topic ordrs; topics: orders
          delete group blling | there is no group blling; groups: billing
          remove producer wob | there is no client wob; clients: b1, web
          change producer wob topic=orders | there is no client wob; clients: b1, web
          """)
  void whatACommandNamesMustBeThere(String command, String message) throws Exception {
    assertThatThrownBy(() -> parse(ORDERS + step(command)))
        .hasMessage("test.json: $.steps[0].do: " + message);
    parse(ORDERS + step(command).replace("\"at\"", "\"ifPossible\": true, \"at\""));
    ScenarioFile.parseRecorded("recorded", SMALL.formatted(ORDERS + step(command)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kill 4 | add broker
          remove controller 102 | add controller
          kill leader of later-3 | add topic later partitions=4
          kill leader of orders-5 | partitions orders 6
          kill leader of shop-5 | add producer p2 topic=shop
          cut 1 client p2 | add producer p2 topic=orders
          freeze client by-hand | produce orders value=a
          delete group g2 | add consumer c2 topic=orders group.id=g2
          cut producer nobody 1 | heal
          """)
  void whatAnotherStepBringsNeedNotBeThere(String command, String other) throws Exception {
    String steps =
        ", \"steps\": [{\"at\": \"2s\", \"do\": \"%s\"}, {\"at\": \"1s\", \"do\": \"%s\"}]";
    parse(ORDERS + steps.formatted(command, other));
  }

  @Test
  void whatClientsFromOutsideMayBringIsNotRefusedWhereTheyCanCome() throws Exception {
    String theirs =
        """
        , "steps": [
          {"when": "group my-app is Stable", "do": "kill leader of theirs-0"},
          {"at": "9s", "do": "freeze client kcat"}]""";
    ScenarioFile.parseOpen("s.json", SMALL.formatted(theirs));
    assertThatThrownBy(() -> parse(theirs)).message().hasLineCount(3);

    for (String never :
        List.of(
            "broker 4 is fenced",
            "ISR of orders-7 < 3",
            "error NOT_KAFKAS",
            "group my-app is Stable and broker 9 is fenced",
            "leader of orders-0 = 7")) {
      String file = ORDERS + ", \"steps\": [{\"when\": \"%s\", \"do\": \"heal\"}]".formatted(never);
      assertThatThrownBy(() -> ScenarioFile.parseOpen("s.json", SMALL.formatted(file)))
          .hasMessageContaining("$.steps[0].when: there is no ");
    }
  }

  @Test
  void namesAreToldWithAllOtherMistakesAtTheirPlacesInTheFile() {
    assertThatThrownBy(
            () ->
                parse(
                    ORDERS.replace("\"web\"", "\"web\", \"acks\": 7")
                        + """
                        , "steps": [{"at": "9s", "do": "cut 9 8"}, {"at": "1s", "do": "explode"},
                        {"at": "2s", "do": "kill leader of ordrs-0"}]"""))
        .message()
        .hasLineCount(5)
        .contains("$.producers[0].acks = 7", "$.steps[1].do: no command is called")
        .contains("$.steps[0].do: there is no node 8")
        .contains("$.steps[0].do: there is no node 9", "$.steps[2].do: there is no topic ordrs");
  }

  @Test
  void whatCouldNotBeReadMayHaveBroughtTheNamesOfOthers() {
    for (String unreadable :
        List.of(
            step("ad broker").replace("]", ", {\"at\": \"2s\", \"do\": \"kill 4\"}]"),
            step("add topc later").replace("]", ", {\"at\": \"2s\", \"do\": \"elect later-0\"}]"),
            ", \"topics\": [{\"nam\": \"a\"}]"
                + step("elect a-0").replace("\"do\"", "\"x\": 1, \"do\""),
            ", \"brokers\": 0" + step("kill 9"),
            ", \"topics\": [{\"name\": \"a\", \"partitions\": 0}]" + step("elect a-7"))) {
      assertThatThrownBy(() -> parse(unreadable))
          .message()
          .as(unreadable)
          .doesNotContain("there is no node", "there is no topic", "there is no partition");
    }
  }
}
