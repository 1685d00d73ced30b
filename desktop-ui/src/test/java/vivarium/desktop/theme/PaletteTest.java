package vivarium.desktop.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vivarium.desktop.stage.CellLook;
import vivarium.desktop.stage.Hues;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.desktop.stage.Tone;

/** What the colours promise, in both themes. */
class PaletteTest {

  /** WCAG 2.2, success criterion 1.4.3, level AA, for letters of ordinary size. */
  private static final double AA = 4.5;

  /** The same, 1.4.11, for shapes. */
  private static final double AA_SHAPES = 3.0;

  /** In Oklab; neighbours on a scale of 25 grey levels are this far apart. */
  private static final double APART = 0.04;

  /** For the three tones that must never be taken for one another. */
  private static final double FAR_APART = 0.07;

  /** Boxes that carry no letters. */
  private static final Set<Surface> WITHOUT_LETTERS =
      EnumSet.of(
          Surface.SELECTED,
          Surface.POINTED,
          Surface.SQUARE_GOOD,
          Surface.SQUARE_LEADER,
          Surface.SQUARE_WARN,
          Surface.SQUARE_BAD,
          Surface.SQUARE_GONE,
          Surface.HEAT_GOOD,
          Surface.HEAT_LEADER);

  @ParameterizedTest
  @EnumSource
  void lettersOfEveryToneCanBeReadOnEveryBox(Appearance appearance) {
    Palette palette = appearance.palette();
    List<String> faint = new ArrayList<>();
    for (Tone tone : Tone.values()) {
      for (Surface surface : EnumSet.complementOf(EnumSet.copyOf(WITHOUT_LETTERS))) {
        double contrast = ColourVision.contrast(palette.of(tone), palette.of(surface).fill());
        if (contrast < AA) {
          faint.add("%s on %s: %.2f".formatted(tone, surface, contrast));
        }
      }
      double onGround = ColourVision.contrast(palette.of(tone), palette.ground());
      if (onGround < AA) {
        faint.add("%s on the ground: %.2f".formatted(tone, onGround));
      }
    }
    assertThat(faint).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void recordsStandOutFromTheirLogAndTheirLettersFromThem(Appearance appearance) {
    Palette palette = appearance.palette();
    for (Color hue : hues(palette)) {
      assertThat(ColourVision.contrast(hue, palette.of(Surface.CELL_LEADER).fill()))
          .as("%s on a log", hue)
          .isGreaterThanOrEqualTo(AA_SHAPES);
      assertThat(ColourVision.contrast(palette.lettersOnHue(), hue))
          .as("letters on %s", hue)
          .isGreaterThanOrEqualTo(AA);
    }
  }

  @ParameterizedTest
  @EnumSource
  void offsetsCanBeReadHoweverFaintTheirRecordIs(Appearance appearance) {
    Palette palette = appearance.palette();
    List<String> faint = new ArrayList<>();
    for (CellLook look : CellLook.values()) {
      for (int hue = Hues.NEUTRAL; hue < Hues.COUNT; hue++) {
        Color seen =
            palette.of(look.surface()).fill().interpolate(palette.hue(hue), look.strength());
        double contrast =
            ColourVision.contrast(palette.lettersOnHue(hue, look.surface(), look.strength()), seen);
        if (contrast < AA) {
          faint.add("hue %d on %s: %.2f".formatted(hue, look, contrast));
        }
      }
    }
    assertThat(faint).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfColourVisionTellsRecordsApart(Appearance appearance) {
    List<Color> hues = hues(appearance.palette());
    assertThat(closestPair(hues)).isGreaterThanOrEqualTo(APART);
  }

  @ParameterizedTest
  @EnumSource
  void everyKindOfColourVisionTellsGoodFromWarnFromBad(Appearance appearance) {
    Palette palette = appearance.palette();
    assertThat(
            closestPair(
                List.of(palette.of(Tone.GOOD), palette.of(Tone.WARN), palette.of(Tone.BAD))))
        .isGreaterThanOrEqualTo(FAR_APART);
  }

  private static double closestPair(List<Color> colors) {
    double closest = 1;
    for (ColourVision vision : ColourVision.values()) {
      for (int i = 0; i < colors.size(); i++) {
        for (int j = 0; j < i; j++) {
          closest = Math.min(closest, vision.distance(colors.get(i), colors.get(j)));
        }
      }
    }
    return closest;
  }

  private static List<Color> hues(Palette palette) {
    List<Color> hues = new ArrayList<>();
    for (int hue = 0; hue < Hues.COUNT; hue++) {
      hues.add(palette.hue(hue));
    }
    return hues;
  }
}
