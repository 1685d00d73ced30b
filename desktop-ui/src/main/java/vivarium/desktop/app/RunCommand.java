package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.engine.scenario.Scenario;

/** A scenario played without a window, as fast as possible. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays a scenario without a window, as fast as possible.",
      "Prints what changed, with its causes, and what became of the records.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "A scenario file; without one, a leader's crash is played.")
  private @Nullable Path file;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      defaultValue = HeadlessRun.DEFAULT_UNTIL,
      converter = Converters.OfTime.class,
      description = "Virtual time to play, such as 30s or 2m (default: ${DEFAULT-VALUE}).")
  private long untilNanos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Converters.OfSeed.class,
      description = "Seed of every random choice, in place of the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Writes a picture of the end, a PNG of 1600×1000.")
  private @Nullable Path picture;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Writes every event, as JSON lines.")
  private @Nullable Path events;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Scenario scenario = file == null ? Scenarios.byDefault() : Scenarios.read(file);
    if (seed != null) {
      scenario = scenario.withSeed(seed);
    }
    return new HeadlessRun(scenario, untilNanos, picture, events).play(spec.commandLine().getOut());
  }
}
