package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.export.Still;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.StageLayout;

/** What is said of the past, what was just done, and the names of the columns all can be read. */
class PastAndNoticesTest {

  private static final String LONG =
      "broker 2 cannot be killed: it is frozen, and what is frozen answers nothing until it is"
          + " resumed; resume it first, or heal everything, and then kill it or power it off";

  private static final List<int[]> SIZES =
      List.of(
          new int[] {960, 540},
          new int[] {1000, 700},
          new int[] {1100, 700},
          new int[] {1280, 720},
          new int[] {1600, 1000},
          new int[] {1920, 1080},
          new int[] {2560, 1440},
          new int[] {3840, 2160});

  @ParameterizedTest
  @ValueSource(strings = {"past", "recording-past"})
  void nothingLiesOnAnotherThing(String name) {
    GalleryScene scene =
        Gallery.scenes().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    Still still = Gallery.play(scene);
    List<String> wrong = new ArrayList<>();
    for (Locale language : List.of(Locale.ENGLISH, Locale.KOREAN)) {
      for (WindowAction then : List.of(WindowAction.EVENTS, WindowAction.PRESENT)) {
        List<WindowAction> actions = new ArrayList<>(scene.actions());
        actions.add(then);
        Toolkit.run(
            () -> {
              Composed window =
                  PictureWriter.compose(
                      still.copy(), new Picture(1000, 700).in(language).after(actions));
              window.model().tell(unused -> LONG);
              for (int[] size : SIZES) {
                window.scene().getRoot().resize(size[0], size[1]);
                String where = "%d×%d %s %s: ".formatted(size[0], size[1], language, then);
                overlaps(window).forEach(fault -> wrong.add(where + fault));
              }
            });
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> overlaps(Composed window) {
    for (int i = 0; i < 2; i++) {
      window.view().pulse();
      window.scene().getRoot().applyCss();
      window.scene().getRoot().layout();
    }
    Node stage = node(window, "#stage");
    Map<String, Bounds> places = new LinkedHashMap<>();
    for (String each : List.of("#past-words", "#fork-here", "#go-live", "#notice")) {
      if (node(window, each).isVisible()) {
        places.put(each, place(node(window, each)));
      }
    }
    assertThat(places).containsKeys("#past-words", "#go-live", "#notice");
    int names = 0;
    Frame frame = Objects.requireNonNull(window.model().frame());
    for (Shape.Text text : frame.texts()) {
      if (text.bounds().bottom() <= StageLayout.NAMES_HEIGHT) {
        names++;
        places.put(text.text(), place(stage, text.bounds()));
      }
    }
    places.put("the caption", place(stage, frame.caption().orElseThrow()));
    frame
        .places()
        .forEach(
            (node, rect) -> {
              if (node.isCoordinator()) {
                places.put(node.toString(), place(stage, rect));
              }
            });
    assertThat(names).as("names of columns").isGreaterThanOrEqualTo(3);
    List<String> found = new ArrayList<>();
    List<Map.Entry<String, Bounds>> all = List.copyOf(places.entrySet());
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        if (all.get(i).getValue().intersects(all.get(j).getValue())) {
          found.add(all.get(i).getKey() + " lies on " + all.get(j).getKey());
        }
      }
    }
    return found;
  }

  private static Node node(Composed window, String query) {
    return Objects.requireNonNull(window.scene().getRoot().lookup(query), query);
  }

  private static Bounds place(Node stage, Rect at) {
    return stage.localToScene(new BoundingBox(at.x(), at.y(), at.w(), at.h()));
  }

  private static Bounds place(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }
}
