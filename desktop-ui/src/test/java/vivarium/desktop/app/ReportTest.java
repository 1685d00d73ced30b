package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.headless.OpenedFile;
import vivarium.desktop.headless.ReportRun;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.headless.Story;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/** A report as a browser shows it. */
class ReportTest {

  private static final int TIMEOUT_SECONDS = 90;

  @TempDir private Path folder;

  private Path report(String... more) throws IOException {
    Path file = folder.resolve("report.html");
    List<String> arguments = new ArrayList<>(List.of("report", "--out", file.toString()));
    arguments.addAll(List.of(more));
    assertThat(CommandLines.commandLine().execute(arguments.toArray(String[]::new))).isZero();
    return file;
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            place ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** What a browser says of a page; it may load nothing and complain of nothing. */
  private String browse(String... options) throws IOException, InterruptedException {
    Optional<Path> browser = chromium();
    assumeTrue(
        browser.isPresent(), "no Chromium to open the report with (apt-get install chromium)");
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    List<String> command =
        new ArrayList<>(
            List.of(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile")));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(log)).doesNotContain("CONSOLE");
    return Files.readString(out);
  }

  @Test
  void aBrowserShowsTheStoryOfALeadersCrash() throws Exception {
    Path file = report();
    String page = browse("--dump-dom", file.toUri().toString());

    assertThat(page)
        .contains(
            "The leader crashes",
            "broker 1 was killed",
            "no heartbeat for 3050 ms (broker.session.timeout.ms=3000)",
            "because",
            "What became of the records",
            "117",
            "min.insync.replicas=2",
            "<svg")
        .doesNotContain("src=", "url(", "<script", "<link");
    assertThat(page.split("<figure>", -1).length - 1).as("pictures").isBetween(4, 9);
    assertThat(page)
        .as("each sentence has its own time, and so has the picture")
        .containsSubsequence(
            "<time>00:08.0</time>",
            "broker 1 was killed",
            "<time>00:09.4</time>",
            "The picture shows 00:11.350.");
  }

  @Test
  void aScreenshotOfItIsAPictureAndNotAnEmptyPage() throws Exception {
    Path picture = folder.resolve("page.png");
    browse(
        "--screenshot=" + picture,
        "--window-size=1280,1600",
        report("--lang", "ko").toUri().toString());
    var image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(1280);
    assertThat(
            IntStream.range(0, 1280 * 1600)
                .map(i -> image.getRGB(i % 1280, i / 1280))
                .distinct()
                .count())
        .as("colours")
        .isGreaterThan(200);
  }

  @Test
  void theKoreanPageIsKoreanAndEscapesWhatIsInIt() throws IOException {
    Path file = folder.resolve("escaped.html");
    var crash = Scenarios.byDefault();
    var scenario =
        new Scenario(
            Wording.of("<b>Tom & \"Jerry\"</b>"),
            crash.about(),
            crash.cluster(),
            crash.steps(),
            12_000_000_000L);
    new ReportRun(Story.of(new OpenedFile.OfScenario(scenario), scenario.untilNanos()), "a test")
        .write(file, Locale.KOREAN);
    assertThat(Files.readString(file))
        .contains("<html lang=\"ko\">", "무슨 일이 왜 일어났나", "원인:", "확인됨")
        .contains("<h1>&lt;b&gt;Tom &amp; &quot;Jerry&quot;&lt;/b&gt;</h1>")
        .doesNotContain("<b>Tom");
  }
}
