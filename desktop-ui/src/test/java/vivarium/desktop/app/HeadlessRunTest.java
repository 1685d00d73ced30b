package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code run}, from the scenario to the picture. */
class HeadlessRunTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void aLeadersCrashIsToldWithItsCausesAndItsEnd() {
    String out = run(0, "--until", "30s");

    assertThat(out.lines())
        .anyMatch(line -> line.matches("00:08\\.000  broker \\d was killed"))
        .anyMatch(
            line ->
                line.matches(
                    "00:1\\d\\.\\d+  broker \\d was fenced: .* ← broker \\d was killed · 00:08\\.0"));
    assertHappensInOrder(
        out,
        "was killed",
        "was fenced",
        "orders-0: broker",
        "started",
        "orders-0: ISR expanded",
        "acknowledged ",
        "30.0 s of virtual time in ");
    assertThat(out).contains("lost 0 · duplicated 0").doesNotContain("BUG");
    assertThat(err.toString()).isEmpty();
  }

  private Path waitingInVain() throws IOException {
    return Files.writeString(
        folder.resolve("waits.json"),
        """
        {"vivarium": 1, "name": "w", "about": "a", "profile": "instant",
         "steps": [{"at": "1s", "do": "kill 1"},
                   {"when": "broker 2 is fenced", "do": "restart it"}],
         "until": "3s"}
        """);
  }

  @Test
  void stepsThatNeverCameAreToldAtTheEnd() throws IOException {
    Path scenario = waitingInVain();
    assertThat(run(1, scenario.toString()))
        .contains("Step 2 of 2 never came, restart it: it still waits for: 'broker 2 is fenced'\n");
    assertThat(run(1, "--lang", "ko", scenario.toString()))
        .contains("2단계 중 2번째 단계는 실행되지 않았습니다, restart it: 아직 기다리는 조건: 'broker 2 is fenced'\n");
  }

  @Test
  void aFilmAPageAndAComparisonTellOfThemToo() throws IOException {
    String scenario = waitingInVain().toString();
    String step = "Step 2 of 2 never came, restart it: it still waits for: 'broker 2 is fenced'";
    String film = folder.resolve("f.gif").toString();

    assertThat(
            execute(
                1, "film", scenario, "--out", film, "--size", "480x320", "--fps", "2", "--lang",
                "en"))
        .endsWith(step + "\n");
    assertThat(
            execute(
                0, "film", scenario, "--out", film, "--size", "480x320", "--fps", "2", "--to",
                "2s"))
        .as("a film that ends earlier leaves it out on purpose")
        .doesNotContain("never came");
    assertThat(
            execute(
                1,
                "report",
                scenario,
                "--out",
                folder.resolve("r.html").toString(),
                "--lang",
                "en"))
        .endsWith(step + "\n");
    assertThat(execute(1, "compare", scenario, "--seed", "2", "--print"))
        .as("on the other side what the change made impossible is passed over")
        .endsWith("seed 1: " + step + "\n")
        .doesNotContain("seed 2: Step");
  }

  @Test
  void theSameSeedTellsTheSameAndAnotherSeedAnother() {
    String first = withoutItsLastLine(run(0, "--until", "20s"));
    String second = withoutItsLastLine(run(0, "--until", "20s"));
    String other = withoutItsLastLine(run(0, "--until", "20s", "--seed", "2"));
    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void eventsAndPictureAreWritten() throws IOException {
    Path events = folder.resolve("events.jsonl");
    Path picture = folder.resolve("picture.png");
    run(0, "--until", "5s", "--events", events.toString(), "--picture", picture.toString());

    List<String> lines = Files.readAllLines(events);
    JsonMapper json = new JsonMapper();
    for (int i = 0; i < lines.size(); i++) {
      JsonNode event = json.readTree(lines.get(i));
      assertThat(event.get("seq").longValue()).isEqualTo(i + 1);
      assertThat(event.get("causeSeq").longValue()).isLessThanOrEqualTo(i);
    }
    assertThat(lines).hasSizeGreaterThan(100);
    BufferedImage image = ImageIO.read(picture.toFile());
    assertThat(image.getWidth()).isEqualTo(1600);
    assertThat(image.getHeight()).isEqualTo(1000);
  }

  @Test
  void aStepThatCannotBeCarriedOutIsNamedWithItsTime() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("scenario.json"),
            """
            {"vivarium": 1, "name": "n", "about": "a", "profile": "instant",
             "steps": [{"at": "1s", "do": "restart 1"}]}
            """);
    run(1, scenario.toString());
    assertThat(err.toString())
        .isEqualTo(
            "vivarium: the step at 00:01.000 cannot be carried out: broker 1 is running; kill it or"
                + " shut it down first%n".formatted());
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedBeforeAnythingIsPlayed() {
    for (String option : List.of("--events", "--picture")) {
      Path none = folder.resolve("none");
      Path file = none.resolve("file");
      assertThat(run(2, option, file.toString())).isEmpty();
      assertThat(err.toString())
          .isEqualTo("vivarium: cannot write %s: there is no folder %s%n".formatted(file, none));
      err.getBuffer().setLength(0);

      assertThat(run(2, option, folder.toString())).isEmpty();
      assertThat(err.toString())
          .isEqualTo(
              "vivarium: cannot write %s: it is a folder; name a file in it%n".formatted(folder));
      err.getBuffer().setLength(0);
    }
    Path photo = folder.resolve("p.jpg");
    assertThat(run(2, "--picture", photo.toString())).isEmpty();
    assertThat(err.toString())
        .isEqualTo(
            "vivarium: cannot write %s: a picture's name must end in .png or .svg%n"
                .formatted(photo));
  }

  private String run(int exitCode, String... args) {
    return execute(
        exitCode, Stream.concat(Stream.of("run"), Stream.of(args)).toArray(String[]::new));
  }

  private String execute(int exitCode, String... args) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = CommandLines.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    assertThat(commandLine.execute(args)).as(err.toString()).isEqualTo(exitCode);
    return out.toString();
  }

  private static void assertHappensInOrder(String out, String... parts) {
    int from = 0;
    for (String part : parts) {
      int at = out.indexOf(part, from);
      assertThat(at).as("'%s' after what comes before it, in:%n%s", part, out).isNotNegative();
      from = at + 1;
    }
  }

  private static String withoutItsLastLine(String out) {
    return out.strip().substring(0, out.strip().lastIndexOf('\n'));
  }
}
