package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
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
import vivarium.desktop.settings.RecentFiles;
import vivarium.desktop.settings.UserSettings;
import vivarium.desktop.shell.ShellViewModel;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.UiScale;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.event.ClusterEvent;
import vivarium.engine.event.NodeId;
import vivarium.engine.json.EventJson;
import vivarium.engine.recording.Recording;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.scenario.Scenario;

/** Somebody opens, drops and saves files in a window on a real cluster. */
class FilesJourneyTest extends WindowJourney {

  private static final String SMALL =
      """
      {"vivarium": 1, "name": "Small one", "about": "a", "profile": "instant",
       "topics": [{"name": "orders", "partitions": 1, "replicationFactor": 3}],
       "steps": [{"at": "1s", "do": "kill 2"}]}
      """;

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private final List<UserSettings> kept = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // Opened before each journey.
  private Autosave autosave;

  @BeforeEach
  void open() throws Exception {
    ClusterConfig config =
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", 1, 3))
            .build();
    cluster = Vivarium.start(config, Vivarium.Options.DEFAULT);
    autosave = Objects.requireNonNull(Autosave.in(folder.resolve("config")));
    FxToolkit.registerPrimaryStage();
    window =
        Toolkit.call(
            () ->
                VivariumWindow.open(
                    Showing.live(cluster, new Scenario("mine", "", config, List.of())),
                    new Stage(),
                    new UserSettings(
                            Locale.ENGLISH,
                            Optional.of(Appearance.DARK),
                            Optional.of(true),
                            UiScale.AUTOMATIC,
                            1_000,
                            700)
                        .withRecent(RecentFiles.NONE.with(folder.resolve("gone.json"))),
                    autosave,
                    kept::add));
    await("the topic is drawn", () -> leaderOf(ORDERS_0) > 0);
  }

  private Path recording(String name) {
    Path file = folder.resolve(name);
    new HeadlessRun(
            Scenarios.byDefault().withUntil(12_000_000_000L),
            new HeadlessRun.Outputs(null, null, file, "test", null))
        .play(new PrintWriter(Writer.nullWriter()), Texts.ENGLISH);
    return file;
  }

  private boolean drop(Path... files) {
    return Toolkit.call(() -> window.drop().drop(Arrays.stream(files).map(Path::toFile).toList()));
  }

  private String text(String query) {
    return Toolkit.call(() -> robot.lookup(query).<Label>queryAs(Label.class).getText());
  }

  private String notice() {
    return Toolkit.call(() -> shell().noticeProperty().get());
  }

  private boolean isRecording() {
    return Toolkit.call(() -> shell().session().isRecording());
  }

  private String whyNot(WindowAction action) {
    return Toolkit.call(() -> window.whyNot(action));
  }

  @Test
  void aWindowWithoutRoomForLargerLettersSaysSo() {
    robot.push(KeyCode.CONTROL, KeyCode.PLUS);
    assertThat(Toolkit.call(() -> window.settings().scale())).isEqualTo(new UiScale(110));
    robot.push(KeyCode.CONTROL, KeyCode.PLUS);

    assertThat(notice()).startsWith("It is as large as this window has room for, ");
    assertThat(Toolkit.call(() -> window.settings().scale())).isEqualTo(new UiScale(110));
  }

  @Test
  void theWindowGoesOnWhileALongRecordingIsReadAndTakenIn() throws Exception {
    Path file = recording("long");
    List<String> told = new ArrayList<>();
    ShellViewModel before = shell();
    Toolkit.run(
        () ->
            before
                .noticeProperty()
                .subscribe(
                    (was, words) -> told.add((shell() == before ? "" : "too late: ") + words)));

    assertThat(drop(file)).isTrue();
    await("it is shown", this::isRecording);

    List<String> seen = Toolkit.call(() -> List.copyOf(told));
    assertThat(seen)
        .as("the window's thread tells of it while it is read, and then while it is taken in")
        .contains("reading long … 0 %")
        .anyMatch(words -> words.matches("reading long … ([1-5]\\d|60) %"))
        .anyMatch(words -> words.matches("reading long … (6[1-9]|[789]\\d) %"))
        .noneMatch(words -> words.startsWith("too late"));
    assertThat(Toolkit.call(() -> shell().session().readSeq()))
        .as("nothing is left to be taken in")
        .isEqualTo(Toolkit.call(() -> shell().session().events().lastSeq()));
  }

  @Test
  void whoOpensSomethingElseMeanwhileGivesTheFileUp() throws Exception {
    Path given = recording("given-up");
    Path wanted = Files.writeString(folder.resolve("small.json"), SMALL);
    List<CompletableFuture<Void>> opened =
        Toolkit.call(
            () ->
                List.of(
                    window.files().open(given, percent -> {}),
                    window.files().open(wanted, percent -> {})));

    assertThatThrownBy(() -> opened.getFirst().get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .hasCauseInstanceOf(CancellationException.class);
    opened.getLast().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    await("the other is opened", () -> windowTitle().contains("Small one"));
    assertThat(isRecording()).isFalse();
    assertThat(Toolkit.call(() -> window.files().recentFiles().files()))
        .contains(wanted)
        .doesNotContain(given);
  }

  private String windowTitle() {
    return Toolkit.call(() -> window.files().showing().title().english());
  }

  @Test
  void aRecordingIsDroppedAndLookedAt() throws Exception {
    assertThat(drop(recording("lesson"))).isTrue();
    await("it is shown", this::isRecording);
    await("its brokers are drawn", () -> leaderOf(ORDERS_0) > 0);

    assertThat(text("#live")).isEqualTo("RECORDING");
    assertThat(text("#inspector-locked")).startsWith("This is a recording");
    assertThat(Toolkit.call(() -> robot.lookup("#damage").query().isVisible())).isFalse();
    assertThat(Toolkit.call(() -> robot.lookup("#step").<Button>query().isDisabled())).isTrue();
    assertThat(whyNot(WindowAction.STEP)).startsWith("the recording ends here");
    assertThat(whyNot(WindowAction.KILL)).startsWith("This is a recording");
    assertThat(whyNot(WindowAction.PRODUCE)).startsWith("This is a recording");
    assertThat(whyNot(WindowAction.SAVE_SCENARIO)).isEmpty();
    assertThat(whyNot(WindowAction.SAVE_RECORDING)).isEmpty();
    Toolkit.run(() -> shell().select(new Selection.Node(NodeId.broker(2))));
    robot.push(KeyCode.K);
    assertThat(notice()).startsWith("This is a recording");
    await(
        "its actions are grey",
        () -> Toolkit.call(() -> robot.lookup("#action-kill").<Button>query().isDisabled()));

    robot.push(KeyCode.SPACE);
    await("it plays from its beginning", () -> Toolkit.call(() -> !shell().session().isPaused()));
    assertThat(text("#live")).isEqualTo("RECORDING");
    assertThat(text("#past-words")).startsWith("RECORDING: ").endsWith("before its end");
    robot.push(KeyCode.L);
    assertThat(text("#live")).isEqualTo("녹화");
    robot.push(KeyCode.END);
    await("its end is shown", () -> Toolkit.call(() -> shell().session().isLive()));

    // The session that ended by it is whole, and can be gone back to.
    Recording before = Recordings.read(autosave.earlier().getFirst());
    assertThat(before.header().name().english()).isEqualTo("mine");
    assertThat(before.header().about().english())
        .isEqualTo("A session in the window, begun as “mine”.");
    assertThat(before.header().about().korean()).isEqualTo("창에서 “mine”(으)로 시작한 세션입니다.");
    assertThat(before.damage()).isNull();
    assertThat(kept.getLast().recent().files()).startsWith(folder.resolve("lesson"));
  }

  @Test
  void aDamagedRecordingSaysHowFarItCanBeSeen() throws Exception {
    Path file = recording("r.viv.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));

    assertThat(drop(file)).isTrue();
    await("it is shown", this::isRecording);

    assertThat(text("#damage-words"))
        .startsWith("The recording is shown up to its damage. " + file)
        .contains("it ends in its middle", "were read");
    robot.push(KeyCode.L);
    assertThat(text("#damage-words")).contains("중간에서 끊겼습니다", "읽었습니다");
    robot.interact(() -> robot.lookup("#damage-read").<Button>query().fire());
    assertThat(Toolkit.call(() -> robot.lookup("#damage").query().isVisible())).isFalse();

    // Saved anew, what can be read is a whole recording.
    Path mended = folder.resolve("mended.viv.gz");
    save(WindowAction.SAVE_RECORDING, mended);
    assertThat(Recordings.read(mended).damage()).isNull();
  }

  private void save(WindowAction action, Path file) throws Exception {
    Toolkit.run(
        () -> {
          window.exports().setPlace((question, name, endings) -> file);
          window.run(action);
        });
    await("it is saved", () -> notice().contains(file.toString()) && Files.exists(file));
  }

  @Test
  void whatCannotBeOpenedIsNamedAndTheSessionGoesOn() throws Exception {
    Path picture = Files.writeString(folder.resolve("p.png"), "PNG");
    Path broken = Files.writeString(folder.resolve("b.json"), "{\"vivarium\": 1, \"nam");
    Path newer = Files.writeString(folder.resolve("n.viv"), "{\"vivarium-recording\": 7}\n");

    assertThat(drop(picture)).isFalse();
    assertThat(notice()).isEqualTo("p.png is no scenario and no recording");
    assertThat(drop(picture, broken)).isFalse();
    assertThat(notice()).isEqualTo("These are 2 files; drop one at a time");
    assertThat(drop(folder)).isFalse();
    assertThat(notice()).endsWith("is a folder; drop a scenario or a recording");
    assertThat(drop(broken)).isTrue();
    await(
        "it is refused",
        () -> notice().startsWith("It cannot be opened: " + broken + ": line 1, column "));
    assertThat(drop(newer)).isTrue();
    await("it is refused", () -> notice().contains("it needs a newer Vivarium"));
    robot.push(KeyCode.L);
    assertThat(drop(newer)).isTrue();
    await("in Korean", () -> notice().contains("더 새로운 Vivarium이 필요합니다"));

    assertThat(window.cluster()).isSameAs(cluster);
    assertThat(isRecording()).isFalse();
    assertThat(kept).isEmpty();
    long seq = cluster.events().lastSeq();
    await("the cluster goes on", () -> cluster.events().lastSeq() > seq);
  }

  @Test
  void aFileOverTheWindowIsToldWhatWouldBecomeOfIt() throws Exception {
    Path fits = Files.writeString(folder.resolve("s.json"), SMALL);
    Path picture = Files.writeString(folder.resolve("p.png"), "PNG");
    assertThat(over(fits)).isTrue();
    assertThat(text("#drop-words")).isEqualTo("Drop it to open s.json");
    assertThat(over(picture)).isFalse();
    assertThat(text("#drop-words")).isEqualTo("p.png is no scenario and no recording");
    Toolkit.run(() -> window.drop().left());
    assertThat(Toolkit.call(() -> window.drop().isVisible())).isFalse();
  }

  private boolean over(Path file) {
    return Toolkit.call(() -> window.drop().over(List.of(file.toFile())));
  }

  @Test
  void aScenarioIsChosenFromTheFilesThatCameLastAndIsRecordedToo() throws Exception {
    Path file = Files.writeString(folder.resolve("small.json"), SMALL);
    assertThat(drop(file)).isTrue();
    await("it is shown", () -> window.cluster() != cluster);
    await("its step is carried out", () -> window.cluster().given().all().size() == 1);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    ListView<?> list = Toolkit.call(() -> robot.lookup("#scenario-list").<ListView<?>>query());
    Node find = robot.lookup("#scenario-find").query();
    await("the list is there", () -> Toolkit.call(find::isFocused));
    int all = Toolkit.call(() -> list.getItems().size());
    robot.write("rack");
    await("it is narrowed", () -> Toolkit.call(() -> list.getItems().size()) < all);
    robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
    await("all are back", () -> Toolkit.call(() -> list.getItems().size()) == all);
    List<String> first =
        Toolkit.call(
            () -> window.files().recent().stream().map(each -> name(each.file())).toList());
    assertThat(first).containsExactly("session-before.viv.gz", "small.json", "gone.json");
    assertThat(Toolkit.call(() -> window.files().recent().getLast().missing())).isTrue();

    await(
        "it is told what it is",
        () -> said().stream().anyMatch(each -> each.startsWith("mine · ")));
    assertThat(said())
        .anyMatch(each -> each.matches("mine · [0-9.:]+ (ms|s)? ?of virtual time · ended .+"))
        .noneMatch(each -> each.contains("crash"));
    robot.push(KeyCode.END);
    int last = Toolkit.call(() -> list.getItems().size()) - 1;
    await(
        "the last one is chosen",
        () -> Toolkit.call(() -> list.getSelectionModel().getSelectedIndex()) == last);
    await("the last one is wholly in sight", () -> isWhollyInSight(list));
    robot.push(KeyCode.HOME);
    await("the first one is wholly in sight", () -> isWhollyInSight(list));

    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.ENTER);
    assertThat(text("#scenario-warning")).isEqualTo("the file is not there any more");
    assertThat(Toolkit.call(() -> robot.lookup("#scenario-open").<Button>query().isDisabled()))
        .isTrue();
    robot.push(KeyCode.UP);
    robot.push(KeyCode.UP);
    robot.push(KeyCode.ENTER);
    await("the session before is shown", this::isRecording);

    // What was recorded of the second cluster is whole, too.
    Recording second = Recordings.read(autosave.earlier().getFirst());
    assertThat(second.header().name().english()).isEqualTo("Small one");
    assertThat(second.header().about().english()).isEqualTo("“Small one”, played in the window. a");
    assertThat(second.damage()).isNull();
    assertThat(second.commands()).hasSize(1);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /** What is said below the names in the list. */
  private List<String> said() {
    return Toolkit.call(
        () ->
            robot.lookup("#scenario-list .palette-why").queryAllAs(Label.class).stream()
                .map(Label::getText)
                .toList());
  }

  private boolean isWhollyInSight(ListView<?> list) {
    return Toolkit.call(
        () -> {
          Bounds seen = list.localToScene(list.getLayoutBounds());
          return list.lookupAll(".list-cell").stream()
                  .filter(cell -> cell.isVisible() && cell instanceof ListCell<?>)
                  .filter(
                      cell ->
                          ((ListCell<?>) cell).getIndex()
                              == list.getSelectionModel().getSelectedIndex())
                  .map(cell -> cell.localToScene(cell.getLayoutBounds()))
                  .filter(
                      cell ->
                          cell.getMinY() >= seen.getMinY() - 0.5
                              && cell.getMaxY() <= seen.getMaxY() + 0.5)
                  .count()
              == 1;
        });
  }

  @Test
  void aScenarioPlayedInTheWindowIsTheOneOfARunWithoutIt() throws Exception {
    Path file = Files.writeString(folder.resolve("small.json"), SMALL);
    Path events = folder.resolve("events.jsonl");
    Scenario scenario = Scenarios.read(file).withUntil(3 * SECOND);
    new HeadlessRun(scenario, new HeadlessRun.Outputs(null, events, null, "", null))
        .play(new PrintWriter(Writer.nullWriter()), Texts.ENGLISH);

    assertThat(drop(file)).isTrue();
    await("it is shown", () -> window.cluster() != cluster);
    await("it is over", () -> window.cluster().nowNanos() > scenario.untilNanos());

    assertThat(window.cluster().given().all()).hasSize(1);
    assertThat(window.cluster().given().all().getFirst().atNanos()).isEqualTo(SECOND);
    List<String> live = new ArrayList<>();
    window
        .cluster()
        .events()
        .readAfter(
            0,
            each -> {
              if (each.atNanos() <= scenario.untilNanos()
                  && !(each.event() instanceof ClusterEvent.Node.ListenerOpened)) {
                live.add(EventJson.line(each));
              }
            });
    assertThat(live.stream().map(FilesJourneyTest::unnumbered))
        .hasSizeGreaterThan(100)
        .isEqualTo(Files.readAllLines(events).stream().map(FilesJourneyTest::unnumbered).toList());
  }

  /** An event without its number: where ports are opened, three events more tell of them. */
  private static String unnumbered(String line) {
    return line.replaceAll("\"(seq|causeSeq)\":\\d+", "");
  }

  @Test
  void theSessionIsSavedWhileItGoesOn() throws Exception {
    clickBroker(1);
    robot.push(KeyCode.K);
    await("it is killed", () -> cluster.given().all().size() == 1);
    Path scenario = folder.resolve("by-hand.json");
    Path recording = folder.resolve("by-hand.viv.gz");
    Toolkit.run(
        () ->
            window
                .exports()
                .setPlace(
                    (question, name, endings) -> endings.contains("json") ? scenario : recording));
    robot.push(KeyCode.CONTROL, KeyCode.S);
    await("it is saved", () -> notice().equals("saved: " + scenario));
    robot.push(KeyCode.SHIFT, KeyCode.S);
    await("it is saved", () -> notice().equals("saved: " + recording));

    assertThat(Scenarios.read(scenario).steps()).hasSize(1);
    Recording copied = Recordings.read(recording);
    assertThat(copied.damage()).isNull();
    assertThat(copied.commands()).hasSize(1);
    assertThat(kept.getLast().recent().files()).startsWith(recording, scenario);
    long seq = cluster.events().lastSeq();
    await("the cluster goes on", () -> cluster.events().lastSeq() > seq);
  }
}
