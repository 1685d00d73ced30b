package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.fixture.Toolkit;

/** Whoever works with the keyboard sees where they are among the events. */
class FocusTest {

  private static final List<PseudoClass> FOCUS =
      List.of(PseudoClass.getPseudoClass("focused"), PseudoClass.getPseudoClass("focus-visible"));

  @ParameterizedTest
  @ValueSource(strings = {"leader-just-killed", "past"})
  void amongTheEventsWhatHasTheFocusLooksAnotherWay(String name) {
    Toolkit.run(
        () -> {
          Composed window = open(name);
          List<Node> stops = new ArrayList<>();
          collectStops(window.scene().getRoot().lookup(".timeline"), stops);
          List<String> unseen = new ArrayList<>();
          for (Node stop : stops) {
            List<Object> before = look(stop);
            focus(stop, true);
            if (look(stop).equals(before)) {
              unseen.add(stop.toString());
            }
            focus(stop, false);
          }
          assertThat(stops).isNotEmpty();
          assertThat(unseen).isEmpty();
        });
  }

  private static Composed open(String name) {
    GalleryScene scene =
        Gallery.scenes().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    Composed window = PictureWriter.compose(Gallery.play(scene), new Picture(1000, 700));
    window.view().pulse();
    window.scene().getRoot().applyCss();
    window.scene().getRoot().layout();
    return window;
  }

  private static void collectStops(Node node, List<Node> stops) {
    if (!node.isVisible()) {
      return;
    }
    if (node.isFocusTraversable() && !node.isDisabled()) {
      stops.add(node);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectStops(child, stops));
    }
  }

  private static void focus(Node node, boolean has) {
    FOCUS.forEach(state -> node.pseudoClassStateChanged(state, has));
    node.applyCss();
  }

  /** What can be another way of a node and what is in it. */
  private static List<Object> look(Node node) {
    List<Object> look = new ArrayList<>();
    collectLook(node, look);
    return look;
  }

  private static void collectLook(Node node, List<Object> look) {
    look.add(String.valueOf(node.getEffect()));
    if (node instanceof Region region) {
      look.add(region.getBorder() == null ? "" : region.getBorder());
      look.add(region.getBackground() == null ? "" : region.getBackground());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectLook(child, look));
    }
  }
}
