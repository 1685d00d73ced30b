package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.i18n.Texts;
import vivarium.engine.scenario.ScenarioFile;

/** What a file is, its beginning tells, and not its name. */
class OpenedFileTest {

  @TempDir private Path folder;

  private Path recording() {
    Path file = folder.resolve("r.viv.gz");
    new HeadlessRun(
            Scenarios.byDefault().withUntil(2_000_000_000L),
            new HeadlessRun.Outputs(null, null, file, "test", null))
        .play(new PrintWriter(Writer.nullWriter()), Texts.ENGLISH);
    return file;
  }

  @Test
  void aRecordingIsOneWhateverItIsCalled() throws IOException {
    Path packed = Files.copy(recording(), folder.resolve("lesson.json"));
    Path plain = folder.resolve("lesson");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, plain);
    }
    assertThat(OpenedFile.read(packed)).isInstanceOf(OpenedFile.OfRecording.class);
    assertThat(OpenedFile.read(plain)).isInstanceOf(OpenedFile.OfRecording.class);
    assertThat(OpenedFile.maybe(packed) && OpenedFile.maybe(plain)).isTrue();
  }

  @Test
  void aScenarioIsOneWhateverItIsCalled() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("x.txt"), "// mine\n" + ScenarioFile.write(Scenarios.byDefault()));
    assertThat(OpenedFile.maybe(file)).isTrue();
    assertThat(OpenedFile.read(file))
        .isInstanceOfSatisfying(
            OpenedFile.OfScenario.class,
            opened -> assertThat(opened.scenario().steps()).isNotEmpty());
  }

  @Test
  void aFileMayBeginWithTheMarkThatSomeEditorsWrite() throws IOException {
    String text = "\uFEFF" + ScenarioFile.write(Scenarios.byDefault());
    Path file = Files.writeString(folder.resolve("marked.json"), text);

    assertThat(OpenedFile.maybe(file)).isTrue();
    assertThat(OpenedFile.read(file)).isInstanceOf(OpenedFile.OfScenario.class);
    assertThat(Scenarios.read(file).steps()).isEqualTo(Scenarios.byDefault().steps());
  }

  @Test
  void aScenarioMayWaitForClientsFromOutsideOnlyWhereTheyCanCome() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("s.json"),
            """
            {"vivarium": 1, "name": "n", "about": "", "profile": "instant",
             "steps": [{"when": "group my-app is Stable", "do": "kill 1"}]}
            """);

    assertThat(OpenedFile.read(file)).isInstanceOf(OpenedFile.OfScenario.class);
    assertThatThrownBy(() -> OpenedFile.readOrDefault(file))
        .hasMessageContaining("$.steps[0].when: there is no group my-app; groups: none");
  }

  @Test
  void whatIsNeitherIsRefusedByName() throws IOException {
    Path picture = Files.write(folder.resolve("p.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Path nothing = Files.createFile(folder.resolve("nothing"));
    Path newer =
        Files.writeString(folder.resolve("newer"), "{\"vivarium-recording\":99,\"x\":1}\n");
    Path comparison =
        Files.writeString(folder.resolve("c.json"), "{\"vivarium\":1,\"scenario\":{}}");
    Path half = Files.writeString(folder.resolve("half.json"), "{\"vivarium\": 1, ");

    refused(folder, "is a folder");
    refused(folder.resolve("none"), "there is no file");
    refused(picture, "is no scenario and no recording");
    refused(nothing, "is empty");
    refused(newer, "it needs a newer Vivarium");
    refused(comparison, "play it with './vivarium compare'");
    refused(half, "line 1, column 17");
    assertThat(OpenedFile.maybe(picture)).isFalse();
    assertThat(OpenedFile.maybe(folder)).isFalse();
    assertThat(OpenedFile.maybe(nothing)).isFalse();
  }

  @Test
  void aRecordingWithoutAnEventIsRefusedAndTakesNothingsPlace() throws IOException {
    String header;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(recording()))) {
      header = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse("");
    }
    Path damaged = Files.writeString(folder.resolve("damaged"), header + "\n{\"seq\": 1");
    Path empty = Files.writeString(folder.resolve("empty"), header + "\n{\"end\": 0}\n");

    refused(damaged, "line 2");
    refused(empty, "holds no event");
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> OpenedFile.read(file))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(file.toString());
  }
}
