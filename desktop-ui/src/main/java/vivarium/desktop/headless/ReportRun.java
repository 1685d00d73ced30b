package vivarium.desktop.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.i18n.StepsLeft;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.report.Report;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.theme.FontMeasure;

/**
 * A story told as one page.
 *
 * @param story what is told
 * @param program the program's name and version
 */
public record ReportRun(Story story, String program) {

  private LinkedHashMap<String, String> environment() {
    LinkedHashMap<String, String> environment = new LinkedHashMap<>();
    environment.put("program", program);
    environment.put("Java", Runtime.version().toString());
    environment.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("seed", Long.toString(story.cluster().seed()));
    environment.put("profile", story.cluster().profile().word());
    return environment;
  }

  /**
   * Writes the page.
   *
   * @throws FailedException if it cannot be written
   */
  public void write(Path file, Locale locale) {
    Report.About about =
        new Report.About(
            story.title(),
            story.about(),
            environment(),
            StepsLeft.of(story.left(), Texts.of(locale)));
    try {
      Files.writeString(
          file,
          PictureWriter.onToolkit(
              () ->
                  Report.html(
                      new ClusterSession(story.tape()),
                      about,
                      Texts.of(locale),
                      new FontMeasure())));
    } catch (IOException e) {
      throw OutputFile.failed(file, e);
    }
  }
}
