package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vivarium.desktop.headless.Scenarios;

/** A run is recorded, told again, saved as a scenario, and one record of it is followed. */
class RecordingCommandsTest {

  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();
  private Path recording = Path.of("");

  @BeforeEach
  void inTheFolder() {
    recording = folder.resolve("r.viv.gz");
  }

  @Test
  void aRecordingTellsTheSameTimelineAndSummary() {
    String played = run(0, "run", "--until", "20s", "--record", recording.toString());
    String told = run(0, "replay", "--print", recording.toString());

    assertThat(err.toString()).isEmpty();
    assertThat(story(told)).hasSizeGreaterThan(15).isEqualTo(story(played));
    assertThat(told).endsWith("00:20.000 of virtual time, recorded%n".formatted());
  }

  @Test
  void aRecordingIsToldUpToAMomentWithAPicture() {
    run(0, "run", "--until", "12s", "--record", recording.toString());
    Path picture = folder.resolve("p.png");
    String told =
        run(0, "replay", recording.toString(), "--at", "9s", "--picture", picture.toString());
    assertThat(told).contains("was killed").doesNotContain("was fenced");
    assertThat(picture).isNotEmptyFile();
    run(2, "replay", recording.toString(), "--at", "13s");
    assertThat(err.toString())
        .isEqualTo("vivarium: 00:13.000 is after the recording's end, 00:12.000%n".formatted());
  }

  @Test
  void aRecordingIsFilmedAndReportedAsTheScenarioItIsOfInItsLanguages() throws IOException {
    run(0, "run", "--until", "12s", "--record", recording.toString());
    Path filmed = folder.resolve("recorded.gif");
    Path played = folder.resolve("played.gif");
    String[] stretch = {"--from", "8s", "--to", "9s", "--fps", "4", "--size", "640x400"};
    run(0, with(stretch, "film", recording.toString(), "--out", filmed.toString()));
    run(0, with(stretch, "film", "--out", played.toString()));
    assertThat(filmed).hasSameBinaryContentAs(played);

    run(2, "film", recording.toString(), "--to", "13s", "--out", filmed.toString());
    assertThat(err.toString()).contains("is after the recording's end, 00:12.000");

    Path page = folder.resolve("r.html");
    run(0, "report", recording.toString(), "--lang", "ko", "--out", page.toString());
    String title = Scenarios.byDefault().name().korean();
    assertThat(Files.readString(page))
        .contains("<h1>%s</h1>".formatted(title), Scenarios.byDefault().about().korean());
  }

  private static String[] with(String[] options, String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(options)).toArray(String[]::new);
  }

  @Test
  void aSavedScenarioPlaysTheSameAgain() throws IOException {
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");
    Path third = folder.resolve("third.jsonl");
    Path saved = folder.resolve("saved.json");
    Path fromRecording = folder.resolve("recorded.json");
    run(
        0,
        "run",
        "--until",
        "25s",
        "--events",
        first.toString(),
        "--save-scenario",
        saved.toString(),
        "--record",
        recording.toString());
    run(0, "replay", recording.toString(), "--save-scenario", fromRecording.toString());
    run(0, "run", saved.toString(), "--events", second.toString());
    run(0, "run", fromRecording.toString(), "--events", third.toString());

    assertThat(second).hasSameTextualContentAs(first);
    assertThat(third).hasSameTextualContentAs(first);
    assertThat(Files.readString(saved)).contains("{\"at\": \"8s\", \"do\": \"kill ");
  }

  @Test
  void aStepWaitsForItsCondition() throws IOException {
    Path scenario =
        Files.writeString(
            folder.resolve("s.json"),
            """
            { // comments are allowed
              "vivarium": 1, "name": "n", "about": "a", "profile": "classroom",
              "topics": [{"name": "orders", "partitions": 1, "replicationFactor": 3}],
              "steps": [
                {"at": "2s", "do": "kill leader of orders-0"},
                {"when": "leader of orders-0 changes", "after": "1s", "within": "20s", "do": "restart it"},
                {"when": "ISR of orders-0 = 3", "within": "20s", "do": "freeze follower of orders-0"}
              ],
              "until": "40s"
            }
            """);
    String out = run(0, "run", scenario.toString());
    assertThat(out)
        .containsSubsequence(
            "was killed", "is the new leader", "started", "ISR expanded", "is frozen");

    Path late =
        Files.writeString(
            scenario,
            Files.readString(scenario).replace("ISR of orders-0 = 3", "ISR of orders-0 < 1"));
    run(1, "run", late.toString());
    assertThat(err.toString())
        .isEqualTo(
            "vivarium: the step when \"ISR of orders-0 < 1\" cannot be carried out: its condition did"
                + " not hold within 20s%n".formatted());
  }

  @Test
  void aRecordIsFollowed() {
    run(0, "run", "--until", "10s", "--record", recording.toString());
    String out = trace(0, "orders", "0", "1");
    assertThat(out)
        .startsWith("orders-0, offset 1")
        .containsSubsequence(
            "producer web-checkout    sent it to broker",
            "appended it as leader, epoch 0",
            "fetched and appended it",
            "fetched and appended it",
            "high watermark passed it: it is committed",
            "was told it is written, acks=all")
        .contains("read it, group billing")
        .containsPattern("\\d+\\.\\d ms in all");

    refused(
        "no topic of the recording is called 'order'; there are __consumer_offsets, orders,"
            + " payments",
        "order",
        "0",
        "1");
    refused("topic orders has no partition 7; it has 0, 1, 2", "orders", "7", "1");
    trace(2, "orders", "0", "1000");
    assertThat(err.toString())
        .matches(
            "vivarium: the recording tells nothing of offset 1000 of orders-0: it must be 0 to"
                + " \\d+\\s+");
  }

  @Test
  void filesThatAreNoRecordingsAreRefusedInALine() throws IOException {
    Path none = folder.resolve("none");
    Path text = Files.writeString(folder.resolve("text"), "hello\n");
    for (List<String> command :
        List.of(
            List.of("replay", "--print"),
            List.of("trace", "--topic", "t", "--partition", "0", "--offset", "0"))) {
      refusedFile(command, none, "there is no file " + none);
      refusedFile(command, folder, folder + " is a folder, not a recording");
      refusedFile(command, text, text + " is no recording: its first line is not that of one");
    }
  }

  @Test
  void aDamagedRecordingIsToldUpToTheDamage() throws IOException {
    run(0, "run", "--until", "10s", "--record", recording.toString());
    byte[] whole = Files.readAllBytes(recording);
    Files.write(recording, Arrays.copyOf(whole, whole.length * 3 / 4));
    String told = run(0, "replay", "--print", recording.toString());
    assertThat(told).contains("of virtual time, recorded");
    assertThat(err.toString())
        .hasLineCount(1)
        .startsWith("vivarium: " + recording + ", line ")
        .contains("it ends in its middle", "were read");
  }

  private void refusedFile(List<String> command, Path file, String message) {
    String[] args = new String[command.size() + 1];
    command.toArray(args);
    args[command.size()] = file.toString();
    err.getBuffer().setLength(0);
    run(2, args);
    assertThat(err.toString()).isEqualTo("vivarium: %s%n".formatted(message));
  }

  private void refused(String message, String topic, String partition, String offset) {
    trace(2, topic, partition, offset);
    assertThat(err.toString()).isEqualTo("vivarium: %s%n".formatted(message));
    err.getBuffer().setLength(0);
  }

  private String trace(int exitCode, String topic, String partition, String offset) {
    return run(
        exitCode,
        "trace",
        recording.toString(),
        "--topic",
        topic,
        "--partition",
        partition,
        "--offset",
        offset);
  }

  /** The timeline and the summary, without what only one of the two says. */
  private static List<String> story(String out) {
    return out.lines().skip(1).filter(line -> !line.contains("of virtual time")).toList();
  }

  private String run(int exitCode, String... args) {
    StringWriter out = new StringWriter();
    CommandLine commandLine = CommandLines.commandLine();
    commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    assertThat(commandLine.execute(args)).as(err.toString()).isEqualTo(exitCode);
    return out.toString();
  }
}
