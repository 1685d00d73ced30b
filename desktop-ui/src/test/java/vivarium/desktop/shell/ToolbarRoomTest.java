package vivarium.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.film.FilmProgress;
import vivarium.desktop.fixture.TestCluster;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.fixture.VisibleTexts;
import vivarium.desktop.headless.BackgroundLaboratory;
import vivarium.desktop.headless.Scenarios;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.theme.UiScale;
import vivarium.engine.scenario.Scenario;
import vivarium.engine.text.Wording;

/** Whatever the toolbar shows, it shows whole, also where real clients can connect. */
class ToolbarRoomTest {

  private static final Wording TITLE = Scenarios.bundled("leader-crash").name();

  private static final FilmProgress FILM = new FilmProgress("vivarium-8s-12.5s.gif", 12, 54);

  private static Stream<Arguments> languagesAndFilms() {
    return Stream.of(Locale.ENGLISH, Locale.KOREAN)
        .flatMap(language -> Stream.of(Arguments.of(language, null), Arguments.of(language, FILM)));
  }

  @ParameterizedTest
  @MethodSource("languagesAndFilms")
  void eachPartIsWholeOrNotThere(Locale language, @Nullable FilmProgress film) {
    Toolkit.run(
        () -> {
          Scene window = window(language, film);
          List<String> wrong = new ArrayList<>();
          for (int width : List.of(960, 1000, 1100, 1200, 1280, 1600, 1920, 1100, 1000)) {
            layOut(window, width);
            VisibleTexts texts = VisibleTexts.in(window);
            for (String fault : texts.cut()) {
              wrong.add(width + " " + language + ": " + fault);
            }
            for (Node part : node(window, ".top-bar").lookupAll("*")) {
              if (part.isVisible() && right(part) > width) {
                wrong.add(width + " " + language + ": " + part + " leaves the window");
              }
            }
          }
          assertThat(wrong).isEmpty();
        });
  }

  @Test
  void theNameOfAFilmIsSaidWhereThereIsRoomForIt() {
    Toolkit.run(
        () -> {
          Scene window = window(Locale.ENGLISH, FILM);
          Button sign = (Button) node(window, "#film-sign");
          layOut(window, 1600);
          assertThat(sign.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);
          layOut(window, 960);
          assertThat(sign.getContentDisplay()).isEqualTo(ContentDisplay.GRAPHIC_ONLY);
          assertThat(sign.getAccessibleText())
              .isEqualTo("Film vivarium-8s-12.5s.gif: picture 12 of 54");
          layOut(window, 1600);
          assertThat(sign.getContentDisplay()).isEqualTo(ContentDisplay.LEFT);
        });
  }

  @Test
  void whatHasNoRoomIsStillSaidByTooltips() {
    Toolkit.run(
        () -> {
          Scene window = window(Locale.ENGLISH, null);
          layOut(window, 1600);
          assertThat(node(window, "#title").isVisible()).isTrue();
          assertThat(node(window, "#bootstrap").isVisible()).isTrue();
          assertThat(((ToggleButton) node(window, "#internal")).getContentDisplay().name())
              .isEqualTo("TEXT_ONLY");

          layOut(window, 1000);
          assertThat(node(window, "#bootstrap").isVisible()).isFalse();
          assertThat(((ToggleButton) node(window, "#internal")).getContentDisplay().name())
              .isEqualTo("GRAPHIC_ONLY");
          Label product = (Label) node(window, ".product");
          assertThat(product.getTooltip().getText()).isEqualTo(TITLE.in(Locale.ENGLISH));
          Button copy = (Button) node(window, "#copy");
          assertThat(copy.getTooltip().getText()).contains("127.0.0.1:19092");
          ((Button) node(window, "#language")).fire();
          assertThat(copy.getTooltip().getText()).contains("복사", "127.0.0.1:19092");

          layOut(window, 1600);
          assertThat(node(window, "#bootstrap").isVisible()).isTrue();
        });
  }

  private static Scene window(Locale language, @Nullable FilmProgress film) {
    ShellViewModel model =
        new ShellViewModel(
            new ClusterSession(new TestCluster()),
            new FontMeasure(),
            Texts.of(language),
            Runnable::run,
            System::nanoTime);
    model.toolbar().filmProperty().set(film);
    ShellView view = new ShellView(model, new FontMeasure(), TITLE, Appearance.DARK);
    view.offer(new BundledShelf());
    ScaledShell root = new ScaledShell(view, UiScale.AUTOMATIC);
    root.experiments().offer(new BackgroundLaboratory(null));
    view.run(WindowAction.EVENTS);
    return new Scene(root, 1000, 700);
  }

  private static void layOut(Scene window, double width) {
    window.getRoot().resize(width, 700);
    for (int i = 0; i < 2; i++) {
      window.getRoot().applyCss();
      window.getRoot().layout();
    }
  }

  private static Node node(Scene window, String query) {
    return Objects.requireNonNull(window.getRoot().lookup(query), query);
  }

  private static double right(Node node) {
    Bounds place = node.localToScene(node.getLayoutBounds());
    return place.getMaxX();
  }

  /** Offers what comes with the program. */
  private record BundledShelf() implements ScenarioShelf {

    @Override
    public List<Scenario> scenarios() {
      return Scenarios.bundled();
    }

    @Override
    public List<Recent> recent() {
      return List.of();
    }

    @Override
    public void open(Scenario scenario) {
      throw new UnsupportedOperationException("nothing is opened here");
    }

    @Override
    public CompletableFuture<Void> open(Path file, IntConsumer progress) {
      throw new UnsupportedOperationException("nothing is opened here");
    }
  }
}
