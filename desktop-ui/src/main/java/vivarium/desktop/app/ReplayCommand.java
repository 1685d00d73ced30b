package vivarium.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.headless.OutputFile;
import vivarium.desktop.headless.RecordedRun;
import vivarium.desktop.headless.Recordings;
import vivarium.engine.recording.Recording;
import vivarium.engine.scenario.SavedSession;
import vivarium.engine.scenario.ScenarioFile;
import vivarium.engine.text.Wording;

/** A recording looked at again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Opens the window on a recording. Without a display, or with one of the options, it prints"
          + " what changed, with its causes, as 'run' does.",
      "A damaged recording is read up to the damage.",
      ""
    })
final class ReplayCommand implements Callable<Integer> {

  @Parameters(
      descriptionKey = "recording",
      paramLabel = "RECORDING",
      description = "A file that --record wrote.")
  private Path file = Path.of("");

  @Option(names = "--print", description = "Prints instead of opening the window, display or not.")
  private boolean print;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description = "Virtual time up to which it is told, such as 12s (default: its end).")
  private @Nullable Long atNanos;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description =
          "Writes a picture of that moment, a PNG of 1600×1000, or of the stage"
              + " alone as vectors if it ends in .svg.")
  private @Nullable Path picture;

  @Option(
      names = "--save-scenario",
      paramLabel = "FILE",
      description = "Writes what was done as a scenario that plays the same again, if it can.")
  private @Nullable Path session;

  @Mixin private LanguageOption language = new LanguageOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws java.io.IOException {
    HeadlessRun.checkPicture(picture);
    if (session != null) {
      OutputFile.check(session);
    }
    Recording recording = Recordings.readToShow(file);
    RecordedRun run = RecordedRun.upTo(recording, atNanos);
    String damage = recording.damage();
    warn(damage == null ? null : language.reason(damage));
    boolean toPrint = print || atNanos != null || picture != null || session != null;
    Optional<String> problem = toPrint ? Optional.empty() : Display.problem(System.getenv());
    problem.ifPresent(reason -> warn(reason + " Going on without a window."));
    if (session != null) {
      SavedSession saved = recording.asSession();
      Files.writeString(session, ScenarioFile.write(saved.scenario()));
      Wording whyNot = saved.whyNotTheSame();
      warn(whyNot == null ? null : whyNot.in(language.locale()));
    }
    if (toPrint || problem.isPresent()) {
      return run.tell(spec.commandLine().getOut(), picture, language.texts());
    }
    VivariumWindow.openAndWait(Showing.recorded(recording, file, share -> {}), window -> {});
    return Termination.exitCode();
  }

  private void warn(@Nullable String what) {
    if (what != null) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("vivarium: " + what);
      err.flush();
    }
  }
}
