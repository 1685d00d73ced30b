package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.BorderStroke;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.export.Still;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.paint.StageCanvas;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Appearance;

/** Whoever works with the keyboard sees where they are, by the same ring everywhere. */
class FocusTest {

  private static final List<PseudoClass> FOCUS =
      List.of(PseudoClass.getPseudoClass("focused"), PseudoClass.getPseudoClass("focus-visible"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leader-just-killed",
        "past",
        "frozen-follower",
        "until",
        "charts",
        "scenarios",
        "scenarios-recent",
        "recording-damaged",
        "space-time",
        "palette",
        "keys",
        "table-partitions",
        "table-clients",
        "tree",
        "records",
        "produce",
        "compare-list",
        "fork",
        "inspector-topic",
        "inspector-replica",
        "inspector-record",
        "inspector-producer",
        "inspector-group",
        "inspector-link",
        "inspector-message",
        "inspector-several",
      })
  void whatHasTheFocusHasARing(String name) {
    Still still = Gallery.play(scene(name));
    for (Appearance appearance : Appearance.values()) {
      Toolkit.run(
          () -> {
            Composed window = open(name, still, appearance);
            List<Node> stops = new ArrayList<>();
            collectStops(window.scene().getRoot(), stops);
            Color ring = appearance.palette().of(Tone.ACCENT);
            Set<String> unseen = new TreeSet<>();
            for (Node stop : stops) {
              List<Paint> before = strokes(stop);
              focus(stop, true);
              List<Paint> with = strokes(stop);
              focus(stop, false);
              before.forEach(with::remove);
              if (!with.contains(ring)) {
                unseen.add(stop + " shows " + with);
              }
            }
            assertThat(stops).hasSizeGreaterThan(10);
            assertThat(unseen).as(appearance.name()).isEmpty();
          });
    }
  }

  private static GalleryScene scene(String name) {
    return Gallery.scenes().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Composed open(String name, Still still, Appearance appearance) {
    GalleryScene scene = scene(name);
    Composed window =
        PictureWriter.compose(
            still.copy(),
            new Picture(1000, 700)
                .in(appearance)
                .of(scene.selected().apply(still.model()))
                .after(scene.actions())
                .offering(Scenarios.bundled()));
    window.view().pulse();
    window.scene().getRoot().applyCss();
    window.scene().getRoot().layout();
    return window;
  }

  private static void collectStops(Node node, List<Node> stops) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node.isFocusTraversable() && !(node instanceof StageCanvas)) {
      stops.add(node); // Its ring lies over it: WindowJourneyTest.
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectStops(child, stops));
    }
  }

  private static void focus(Node node, boolean has) {
    FOCUS.forEach(state -> node.pseudoClassStateChanged(state, has));
    node.applyCss();
  }

  /** The colours of the lines around a node and what is in it. */
  private static List<Paint> strokes(Node node) {
    List<Paint> strokes = new ArrayList<>();
    collectStrokes(node, strokes);
    return strokes;
  }

  private static void collectStrokes(Node node, List<Paint> strokes) {
    if (node instanceof Region region && region.getBorder() != null) {
      region.getBorder().getStrokes().stream()
          .filter(stroke -> stroke.getWidths().getBottom() > 0)
          .map(BorderStroke::getBottomStroke)
          .forEach(strokes::add);
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collectStrokes(child, strokes));
    }
  }
}
