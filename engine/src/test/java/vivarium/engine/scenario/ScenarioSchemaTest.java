package vivarium.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.engine.json.MistakesException;
import vivarium.engine.simulation.RandomScenario;

/** The schema for editors says what the program reads. */
class ScenarioSchemaTest {

  private static final Path ASSETS = Path.of("..", "assets");

  private final Schema schema;

  ScenarioSchemaTest() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(ASSETS.resolve("scenario.schema.json")));
  }

  static Stream<Path> scenarios() throws IOException {
    try (Stream<Path> files = Files.list(ASSETS.resolve("scenarios"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyScenarioThatComesAlongFits(Path file) throws Exception {
    fits(Files.readString(file));
    Scenario scenario = ScenarioFile.parse(file.toString(), Files.readString(file));
    String written = ScenarioFile.write(scenario);
    fits(written);
    assertThat(ScenarioFile.parse("written", written)).isEqualTo(scenario);
  }

  @Test
  void scenariosByChanceFitAndAreReadAgain() throws Exception {
    for (long seed = 1; seed <= 40; seed++) {
      Scenario scenario = RandomScenario.ofSeed(seed, 30_000_000_000L);
      String written = ScenarioFile.write(scenario);
      fits(written);
      assertThat(ScenarioFile.parse("written", written)).as("seed %d", seed).isEqualTo(scenario);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "brokers": 101
          "colour": 1
          "profile": "fast"
          "controllers": 2
          "until": "soon"
          "topics": [{"partitions": 1}]
          "producers": [{"client.id": "p", "topic": "t", "acks": "2"}]
          "consumers": [{"client.id": "c", "topic": "t"}]
          "topics": [{"name": "__t"}]
          "consumers": [{"client.id": "c", "group.id": "g", "topic": "t", "client.rack": "a b"}]
          "steps": [{"when": "offline > 0", "within": "0s", "do": "heal"}]
          "steps": [{"do": "heal"}]
          "steps": [{"at": "1s"}]
          "steps": [{"at": "1s", "after": "1s", "do": "heal"}]
          "steps": [{"when": "offline > 0", "turn": 1, "do": "heal"}]
          "steps": [{"at": "1s", "when": "offline > 0", "do": "heal"}]
          """)
  void whatTheProgramRefusesDoesNotFit(String field) {
    String profile = field.contains("profile") ? "" : "\"profile\": \"instant\", ";
    String text =
        "{\"vivarium\": 1, \"name\": \"n\", \"about\": \"\", %s%s}".formatted(profile, field);
    assertThat(schema.validate(text, InputFormat.JSON)).as(text).isNotEmpty();
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> ScenarioFile.parse("s.json", text))
        .isInstanceOf(MistakesException.class);
  }

  private void fits(String text) {
    assertThat(schema.validate(text, InputFormat.JSON)).as(text).isEmpty();
  }
}
