package vivarium.desktop.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.headless.Scenarios;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.simulation.RandomScenario;

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
      descriptionKey = "scenario",
      arity = "0..1",
      paramLabel = "SCENARIO",
      description = "A scenario file; without one, a leader's crash is played.")
  private @Nullable Path file;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description =
          "Virtual time to play, such as 30s or 2m (default: what the scenario says; 30s if it"
              + " says nothing; with --random until all is mended).")
  private @Nullable Long untilNanos;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Converters.OfSeed.class,
      description = "Seed of every random choice, in place of the scenario's.")
  private @Nullable Long seed;

  @Option(
      names = "--random",
      paramLabel = "MINUTES",
      converter = Converters.OfMinutes.class,
      description =
          "Plays what 'simulate --minutes MINUTES' draws for the seed, in place of a scenario.")
  private @Nullable Long randomNanos;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description =
          "Writes a picture of the end, a PNG of 1600×1000, or of the stage"
              + " alone as vectors if it ends in .svg.")
  private @Nullable Path picture;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = "Writes every event, as JSON lines, or as a table if it ends in .csv.")
  private @Nullable Path events;

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Writes a recording, for 'replay' and 'trace'; by custom FILE.viv.gz.")
  private @Nullable Path recording;

  @Option(
      names = "--save-scenario",
      paramLabel = "FILE",
      description =
          "Writes what was done as a scenario that plays the same again: every step at its exact"
              + " time.")
  private @Nullable Path session;

  @Mixin private LanguageOption language = new LanguageOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (file != null && randomNanos != null) {
      throw new ParameterException(
          spec.commandLine(), "a scenario file and --random cannot be given together");
    }
    Scenario scenario = scenario();
    return new HeadlessRun(
            untilNanos == null ? scenario : scenario.withUntil(untilNanos),
            new HeadlessRun.Outputs(picture, events, recording, Version.program(), session))
        .play(spec.commandLine().getOut(), language.texts());
  }

  private Scenario scenario() {
    if (randomNanos != null) {
      return RandomScenario.ofSeed(seed == null ? 1 : seed, randomNanos);
    }
    Scenario scenario = file == null ? Scenarios.byDefault() : Scenarios.read(file);
    return seed == null ? scenario : scenario.withSeed(seed);
  }
}
