package vivarium.desktop.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.Still;
import vivarium.desktop.film.FilmSize;
import vivarium.desktop.headless.BadValueException;
import vivarium.desktop.headless.Gallery;
import vivarium.desktop.headless.GalleryScene;
import vivarium.desktop.headless.OutputFile;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.theme.Appearance;

/** Pictures of the window in every state, theme, language and size. */
@Command(
    name = "gallery",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Draws the window in every state, in both themes and languages and at three sizes.",
      "Needs no display.",
      ""
    })
final class GalleryCommand implements Callable<Integer> {

  private static final List<FilmSize> SIZES =
      List.of(new FilmSize(1_000, 700), new FilmSize(1_600, 1_000), new FilmSize(3_840, 2_160));

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.KOREAN);

  @Parameters(
      descriptionKey = "dir",
      arity = "1",
      paramLabel = "DIR",
      description = "Where the pictures go.")
  private Path folder = Path.of(".");

  @Option(
      names = "--only",
      paramLabel = "NAME",
      split = ",",
      description = "These scenes instead of all.")
  private @Nullable List<String> only;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = FilmConverters.OfSize.class,
      description = "Pixels across and down, instead of the three sizes.")
  private @Nullable List<FilmSize> sizes;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      converter = FilmConverters.OfAppearance.class,
      description = "dark or light, instead of both.")
  private @Nullable List<Appearance> appearances;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      converter = FilmConverters.OfLanguage.class,
      description = "en or ko, instead of both.")
  private @Nullable List<Locale> languages;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<GalleryScene> scenes = chosen();
    prepare();
    int drawn = 0;
    for (GalleryScene scene : scenes) {
      drawn += draw(scene);
    }
    spec.commandLine().getOut().println("%d pictures in %s".formatted(drawn, folder));
    return ExitCode.OK;
  }

  private List<GalleryScene> chosen() {
    List<GalleryScene> all = Gallery.scenes();
    List<String> names = only;
    if (names == null) {
      return all;
    }
    List<String> known = all.stream().map(GalleryScene::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new BadValueException(
            "there is no scene %s; there are %s".formatted(name, String.join(", ", known)));
      }
    }
    return all.stream().filter(scene -> names.contains(scene.name())).toList();
  }

  private void prepare() {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadValueException(
          "cannot write into %s: %s".formatted(folder, whatStandsInTheWay()));
    }
  }

  private String whatStandsInTheWay() {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return Files.isDirectory(there)
        ? "no folder can be made in %s; name a folder elsewhere".formatted(there)
        : "%s is a file; name a folder".formatted(there);
  }

  private int draw(GalleryScene scene) {
    Still still = Gallery.play(scene);
    Picture plain =
        new Picture(0, 0)
            .of(scene.selected().apply(still.model()))
            .after(scene.actions())
            .offering(Scenarios.bundled());
    int drawn = 0;
    for (FilmSize size : sizes == null ? SIZES : sizes) {
      for (Appearance appearance :
          appearances == null ? List.of(Appearance.values()) : appearances) {
        for (Locale locale : languages == null ? LANGUAGES : languages) {
          Path file =
              folder.resolve(
                  "%s-%dx%d-%s-%s.png"
                      .formatted(
                          scene.name(),
                          size.width(),
                          size.height(),
                          appearance.name().toLowerCase(Locale.ROOT),
                          locale.getLanguage()));
          Picture picture = plain.sized(size.width(), size.height()).in(appearance).in(locale);
          try {
            PictureWriter.write(still, picture, file);
          } catch (IOException e) {
            throw OutputFile.failed(file, e);
          }
          drawn++;
        }
      }
    }
    spec.commandLine().getOut().println(scene.name());
    spec.commandLine().getOut().flush();
    return drawn;
  }
}
