package vivarium.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vivarium.desktop.commands.Offer;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.FilmWriter;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmForm;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.session.Remembered;
import vivarium.desktop.theme.Appearance;
import vivarium.engine.api.ClusterConfig;
import vivarium.engine.api.TopicSpec;
import vivarium.engine.config.Profile;
import vivarium.engine.runtime.Vivarium;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/** Somebody films a stretch of what a window shows. */
class FilmJourneyTest extends WindowJourney {

  @TempDir private Path folder;

  private final AtomicReference<Path> place = new AtomicReference<>();

  @BeforeEach
  void open() throws Exception {
    open(
        ClusterConfig.builder()
            .profile(Profile.INSTANT)
            .topic(TopicSpec.of("orders", 2, 3))
            .build(),
        new Vivarium.Options(false, 0, 1, false),
        true,
        1000,
        900);
    await("two seconds have passed", () -> Toolkit.call(() -> shell().nowNanos()) > 2e9);
    Toolkit.run(
        () -> {
          cluster.pause();
          window.exports().setPlace((question, name, endings) -> place.get());
        });
    await("time stands still", () -> Toolkit.call(() -> shell().session().isPaused()));
  }

  private FilmForm form() {
    return robot.lookup("#film").queryAs(FilmForm.class);
  }

  private String text(String query) {
    return Toolkit.call(() -> robot.lookup(query).queryAs(Label.class).getText());
  }

  private String typed(String query) {
    return Toolkit.call(() -> robot.lookup(query).queryAs(TextField.class).getText());
  }

  private void put(String query, String words) {
    Toolkit.run(() -> robot.lookup(query).queryAs(TextField.class).setText(words));
  }

  private Button button(String query) {
    return robot.lookup(query).queryAs(Button.class);
  }

  private boolean isShown(String query) {
    return Toolkit.call(
        () -> robot.lookup(query).tryQuery().filter(node -> isSeen(node)).isPresent());
  }

  private static boolean isSeen(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (!each.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private boolean canBegin() {
    return Toolkit.call(() -> !button("#film-begin").isDisabled());
  }

  private void press(String query) {
    Toolkit.run(() -> button(query).fire());
  }

  private String notice() {
    return Toolkit.call(() -> shell().noticeProperty().get());
  }

  @Test
  void theFilmShowsWhatTheCommandLineFilms() throws Exception {
    Path made = folder.resolve("made.png");
    place.set(made);
    robot.push(KeyCode.SHIFT, KeyCode.E);
    assertThat(form().isVisible()).isTrue();
    assertThat(typed("#film-from")).as("not ten seconds have passed yet").isEqualTo("00:00.000");
    assertThat(TimeText.parseMomentNanos(typed("#film-to")))
        .isCloseTo(cluster.nowNanos(), Offset.offset(1_000_000L));

    put("#film-from", "3h");
    assertThat(text("#film-outcome")).startsWith("The present is ");
    assertThat(canBegin()).isFalse();
    put("#film-from", "1s");
    put("#film-to", "1s");
    assertThat(text("#film-outcome"))
        .isEqualTo("The film must end later than it begins, after 00:01.000.");
    Toolkit.run(() -> window.run(WindowAction.LANGUAGE));
    assertThat(text("#film-outcome")).isEqualTo("영상은 시작인 00:01.000보다 뒤에 끝나야 합니다.");
    Toolkit.run(() -> window.run(WindowAction.LANGUAGE));
    put("#film-to", "1500ms");
    put("#film-size", "480x320");
    assertThat(text("#film-outcome")).isEqualTo("6 pictures, 500 ms long");
    assertThat(canBegin()).isTrue();
    Toolkit.run(() -> robot.lookup("#film-apng").queryAs(ToggleButton.class).fire());
    press("#film-begin");
    await("the film is there", () -> notice().equals("saved: " + made));
    assertThat(form().isVisible()).isFalse();

    Film film =
        new Film(1_000_000_000L, 1_500_000_000L, 12, 1, 480, 320, Appearance.DARK, Locale.ENGLISH);
    Path commanded = folder.resolve("commanded.png");
    new FilmWriter(Remembered.wholly(cluster.events()), Wording.of("journey"), film)
        .write(FilmKind.APNG, commanded, done -> {}, () -> false);
    assertThat(made).hasSameBinaryContentAs(commanded);
  }

  @Test
  void escHidesTheFormButNotTheWorkAndCancelLeavesNothingBehind() throws Exception {
    place.set(folder.resolve("frames"));
    await("there is that much to film", () -> cluster.nowNanos() >= 2_000_000_000L);
    robot.push(KeyCode.SHIFT, KeyCode.E);
    put("#film-from", "0s");
    put("#film-to", "2s");
    put("#film-speed", "0.01");
    assertThat(text("#film-outcome")).startsWith("2,400 pictures");
    Toolkit.run(() -> robot.lookup("#film-frames").queryAs(ToggleButton.class).fire());
    press("#film-begin");
    await("pictures come", () -> text("#film-outcome").matches("picture [1-9]\\d* of 2,400"));
    robot.push(KeyCode.ESCAPE);
    assertThat(form().isVisible()).isFalse();
    assertThat(isShown("#film-sign")).as("the window says that a film goes on").isTrue();
    assertThat(Toolkit.call(() -> button("#film-sign").getTooltip().getText()))
        .matches("Film frames: picture [1-9]\\d* of 2,400");
    String before = text("#film-outcome");
    await("more pictures come", () -> !text("#film-outcome").equals(before));
    press("#film-sign");
    assertThat(form().isVisible()).isTrue();
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.SHIFT, KeyCode.E);
    assertThat(form().isVisible()).isTrue();
    assertThat(Toolkit.call(() -> button("#film-cancel").isFocusVisible())).isTrue();
    robot.push(KeyCode.SPACE);

    await("it is given up", () -> notice().equals("the film was given up; nothing was written"));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    assertThat(canBegin()).as("another can be made").isTrue();
    assertThat(isShown("#film-sign")).isFalse();
  }

  @Test
  void keysStayInTheFormWhileItHasThem() {
    place.set(folder.resolve("frames"));
    robot.push(KeyCode.SHIFT, KeyCode.E);
    put("#film-from", "soon");
    assertThat(canBegin()).isFalse();
    robot.clickOn("#film-outcome"); // It is beside the button that cannot be pressed.
    robot.push(KeyCode.SPACE);
    robot.write("k/");
    assertThat(shell().session().isPaused()).isTrue();
    assertThat(isShown("#filter-field")).isFalse();
    assertThat(typed("#film-from")).isEqualTo(" k/soon");

    put("#film-from", "0s");
    put("#film-to", "2s");
    put("#film-speed", "0.01");
    Toolkit.run(() -> robot.lookup("#film-frames").queryAs(ToggleButton.class).fire());
    robot.push(KeyCode.ENTER);
    robot.write("6/");
    assertThat(Toolkit.call(() -> button("#film-cancel").isFocused())).isTrue();
    assertThat(isShown("#filter-field")).isFalse();
    robot.push(KeyCode.ENTER);
    assertThat(form().isVisible()).isTrue();
  }

  @Test
  void whoClosesTheWindowDuringAFilmLeavesNothingOfItBehind() throws Exception {
    place.set(folder.resolve("frames"));
    await("there is that much to film", () -> cluster.nowNanos() >= 2_000_000_000L);
    robot.push(KeyCode.SHIFT, KeyCode.E);
    put("#film-from", "0s");
    put("#film-to", "2s");
    put("#film-speed", "0.01");
    Toolkit.run(() -> robot.lookup("#film-frames").queryAs(ToggleButton.class).fire());
    press("#film-begin");
    Path part = folder.resolve("frames.part");
    await("pictures come", () -> Files.exists(part.resolve("frame-00002.png")));

    Toolkit.call(() -> window.close()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void thePaletteFindsItByManyWords() {
    assertFound("Film a stretch", "film", "gif", "animation", "video");
    Toolkit.run(() -> window.run(WindowAction.LANGUAGE));
    assertFound("구간을 영상", "필름", "영상", "애니메이션", "동영상", "gif");
  }

  private void assertFound(String title, String... words) {
    for (String word : words) {
      Toolkit.run(() -> window.run(WindowAction.PALETTE));
      put("#palette-field", word);
      List<String> found =
          Toolkit.call(
              () ->
                  robot.lookup("#palette-list").<ListView<Offer>>query().getItems().stream()
                      .filter(Offer::isAvailable)
                      .map(Offer::title)
                      .toList());
      assertThat(found).as(word).anyMatch(offered -> offered.startsWith(title));
    }
  }
}
