package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.json.EventJson;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.simulation.RandomScenario;
import vivarium.engine.simulation.SimulatedRun;

/** What {@code simulate} has found, {@code run --random} shows. */
class ReproductionTest {

  private static final long FAULT_NANOS = 10_000_000_000L;

  @TempDir private Path folder;

  /** In seed 360 faults meet commands that take the controller a while. */
  @ParameterizedTest
  @ValueSource(longs = {1, 360})
  void aSeedPlayedAgainGivesTheSameEventsUntilAllIsMended(long seed) throws IOException {
    Scenario scenario = RandomScenario.ofSeed(seed, FAULT_NANOS);
    long end = scenario.steps().getLast().when().earliestNanos();
    List<String> simulated = new ArrayList<>();
    SimulatedRun.of(
        scenario,
        stamped -> {
          if (stamped.atNanos() < end) {
            simulated.add(EventJson.line(stamped));
          }
        });
    Path events = folder.resolve("events.jsonl");
    new HeadlessRun(scenario, new HeadlessRun.Outputs(null, events, null, "", null))
        .play(new PrintWriter(Writer.nullWriter()), Texts.ENGLISH);
    assertThat(simulated).hasSizeGreaterThan(1_000);
    List<String> played = Files.readAllLines(events);
    for (int i = 0; i < simulated.size(); i++) {
      assertThat(played.get(i)).isEqualTo(simulated.get(i));
    }
  }
}
