package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.headless.HeadlessRun;
import vivarium.desktop.headless.Recordings;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.settings.UserSettings;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.recording.Recording;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.scenario.Scenario;

/** Somebody closes a window while it writes files. */
class ClosingJourneyTest extends WindowJourney {

  @TempDir private Path config;

  @TempDir private Path source;

  @TempDir private Path folder;

  @BeforeEach
  void open() throws Exception {
    ClusterConfig begun =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", 1, 3))
            .build();
    cluster = Vivarium.start(begun, Vivarium.Options.DEFAULT);
    FxToolkit.registerPrimaryStage();
    window =
        Toolkit.call(
            () ->
                VivariumWindow.open(
                    Showing.live(cluster, new Scenario("mine", "", begun, List.of())),
                    new Stage(),
                    UserSettings.load(config.resolve("none")),
                    Objects.requireNonNull(Autosave.in(config)),
                    now -> now.save(config.resolve("settings"))));
    await("the topic is drawn", () -> leaderOf(ORDERS_0) > 0);
  }

  /** Shows a recording that takes a while to be copied. */
  private Recording showLong() throws Exception {
    Path file = source.resolve("long.viv.gz");
    new HeadlessRun(
            Scenarios.byDefault().withUntil(12_000_000_000L),
            new HeadlessRun.Outputs(null, null, file, "test", null))
        .play(new PrintWriter(Writer.nullWriter()), Texts.ENGLISH);
    assertThat(Toolkit.call(() -> window.drop().drop(List.of(file.toFile())))).isTrue();
    await("it is shown", () -> Toolkit.call(() -> shell().session().isRecording()));
    return Recordings.read(file);
  }

  private void saveTo(Path place) {
    Toolkit.run(() -> window.exports().setPlace((question, name, endings) -> place));
  }

  /** Closes it by the same pulse in which this is asked for, which therefore cannot be there. */
  private void closeDuring(WindowAction... asked) throws Exception {
    CompletableFuture<Void> closed =
        Toolkit.call(
            () -> {
              for (WindowAction each : asked) {
                window.run(each);
              }
              return window.close();
            });
    closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void aRecordingThatIsBeingSavedIsWhole() throws Exception {
    Recording shown = showLong();
    Path saved = folder.resolve("saved.viv.gz");
    saveTo(saved);
    closeDuring(WindowAction.SAVE_RECORDING);

    assertThat(left()).containsExactly("saved.viv.gz");
    Recording copy = Recordings.read(saved);
    assertThat(copy.damage()).isNull();
    assertThat(copy.events().lastSeq()).isEqualTo(shown.events().lastSeq());
    assertThat(Toolkit.call(() -> window.settings().recent().files())).startsWith(saved);
  }

  @Test
  void allThatWasAskedForIsWritten() throws Exception {
    Recording shown = showLong();
    Toolkit.run(
        () ->
            window
                .exports()
                .setPlace((question, name, endings) -> folder.resolve("my." + endings.getFirst())));
    closeDuring(
        WindowAction.SAVE_RECORDING, WindowAction.SAVE_SCENARIO, WindowAction.EXPORT_REPORT);

    assertThat(left()).containsExactly("my.html", "my.json", "my.viv.gz");
    assertThat(Files.readString(folder.resolve("my.html")).strip())
        .startsWith("<!DOCTYPE html>")
        .endsWith("</html>");
    assertThat(Scenarios.read(folder.resolve("my.json")).steps())
        .hasSameSizeAs(shown.asSession().scenario().steps());
    assertThat(Recordings.read(folder.resolve("my.viv.gz")).damage()).isNull();
  }

  @Test
  void aSessionThatStillRunsIsSavedWhole() throws Exception {
    clickBroker(1);
    robot.push(KeyCode.K);
    await("it is killed", () -> cluster.given().all().size() == 1);
    Path saved = folder.resolve("saved.viv.gz");
    saveTo(saved);
    closeDuring(WindowAction.SAVE_RECORDING);

    assertThat(left()).containsExactly("saved.viv.gz");
    Recording copy = Recordings.read(saved);
    assertThat(copy.damage()).isNull();
    assertThat(copy.commands()).hasSize(1);
  }

  @Test
  void whatCannotBeWrittenLeavesNothingBehind() throws Exception {
    showLong();
    Path taken = Files.createDirectory(folder.resolve("taken.viv.gz"));
    Path inside = Files.writeString(taken.resolve("inside"), "mine");
    saveTo(taken);
    closeDuring(WindowAction.SAVE_RECORDING);

    assertThat(left()).containsExactly("taken.viv.gz");
    assertThat(inside).hasContent("mine");
  }
}
