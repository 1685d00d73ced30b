package vivarium.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.headless.OpenedFile;
import vivarium.desktop.headless.OutputFile;
import vivarium.desktop.headless.ReportRun;
import vivarium.desktop.headless.Story;
import vivarium.desktop.i18n.StepsLeft;

/** A session told as one page. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays a scenario, or takes a recording, and tells it as one HTML page that needs nothing"
          + " beside itself: pictures, what happened and why, charts, what became of the records.",
      ""
    })
final class ReportCommand implements Callable<Integer> {

  @Parameters(
      descriptionKey = "what",
      arity = "0..1",
      paramLabel = "SCENARIO|RECORDING",
      description = "A scenario or a recording; without one, a leader's crash is played.")
  private @Nullable Path file;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The page to write.")
  private Path target = Path.of("");

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description = "Virtual time at which the story ends (default: the end).")
  private @Nullable Long untilNanos;

  @Mixin private LanguageOption language = new LanguageOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    OutputFile.check(target);
    OpenedFile opened = OpenedFile.readOrDefault(file);
    Story story = Story.of(opened, untilNanos == null ? Story.usualEndNanos(opened) : untilNanos);
    String damage = story.damage();
    if (damage != null) {
      spec.commandLine().getErr().println("vivarium: " + language.reason(damage));
    }
    new ReportRun(story, Version.program()).write(target, language.locale());
    PrintWriter out = spec.commandLine().getOut();
    out.println("Report: " + target);
    StepsLeft.of(story.left(), language.texts()).forEach(out::println);
    return story.left().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
