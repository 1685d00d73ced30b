package vivarium.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vivarium.desktop.export.Picture;
import vivarium.desktop.export.PictureWriter;
import vivarium.desktop.export.PictureWriter.Composed;
import vivarium.desktop.export.Still;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.fixture.VisibleTexts;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.InspectorBuilder;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Rect;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.theme.Appearance;

/**
 * Every picture of the gallery, in both languages and at each of its sizes: no text overlaps
 * another or is cut, nothing stands outside, and all of it can be read.
 */
class GalleryGeometryTest {

  private static final List<int[]> SIZES =
      List.of(
          new int[] {960, 540},
          new int[] {1000, 700},
          new int[] {1600, 1000},
          new int[] {3840, 2160});

  private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.KOREAN);

  /** The largest takes long to play. */
  private static final Map<String, Still> PLAYED = new HashMap<>();

  private static Still played(GalleryScene scene) {
    return PLAYED.computeIfAbsent(scene.name(), unused -> Gallery.play(scene));
  }

  static Stream<GalleryScene> scenes() {
    return Gallery.scenes().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void everythingHasItsPlace(GalleryScene scene) {
    Still still = played(scene);
    List<String> wrong = new ArrayList<>();
    for (int[] size : SIZES) {
      for (Locale language : LANGUAGES) {
        String where = "%d×%d %s: ".formatted(size[0], size[1], language);
        Toolkit.call(
                () -> {
                  Composed composed = compose(scene, still, size, language, Appearance.DARK);
                  VisibleTexts texts = VisibleTexts.in(composed.scene());
                  List<String> here = new ArrayList<>(ofTheStage(composed));
                  here.addAll(texts.cut());
                  here.addAll(texts.outside());
                  here.addAll(texts.overlaps());
                  return here;
                })
            .forEach(fault -> wrong.add(where + fault));
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** If the thing is not there at the scene's moment, the cluster is shown in its place. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void theInspectorShowsWhatTheSceneSelects(GalleryScene scene) {
    Still still = played(scene);
    Selection selection = scene.selected().apply(still.model());
    if (selection.equals(Selection.CLUSTER) && !scene.name().startsWith("inspector-")) {
      return;
    }
    InspectorBuilder inspector =
        new InspectorBuilder(still.model(), still.atNanos(), Texts.ENGLISH);
    assertThat(inspector.build(selection).kind())
        .isNotEqualTo(inspector.build(Selection.CLUSTER).kind());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenes")
  void everyLetterCanBeRead(GalleryScene scene) {
    Still still = played(scene);
    for (Appearance appearance : Appearance.values()) {
      List<String> faint =
          Toolkit.call(
              () -> {
                Composed composed =
                    compose(scene, still, new int[] {1600, 1000}, Locale.ENGLISH, appearance);
                return VisibleTexts.in(composed.scene()).faint(composed.scene().snapshot(null));
              });
      assertThat(faint).as(appearance.name()).isEmpty();
    }
  }

  private static Composed compose(
      GalleryScene scene, Still still, int[] size, Locale language, Appearance appearance) {
    Still copy = still.copy();
    return PictureWriter.compose(
        copy,
        new Picture(size[0], size[1])
            .in(language)
            .in(appearance)
            .of(scene.selected().apply(still.model()))
            .after(scene.actions())
            .offering(Scenarios.bundled()));
  }

  private static List<String> ofTheStage(Composed composed) {
    assertThat(composed.frames()).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    composed.frames().forEach(frame -> wrong.addAll(ofStage(frame)));
    return wrong;
  }

  private static List<String> ofStage(Frame frame) {
    List<String> wrong = new ArrayList<>();
    List<Shape.Text> texts = inSight(frame);
    for (int i = 0; i < texts.size(); i++) {
      Shape.Text text = texts.get(i);
      Rect a = text.bounds();
      if (a.x() < 0 || a.right() > frame.width() || a.bottom() > frame.height()) {
        wrong.add("'%s' leaves the stage".formatted(text.text()));
      }
      if (text.text().endsWith("…")) {
        wrong.add("'%s' is cut".formatted(text.text()));
      }
      for (int j = i + 1; j < texts.size(); j++) {
        if (a.overlaps(texts.get(j).bounds())) {
          wrong.add("'%s' and '%s' overlap".formatted(text.text(), texts.get(j).text()));
        }
      }
    }
    return wrong;
  }

  /** The texts that a window onto the grid lets through. */
  private static List<Shape.Text> inSight(Frame frame) {
    List<Shape.Text> texts = new ArrayList<>();
    Rect clip = null;
    for (Shape shape : frame.shapes()) {
      switch (shape) {
        case Shape.Clip(Rect rect) -> clip = rect;
        case Shape.ClipEnd() -> clip = null;
        case Shape.Text text -> {
          if (clip == null || text.bounds().overlaps(clip)) {
            texts.add(text);
          }
        }
        default -> {} // Boxes and lines may lie on each other.
      }
    }
    return texts;
  }
}
