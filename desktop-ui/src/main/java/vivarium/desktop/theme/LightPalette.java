package vivarium.desktop.theme;

import static vivarium.desktop.theme.Palette.Style.dashed;
import static vivarium.desktop.theme.Palette.Style.plain;
import static vivarium.desktop.theme.Palette.Style.solid;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Palette.Ink;
import vivarium.desktop.theme.Palette.Style;

/** For bright rooms and weak projectors: white paper, dark ink. */
final class LightPalette {

  static final Palette PALETTE = new Palette(tones(), surfaces(), inks(), hues(), controls());

  private LightPalette() {}

  private static Map<Tone, String> tones() {
    return Map.of(
        Tone.PLAIN, "#17202e",
        Tone.MUTED, "#445062",
        Tone.FAINT, "#535d6f",
        Tone.ACCENT, "#1459c7",
        Tone.GOOD, "#116b5a",
        Tone.WARN, "#875900",
        Tone.BAD, "#8a0f2c",
        Tone.COORDINATION, "#6135c4");
  }

  private static List<String> hues() {
    return List.of(
        "#253fd7", "#aa6056", "#187e8a", "#95129d", "#696700", "#7c65c8", "#703149", "#0b5210");
  }

  private static Map<Ink, String> inks() {
    return Map.of(
        Ink.GROUND, "#eef1f5",
        Ink.LETTERS_ON_HUE, "#ffffff",
        Ink.HIGH_WATERMARK, "#101826",
        Ink.HATCH, "#3f6f9f",
        Ink.NEUTRAL_RECORD, "#647184");
  }

  private static Map<Surface, Style> surfaces() {
    EnumMap<Surface, Style> styles = new EnumMap<>(Surface.class);
    styles.put(Surface.BROKER, solid("#ffffff", "#c3ccd8", 1));
    styles.put(Surface.BROKER_STOPPED, dashed("#f2f4f7", "#9aa5b5", 1));
    styles.put(Surface.BROKER_CRASHED, dashed("#fdeef1", "#c25469", 1.3));
    styles.put(Surface.BROKER_FROZEN, dashed("#fbf6ea", "#b18a34", 1.3));
    styles.put(Surface.CARD, solid("#ffffff", "#c3ccd8", 1));
    styles.put(Surface.CARD_BAD, solid("#fdeef1", "#c25469", 1.2));
    styles.put(Surface.CONTROLLER_ACTIVE, solid("#f3effd", "#7d5bd0", 1.4));
    styles.put(Surface.CELL_LEADER, solid("#eaf2ff", "#2f74e0", 1.8));
    styles.put(Surface.CELL_FOLLOWER, solid("#f6f9f8", "#8fb8ab", 1));
    styles.put(Surface.CELL_OUT_OF_SYNC, dashed("#fdf7e8", "#a87412", 1.3));
    styles.put(Surface.CELL_OFFLINE, solid("#f7ecef", "#d5b3bc", 1));
    styles.put(Surface.CELL_SHUT_DOWN, solid("#eff1f4", "#bcc5d1", 1));
    styles.put(Surface.CELL_EMPTY, dashed("#f7f9fb", "#bcc5d1", 1));
    styles.put(Surface.MEMBER, plain("#f0f3f8"));
    styles.put(Surface.CHIP, plain("#e4e9f1"));
    styles.put(Surface.CHIP_WARN, plain("#fcefd2"));
    styles.put(Surface.CHIP_ACCENT, plain("#dfeafd"));
    styles.put(Surface.CHIP_COORDINATION, plain("#ebe4fb"));
    styles.put(Surface.CAPTION_QUIET, solid("#ffffff", "#c3ccd8", 1));
    styles.put(Surface.CAPTION_WARN, solid("#fff8e6", "#c79530", 1.2));
    styles.put(Surface.CAPTION_BAD, solid("#ffeff2", "#c03a58", 1.4));
    styles.put(Surface.SELECTED, solid("#00000000", "#0f4fb5", 1.6));
    styles.put(Surface.POINTED, dashed("#00000000", "#0f4fb5", 1.3));
    styles.put(Surface.SQUARE_GOOD, plain("#9fd3c2"));
    styles.put(Surface.SQUARE_LEADER, plain("#2f74e0"));
    styles.put(Surface.SQUARE_WARN, plain("#d39a1c"));
    styles.put(Surface.SQUARE_BAD, plain("#b8123f"));
    styles.put(Surface.SQUARE_GONE, plain("#cfc6d3"));
    styles.put(Surface.HEAT_GOOD, plain("#dcefe9"));
    styles.put(Surface.HEAT_LEADER, plain("#a9c6f2"));
    return styles;
  }

  private static Map<String, String> controls() {
    return Map.ofEntries(
        Map.entry("-viv-past", "#007b85"),
        Map.entry("-viv-veil", "#e6ebf2d0"),
        Map.entry("-viv-past-ground", "#e0f4f5"),
        Map.entry("-viv-past-letters", "#005a62"),
        Map.entry("-viv-panel", "#ffffff"),
        Map.entry("-viv-raised", "#f3f6fa"),
        Map.entry("-viv-line", "#ccd4df"),
        Map.entry("-viv-line-soft", "#dde3eb"),
        Map.entry("-viv-line-strong", "#aab5c5"),
        Map.entry("-viv-text", "#17202e"),
        Map.entry("-viv-product", "#0b1320"),
        Map.entry("-viv-icon", "#384457"),
        Map.entry("-viv-hover", "#eaf0f8"),
        Map.entry("-viv-picked", "#d9e6fb"),
        Map.entry("-viv-good-ground", "#e3f5ee"),
        Map.entry("-viv-good-line", "#4fa88b"),
        Map.entry("-viv-warn-ground", "#fdf3da"),
        Map.entry("-viv-warn-line", "#c79530"),
        Map.entry("-viv-bad-ground", "#fdecef"),
        Map.entry("-viv-bad-line", "#cf7287"),
        Map.entry("-viv-bad-letters", "#8a0f2c"),
        Map.entry("-viv-notice", "#e4eefc"),
        Map.entry("-viv-notice-letters", "#12335f"),
        Map.entry("-viv-alarm", "#8a0f2c"),
        Map.entry("-viv-alarm-letters", "#ffffff"),
        Map.entry("-viv-key", "#e4e9f1"),
        Map.entry("-viv-key-letters", "#12335f"));
  }
}
