package vivarium.desktop.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import vivarium.engine.json.MistakesException;
import vivarium.engine.scenario.ScenarioFile;

/** Whatever is wrong with a scenario, it is told in English and in Korean alike. */
class ScenarioReasonsTest {

  private static final String FILE =
      """
      {"vivarium": 1, "name": "n", "about": "", "profile": "instant", %s}
      """;

  private static final List<String> FIELDS =
      lines(
          """
          "brokers": 0
          "controllers": 2
          "seed": 1.5
          "coordination": "etcd"
          "colour": 1
          "about": 7
          "about": {"en": "x"}
          "about": {"en": "x", "ko": 3}
          "$schema": 1
          "until": "soon"
          "racks": ["a b"]
          "racks": [{}]
          "racks": "a"
          "brokerConfigs": 1
          "brokerConfigs": {"num.partitions": 0}
          "brokerConfigs": {"num.partitions": null}
          "brokerConfigs": {"no.such": 1}
          "brokerConfigs": {"unclean.leader.election.enable": "maybe"}
          "simulationConfigs": {"link.latency.ms": "x"}
          "simulationConfigs": {"no.such": 1}
          "features": {"elr": 0}
          "features": {"eligible.leader.replicas.version": 2}
          "coordination": "zookeeper", "features": {"eligible.leader.replicas.version": 0}
          "topics": {}
          "topics": [7]
          "topics": [{}]
          "topics": [{"name": "a b"}]
          "topics": [{"name": "__a"}]
          "topics": [{"name": "t"}, {"name": "t"}]
          "topics": [{"name": "t", "replicationFactor": 9}]
          "topics": [{"name": "t", "configs": {"retention.ms": "x"}}]
          "topics": [{"name": "t", "configs": {"no.such": "x"}}]
          "topics": [{"name": "t", "configs": {"cleanup.policy": "keep"}}]
          "topics": [{"name": "t", "configs": {"leader.replication.throttled.replicas": "x"}}]
          "producers": [{}]
          "producers": [{"client.id": "p", "topic": "t", "acks": "2"}]
          "producers": [{"client.id": "p", "topic": "t", "keys": -1}]
          "producers": [{"client.id": "p", "topic": "t", "recordsPerSecond": "x"}]
          "producers": [{"client.id": "p", "topic": "t", "retries": -1}]
          "producers": [{"client.id": "p", "topic": "t", "enable.idempotence": "x"}]
          "producers": [{"client.id": "p", "topic": "t", "acks": "1", "enable.idempotence": true}]
          "producers": [{"client.id": "p", "topic": "t"}, {"client.id": "p", "topic": "t"}], "topics": [{"name": "t"}]
          "producers": [{"client.id": "p", "topic": "ordrs"}], "brokerConfigs": {"auto.create.topics.enable": false}
          "consumers": [{"client.id": "c", "topic": "t"}]
          "consumers": [{"client.id": " ", "group.id": "g", "topic": "t"}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "session.timeout.ms": 1000}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "max.poll.records": 0}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "auto.offset.reset": "no"}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "group.protocol": "new"}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "client.rack": "a b"}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "client.rack": 1}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "partition.assignment.strategy": "sticky"}]
          "steps": [{"do": "heal"}]
          "steps": [{"at": "1s"}]
          "steps": [{"at": "1s", "do": 7}]
          "steps": [{"at": "8", "do": "heal"}]
          "steps": [{"at": "1s", "turn": -1, "do": "heal"}]
          "steps": [{"at": "1s", "ifPossible": 1, "do": "heal"}]
          "steps": [{"at": "1s", "after": "1s", "do": "heal"}]
          "steps": [{"when": 7, "do": "heal"}]
          "steps": [{"when": "records lost < 0", "do": "heal"}]
          "steps": [{"when": "ISR of t-0 > 5", "do": "heal"}], "topics": [{"name": "t"}]
          "steps": [{"when": "offline > 0", "within": "0s", "do": "heal"}]
          "steps": [{"at": "1s", "do": "loss 1 2 100%"}]
          "steps": [{"at": "1s", "do": "bandwidth 1 2 0"}]
          "steps": [{"at": "1s", "do": "disconnect next 3 Produce with probability 0"}]
          """);

  private static final List<String> COMMANDS =
      lines(
          """
          explode
          kill
          kill x
          kill 9
          kill 1 2
          kill leader of orders
          kill leader of orders-7
          kill leader of ordrs-0
          cut 1
          kill "1
          freeze client nobody
          delete group nobody
          delete
          delete topic x
          elect
          elect orders
          partitions
          reassign orders-0
          reassign orders-0 to 9
          produce
          produce orders what=1
          produce orders partition=x
          produce orders acks=2
          produce orders header x
          add
          add shoe
          add broker rack
          add topic
          add topic t u
          add topic t partitions=x
          add topic t partitions=0
          add topic t partitions=1 replicationFactor=0
          add topic t x=1 x=2
          add topic t replicationFactor=9
          add topic t no.such=1
          add topic "a b"
          add producer
          add producer web topic=orders acks=2 keys=many
          add consumer c topic=orders
          add consumer c topic=orders group.id=g fetch=1
          change
          change producer
          change producer nobody topic=orders
          remove
          remove shoe
          remove broker
          remove broker 9
          remove controller
          remove controller 9
          remove topic
          set
          set topic orders
          set shoe a=1
          set topic orders min.insync.replicas=x
          set brokers no.such=1
          set simulation no.such=1
          reset
          reset shoe a
          delay 1 2
          delay 1 2 x
          delay 1 2 0ms
          loss 1 2
          loss 1 2 x
          bandwidth 1 2
          bandwidth 1 2 x
          error
          error NO_SUCH for next Produce
          error NOT_LEADER_OR_FOLLOWER for
          error NOT_LEADER_OR_FOLLOWER for next 0 Produce
          error NOT_LEADER_OR_FOLLOWER for next Produce on
          error NOT_LEADER_OR_FOLLOWER for next Produce with luck
          error NOT_LEADER_OR_FOLLOWER for next Produce with probability
          error NOT_LEADER_OR_FOLLOWER for next Produce with probability x
          disconnect next 3 produce
          drop
          drop it
          drop message
          drop message x
          drop next
          drop next Produce
          drop next Produce from 1
          drop next produce from 1 to 2
          """);

  private static final List<String> CONDITIONS =
      lines(
          """
          broken
          offline
          offline > x
          offline > 0 or
          offline > 0 offline
          (offline > 0
          ISR
          ISR of
          ISR of orders
          ISR of ordrs-0 < 3
          ISR of "orders-0
          leader of orders-0
          leader of orders-0 =
          leader of orders-0 = x
          lag of
          lag of g
          lag of nobody > 1
          broker x is fenced
          broker 9 is fenced
          broker 1 is
          group g is
          error
          error x
          error NO_SUCH
          records
          """);

  private static final List<String> TEXTS =
      lines(
          """
          7
          {"vivarium": 2}
          {"vivarium": "x"}
          {"vivarium": 1}
          {"vivarium": 1, "name": 7, "profile": "slow", "about": ""}
          {"a": 1, oops}
          {"a" 1}
          {"a": 1 "b": 2}
          {"a": [1}}
          {"a": 1, / "c": 1}
          {"a": tru}
          {"a": 01}
          {"a": "\\q"}
          {"a": 1
          {"a": 1} {}
          {"seed": 1, "seed": 2}
          """);

  /** What stands between quotes is as it was written, and so are names and their lists. */
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  private static final Pattern ENGLISH =
      Pattern.compile(
          "(?<![\\w.])(?:a|an|and|as|be|in|is|it|must|needs|no|none|of|or|such|that|the|to)(?![\\w.])");

  private static final Pattern HANGUL = Pattern.compile("[가-힣]");

  private static List<String> lines(String block) {
    return block.lines().toList();
  }

  @Test
  void itIsToldInBothLanguages() {
    SoftAssertions all = new SoftAssertions();
    wrong()
        .forEach(
            text -> {
              var e =
                  catchThrowableOfType(
                      MistakesException.class, () -> ScenarioFile.parse("s.json", text));
              all.assertThat(e).as(text).isNotNull();
              if (e != null) {
                e.getMessage().lines().forEach(line -> assertToldInBoth(all, line));
              }
            });
    all.assertAll();
    assertThat(wrong().count()).as("how much can be wrong").isGreaterThan(180);
  }

  private static Stream<String> wrong() {
    return Stream.of(
            TEXTS.stream(),
            FIELDS.stream().map(FILE::formatted),
            COMMANDS.stream().map(command -> step("\"at\": \"1s\", \"do\": " + quoted(command))),
            Stream.of("", "(".repeat(22)).map(ScenarioReasonsTest::when),
            CONDITIONS.stream().map(ScenarioReasonsTest::when),
            Stream.of("[".repeat(5_000)))
        .flatMap(texts -> texts);
  }

  private static String when(String condition) {
    return step("\"do\": \"heal\", \"when\": " + quoted(condition));
  }

  private static String step(String step) {
    return FILE.formatted("\"topics\": [{\"name\": \"orders\"}], \"steps\": [{" + step + "}]");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static void assertToldInBoth(SoftAssertions all, String line) {
    all.assertThat(FileReasons.of(line, Texts.ENGLISH)).isEqualTo(line);
    String korean = FileReasons.of(line, Texts.KOREAN);
    all.assertThat(korean).as(line).containsPattern(HANGUL);
    all.assertThat(QUOTED.matcher(korean).replaceAll("''")).as(line).doesNotContainPattern(ENGLISH);
  }
}
