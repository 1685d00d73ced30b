package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

class ScenariosTest {

  @Test
  void everyScenarioOfTheAssetsCanBeChosenAndSaysWhatThereIsToSee() throws IOException {
    List<Wording> inAssets;
    try (Stream<Path> files = Files.list(Path.of("..", "assets", "scenarios"))) {
      inAssets =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .map(file -> Scenarios.read(file).name())
              .toList();
    }

    assertThat(Scenarios.bundled())
        .extracting(Scenario::name)
        .containsExactlyInAnyOrderElementsOf(inAssets);
    assertThat(Scenarios.bundled())
        .allSatisfy(
            scenario -> {
              assertThat(scenario.about().english()).isNotEmpty();
              assertThat(scenario.about().korean()).containsPattern("[가-힣]");
              assertThat(scenario.name().korean()).containsPattern("[가-힣]");
            });
  }
}
