package vivarium.desktop.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import vivarium.engine.text.Wording;

/** What is wrong with a comparison is said with its place and what would be right. */
class ComparisonFileTest {

  private static final String GOOD =
      """
      {
        "vivarium": 1,
        "name": "acks", "about": "two",
        "ko": {"name": "acks 비교", "about": "둘"},
        "a": {"label": "one", "ko": "하나", "with": {"acks": "1", "who": 1}},
        "b": {"label": "all", "with": {"acks": "all", "who": 2}},
        "scenario": {
          "profile": "classroom",
          "topics": [{"name": "orders"}],
          "producers": [{"client.id": "web", "topic": "orders", "acks": "${acks}"}],
          "steps": [{"at": "8s", "do": "kill ${who}"}]
        }
      }
      """;

  private static void refused(String text, String message) {
    assertThatThrownBy(() -> ComparisonFile.parse("c.json", text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void eachSideHasItsOwnValues() {
    Experiment experiment = ComparisonFile.parse("c.json", GOOD);

    assertThat(experiment.a().scenario().cluster().producers().getFirst().acksWord())
        .isEqualTo("1");
    assertThat(experiment.b().scenario().cluster().producers().getFirst().acksWord())
        .isEqualTo("all");
    assertThat(experiment.b().scenario().steps().getFirst().command().words()).isEqualTo("kill 2");
    assertThat(experiment.a().label()).isEqualTo(new Wording("one", "하나"));
    assertThat(experiment.b().label()).isEqualTo(Wording.of("all"));
  }

  @Test
  void aVariableThatASideDoesNotKnowIsNamed() {
    refused(
        GOOD.replace("\"who\": 2", "\"whom\": 2"),
        "c.json: the scenario says ${who}, and $.b.with does not say what it is");
  }

  @Test
  void aVariableThatNobodyAsksForIsNamed() {
    refused(
        GOOD.replace("\"who\": 2", "\"who\": 2, \"x\": 1"),
        "c.json: $.b.with.x: the scenario nowhere says ${x}");
  }

  @Test
  void whatIsMissingOrUnknownIsNamed() {
    refused(
        GOOD.replace("\"about\": \"two\",", ""), "c.json: $.about is missing: it must be words");
    refused(
        GOOD.replace("\"vivarium\": 1", "\"vivarium\": 2"),
        "c.json: $.vivarium = 2 is not valid: it must be 1, the version");
    refused(
        GOOD.replace("\"ko\": \"하나\"", "\"kr\": \"하나\""),
        "c.json: $.a.kr is not known: known here are ko, label, with");
  }

  @Test
  void allThatIsWrongIsTold() {
    refused(
        GOOD.replace("\"about\": \"two\",", "\"about\": \" \", \"from\": \"soon\", \"c\": 1,")
            .replace("\"label\": \"all\",", ""),
        """
        c.json: $.about = " " is not valid: it must be words
        c.json: $.from: 'soon' is not valid: it must be a time such as 30s, 500ms or 1m30s, at most 24h
        c.json: $.c is not known: known here are a, about, b, from, ko, name, scenario, vivarium
        c.json: $.b.label is missing: it must be words""");
    refused("[]", "c.json: $ = [] is not valid: it must be an object, {…}");
  }

  @Test
  void whatIsWrongWithTheScenarioIsSaidWithTheSide() {
    assertThatThrownBy(
            () ->
                ComparisonFile.parse(
                    "c.json", GOOD.replace("\"acks\": \"all\"", "\"acks\": \"most\"")))
        .hasMessageStartingWith("c.json: the scenario of side b: ");
  }

  @Test
  void brokenJsonIsToldWithItsLine() {
    refused(
        "{\n  \"vivarium\" 1\n}",
        "c.json: line 2, column 14: this is not JSON at '1': a colon is needed between a field's"
            + " name and its value");
    String broken = GOOD.replace("\"about\": \"two\",", "\"about\": \"two\"");
    assertThat(ComparisonFile.isMeant(broken)).as("so that it is told what is broken").isTrue();
    assertThat(ComparisonFile.isMeant("{\"vivarium\" 1, \"steps\": []}")).isFalse();
  }

  @Test
  void aValueThatIsNoWordIsNamed() {
    refused(
        GOOD.replace("\"who\": 2", "\"who\": {}"),
        "c.json: $.b.with.who = {} is not valid: it must be a string, a number, true or false");
    refused(
        GOOD.replace("\"who\": 2", "\"who\": null"),
        "c.json: $.b.with.who = null is not valid: it must be a string, a number, true or false");
  }

  @Test
  void aScenarioIsNotTakenForAComparison() {
    assertThat(ComparisonFile.isMeant(GOOD)).isTrue();
    assertThat(ComparisonFile.isMeant("{\"vivarium\": 1, \"steps\": []}")).isFalse();
    assertThat(ComparisonFile.isMeant("no JSON")).isFalse();
  }
}
