package vivarium.desktop.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.experiment.Difference;
import vivarium.desktop.experiment.Experiment;
import vivarium.desktop.experiment.ExperimentResult;
import vivarium.desktop.experiment.Fork;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.Still;
import vivarium.desktop.headless.BackgroundLaboratory;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.Comparisons;
import vivarium.desktop.headless.ExperimentReport;
import vivarium.desktop.headless.ExperimentRun;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.headless.OutputFile;
import vivarium.desktop.headless.Recordings;
import vivarium.desktop.headless.Scenarios;
import vivarium.engine.command.CommandText;
import vivarium.engine.recording.Recording;
import vivarium.engine.text.TimeText;

/** Two runs that differ in one thing, side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays two runs that differ in one thing and tells where they first differ, and a table of"
          + " what became of both.",
      "WHAT is a comparison, by its name (acks, min-isr, unclean, …) or from its file. Or, with"
          + " --change or --seed, a recording or a scenario, which is compared with itself.",
      ""
    },
    footer = {
      "",
      "vivarium compare acks",
      "vivarium compare session.viv.gz --at 8s --change \"set topic orders min.insync.replicas=1\""
    })
final class CompareCommand implements Callable<Integer> {

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final int PICTURE_WIDTH = 1600;
  private static final int PICTURE_HEIGHT = 1000;

  @Parameters(
      descriptionKey = "what",
      paramLabel = "WHAT",
      description = "A comparison, a recording or a scenario.")
  private String what = "";

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description = "The moment of the change, such as 8s.")
  private @Nullable Long atNanos;

  @Option(
      names = "--change",
      paramLabel = "COMMAND",
      description = "What is done then on the other side, in the words of a scenario's steps.")
  private @Nullable String change;

  @Option(
      names = "--seed",
      paramLabel = "N",
      converter = Converters.OfSeed.class,
      description = "Another seed on the other side instead.")
  private @Nullable Long seed;

  @Option(names = "--print", description = "Prints instead of opening the window, display or not.")
  private boolean print;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Writes a picture of both sides at the first difference, a PNG of 1600×1000.")
  private @Nullable Path picture;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    HeadlessRun.checkPicture(picture);
    Experiment experiment = change == null && seed == null ? shipped() : fork();
    ExperimentResult result = ExperimentRun.play(experiment, share -> {});
    Optional<String> problem =
        print || picture != null ? Optional.of("") : Display.problem(System.getenv());
    if (problem.isPresent()) {
      new ExperimentReport(result).print(spec.commandLine().getOut());
      if (picture != null) {
        writePicture(result, picture);
      }
      return result.isWhole() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
    VivariumWindow.openAndWait(
        Showing.of(result.a().tape(), experiment.name()), window -> window.show(result));
    return Termination.exitCode();
  }

  private void writePicture(ExperimentResult result, Path file) {
    Difference first = result.first();
    long at = first == null ? result.experiment().untilNanos() : first.atNanos();
    Still still =
        new Still(result.a().session().present(), at)
            .with(new Still.Exhibit(new BackgroundLaboratory(null), result, at));
    try {
      PictureWriter.write(still, new Picture(PICTURE_WIDTH, PICTURE_HEIGHT), file);
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
    spec.commandLine().getOut().println("Picture: " + file);
    spec.commandLine().getOut().flush();
  }

  private Experiment shipped() {
    if (atNanos != null) {
      throw new ParameterException(
          spec.commandLine(), "--at needs what is done then: --change \"kill 2\"");
    }
    return Comparisons.read(what);
  }

  private Experiment fork() {
    if (change != null && seed != null) {
      throw new ParameterException(
          spec.commandLine(), "--change and --seed cannot be given together: change one thing");
    }
    if (change != null && atNanos == null) {
      throw new ParameterException(
          spec.commandLine(), "--change needs the moment at which it is done: --at 8s");
    }
    Fork.Change wanted = seed != null ? new Fork.Change.Seed(seed) : parsed(String.valueOf(change));
    long at = atNanos == null ? 0 : atNanos;
    Path file = Path.of(what);
    if (!isRecording(file)) {
      return Fork.of(Scenarios.read(file), at, wanted);
    }
    Recording recording = Recordings.read(file);
    if (at > recording.endNanos()) {
      throw new BadValueException(
          "--at %s is after the recording's end, %s"
              .formatted(TimeText.format(at), TimeText.format(recording.endNanos())));
    }
    warn(recording.damage());
    return Fork.of(recording.asSession(), at, wanted, recording.outsiders());
  }

  private static Fork.Change parsed(String typed) {
    try {
      return new Fork.Change.Do(CommandText.parse(typed));
    } catch (IllegalArgumentException e) {
      throw new BadValueException("--change: " + e.getMessage(), e);
    }
  }

  private static boolean isRecording(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == GZIP_MAGIC >> 8 && in.read() == (GZIP_MAGIC & 0xff);
    } catch (IOException e) {
      return false; // Whoever reads it as a scenario says what is wrong.
    }
  }

  private void warn(@Nullable String sentence) {
    if (sentence != null) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("vivarium: " + sentence);
      err.flush();
    }
  }
}
