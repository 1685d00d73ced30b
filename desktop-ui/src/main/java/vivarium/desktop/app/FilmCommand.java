package vivarium.desktop.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmSize;
import vivarium.desktop.headless.FilmRun;
import vivarium.desktop.headless.OpenedFile;
import vivarium.desktop.headless.Story;
import vivarium.desktop.i18n.StepsLeft;
import vivarium.desktop.theme.Appearance;
import vivarium.engine.scenario.StepTold;

/** A stretch of a scenario or a recording as an animated picture. */
@Command(
    name = "film",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Films the stage while a scenario plays, or a recording: an animated GIF or PNG, or numbered"
          + " pictures.",
      "Needs no display.",
      ""
    })
final class FilmCommand implements Callable<Integer> {

  @Parameters(
      descriptionKey = "what",
      arity = "0..1",
      paramLabel = "SCENARIO|RECORDING",
      description = "A scenario or a recording; without one, a leader's crash is filmed.")
  private @Nullable Path file;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description = "Virtual time at which the film begins, such as 8s (default: the beginning).")
  private long fromNanos;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = Converters.OfTime.class,
      description = "Virtual time at which it ends (default: the end).")
  private @Nullable Long toNanos;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description =
          "What to write: FILE.gif, FILE.png or FILE.apng (animated), or a folder for numbered"
              + " PNG files.")
  private Path target = Path.of("");

  @Option(
      names = "--fps",
      paramLabel = "N",
      converter = FilmConverters.OfFramesPerSecond.class,
      defaultValue = "12",
      description = "Pictures a second (default: ${DEFAULT-VALUE}).")
  private int framesPerSecond;

  @Option(
      names = "--speed",
      paramLabel = "X",
      converter = FilmConverters.OfSpeed.class,
      defaultValue = "1",
      description = "Virtual seconds in a second of the film (default: ${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = FilmConverters.OfSize.class,
      defaultValue = "960x600",
      description = "Pixels across and down (default: ${DEFAULT-VALUE}).")
  private FilmSize size = FilmSize.USUAL;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      converter = FilmConverters.OfAppearance.class,
      defaultValue = "dark",
      description = "dark or light (default: ${DEFAULT-VALUE}).")
  private Appearance appearance = Appearance.DARK;

  @Mixin private LanguageOption language = new LanguageOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    OpenedFile opened = OpenedFile.readOrDefault(file);
    Film film =
        new Film(
            fromNanos,
            toNanos == null ? Story.usualEndNanos(opened) : toNanos,
            framesPerSecond,
            speed,
            size.width(),
            size.height(),
            appearance,
            language.locale());
    List<StepTold> left =
        new FilmRun(opened, film, target).write(spec.commandLine().getErr(), language::reason);
    PrintWriter out = spec.commandLine().getOut();
    out.println("%d pictures in %s".formatted(film.frames(), target));
    StepsLeft.of(left, language.texts()).forEach(out::println);
    return left.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }
}
